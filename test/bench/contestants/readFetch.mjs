/** Node's fetch along the Link headers: the least that reads everybody. It asks for the same answers as ours does. */
import { contestOfReaders } from './readers.mjs';

/**
 * @param {string} url - first page
 * @param {string} apiToken
 * @returns {Promise<any[]>} everybody, parsed
 */
export async function readByFetch(url, apiToken) {
	const headers = {
		accept: 'application/json',
		authorization: `SSWS ${apiToken}`,
		'content-type': 'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
	};
	const people = [];
	for (let next = url; next; ) {
		const response = await fetch(next, { headers });
		if (!response.ok) throw new Error(`The sandbox answered ${response.status}`);
		people.push(...(await response.json()));
		next = /<([^<>]+)>; rel="next"/.exec(response.headers.get('link') ?? '')?.[1] ?? '';
	}
	return people;
}

/** @param {import('./readers.mjs').ReadOptions} options @param {typeof import('../child.mjs').meter} meter */
export const contest = (options, meter) =>
	contestOfReaders(options, meter, async ({ url, apiToken }) => () => readByFetch(`${url}/api/v1/users?limit=200`, apiToken));
