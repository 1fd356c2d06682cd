/**
 * n8n's package scan (@n8n/scan-community-package) without its npm requests: the lint of the source and the unpacked tarball
 * that n8n runs before it verifies a package. The provenance check needs a published version, so only n8n can run it.
 *
 *     node test/scan/main.mjs
 *
 * First scans a package with known violations, to prove that the scan finds them.
 */
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { root } from '../support/run.mjs';
import { installDependencies } from '../support/install.mjs';
import { packPackage } from '../e2e/n8n/package.mjs';

/** The patterns of scanner.mjs for a tarball. */
const TARBALL_PATTERNS = ['**/*.js', 'package.json'];

/** The only entries that the tarball may have. */
const TARBALL_ROOT = ['LICENSE', 'README.md', 'dist', 'package.json'];

/** Each file breaks one rule of the scan that reads it. */
const BAD_PACKAGE = {
	'package.json': JSON.stringify({ name: 'not-a-node', version: '0.0.1', dependencies: { axios: '1' }, n8n: { n8nNodesApiVersion: 1 } }),
	'nodes/Bad/Bad.node.ts': "import fs from 'fs';\nexport const home = process.env.HOME ?? fs.sep;\n",
	'dist/nodes/Bad/Bad.node.js': "module.exports = () => eval('1');\n",
};

/**
 * @typedef {{ passed: boolean, message?: string, details?: string }} Result
 * @typedef {{ analyzePackage: (dir: string, patterns: string[]) => Promise<Result>, SOURCE_FILE_PATTERNS: string[] }} Scanner
 */

/**
 * @param {string} dir
 * @param {(file: string) => boolean} wanted
 * @returns {string[]} paths relative to `dir`, with slashes
 */
function filesIn(dir, wanted) {
	return readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => relative(dir, join(entry.parentPath ?? entry.path, entry.name)).split(sep).join('/'))
		.filter((file) => !file.startsWith('node_modules/') && wanted(file));
}

/**
 * @param {string} title
 * @param {Result} result
 * @param {string[]} files
 * @returns {boolean}
 */
function report(title, result, files) {
	// The scanner passes if it finds no files.
	const passed = result.passed && files.length > 1;
	console.log(`${passed ? 'ok    ' : 'FAILED'} ${title}: ${files.length} files scanned`);
	if (!passed) console.log(result.details ?? result.message ?? 'nothing to scan');
	return passed;
}

/** @returns {Promise<boolean>} whether the scanner rejects it */
async function rejectsBadPackage(/** @type {Scanner} */ { analyzePackage, SOURCE_FILE_PATTERNS }) {
	const dir = mkdtempSync(join(tmpdir(), 'okta-signatures-scan-'));
	try {
		for (const [file, text] of Object.entries(BAD_PACKAGE)) {
			mkdirSync(dirname(join(dir, file)), { recursive: true });
			writeFileSync(join(dir, file), text);
		}
		const legs = [await analyzePackage(dir, SOURCE_FILE_PATTERNS), await analyzePackage(dir, ['dist/**/*.js'])];
		const rejected = legs.every(({ passed, details }) => !passed && details);
		console.log(`${rejected ? 'ok    ' : 'FAILED'} a package with known violations is rejected, in source and build`);
		return rejected;
	} finally {
		rmSync(dir, { recursive: true, force: true });
	}
}

/** @returns {boolean} whether the tarball contains what n8n loads and nothing unexpected */
function isComplete(/** @type {string} */ tarball, /** @type {string[]} */ shipped) {
	const { n8n } = JSON.parse(readFileSync(join(tarball, 'package.json'), 'utf8'));
	const missing = [...n8n.nodes, ...n8n.credentials].filter((file) => !shipped.includes(file));
	const strays = readdirSync(tarball).filter((name) => !TARBALL_ROOT.includes(name));
	const complete = missing.length === 0 && strays.length === 0;
	console.log(
		complete
			? `ok     the tarball contains every node and credential, and nothing except ${TARBALL_ROOT.join(', ')}`
			: `FAILED the tarball: missing ${missing.join(', ') || 'nothing'}, unexpected ${strays.join(', ') || 'nothing'}`,
	);
	return complete;
}

try {
	await installDependencies();
	/** @type {Scanner} */
	const scanner = await import('@n8n/scan-community-package/scanner/scanner.mjs');
	const verdicts = [await rejectsBadPackage(scanner)];

	const sources = ['package.json', ...filesIn(root, (file) => /^(nodes|credentials)\/.*\.(js|ts|json)$/.test(file))];
	verdicts.push(report('source', await scanner.analyzePackage(root, scanner.SOURCE_FILE_PATTERNS), sources));

	const tarball = await packPackage();
	const shipped = filesIn(tarball, (file) => file.endsWith('.js') || file === 'package.json');
	verdicts.push(report('tarball', await scanner.analyzePackage(tarball, TARBALL_PATTERNS), shipped));
	verdicts.push(isComplete(tarball, shipped));

	const passed = verdicts.filter(Boolean).length;
	console.log(`${passed} passed, ${verdicts.length - passed} failed`);
	process.exitCode = passed === verdicts.length ? 0 : 1;
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
