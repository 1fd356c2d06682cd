import { BAD, judge } from './judge.mjs';
import { isRead, read, watch } from './observe.mjs';
import { TOKEN } from './reading.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 */

/**
 * One cell of the matrix: a fault at one request of an operation.
 *
 * @typedef {object} Cell
 * @property {import('./reading.mjs').Read | import('./polling.mjs').Watch} subject
 * @property {import('./faults.mjs').Fault} fault
 * @property {{ name: string, nth: number }} position
 * @property {boolean} lasting
 */

/** @typedef {import('./judge.mjs').Judgement & { waitedMs: number }} Verdict */

/**
 * Runs a cell and judges the result.
 *
 * @param {World} world
 * @param {Build} build
 * @param {Cell} cell
 * @param {string[]} expected - the result of a read without faults
 * @returns {Promise<Verdict>}
 */
export async function runCell(world, build, cell, expected) {
	await world.reset();
	if (cell.fault.skewMs) await world.control.set({ clockSkewMs: cell.fault.skewMs });
	const secrets = [...world.secrets, ...(await tokens(world, build))];
	try {
		const seen = isRead(cell.subject) ? await read(world, build, cell, expected) : await watch(world, build, cell);
		secrets.push(...(await tokens(world, build)));
		// If the response of a renewal was lost, the stored refresh token is no longer valid.
		if (cell.subject.requests === TOKEN) world.forgetConnection();
		const verdict = { ...judge(cell, seen, secrets, world.elsewhere.seen), waitedMs: seen.waitedMs };
		if (BAD.includes(verdict.outcome)) world.forgetConnection();
		return verdict;
	} catch (error) {
		world.forgetConnection();
		return { outcome: 'LOST', detail: `not even healthy afterwards: ${error instanceof Error ? error.message : error}`, waitedMs: 0 };
	}
}

/** The connection's current tokens. @param {World} world @param {Build} build @returns {Promise<string[]>} */
async function tokens(world, build) {
	const { oauthTokenData } = (await world.oAuth2(build, true)).data;
	return [oauthTokenData.access_token, oauthTokenData.refresh_token];
}
