/**
 * The frame of every reading contestant: a small org warms it up, then it reads the large one.
 */
import { createHash } from 'node:crypto';

/** @typedef {{ url: string, clientId: string, apiToken: string, groups?: string[] }} OrgAddress - groups: those to be added to each person */
/** @typedef {{ packageDir: string, org: OrgAddress, warmUp: OrgAddress, attributes?: string[], filters?: Record<string, unknown>, scopes?: string[] }} ReadOptions */

/**
 * @param {ReadOptions} options
 * @param {typeof import('../child.mjs').meter} meter
 * @param {(org: OrgAddress) => Promise<() => Promise<any[]>>} prepare - gives what reads everybody of an org
 * @returns {Promise<{ people: number, digest: string, usage: import('../child.mjs').Usage }>} the digest tells whether two read the same people
 */
export async function contestOfReaders({ org, warmUp }, meter, prepare) {
	await (await prepare(warmUp))();
	const read = await prepare(org);
	const { result, usage } = await meter(read);
	const people = result.map(({ id, status, profile }) => `${id} ${status} ${profile.email} ${profile.firstName ?? ''} ${profile.city ?? ''}`).sort();
	return { people: people.length, digest: createHash('sha256').update(people.join('\n')).digest('hex'), usage };
}
