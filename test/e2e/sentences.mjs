/**
 * What users read when something is wrong, as the steps met it.
 */
import { writeFileSync } from 'node:fs';

/** @type {{ input: string, seenIn: string, sentence: string, cure: string }[]} */
const sentences = [];

/**
 * Shows a sentence, and keeps it for the table.
 *
 * @param {typeof sentences[number]} entry - `cure`: what n8n shows below the sentence
 */
export function note(entry) {
	sentences.push(entry);
	console.log(`        “${entry.sentence}”${entry.cure && `\n        ${entry.cure}`}`);
}

/**
 * Writes down every sentence that was noted.
 *
 * @param {string} file
 */
export function writeSentences(file) {
	const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
	const rows = sentences.map(({ input, seenIn, sentence, cure }) => `| ${[input, seenIn, sentence, cure].map(cell).join(' | ')} |`);
	writeFileSync(file, ['| Input | Seen in | Sentence | What n8n shows below it |', '|---|---|---|---|', ...rows, ''].join('\n'));
}
