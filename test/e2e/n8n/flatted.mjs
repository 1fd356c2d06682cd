/**
 * Parses the `flatted` format of execution data in n8n's API: an array of values whose first entry is the root. Every string
 * inside an object or array is the index of another entry.
 *
 * @param {string} text
 * @returns {any} the object, cycles included
 */
export function unflatten(text) {
	const entries = JSON.parse(text);
	const seen = new Set();
	const resolve = (/** @type {number} */ index) => {
		const entry = entries[index];
		if (entry === null || typeof entry !== 'object' || seen.has(entry)) return entry;
		seen.add(entry);
		for (const [key, value] of Object.entries(entry)) {
			if (typeof value === 'string') entry[key] = resolve(Number(value));
		}
		return entry;
	};
	return resolve(0);
}
