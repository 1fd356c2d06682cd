/** Signatures in Front. */
import assert from 'node:assert/strict';
import { BY_HAND, exampleStage } from '../../standIns/stage.mjs';
import { addresses, assertFailuresNamed, rendered, updated } from './executions.mjs';

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example front-signatures: creates signatures once, then updates them; other signatures and teammates stay unchanged',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { front, internet } = stage;
			const [capital, owner, unlucky, ...others] = await stage.active();
			const inFront = [capital, owner, unlucky, others[0]];
			front.invite(capital.profile.email.toUpperCase());
			for (const { profile } of inFront.slice(1)) front.invite(profile.email);
			front.invite('shared@elsewhere.example');
			const own = { id: 'sig_own', name: 'My own', body: BY_HAND, sender_info: null, is_default: true, is_private: true, channel_ids: null };
			front.signaturesOf(owner.profile.email).push({ ...own });
			const unluckyId = front.teammates[2].id;
			internet.fail('POST', new RegExp(`/teammates/${unluckyId}/signatures$`), 1, { status: 500 });
			const workflow = await stage.fillIn('front-signatures', { settings: { pauseSeconds: 0 } });

			const first = await stage.session.run(workflow);
			assertFailuresNamed(first, 'not updated in Front', [[unlucky.profile.email, /500/]]);
			assert.equal(internet.asked('POST', new RegExp(`/teammates/${unluckyId}/signatures$`)).length, 1, 'no second POST');
			assert.deepEqual(front.signaturesOf(owner.profile.email)[0], own);

			const second = await stage.session.run(workflow);
			assert.equal(second.status, 'success', second.error?.message);
			assert.deepEqual(updated(second), addresses(inFront));
			assert.equal(front.created, inFront.length);
			assert.equal(internet.asked('PATCH', /^api2\.frontapp\.com\/signatures\//).length, inFront.length - 1);
			const signatures = rendered(second);
			assert.deepEqual([...signatures.keys()].sort(), addresses(inFront));
			for (const { email, id } of front.teammates) {
				const ours = (front.signatures.get(id) ?? []).filter(({ name }) => name === 'Company signature');
				const { html } = signatures.get(inFront.find(({ profile }) => profile.email === email.toLowerCase())?.profile.email) ?? {};
				assert.deepEqual(ours.map(({ body, is_default: isDefault }) => [body, isDefault]), html ? [[html, true]] : []);
			}
		},
	},
];
