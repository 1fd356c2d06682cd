/**
 * Writes what email clients do not support, after an update of `caniemail` or of the gallery:
 *
 *     npm run mail-clients
 *
 * nodes/OktaSignature/engine/check/mailClients.json  reduced data of caniemail.com, for Check Template
 */
import { writeFileSync } from 'node:fs';
import { dataFile, reduce, toJson } from './reduce.mjs';

writeFileSync(dataFile, toJson(reduce()));
console.log(dataFile);
