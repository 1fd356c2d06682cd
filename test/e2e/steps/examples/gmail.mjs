/** Gmail: pushes signatures and clears them. */
import assert from 'node:assert/strict';
import { BY_HAND, exampleStage } from '../../standIns/stage.mjs';
import { addresses, assertFailuresNamed, rendered, triggered, updated } from './executions.mjs';

/** Each waits for a poll, so they run in parallel. */
const together = 'examples';

/** Longer than Gmail accepts, whatever the template. */
const TOO_LONG = 'Chief '.repeat(2000);

/** The leavers. Both leave at once so that no poll runs in between. */
const LEAVERS = { skip: 8, count: 2 };

const noMailbox = /Invalid email or User ID/;

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example okta-trigger-to-gmail: every user gets their own signature; a failed push is named and stops no other',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { org, google, internet } = stage;
			const people = await org.control.people.list();
			const [joiner, talker, flaky] = people;
			google.signatures.delete(joiner.profile.email);
			await org.control.people.patch(talker.id, { title: TOO_LONG });
			internet.fail('PATCH', new RegExp(`sendAs/${encodeURIComponent(flaky.profile.email)}$`), 1, { status: 503 });

			const workflow = await stage.fillIn('okta-trigger-to-gmail', { options: { startWithExisting: true } });
			await stage.activate(workflow);
			const execution = await triggered(stage, workflow);
			await stage.session.deactivate(workflow);

			assertFailuresNamed(execution, 'not updated in Gmail', [
				[joiner.profile.email, noMailbox],
				[talker.profile.email, /10,000/],
			]);
			const signatures = rendered(execution);
			assert.deepEqual(updated(execution), addresses(people.filter(({ id }) => ![joiner.id, talker.id].includes(id))));
			for (const address of updated(execution)) assert.equal(google.signatures.get(address), signatures.get(address).html);
			assert.equal(google.signatures.get(talker.profile.email), BY_HAND);
			const pushes = internet.asked('PATCH', /^gmail\.googleapis\.com/);
			assert.equal(pushes.length, people.length - 2 + 1, 'one push per user, and one more after a transient failure');
			await org.control.people.patch(talker.id, { title: 'Speaker' });
			return `${people.length} users in ${execution.seconds.toFixed(0)} s`;
		},
	},
	{
		name: 'example okta-trigger-to-gmail: a changed profile is pushed once, for that user only',
		together,
		async run(suite) {
			const stage = await exampleStage(suite);
			const { org, google } = stage;
			const person = (await stage.active())[4];
			const workflow = await stage.fillIn('okta-trigger-to-gmail');
			await stage.activate(workflow);
			const before = new Map(google.signatures);
			await org.control.people.patch(person.id, { title: 'Head of <Signatures> & "Co"' });
			const execution = await triggered(stage, workflow);
			await stage.session.deactivate(workflow);
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.deepEqual(updated(execution), [person.profile.email]);
			assert.match(google.signatures.get(person.profile.email) ?? '', /Head of &lt;Signatures&gt; &amp; &quot;Co&quot;/);
			assert.notEqual(google.signatures.get(person.profile.email), before.get(person.profile.email));
		},
	},
	{
		name: 'example leaver-clean-up: clears the signatures of deactivated users and of no one else',
		together,
		async run(suite) {
			const stage = await exampleStage(suite);
			const { org, google } = stage;
			const [leaver, gone] = (await org.control.people.list()).slice(LEAVERS.skip);
			google.signatures.delete(gone.profile.email);
			const workflow = await stage.fillIn('leaver-clean-up');
			await stage.activate(workflow);
			const { ids } = await org.control.people.bulk({ ...LEAVERS, status: 'DEPROVISIONED' });
			assert.deepEqual(ids, [leaver.id, gone.id]);
			const execution = await triggered(stage, workflow);
			await stage.session.deactivate(workflow);
			assertFailuresNamed(execution, 'not cleared in Gmail', [[gone.profile.email, noMailbox]]);
			assert.deepEqual([...google.signatures].filter(([, signature]) => signature === '').map(([address]) => address), [leaver.profile.email]);
			google.signatures.set(leaver.profile.email, BY_HAND);
			const byHand = await stage.session.run(workflow);
			assert.equal(byHand.status, 'success', byHand.error?.message);
			assert.ok(byHand.items('Okta Trigger').every(({ json }) => json.test === true && json.status === 'DEPROVISIONED'));
			assert.deepEqual(byHand.items('Deactivated Users Only'), []);
			assert.equal(google.signatures.get(leaver.profile.email), BY_HAND, 'a run by hand clears no signature');
		},
	},
];
