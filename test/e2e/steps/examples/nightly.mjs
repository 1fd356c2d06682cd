/** The example workflow "Nightly signatures, changed only": which users are pushed and which are not, and the rollback. */
import assert from 'node:assert/strict';
import { BY_HAND, exampleStage } from '../../standIns/stage.mjs';
import { addresses, assertFailuresNamed, updated } from './executions.mjs';

/** Enough for the limit of changed signatures, which starts at 20. */
const people = 30;

const noMailbox = /Invalid email or User ID/;

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example nightly-changed-signatures: pilots first, changed signatures only, failures named, and a rollback',
		async run(suite) {
			const stage = await exampleStage(suite);
			const { session, google, internet } = stage;
			const { org, credential } = await stage.connectOrg(people);
			const active = (await org.control.people.list()).filter(({ status }) => status === 'ACTIVE');
			assert.ok(active.length >= 20 && active.length < people, `${active.length} of ${people} are active`);
			for (const { profile } of active) google.signatures.set(profile.email, BY_HAND);
			const [ann, ben] = active.map(({ id, profile }) => ({ id, email: profile.email }));
			const fillIn = (/** @type {Record<string, unknown>} */ settings, name = 'nightly-changed-signatures') => stage.fillIn(name, { settings, credential });
			const succeeded = async (/** @type {any} */ workflow) => {
				const execution = await session.run(workflow);
				assert.equal(execution.status, 'success', execution.error?.message);
				return updated(execution);
			};
			const retitle = (/** @type {{ id: string }} */ { id }, /** @type {string | null} */ title) => org.control.people.patch(id, { title });

			const asImported = await session.run(await fillIn({}));
			assert.equal(asImported.status, 'error');
			assert.match(asImported.error?.message ?? '', /Enter the addresses of your pilot group/);
			assert.deepEqual(await succeeded(await fillIn({ pilots: `${ann.email.toUpperCase()}; ${ben.email}` })), [ann.email, ben.email].sort());

			google.signatures.delete(ben.email);
			await retitle(ben, 'Without a mailbox');
			internet.fail('PATCH', new RegExp(`sendAs/${encodeURIComponent(ann.email)}$`), 1, { status: 503 });
			await retitle(ann, 'Pushed at the second try');
			const workflow = await fillIn({ pilots: 'everyone', company: 'Acme & Co' });
			const first = await session.run(workflow);
			assertFailuresNamed(first, 'not updated in Gmail', [[ben.email, noMailbox]]);
			const others = addresses(active).filter((email) => email !== ben.email);
			assert.deepEqual(updated(first), others, 'everyone else');
			for (const email of others) assert.match(google.signatures.get(email) ?? '', /Acme &amp; Co/);
			google.signatures.set(ben.email, BY_HAND);
			assert.deepEqual(await succeeded(workflow), [ben.email], 'tried again the next night');
			assert.deepEqual(await succeeded(workflow), [], 'nothing changed');

			// Somebody gives many people another title.
			const emptied = active.slice(3, 3 + Math.ceil(active.length / 2));
			for (const person of emptied) await retitle(person, 'Emptied by mistake');
			const before = new Map(google.signatures);
			const stopped = await session.run(workflow);
			assert.equal(stopped.status, 'error');
			assert.match(stopped.error?.message ?? '', /^\d+ of \d+ signatures \(\d+ %\) differ from the last push\./);
			assert.deepEqual(google.signatures, before, 'nobody is pushed');
			for (const { id, profile } of emptied) await retitle({ id }, profile.title ?? null);

			// A signature that becomes as it was two pushes ago is a change too.
			const original = google.signatures.get(ann.email);
			await retitle(ann, 'For a day');
			assert.deepEqual(await succeeded(workflow), [ann.email]);
			assert.notEqual(google.signatures.get(ann.email), original);
			await retitle(ann, 'Pushed at the second try');
			assert.deepEqual(await succeeded(workflow), [ann.email]);
			assert.equal(google.signatures.get(ann.email), original);

			const [row] = await tableRows(session, 'Pushed Signatures', ({ userId }) => userId === ben.id);
			assert.equal(row.email, ben.email);
			assert.equal(row.template, 'classic');
			assert.match(row.hash, /^[0-9a-f]{64}$/);
			const nothing = await session.run(await fillIn({ who: 'nobody@acme.example', since: '2020-01-01' }, 'roll-back'));
			assert.match(nothing.error?.message ?? '', /^The history has no push to nobody@acme\.example since 2020-01-01\./);
			assert.deepEqual(await succeeded(await fillIn({ who: ann.email, since: '2020-01-01T00:00' }, 'roll-back')), [ann.email]);
			assert.equal(google.signatures.get(ann.email), BY_HAND);
			assert.equal(google.signatures.get(ben.email), before.get(ben.email), 'one person only');
			assert.deepEqual(await succeeded(await fillIn({ who: 'everyone', since: '2020-01-01' }, 'roll-back')), addresses(active));
			for (const { profile } of active) assert.equal(google.signatures.get(profile.email), BY_HAND);
			const history = await tableRows(session, 'Signature History', ({ userId }) => userId === ann.id);
			assert.deepEqual(history.map(({ template }) => template), ['classic', 'classic', 'classic', 'classic', 'rollback', 'rollback']);
			assert.deepEqual(history.map(({ html }) => html).slice(0, -1), history.map(({ previousHtml }) => previousHtml).slice(1));
			return `${active.length} people`;
		},
	},
];

/**
 * @param {import('../../n8n/session.mjs').N8nSession} session
 * @param {string} table - its name
 * @param {(row: any) => boolean} which
 * @returns {Promise<any[]>} rows of a Data Table, oldest first
 */
async function tableRows(session, table, which) {
	const { id: project } = await session.api('GET', '/projects/personal');
	const tables = await session.api('GET', `/projects/${project}/data-tables`);
	const { id } = tables.data.find((/** @type {{ name: string }} */ { name }) => name === table);
	const { data } = await session.api('GET', `/projects/${project}/data-tables/${id}/rows?take=250`);
	return data.filter(which).sort((/** @type {any} */ a, /** @type {any} */ b) => a.id - b.id);
}
