import { OktaError } from './errors.mjs';

/**
 * The `fields` parameter: `id,status,profile:(firstName,city)`. `id` is always included.
 */

/**
 * @param {string} text
 * @returns {(user: Record<string, any>) => Record<string, unknown>}
 * @throws {OktaError} E0000001 when the text is not a list of fields
 */
export function projection(text) {
	/** @type {Map<string, string[] | undefined>} */
	const wanted = new Map([['id', undefined]]);
	const item = /\s*([\w-]+)\s*(?::\s*\(([^()]*)\))?\s*(,|$)/y;
	while (item.lastIndex < text.length) {
		const match = item.exec(text);
		if (!match) throw new OktaError('E0000001', { summary: 'Api validation failed: fields', causes: [`fields: cannot be read: ${text}`] });
		wanted.set(match[1], match[2]?.split(',').map((name) => name.trim()));
	}
	return (user) => {
		/** @type {Record<string, unknown>} */
		const result = {};
		for (const [name, inner] of wanted) {
			if (user[name] === undefined) continue;
			result[name] = inner ? Object.fromEntries(inner.filter((key) => user[name]?.[key] !== undefined).map((key) => [key, user[name][key]])) : user[name];
		}
		return result;
	};
}
