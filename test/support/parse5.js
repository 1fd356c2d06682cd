const { bundled } = require('./bundled');

/** @type {typeof import('parse5')} */
const { parseFragment } = bundled("export { parseFragment } from 'parse5';");

module.exports = { parseFragment };
