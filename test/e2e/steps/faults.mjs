/** Okta or the network fails in the middle of a read. No user may be lost. */
import assert from 'node:assert/strict';
import { readComplete } from './reading.mjs';

const people = 450;
const secondPage = { pathPattern: '^/api/v1/users\\?', nth: 2 };

/**
 * The fault that hits the second page.
 *
 * @type {{ title: string, rule: Parameters<import('../stage.mjs').Connected['org']['control']['faults']['add']>[0] }[]}
 */
const FAULTS = [
	{ title: 'a 429 storm', rule: { fault: 'rateLimited', resetInSeconds: 1, match: { ...secondPage, times: 3 } } },
	{ title: 'a concurrency 429 with a distant reset', rule: { fault: 'concurrency', match: { ...secondPage, times: 2 } } },
	{ title: 'a 500', rule: { fault: 'status', status: 500, match: secondPage } },
	{ title: 'a reset connection', rule: { fault: 'reset', match: secondPage } },
	{ title: 'a connection cut in the middle of the body', rule: { fault: 'resetMidBody', match: secondPage } },
	{ title: 'an HTML error page with status 503', rule: { fault: 'html', status: 503, match: secondPage } },
	{ title: 'an HTML page with status 200', rule: { fault: 'html', match: secondPage } },
	{ title: 'truncated JSON', rule: { fault: 'truncatedJson', match: secondPage } },
	{ title: 'a slow page', rule: { fault: 'slow', ms: 5000, match: secondPage } },
	{ title: 'an empty page with a next link', rule: { fault: 'emptyPageWithNext', match: secondPage } },
	{ title: 'a user who moves to the next page', rule: { fault: 'shiftedPage', match: secondPage } },
	{ title: 'a token that expires', rule: { fault: 'expiredToken', match: secondPage } },
];

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	...FAULTS.map(({ title, rule }) => ({
		name: `${title} in the middle of a read loses no user`,
		async run(/** @type {import('../stage.mjs').Stage} */ stage) {
			const connected = await stage.sharedOrg('faults', { people });
			await connected.org.control.faults.clear();
			await connected.org.control.faults.add(rule);
			const { requests } = await readComplete(stage, connected);
			const [{ hits }] = await connected.org.control.faults.list();
			assert.equal(hits, rule.match?.times ?? 1, 'the number of requests hit by the fault');
			return `${requests} requests`;
		},
	})),
	{
		name: 'an org that allows 4 requests in 5 s is read without a 429',
		async run(stage) {
			const connected = await stage.connectOrg({ people: 2000, rateLimits: { users: 4 }, rateWindowSeconds: 5 });
			const { seconds } = await readComplete(stage, connected);
			const { apiStatuses } = await connected.org.control.stats();
			assert.equal(apiStatuses['429'] ?? 0, 0);
			return `${seconds.toFixed(1)} s in n8n`;
		},
	},
];
