/** The trigger with n8n's opt-in durable scheduler, which stores a trigger's state in a separate table. */
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
		name: "trigger: n8n's durable scheduler delivers the same, also across a restart",
		// Waits for polls of a separate n8n that no other step restarts.
		together: 'trigger',
		async run({ n8n }) {
			const options = { ...n8n.program, packageDir: n8n.packageDir };
			const stage = await Stage.open({ ...options, env: durableScheduler, logName: 'n8n-durable' });
			try {
				const watch = await Watch.start(stage, { people: 60 });
				const { people } = watch.org.control;
				// This scheduler drops the state of the poll at activation: the next poll sets the baseline.
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
