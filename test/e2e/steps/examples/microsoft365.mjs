/** Signatures in Microsoft 365. */
import assert from 'node:assert/strict';
import { exampleStage } from '../../standIns/stage.mjs';
import { addresses, assertFailuresNamed, rendered, updated } from './executions.mjs';

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example microsoft-365: sets every mailbox with one command, using one token until it expires',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { exchange, internet } = stage;
			const people = await stage.active();
			const [flaky, ...others] = people;
			for (const { profile } of people) exchange.configurations.set(profile.email, {});
			internet.fail('POST', /InvokeCommand$/, 1, { status: 503 });
			const workflow = await stage.fillIn('microsoft-365', { settings: { tenant: exchange.tenant } });

			const execution = await stage.session.run(workflow);
			assert.equal(execution.status, 'success', execution.error?.message);
			assert.deepEqual(updated(execution), addresses(people));
			for (const [address, { html, text }] of rendered(execution)) {
				assert.deepEqual(exchange.configurations.get(address), { SignatureHtml: html, SignatureText: text, AutoAddSignature: true, AutoAddSignatureOnReply: true });
			}
			assert.equal(internet.asked('POST', /InvokeCommand$/).length, people.length + 1);
			assert.equal(exchange.tokenRequests, 1);

			exchange.expireTokens();
			exchange.configurations.delete(flaky.profile.email);
			const again = await stage.session.run(workflow);
			assertFailuresNamed(again, 'not updated in Microsoft 365', [[flaky.profile.email, /couldn't be found/]]);
			assert.deepEqual(updated(again), addresses(others));
			assert.equal(exchange.tokenRequests, 2);
			return `${people.length} users`;
		},
	},
];
