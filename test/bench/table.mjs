/**
 * Tables of figures, for a terminal and for a file.
 *
 * @typedef {{ title: string, columns: string[], rows: string[][], notes: string[] }} Table - the first column is a name, the rest are figures
 */
import { cpus } from 'node:os';
import { N8N_VERSION } from '../e2e/n8n/cache.mjs';

/**
 * @param {Table} table
 * @returns {string} in columns
 */
export function text({ title, columns, rows, notes }) {
	const widths = columns.map((name, index) => Math.max(...[name, ...rows.map((row) => row[index])].map((cell) => cell.length)));
	const line = (/** @type {string[]} */ row) => row.map((cell, index) => (index === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[index]))).join('  ');
	return [title, '', line(columns), ...rows.map(line), '', ...notes].join('\n');
}

/**
 * @param {Table} table
 * @returns {string} as Markdown
 */
export function markdown({ title, columns, rows, notes }) {
	const line = (/** @type {string[]} */ row) => `| ${row.join(' | ')} |`;
	const rule = `|---|${columns.slice(1).map(() => '---:|').join('')}`;
	return [`## ${title}`, '', line(columns), rule, ...rows.map(line), '', ...notes, ''].join('\n');
}

/**
 * @param {number[]} values - at least one
 * @returns {number}
 */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)];

/**
 * @param {number} runs
 * @returns {string} what a figure is of several runs
 */
export const ofRuns = (runs) => (runs === 1 ? 'One run' : `Median of ${runs} runs`);

/**
 * @param {number} ms
 * @returns {string} in seconds
 */
export const seconds = (ms) => `${(ms / 1000).toFixed(ms < 1000 ? 3 : 2)} s`;

/**
 * @param {number} value
 * @returns {string} such as `52 ×`
 */
export const times = (value) => `${value < 10 ? value.toFixed(1) : Math.round(value)} ×`;

/**
 * @param {number} value
 * @returns {string} with commas between thousands
 */
export const count = (value) => Math.round(value).toLocaleString('en');

/**
 * @param {number} bytes
 * @returns {string} in millions or thousands of bytes
 */
export function megabytes(bytes) {
	if (bytes < 1e5) return `${(bytes / 1e3).toFixed(1)} KB`;
	return `${bytes < 1e7 ? (bytes / 1e6).toFixed(1) : count(bytes / 1e6)} MB`;
}

/**
 * @param {number} ms
 * @returns {string} in milliseconds
 */
export const milliseconds = (ms) => `${ms < 10 ? ms.toFixed(1) : count(ms)} ms`;

/**
 * @param {string} what - the aim
 * @param {boolean} met
 * @returns {string} the aim, and whether it was met
 */
export const aim = (what, met) => `${what}: ${met ? 'met' : 'missed'}`;

/** @returns {string} on what figures were taken, and when: processor, cores, n8n, date */
export const machine = () => `${cpus()[0].model}, ${cpus().length} cores, n8n ${N8N_VERSION}, ${new Date().toISOString().slice(0, 10)}`;
