import { inspect } from 'node:util';

/** Words by which a sentence tells what to do. */
const CURE = /\b(add|ask|check|choose|compare|copy|correct|create|enter|give|grant|let|look up|open|put|reconnect|report|run|see|set|test|try|untick|use|wait)\b/i;

/** What libraries, n8n and HTTP say by themselves. */
const BARE = /status code \d|^\d{3}( |$)|\bE[A-Z]{5,}\b(?!.*\s.*\s)|^timeout of|socket hang up|^The service |^Request failed|^Bad request|^Bad gateway|undefined|\[object |^Error\b|Unexpected token|JSON at position/i;

/** An error as n8n shows it. @typedef {Error & { description?: string | null, failure?: { cause: string } }} Shown */

/**
 * What is wrong with an error as its reader sees it.
 *
 * @param {Shown} error
 * @param {object} wanted
 * @param {readonly string[]} wanted.causes - n8n's class of failure: one of these; none to leave it open
 * @param {readonly ('request' | 'error')[]} wanted.ids - of Okta's, which it has to name
 * @param {boolean} wanted.oneText - n8n shows the message alone, so the cure has to stand there too
 * @returns {string[]} empty when it is right
 */
export function flaws(error, { causes, ids, oneText }) {
	const { message, description } = error;
	const said = `${message} ${description ?? ''}`;
	const found = [];
	if (BARE.test(message) || message.split(/\s+/).length < 4) found.push('the message is no sentence');
	if (!oneText && !description) found.push('there is no description');
	if (!CURE.test(oneText ? message : (description ?? ''))) found.push('no cure');
	for (const id of ids) if (!new RegExp(`\\b${id} id [\\w-]{6,}`).test(said)) found.push(`Okta's ${id} id is left out`);
	if (causes.length > 0 && !oneText && !causes.includes(error.failure?.cause ?? 'none')) found.push(`its cause is ${error.failure?.cause}, not ${causes.join(' or ')}`);
	return found;
}

/** What an error holds that nobody may see. @param {Error} error @param {string[]} secrets */
export function leaks(error, secrets) {
	const all = inspect(error, { depth: 8, maxStringLength: null });
	return secrets.filter((secret) => all.includes(secret)).length;
}
