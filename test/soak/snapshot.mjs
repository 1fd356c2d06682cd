/**
 * Compares heap snapshots: which kinds of objects have become more.
 */
import { readFileSync } from 'node:fs';

/** @typedef {{ count: number, bytes: number }} Total */

/** Types of which each node's name is its content, not its kind. */
const NAMED_BY_CONTENT = ['string', 'concatenated string', 'sliced string', 'regexp', 'code', 'hidden', 'closure', 'symbol', 'bigint', 'object shape'];

/**
 * @param {string} file - of `v8.writeHeapSnapshot`
 * @returns {Map<string, Total>} number and own size of the objects, by constructor; in parentheses: V8's type of node
 */
export function byConstructor(file) {
	const { snapshot, nodes, strings } = JSON.parse(readFileSync(file, 'utf8'));
	const { node_fields: fields, node_types: types } = snapshot.meta;
	const [type, name, size] = ['type', 'name', 'self_size'].map((field) => fields.indexOf(field));
	/** @type {Map<string, Total>} */
	const totals = new Map();
	for (let node = 0; node < nodes.length; node += fields.length) {
		const kind = types[type][nodes[node + type]];
		const key = kind === 'object' ? strings[nodes[node + name]] : NAMED_BY_CONTENT.includes(kind) ? `(${kind})` : `(${kind}) ${strings[nodes[node + name]]}`;
		const total = totals.get(key) ?? { count: 0, bytes: 0 };
		totals.set(key, { count: total.count + 1, bytes: total.bytes + nodes[node + size] });
	}
	return totals;
}

/**
 * @param {string} from - file of a heap snapshot
 * @param {string} to - file of a later one of the same process
 * @returns {{ name: string, before: Total, after: Total }[]} constructors by growth in bytes, largest first
 */
export function growthByConstructor(from, to) {
	const [old, now] = [byConstructor(from), byConstructor(to)];
	const none = { count: 0, bytes: 0 };
	return [...new Set([...old.keys(), ...now.keys()])]
		.map((name) => ({ name, before: old.get(name) ?? none, after: now.get(name) ?? none }))
		.sort((a, b) => b.after.bytes - b.before.bytes - (a.after.bytes - a.before.bytes));
}
