/**
 * A response before it is sent, so that faults can cut, delay or distort it.
 * @typedef {{ status: number, headers: Record<string, string | string[]>, body: string }} Reply
 */

/**
 * @param {unknown} value
 * @param {Record<string, string | string[]>} [headers]
 * @returns {Reply}
 */
export function json(value, headers = {}) {
	return { status: 200, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(value) };
}
