import { invalid } from './expression.mjs';

/**
 * Page cursors. In id order the cursor is the last user's id. With sortBy it is opaque and holds the last user's sort value;
 * it contains `=` and `+`, so that a client that re-encodes a next link fails here as it does at Okta.
 */

/** @typedef {{ value?: string | number | boolean | null, id: string }} Position */

/** @param {Position} position @param {boolean} sorted */
export function encodeCursor(position, sorted) {
	return sorted ? Buffer.from(JSON.stringify([position.value ?? null, position.id, '>>>'])).toString('base64') : position.id;
}

/**
 * @param {string} cursor
 * @param {boolean} sorted
 * @returns {Position}
 * @throws E0000031 "Invalid cursor."
 */
export function decodeCursor(cursor, sorted) {
	if (!sorted) {
		if (!/^00u[0-9A-Za-z]{17}$/.test(cursor)) throw invalid('Invalid cursor.');
		return { id: cursor };
	}
	try {
		const [value, id, mark] = JSON.parse(Buffer.from(cursor, 'base64').toString());
		if (mark === '>>>' && typeof id === 'string' && Buffer.from(cursor, 'base64').toString('base64') === cursor) return { value, id };
	} catch {
		throw invalid('Invalid cursor.');
	}
	throw invalid('Invalid cursor.');
}
