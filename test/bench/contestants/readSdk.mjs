/** Okta's own client for Node, with the largest pages. */
import { Client } from '@okta/okta-sdk-nodejs';
import { contestOfReaders } from './readers.mjs';

/** @param {import('./readers.mjs').ReadOptions} options @param {typeof import('../child.mjs').meter} meter */
export const contest = (options, meter) =>
	contestOfReaders(options, meter, async ({ url, apiToken }) => {
		const settings = { orgUrl: url, token: apiToken, testing: { disableHttpsCheck: true } };
		const client = new Client(/** @type {ConstructorParameters<typeof Client>[0]} */ (settings));
		return async () => {
			/** @type {any[]} */
			const people = [];
			const collection = await client.userApi.listUsers({ limit: 200 });
			await collection.each((/** @type {any} */ user) => void people.push(user));
			return people;
		};
	});
