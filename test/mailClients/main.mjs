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
import esModule from '../support/esModule.js';
import { root } from '../support/run.mjs';
import { reduce, toJson } from './reduce.mjs';

const require = createRequire(import.meta.url);
const dataFile = join(root, 'nodes', 'OktaSignature', 'engine', 'check', 'mailClients.json');
writeFileSync(dataFile, toJson(reduce(require('caniemail/caniemail.json'), require('caniemail/package.json').version)));

const { mailClientPage } = esModule.loadEsModule("export { mailClientPage } from '../unit/OktaSignature/gallery/mailClientTable';");
const pageFile = join(root, 'test', 'pictures', 'mail-clients.md');
writeFileSync(pageFile, mailClientPage());
console.log(`${dataFile}\n${pageFile}`);
