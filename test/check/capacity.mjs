import { Finding } from './checklist.mjs';
import { accessLabel, readRateLimit } from './product.mjs';

/**
 * What the credential can do beyond the basics: Additional Access, rate limits, and how long it takes to read an org with them.
 *
 * @typedef {{ body: any, headers: Record<string, string>, ms: number }} Answer
 */

/** The scopes behind Additional Access, and a request that needs each. @type {Record<string, string>} */
const optional = {
	'okta.groups.read': '/api/v1/groups?limit=1',
	'okta.logs.read': '/api/v1/logs?limit=1',
	'okta.userTypes.read': '/api/v1/meta/types/user',
};

/** Requested in addition to the scopes that the nodes need: Okta silently leaves out those that are not granted. */
export const optionalScopes = Object.keys(optional);

const pageSize = 200;
const examplePeople = 10_000;

/** @param {Answer} answer */
function perMinute({ headers }) {
	const { limit } = readRateLimit(headers, Date.now()) ?? {};
	return limit && `${limit} per minute`;
}

/** @param {number} seconds */
const duration = (seconds) => (seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`);

/**
 * @template Session
 * @param {import('./checklist.mjs').Checklist} list
 * @param {Session | undefined} session
 * @param {string[]} scopes of the token
 * @param {(path: string) => (session: Session) => Promise<Answer>} read
 */
export async function checkCapacity(list, session, scopes, read) {
	const granted = session ? optionalScopes.filter((scope) => scopes.includes(scope)) : [];
	const label = (/** @type {string} */ scope) => accessLabel(scope) ?? scope;
	/** @type {Map<string, Answer>} */
	const answers = new Map();
	await list.check('Additional Access', session, async () => {
		const missing = optionalScopes.filter((scope) => !granted.includes(scope));
		const without = missing.length > 0 ? ` (not granted: ${missing.map(label).join(', ')})` : '';
		return { detail: `${granted.map(label).join(', ') || 'none'}${without}`, output: true };
	});
	for (const scope of granted) {
		await list.check(label(scope), session, async (reading) => {
			answers.set(scope, await read(optional[scope])(reading));
			return { output: true };
		});
	}
	await list.check('Rate limits and speed', session, async (reading) => {
		const page = await read(`/api/v1/users?limit=${pageSize}`)(reading);
		const limit = readRateLimit(page.headers, Date.now())?.limit;
		if (!limit) throw new Finding('Okta named no rate limit', 'Check whether a proxy between this machine and Okta removes the headers X-Rate-Limit-*.');
		const lists = [`lists of users ${perMinute(page)}`, ...[['groups', 'okta.groups.read'], ['System Log', 'okta.logs.read']].flatMap(([name, scope]) => {
			const answer = answers.get(scope);
			return answer ? `${name} ${perMinute(answer) ?? 'unknown'}` : [];
		})];
		const requests = examplePeople / pageSize;
		const seconds = Math.max((requests * page.ms) / 1000, requests > limit ? (requests / limit) * 60 : 0);
		const groups = granted.includes('okta.groups.read') ? `; each group whose names are added takes one more, and one per ${pageSize} members` : '';
		return { detail: `${lists.join(', ')}. Reading ${examplePeople.toLocaleString('en')} users takes ${requests} requests, about ${duration(seconds)}${groups}`, output: true };
	});
}
