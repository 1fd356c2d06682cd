const { loadEsModule } = require('./esModule');

/**
 * The sandbox's evaluator of Okta's search expressions. The sandbox's own tests check it against Okta's grammar.
 *
 * @type {{ parse: typeof import('../sandbox/api/expression.mjs').parse, compile: typeof import('../sandbox/api/expression.mjs').compile, search: import('../sandbox/api/expression.mjs').Dialect }}
 */
const { parse, compile, search } = loadEsModule(`
	export { parse, compile } from '../sandbox/api/expression.mjs';
	export { search } from '../sandbox/api/dialects.mjs';
`);

/**
 * @param {string} expression
 * @returns {(person: import('../sandbox/org.mjs').Person) => boolean} throws the error that the sandbox answers with 400 E0000031
 */
const matcher = (expression) => compile(parse(expression), search);

module.exports = { matcher };
