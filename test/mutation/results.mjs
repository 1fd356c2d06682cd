/** RESULTS.md, from the results of all engines. */
import { cpus } from 'node:os';
import { markdown as table } from '../bench/table.mjs';
import { ENGINES, filesOf } from './engines.mjs';
import { readMutants } from './mutants.mjs';

/** @typedef {import('./mutants.mjs').Mutant} Mutant */

const COLUMNS = ['File', 'Mutants', 'Killed', 'Equivalent', 'Survived', 'Score'];

/** The share that tests found, of those that a test can find. @param {Mutant[]} mutants @returns {string} */
function score(mutants) {
	const findable = mutants.filter(({ equivalent }) => equivalent === undefined);
	if (findable.length === 0) return '';
	return `${((100 * findable.filter(({ killed }) => killed).length) / findable.length).toFixed(1)} %`;
}

/** @param {string} name @param {Mutant[]} mutants */
function row(name, mutants) {
	const killed = mutants.filter((mutant) => mutant.killed).length;
	const equivalent = mutants.filter((mutant) => mutant.equivalent !== undefined).length;
	return [name, mutants.length, killed, equivalent, mutants.length - killed - equivalent, score(mutants)].map(String);
}

/** Text for a Markdown list. @param {string} code */
const quoted = (code) => {
	const short = code.length > 80 ? `${code.slice(0, 80)} …` : code;
	return short === '' ? 'nothing' : `\`\` ${short} \`\``;
};

/** @param {Mutant} mutant */
const survivor = ({ file, line, from, to, equivalent }) =>
	`- ${file}:${line}: ${quoted(from)} → ${quoted(to)}${equivalent === undefined ? '' : `. ${equivalent}`}`;

/** @param {string} title @param {Mutant[]} mutants */
const list = (title, mutants) => (mutants.length === 0 ? [] : [`### ${title}`, '', ...mutants.map(survivor), '']);

/** @param {import('./engines.mjs').Engine} engine @returns {{ lines: string[], unexplained: number }} */
function section(engine) {
	const { mutants: all, outdated } = readMutants(engine);
	const mutants = all.filter(({ tested }) => tested);
	const tested = new Set(mutants.map(({ file }) => file));
	const files = [...tested];
	const missing = filesOf(engine).filter((file) => !tested.has(file));
	const rows = files.map((file) => row(file.split('/').slice(1).join('/'), mutants.filter((mutant) => mutant.file === file)));
	const shortName = (/** @type {string} */ file) => `\`${file.split('/').slice(1).join('/')}\``;
	const notTested = [...missing.map(shortName), ...Object.entries(engine.leftOut ?? {}).map(([file, reason]) => `${shortName(file)} (${reason})`)];
	const untested = all.length - mutants.length;
	const notes = [
		...(untested > 0 ? [`${untested} more mutants act while a file is loaded and were not tested.`] : []),
		...(notTested.length > 0 ? [`Not tested: ${notTested.join(', ')}.`] : []),
		...outdated.map((known) => `equivalent.json is outdated: no survivor in ${known.file} in the line ${quoted(known.in)}.`),
	];
	const lines = [table({ title: engine.name, columns: COLUMNS, rows: [...rows, row('**All**', mutants)], notes })];
	const unexplained = mutants.filter(({ killed, equivalent }) => !killed && equivalent === undefined);
	lines.push(...list(`${engine.name}: survived`, unexplained));
	lines.push(...list(`${engine.name}: equivalent`, mutants.filter(({ equivalent }) => equivalent !== undefined)));
	return { lines, unexplained: unexplained.length };
}

/** @returns {{ markdown: string, unexplained: number }} the file's text, and how many survivors have no reason */
export function results() {
	const sections = ENGINES.map(section);
	const day = new Date().toISOString().slice(0, 10);
	const lines = [
		'# Mutation test results',
		'',
		`Written by \`npm run test:mutation\` on ${cpus()[0].model}, ${cpus().length} cores, ${day}. A mutant is the code with one place changed. The score is the share of mutants that make a test fail, of those that a test can find. A mutant that runs without end counts as killed.`,
		'',
		...sections.flatMap(({ lines: some }) => some),
	];
	return { markdown: `${lines.join('\n').trimEnd()}\n`, unexplained: sections.reduce((sum, { unexplained }) => sum + unexplained, 0) };
}
