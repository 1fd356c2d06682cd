/**
 * The results of mutants, from Stryker's report.
 *
 * @typedef {object} Mutant
 * @property {string} file
 * @property {number} line - from 1
 * @property {string} range - Stryker's pattern for this place
 * @property {string} text - the whole line, trimmed
 * @property {string} from - the code that was changed, spaces collapsed
 * @property {string} to - what it became, spaces collapsed
 * @property {boolean} tested
 * @property {boolean} killed - by a test, or because it ran without end
 * @property {boolean} timedOut
 * @property {string} [equivalent] - why no test can tell it from the code
 */
import { existsSync, readFileSync } from 'node:fs';
import { reportOf } from './stryker.mjs';

const EQUIVALENTS = new URL('equivalent.json', import.meta.url);

/** @typedef {{ file: string, in: string, from?: string, to?: string, because: string }} Equivalent - `in`: the trimmed line; without `from` and `to`: each change of the line */

const collapsed = (/** @type {string} */ text) => text.replace(/\s+/g, ' ').trim();

/**
 * The code of a place.
 *
 * @param {string[]} lines
 * @param {{ start: { line: number, column: number }, end: { line: number, column: number } }} place - from 1
 */
function codeAt(lines, { start, end }) {
	const last = lines[end.line - 1].slice(0, end.column - 1);
	if (start.line === end.line) return last.slice(start.column - 1);
	return [lines[start.line - 1].slice(start.column - 1), ...lines.slice(start.line, end.line - 1), last].join('\n');
}

/** @param {Mutant} mutant @param {Equivalent} known */
const isSame = (mutant, known) =>
	mutant.file === known.file &&
	mutant.text === known.in &&
	(known.from === undefined || mutant.from === known.from) &&
	(known.to === undefined || mutant.to === known.to);

/**
 * @param {import('./engines.mjs').Engine} engine
 * @returns {{ mutants: Mutant[], outdated: Equivalent[] }} those of the tested files, and entries of equivalent.json that match no survivor
 * in a file with results
 */
export function readMutants(engine) {
	/** @type {Equivalent[]} */
	const equivalents = JSON.parse(readFileSync(EQUIVALENTS, 'utf8'));
	/** @type {Mutant[]} */
	const mutants = [];
	const report = reportOf(engine);
	const files = existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')).files : {};
	for (const [file, { source, mutants: found }] of Object.entries(files)) {
		const lines = source.split('\n');
		for (const { location, replacement, status } of found) {
			// A mutant that cannot be loaded is none.
			if (status === 'RuntimeError' || status === 'CompileError') continue;
			const { start, end } = location;
			const mutant = {
				file,
				line: start.line,
				range: `${file}:${start.line}:${start.column - 1}-${end.line}:${end.column - 1}`,
				text: lines[start.line - 1].trim(),
				from: collapsed(codeAt(lines, location)),
				to: collapsed(replacement),
				tested: status !== 'Ignored',
				killed: status === 'Killed' || status === 'Timeout',
				timedOut: status === 'Timeout',
			};
			mutants.push({ ...mutant, equivalent: mutant.killed ? undefined : equivalents.find((known) => isSame(mutant, known))?.because });
		}
	}
	mutants.sort((first, second) => (first.file === second.file ? first.line - second.line : first.file < second.file ? -1 : 1));
	const outdated = equivalents.filter((known) => known.file in files && !mutants.some((mutant) => !mutant.killed && isSame(mutant, known)));
	return { mutants, outdated };
}
