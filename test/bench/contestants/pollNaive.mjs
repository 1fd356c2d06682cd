/** A poll as workflows do it by hand: read everybody, compare a hash of each with the one kept from last time. */
import { createHash } from 'node:crypto';
import { History } from './histories.mjs';
import { readByFetch } from './readFetch.mjs';

/** @param {import('./histories.mjs').OrgAddress} org @returns {import('./histories.mjs').Poller} */
function naive({ url, apiToken }) {
	/** @type {Record<string, string> | undefined} */
	let known;
	return {
		poll: async () => {
			const people = await readByFetch(`${url}/api/v1/users?limit=200`, apiToken);
			const hashes = Object.fromEntries(people.map(({ id, profile }) => [id, createHash('sha256').update(JSON.stringify(profile)).digest('base64')]));
			const before = known ?? hashes;
			known = hashes;
			return Object.keys(hashes).filter((id) => hashes[id] !== before[id]);
		},
		busy: () => false,
		stateBytes: () => Buffer.byteLength(JSON.stringify(known)),
	};
}

/**
 * @param {{ org: import('./histories.mjs').OrgAddress, warmUp: import('./histories.mjs').OrgAddress, few: number }} options
 * @param {typeof import('../child.mjs').meter} meter
 * @returns {Promise<Record<string, import('./histories.mjs').Watched>>}
 */
export async function contest({ org, warmUp, few }, meter) {
	const practice = new History(warmUp, naive(warmUp), meter);
	await practice.baseline();
	await practice.changes(few, 3);

	const history = new History(org, naive(org), meter);
	return { baseline: await history.baseline(), idle: await history.idle(3), few: await history.changes(few, 3) };
}
