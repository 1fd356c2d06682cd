/**
 * Writes what email clients do not support, after an update of `caniemail` or of the gallery:
 *
 *     npm run mail-clients
 *
 * nodes/OktaSignature/engine/check/mailClients.json  reduced data of caniemail.com, for Check Template
 * test/pictures/mail-clients.md                      what looks different, by gallery template and email client
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../support/run.mjs';
import { reduce, toJson } from './reduce.mjs';

const require = createRequire(import.meta.url);
const dataFile = join(root, 'nodes', 'OktaSignature', 'engine', 'check', 'mailClients.json');
writeFileSync(dataFile, toJson(reduce(require('caniemail/caniemail.json'), require('caniemail/package.json').version)));

const { outputFiles } = await build({
	entryPoints: [join(root, 'test', 'unit', 'OktaSignature', 'gallery', 'mailClientTable.ts')],
	bundle: true,
	write: false,
	format: 'cjs',
	platform: 'node',
});
/** @type {{ exports: any }} */
const loaded = { exports: {} };
new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, require);
const pageFile = join(root, 'test', 'pictures', 'mail-clients.md');
writeFileSync(pageFile, loaded.exports.mailClientPage());
console.log(`${dataFile}\n${pageFile}`);
