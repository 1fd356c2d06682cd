const { loadEsModule } = require('./esModule');

/** @type {typeof import('parse5')} */
const { parse, parseFragment } = loadEsModule("export { parse, parseFragment } from 'parse5';");

module.exports = { parse, parseFragment };
