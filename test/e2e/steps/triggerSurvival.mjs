/** The trigger survives power cuts and an Okta outage. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { until, Watch } from '../watch.mjs';

const MAX_CRASHES = 12;

/** Longer than n8n tries to start a trigger (5 attempts, about 15 s). */
const OUTAGE_MS = 25_000;

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'trigger: n8n is killed repeatedly during 2,500 changes and all of them arrive',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 3000 });
			// Killed between two pages of a poll.
			await watch.org.control.faults.add({ fault: 'slow', ms: 5000, match: { pathPattern: 'lastUpdated', nth: 5 } });
			await watch.org.control.clearLog();
			const { ids } = await watch.org.control.people.bulk({ count: 2500, profile: { title: 'Wave {n}' } });
			await until('the middle of a poll', async () => (await watch.requests()).length >= 4);
			await stage.n8n.kill();
			let seen = 0;
			let crashes = 1;
			for (; seen < ids.length && crashes < MAX_CRASHES; crashes++) {
				// n8n polls right after every start.
				await stage.n8n.start();
				seen = new Set((await watch.items(seen + 1)).map(({ id }) => id)).size;
				// If n8n is killed while it starts a trigger, it does not retry that trigger for two minutes.
				await stage.session.publication(watch.workflow.id);
				await stage.n8n.kill();
			}
			await stage.n8n.start();
			const items = await watch.delivered();
			assert.deepEqual([...new Set(items.map(({ id }) => id))].sort(), ids.sort());
			assert.equal(new Set(items.map(({ eventId }) => eventId)).size, ids.length, 'the same change has the same id');
			const told = new Set(items.map(({ event, changedAttributes }) => `${event} ${changedAttributes}`));
			// In 1 of 4,096 changes the trigger cannot identify the attribute and names all of them.
			assert.ok([...told].every((entry) => /^user\.updated .*\btitle\b/.test(entry)), [...told].join('; '));
			await watch.stop();
			return `${crashes} kills, ${items.length - ids.length} delivered again`;
		},
	},
	{
		name: 'trigger: Okta is down while n8n starts: the trigger recovers and misses nothing',
		async run(stage) {
			const watch = await Watch.start(stage, { people: 60 });
			const { control } = watch.org;
			// n8n polls at a second of its own choice, which may be within the outage.
			watch.expectedError = /^Okta could not be reached/;
			const [, person] = await control.people.list();
			await stage.n8n.stop();
			await control.people.patch(person.id, { title: 'Changed while all was down' });
			// The tokens have expired too: the first request after the outage is a renewal.
			await control.oauth.expireAccessTokens();
			await control.faults.add({ fault: 'reset', match: { times: 0 } });
			await control.clearLog();
			await stage.n8n.start();
			await sleep(OUTAGE_MS);
			const { status, triggers } = await stage.session.publication(watch.workflow.id);
			assert.equal(status, 'published', triggers[0]?.errorMessage ?? status);
			assert.ok((await watch.requests()).length > 0, 'the outage was met');
			await control.faults.clear();
			const items = await watch.items(1, { polls: 2 });
			assert.deepEqual(items.map(({ id }) => id), [person.id]);
			await watch.stop();
		},
	},
];
