/** The example workflow "Nightly signatures, changed only": which users are pushed and which are not. */
import assert from 'node:assert/strict';
import { nightlyWorkflow } from '../example.mjs';
import { PushTarget } from '../pushTarget.mjs';

const people = 50;

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'the nightly workflow pushes changed signatures, retries failed ones, and pushes nothing else',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			const target = new PushTarget();
			stage.onClose(() => target.close());
			const workflow = await stage.session.importWorkflow(nightlyWorkflow(credential, await target.open()));
			const everybody = (await org.control.people.list()).filter(({ status }) => status !== 'DEPROVISIONED');
			const [ann, ben, cem] = everybody.map(({ id, profile }) => ({ id, email: profile.email }));
			const run = async () => {
				const execution = await stage.session.run(workflow);
				assert.equal(execution.status, 'success', execution.error?.message);
				return { pushed: target.take(), notPushed: execution.items('Not Pushed').map(({ json }) => json.profile.email) };
			};
			const emails = (/** @type {{ email: string }[]} */ pushes) => pushes.map(({ email }) => email).sort();
			const retitle = (/** @type {{ id: string }} */ { id }, /** @type {string | null} */ title) => org.control.people.patch(id, { title });
			await retitle(ann, 'A');

			const first = await run();
			assert.deepEqual(emails(first.pushed), everybody.map(({ profile }) => profile.email).sort(), 'every user once');
			assert.deepEqual(await run(), { pushed: [], notPushed: [] }, 'no user changed');

			await retitle(ann, 'B');
			const second = await run();
			assert.deepEqual(emails(second.pushed), [ann.email], 'A → B');
			await retitle(ann, 'A');
			const third = await run();
			assert.deepEqual(emails(third.pushed), [ann.email], 'A → B → A');
			const original = first.pushed.find(({ email }) => email === ann.email);
			assert.equal(third.pushed[0].signature, original?.signature);
			assert.notEqual(second.pushed[0].signature, original?.signature);

			target.refusals.set(ben.email, 3).set(cem.email, 1);
			await retitle(ben, 'Refused all night');
			await retitle(cem, 'Refused once');
			const refusing = await run();
			assert.deepEqual(target.refused.sort(), [ben.email, ben.email, ben.email, cem.email].sort());
			assert.deepEqual(emails(refusing.pushed), [cem.email], 'retried within the run');
			assert.deepEqual(refusing.notPushed, [ben.email]);
			assert.deepEqual(emails((await run()).pushed), [ben.email], 'retried the next night');
			assert.deepEqual(await run(), { pushed: [], notPushed: [] });

			// Somebody gives everyone another title, right after a change of one person.
			await retitle(cem, 'C');
			const others = everybody.filter(({ id }) => id !== cem.id);
			for (const person of others) await retitle(person, 'Emptied by mistake');
			const stopped = await stage.session.run(workflow);
			assert.equal(stopped.status, 'error');
			assert.match(stopped.error?.message ?? '', /^\d+ of \d+ signatures \(\d+ %\) differ from the last push\./);
			assert.deepEqual(target.take(), [], 'nobody is pushed');
			for (const { id, profile } of others) await retitle({ id }, id === ann.id ? 'A' : id === ben.id ? 'Refused all night' : (profile.title ?? null));
			assert.deepEqual(emails((await run()).pushed), [cem.email], 'no change is lost');

			const rows = await pushedRows(stage);
			assert.equal(rows.length, people);
			const row = rows.find(({ userId }) => userId === ben.id);
			assert.equal(row?.email, ben.email);
			assert.equal(row?.template, 'classic');
			assert.match(row?.hash, /^[0-9a-f]{64}$/);
			return `${first.pushed.length}, 0, 1, 1, 1 + 3 refused, 1, 0, 0 (stopped) and 1 pushes in 9 runs`;
		},
	},
];

/**
 * @param {import('../stage.mjs').Stage} stage
 * @returns {Promise<any[]>} the rows of the workflow's Data Table
 */
async function pushedRows({ session }) {
	const { id: project } = await session.api('GET', '/projects/personal');
	const tables = await session.api('GET', `/projects/${project}/data-tables`);
	const { id } = tables.data.find((/** @type {{ name: string }} */ { name }) => name === 'Pushed Signatures');
	return (await session.api('GET', `/projects/${project}/data-tables/${id}/rows?take=250`)).data;
}
