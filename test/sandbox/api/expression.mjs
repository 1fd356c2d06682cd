import { OktaError } from './errors.mjs';

/**
 * Okta's expression language for `search` and `filter` (okta-api.md 1.1): comparisons joined by `and`, `or` and
 * parentheses. Literals are JSON: strings and dates in double quotes, numbers and booleans without.
 *
 * parse(text) → tree; compile(tree, dialect) → (person) => boolean. Both throw E0000031 with the reason in errorCauses.
 */

/** @typedef {{ kind: 'and' | 'or', parts: Node[] } | { kind: 'compare', attribute: string, operator: string, literal?: string | number | boolean }} Node */
/** @typedef {any} Row a person, a group or a log event */
/** @typedef {'string' | 'number' | 'boolean' | 'date' | 'array'} Kind */
/**
 * What one of the two parameters supports.
 * @typedef {object} Dialect
 * @property {(attribute: string) => Kind | undefined} kindOf undefined = not searchable
 * @property {(attribute: string, kind: Kind) => readonly string[]} operatorsOf
 * @property {boolean} ignoreCase for string values
 * @property {(row: any, attribute: string) => any} [read] the value of an attribute; default: `valueOf` below
 */

/** @param {string} reason */
export function invalid(reason) {
	return new OktaError('E0000031', { causes: [reason] });
}

const token = /\s*(?:([()])|("(?:[^"\\]|\\.)*")|([^\s()"]+))/gy;

/** @param {string} text @returns {string[]} */
function tokenize(text) {
	const tokens = [];
	token.lastIndex = 0;
	const end = text.trimEnd().length;
	while (token.lastIndex < end) {
		const at = token.lastIndex;
		const match = token.exec(text);
		if (!match) throw invalid(`Invalid expression near position ${at}: ${text.slice(at, at + 20)}`);
		tokens.push(match[1] ?? match[2] ?? match[3]);
	}
	return tokens;
}

/** @param {string | undefined} raw @param {string} attribute */
function literalOf(raw, attribute) {
	if (raw === undefined) throw invalid(`Missing value after ${attribute}`);
	let value;
	try {
		value = JSON.parse(raw);
	} catch {
		throw invalid(`The value ${raw} is not valid JSON; strings and dates need double quotes`);
	}
	if (value === null) throw invalid('null cannot be searched for');
	return value;
}

/** @param {string} text @returns {Node} */
export function parse(text) {
	const tokens = tokenize(text);
	let position = 0;
	const isWord = (word) => tokens[position]?.toLowerCase() === word;

	/** @returns {Node} */
	function unit() {
		const attribute = tokens[position++];
		if (attribute === undefined) throw invalid('The expression ends too early');
		if (attribute === '(') {
			const inner = sequence('or');
			if (tokens[position++] !== ')') throw invalid('A parenthesis is not closed');
			return inner;
		}
		if (!/^[A-Za-z_][\w.$-]*$/.test(attribute)) throw invalid(`Expected an attribute name, found ${attribute}`);
		const operator = tokens[position++]?.toLowerCase();
		if (operator === undefined) throw invalid(`Missing operator after ${attribute}`);
		if (operator === 'pr') return { kind: 'compare', attribute, operator };
		return { kind: 'compare', attribute, operator, literal: literalOf(tokens[position++], attribute) };
	}

	/** @param {'and' | 'or'} kind @returns {Node} */
	function sequence(kind) {
		const next = kind === 'or' ? () => sequence('and') : unit;
		const parts = [next()];
		while (isWord(kind)) {
			position++;
			parts.push(next());
		}
		return parts.length === 1 ? parts[0] : { kind, parts };
	}

	if (tokens.length === 0) throw invalid('The expression is empty');
	const tree = sequence('or');
	if (position < tokens.length) throw invalid(`Unexpected ${tokens[position]}`);
	return tree;
}

/** The value of an attribute path of a person or a group. @param {Row} person @param {string} attribute */
export function valueOf(person, attribute) {
	if (attribute === 'type.id') return person.typeId;
	return attribute.startsWith('profile.') ? person.profile[attribute.slice(8)] : person[attribute];
}

/** @param {unknown} literal @param {Kind} kind @param {string} attribute @param {boolean} ignoreCase */
function prepare(literal, kind, attribute, ignoreCase) {
	if (kind === 'date') {
		const time = typeof literal === 'string' ? Date.parse(literal) : NaN;
		if (Number.isNaN(time)) throw invalid(`The value for ${attribute} is not a date: ${JSON.stringify(literal)}`);
		return new Date(time).toISOString();
	}
	const wanted = kind === 'array' ? ['string', 'number'] : [kind];
	if (!wanted.includes(typeof literal)) throw invalid(`The value for ${attribute} must be a ${wanted[0]}: ${JSON.stringify(literal)}`);
	return ignoreCase && typeof literal === 'string' ? literal.toLowerCase() : literal;
}

/** @type {Record<string, (value: any, literal: any) => boolean>} */
const comparisons = {
	eq: (value, literal) => value === literal,
	gt: (value, literal) => value > literal,
	ge: (value, literal) => value >= literal,
	lt: (value, literal) => value < literal,
	le: (value, literal) => value <= literal,
	sw: (value, literal) => value.startsWith(literal),
	ew: (value, literal) => value.endsWith(literal),
	co: (value, literal) => value.includes(literal),
};

/** @param {unknown} value */
function isMissing(value) {
	return value === undefined || value === null || value === '';
}

/**
 * @param {Node} node
 * @param {Dialect} dialect
 * @returns {(row: Row) => boolean}
 */
export function compile(node, dialect) {
	if (node.kind !== 'compare') {
		const parts = node.parts.map((part) => compile(part, dialect));
		return node.kind === 'and' ? (row) => parts.every((part) => part(row)) : (row) => parts.some((part) => part(row));
	}
	const { attribute, operator, literal } = node;
	const kind = dialect.kindOf(attribute);
	if (kind === undefined) throw invalid(`The attribute ${attribute} is not searchable`);
	if (!dialect.operatorsOf(attribute, kind).includes(operator)) throw invalid(`The operator ${operator} is not supported for ${attribute}`);
	const read = dialect.read ?? valueOf;
	if (operator === 'pr') {
		return (row) => {
			const value = read(row, attribute);
			return Array.isArray(value) ? value.length > 0 : !isMissing(value);
		};
	}
	const wanted = prepare(literal, kind, attribute, dialect.ignoreCase);
	const compare = comparisons[operator];
	const matches = (value) => {
		if (isMissing(value) || typeof value !== typeof wanted) return false;
		return compare(dialect.ignoreCase && typeof value === 'string' && kind !== 'date' ? value.toLowerCase() : value, wanted);
	};
	return (row) => {
		const value = read(row, attribute);
		return Array.isArray(value) ? value.some(matches) : matches(value);
	};
}
