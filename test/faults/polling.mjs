import { API, TOKEN } from './reading.mjs';
import { WATCHED } from './trial.mjs';
import { PEOPLE } from './world.mjs';

/** @typedef {import('./trial.mjs').Trial} Trial */

/**
 * A trigger prepared for a certain kind of poll.
 *
 * @typedef {object} Watch
 * @property {string} name
 * @property {'poll' | 'durable poll'} kind - in n8n's default engine or its durable scheduler
 * @property {RegExp} requests - the requests of a poll that faults hit
 * @property {(trial: Trial) => Promise<void>} prepare - polls until this kind of poll is next, and changes users
 * @property {boolean} [learning] - this poll sets the baseline, so no user changes before it is done
 * @property {Record<string, unknown>} [options] - of the trigger
 * @property {(event: Record<string, any>) => string} [keyOf] - the identity of an event; default: its name and user
 */

const learn = async (/** @type {Trial} */ trial) => {
	await trial.poll();
	trial.world.clock.pass(600_000);
	await trial.poll();
};

const severalChanges = async (/** @type {Trial} */ trial) => {
	const leaver = await trial.guest();
	const suspended = await trial.guest();
	await learn(trial);
	await trial.change(await trial.someone(30));
	await trial.change(await trial.someone(390));
	const created = await trial.guest();
	await trial.people.setStatus(leaver, 'DEPROVISIONED');
	await trial.people.setStatus(suspended, 'SUSPENDED');
	trial.expected.push(`user.created ${created}`, `user.activated ${created}`, `user.deactivated ${leaver}`, `user.suspended ${suspended}`);
};

const deletions = async (/** @type {Trial} */ trial) => {
	const gone = [await trial.guest(), await trial.guest()];
	// Okta deletes only deactivated users.
	for (const id of gone) await trial.people.setStatus(id, 'DEPROVISIONED');
	await learn(trial);
	for (const id of gone) {
		await trial.people.delete(id);
		trial.expected.push(`user.deleted ${id}`);
	}
	trial.world.clock.pass(2 * 3_600_000);
	await trial.change(await trial.someone(200));
};

const sweepHours = 1;

const expired = async (/** @type {Trial} */ trial) => {
	await learn(trial);
	await trial.change(await trial.someone(60));
	await trial.world.control.oauth.expireAccessTokens();
};

/** @type {Watch[]} */
export const watches = [
	{ name: 'Okta Trigger: first poll', kind: 'poll', requests: API, learning: true, prepare: async () => undefined },
	{
		name: 'Okta Trigger: first polls, starting with existing people',
		kind: 'poll',
		requests: API,
		learning: true,
		options: { startWithExisting: true, maxUsersPerPoll: 250 },
		keyOf: ({ id }) => id,
		async prepare(trial) {
			trial.expected.push(...(await trial.people.list()).map(({ id }) => id));
		},
	},
	{ name: 'Okta Trigger: idle poll', kind: 'poll', requests: API, prepare: learn },
	{ name: 'Okta Trigger: poll with changes', kind: 'poll', requests: API, prepare: severalChanges },
	{ name: 'Okta Trigger: poll with changes (durable scheduler)', kind: 'durable poll', requests: API, prepare: severalChanges },
	{ name: 'Okta Trigger: poll with an expired token', kind: 'poll', requests: TOKEN, prepare: expired },
	{ name: 'Okta Trigger: poll with an expired token (durable scheduler)', kind: 'durable poll', requests: TOKEN, prepare: expired },
	{
		name: 'Okta Trigger: window of three pages',
		kind: 'poll',
		requests: API,
		async prepare(trial) {
			await learn(trial);
			const { ids } = await trial.people.bulk({ count: PEOPLE, profile: { title: `${trial.title} {n}` } });
			trial.expected.push(...ids.map((id) => `user.updated ${id}`));
		},
	},
	{ name: 'Okta Trigger: sweep', kind: 'poll', requests: API, options: { sweepHours }, prepare: deletions },
	{ name: 'Okta Trigger: sweep (durable scheduler)', kind: 'durable poll', requests: API, options: { sweepHours }, prepare: deletions },
	{
		name: 'Okta Trigger: look-ups of a sweep',
		kind: 'poll',
		requests: API,
		options: { sweepHours },
		async prepare(trial) {
			await deletions(trial);
			await trial.poll();
		},
	},
	{
		name: 'Okta Trigger: look-ups of a sweep with a search',
		kind: 'poll',
		requests: API,
		options: { sweepHours, search: `profile.department sw "${WATCHED}"` },
		async prepare(trial) {
			const ids = await Promise.all([1, 2, 3].map((number) => trial.guest({ department: `${WATCHED} ${number}` })));
			await trial.people.setStatus(ids[0], 'DEPROVISIONED');
			await learn(trial);
			await trial.people.delete(ids[0]);
			trial.expected.push(`user.deleted ${ids[0]}`);
			await trial.people.patch(ids[1], { department: 'Elsewhere' });
			trial.world.clock.pass(2 * 3_600_000);
			await trial.poll();
			await trial.change(ids[2]);
		},
	},
];
