const { loadEsModule } = require('./esModule');

/** @type {typeof import('parse5')} */
const { parseFragment } = loadEsModule("export { parseFragment } from 'parse5';");

module.exports = { parseFragment };
