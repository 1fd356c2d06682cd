/** The approval before the push, and the form for staff. Both ask by mail and wait for an answer. */
import assert from 'node:assert/strict';
import { BY_HAND, exampleStage, PAGE_LOGIN } from '../../standIns/stage.mjs';
import { until } from '../../watch.mjs';
import { addresses, assertFailuresNamed, updated } from './executions.mjs';

/** n8n ignores clicks of bots, which it tells by the user agent. */
const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Firefox/140.0' };

/** @typedef {Awaited<ReturnType<typeof exampleStage>>} ExampleStage */

/**
 * Waits for the next mail, opens its link like a mail scanner, which must decide nothing, and then sends the form.
 *
 * @param {ExampleStage} stage
 * @param {string} decision
 * @param {number} received - how many mails there were before
 * @returns {Promise<import('../../standIns/smtp.mjs').Received>} the mail
 */
async function answer({ session, mail }, decision, received) {
	await until('a mail', async () => mail.mails.length > received, { polls: 1 });
	const sent = mail.mails[received];
	const links = [...sent.html.matchAll(/<a[^>]*href="([^"]+)"/g)].map(([, link]) => new URL(link.replaceAll('&amp;', '&')));
	const { pathname, search } = links.find((link) => link.pathname.startsWith('/webhook-waiting/')) ?? assert.fail(sent.html);
	const form = await session.fetch(pathname + search, { headers: browser });
	assert.equal(form.status, 200);
	assert.ok((await form.text()).includes(decision), decision);
	const body = new FormData();
	body.set('field-0', decision);
	assert.equal((await session.fetch(pathname + search, { method: 'POST', body, headers: browser })).status, 200);
	return sent;
}

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example approval-before-push: pushes nothing before Approve, and nothing after Decline',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { session, google, mail } = stage;
			const { org, credential } = await stage.connectOrg(6);
			const active = (await org.control.people.list()).filter(({ status }) => status === 'ACTIVE');
			for (const { profile } of active) google.signatures.set(profile.email, BY_HAND);
			const [{ profile: noMailbox }] = active;
			google.signatures.delete(noMailbox.email);
			const workflow = await stage.fillIn('approval-before-push', { settings: { pilots: 'everyone', approver: 'brand@acme.example' }, credential });
			const answered = async (/** @type {string} */ decision) => {
				const received = mail.mails.length;
				const running = session.run(workflow);
				return { mail: await answer(stage, decision, received), execution: await running };
			};

			const declined = await answered('Decline');
			assert.deepEqual(declined.mail.to, ['brand@acme.example']);
			assert.equal(declined.mail.headers.subject, `Approve ${active.length} changed signatures?`);
			for (const { profile } of active) assert.ok(declined.mail.html.includes(profile.email), profile.email);
			assert.equal(declined.execution.status, 'success', declined.execution.error?.message);
			assert.deepEqual(updated(declined.execution), []);

			const { execution } = await answered('Approve');
			assertFailuresNamed(execution, 'not updated in Gmail', [[noMailbox.email, /Invalid email or User ID/]]);
			assert.deepEqual(updated(execution), addresses(active.slice(1)));
			for (const { profile } of active.slice(1)) assert.notEqual(google.signatures.get(profile.email), BY_HAND);
			google.signatures.set(noMailbox.email, BY_HAND);
			return `${active.length} people`;
		},
	},
	{
		name: 'example staff-form: stores what the person confirmed by mail, and merges it before rendering',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { session, mail } = stage;
			const active = await stage.active();
			const [ann, ben] = active.filter(({ profile }) => !profile.pronouns);
			const workflow = await stage.fillIn('staff-form');
			await stage.activate(workflow);
			const authorization = `Basic ${Buffer.from(`${PAGE_LOGIN.user}:${PAGE_LOGIN.password}`).toString('base64')}`;
			const submit = async (/** @type {string} */ email, /** @type {string} */ pronouns, /** @type {string} */ link) => {
				const body = new FormData();
				[email, pronouns, link].forEach((value, index) => body.set(`field-${index}`, value));
				const { status } = await session.fetch('/form/signature-details', { method: 'POST', body, headers: { ...browser, authorization } });
				assert.equal(status, 200);
			};
			assert.equal((await session.fetch('/form/signature-details')).status, 401);
			const received = mail.mails.length;
			await submit(ann.profile.login, 'she/her', 'https://book.acme.example/ann?a=1&b=<2>');
			await submit(ann.profile.login, 'she/her', ' https://book.acme.example/ann?a=1&b=2 ');
			const asked = await answer(stage, 'Yes, it was me', received);
			assert.deepEqual(asked.to, [ann.profile.email]);
			await submit(ben.profile.login, 'he/him', '');
			await answer(stage, 'No', received + 1);
			await until('three runs', async () => (await session.ended(workflow.id)).length === 3, { polls: 2 });
			const runs = await Promise.all((await session.ended(workflow.id)).map((id) => session.execution(id)));
			assert.deepEqual(runs.map(({ error }) => error?.message), ['The booking link is not an https link. The change was not stored.', undefined, undefined]);
			await session.deactivate(workflow);

			const merged = await session.run(workflow, { from: 'Run by Hand' });
			assert.equal(merged.status, 'success', merged.error?.message);
			const html = new Map(merged.items('Okta Signature').map(({ json }) => [json.id, json.signature.html]));
			assert.match(html.get(ann.id), /\(she\/her\)/);
			assert.match(html.get(ann.id), /href="https:\/\/book\.acme\.example\/ann\?a=1&amp;b=2"/);
			assert.equal(html.size, active.length);
			for (const { id, profile } of active.filter((person) => person !== ann)) {
				assert.doesNotMatch(html.get(id), /Book a meeting/);
				assert.equal(html.get(id).includes('she/her'), profile.pronouns === 'she/her');
				assert.equal(html.get(id).includes('he/him'), profile.pronouns === 'he/him', id === ben.id ? 'declined' : id);
			}
		},
	},
];
