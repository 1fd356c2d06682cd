/** The trigger on n8n's opt-in durable scheduler, which keeps what a trigger remembers in a table of its own. */
import assert from 'node:assert/strict';
import { Stage } from '../stage.mjs';
import { Watch } from '../watch.mjs';

const durableScheduler = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	{
		name: "trigger: n8n's durable scheduler delivers the same, over a restart too",
		// waits for polls of an n8n of its own, which nobody else restarts
		together: 'trigger',
		async run({ n8n }) {
			const options = { ...n8n.program, packageDir: n8n.packageDir };
			const stage = await Stage.open({ ...options, env: durableScheduler, logName: 'n8n-durable' });
			try {
				const watch = await Watch.start(stage, { people: 60 });
				const { people } = watch.org.control;
				// this scheduler forgets what the poll at activation remembered: the next one is the baseline
				await watch.polled();
				const [, ...changed] = (await people.list()).slice(0, 4);
				for (const { id } of changed) await people.patch(id, { title: 'Durable' });
				assert.deepEqual((await watch.items(3)).map(({ id }) => id).sort(), changed.map(({ id }) => id).sort());

				await people.patch(changed[0].id, { title: 'Changed while n8n was down' });
				await stage.n8n.restart();
				const items = await watch.items(4, { polls: 2 });
				assert.equal(items[3].id, changed[0].id);
				await watch.polled();
				assert.equal((await watch.delivered()).length, 4);
				assert.equal(new Set(items.map(({ eventId }) => eventId)).size, 4);
			} finally {
				await stage.close();
			}
		},
	},
];
