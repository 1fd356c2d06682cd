import { inspect } from 'node:util';

/** Verbs by which a text tells the user what to do. */
const ACTION = /\b(add|ask|check|choose|compare|copy|correct|create|enter|give|grant|let|look up|make sure|open|put|reconnect|report|run|see|set|test|try|untick|use|wait)\b/i;

/** Bare messages of libraries, n8n and HTTP. */
const BARE = /status code \d|^\d{3}( |$)|\bE[A-Z]{5,}\b(?!.*\s.*\s)|^timeout of|socket hang up|^The service |^Request failed|^Bad request|^Bad gateway|undefined|\[object |^Error\b|Unexpected token|JSON at position/i;

/** An error as n8n shows it. @typedef {Error & { description?: string | null, failure?: { cause: string } }} Shown */

/**
 * Finds flaws in an error as the user sees it.
 *
 * @param {Shown} error
 * @param {object} wanted
 * @param {readonly string[]} wanted.causes - one of n8n's classes of failure; empty: any
 * @param {readonly ('request' | 'error')[]} wanted.ids - the Okta IDs that it must contain
 * @param {boolean} wanted.oneText - n8n shows only the message, so that must contain the resolution
 * @returns {string[]} empty if there are none
 */
export function flaws(error, { causes, ids, oneText }) {
	const { message, description } = error;
	const said = `${message} ${description ?? ''}`;
	const found = [];
	if (BARE.test(message) || message.split(/\s+/).length < 4) found.push('the message is not a sentence');
	if (!oneText && !description) found.push('there is no description');
	if (!ACTION.test(oneText ? message : (description ?? ''))) found.push('no resolution');
	for (const id of ids) if (!new RegExp(`\\b${id} ID [\\w-]{6,}`).test(said)) found.push(`Okta's ${id} ID is missing`);
	if (causes.length > 0 && !oneText && !causes.includes(error.failure?.cause ?? 'none')) found.push(`its cause is ${error.failure?.cause}, not ${causes.join(' or ')}`);
	return found;
}

/** Counts the secrets that an error contains. @param {Error} error @param {string[]} secrets */
export function leaks(error, secrets) {
	const all = inspect(error, { depth: 8, maxStringLength: null });
	return secrets.filter((secret) => all.includes(secret)).length;
}
