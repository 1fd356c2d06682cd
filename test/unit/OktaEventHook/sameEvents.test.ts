import fc from 'fast-check';
import { hookEvents, relevantEntries, usersToRead, type HookEvent } from '../../../nodes/OktaEventHook/engine';
import { readUsers } from '../../../nodes/OktaEventHook/readUsers';
import type { OktaUser } from '../../../nodes/okta/users/userModel';
import { EVENTS, type DetectedEvent, type TriggerState, type UserEvent, type WatchSettings } from '../../../nodes/OktaTrigger/engine/types';
import { canonical } from '../../../nodes/OktaTrigger/engine/fingerprint';
import { readChanges } from '../../../nodes/OktaTrigger/poll';
import { holdsAsync } from '../../support/fuzz';
import { ModelOkta } from '../OktaTrigger/modelOkta';
import { toLogEvent } from '../../../nodes/OktaTrigger/logEntry';

/** Okta Trigger and Okta Event Hook Trigger on the same model of Okta: the same change has the same ID in both. */

const MAX_PEOPLE = 6;

type Op =
	| { op: 'edit'; who: number; name: string; value: string; wait: number }
	| { op: 'touch'; who: number; wait: number }
	| { op: 'status'; who: number; status: string; wait: number }
	| { op: 'create'; status: string; wait: number }
	| { op: 'delete'; who: number; wait: number }
	| { op: 'poll'; wait: number }
	/** Hooks arrive: those that wait, in another order, some of them twice, some never. */
	| { op: 'hooks'; order: 'same' | 'reversed'; twice: boolean; loses: number; wait: number };

const who = fc.nat(MAX_PEOPLE - 1);
const status = fc.constantFrom('ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED', 'PROVISIONED', 'LOCKED_OUT');

/** Whole seconds until the next change. In one second, only what Okta Trigger knows of a user tells changes apart. */
const wait = fc.constantFrom(1, 2, 20, 120);

let counter = 0;
const value = fc.oneof(fc.constantFrom('x', 'y'), fc.constant(null).map(() => `v${++counter}`));

const operation: fc.Arbitrary<Op> = fc.oneof(
	{ weight: 6, arbitrary: fc.record({ op: fc.constant('edit' as const), who, name: fc.constantFrom('a', 'b', 'c'), value, wait }) },
	{ weight: 1, arbitrary: fc.record({ op: fc.constant('touch' as const), who, wait }) },
	{ weight: 5, arbitrary: fc.record({ op: fc.constant('status' as const), who, status, wait }) },
	{ weight: 2, arbitrary: fc.record({ op: fc.constant('create' as const), status, wait }) },
	{ weight: 1, arbitrary: fc.record({ op: fc.constant('delete' as const), who, wait }) },
	{ weight: 4, arbitrary: fc.record({ op: fc.constant('poll' as const), wait: fc.constant(1) }) },
	{
		weight: 5,
		arbitrary: fc.record({ op: fc.constant('hooks' as const), order: fc.constantFrom('same' as const, 'reversed' as const), twice: fc.boolean(), loses: fc.nat(3), wait: fc.constant(1) }),
	},
);

const selection = fc
	.subarray(EVENTS.filter((event) => event !== 'user.groupsChanged'), { minLength: 1 })
	.chain((events) => fc.record({ events: fc.constant<UserEvent[]>(events), watch: fc.constantFrom('any' as const, 'profile' as const, 'selected' as const), useSystemLog: fc.boolean() }));

/** Which change an event is about, as somebody sees it who knows Okta's data and nothing of IDs. */
function changeOf({ event, user }: DetectedEvent | HookEvent, { watch, attributes }: WatchSettings): string {
	if (event === 'user.created' || event === 'user.deleted') return `${event} ${user.id}`;
	if (event !== 'user.updated') return `${event} ${user.id} ${String(user.statusChanged)}`;
	const { profile = {} } = user;
	const values = watch === 'selected' ? Object.fromEntries(attributes.map((name) => [name, profile[name]])) : profile;
	return `${event} ${user.id} ${String(user.lastUpdated)} ${watch === 'any' ? user.status : ''} ${canonical(values)}`;
}

class World {
	readonly okta = new ModelOkta();

	readonly polled: DetectedEvent[] = [];

	readonly hooked: HookEvent[] = [];

	readonly settings: WatchSettings;

	private state: TriggerState | undefined;

	private sent = 0;

	constructor(settings: Pick<WatchSettings, 'events' | 'watch' | 'useSystemLog'>) {
		const rest = { org: 'https://acme.okta.com', attributes: ['b', 'a'], search: '', startWithExisting: false, overlapSeconds: 60, maxUsersPerPoll: 1000, sweepHours: 0 };
		this.settings = { ...rest, ...settings };
	}

	async run(ops: readonly Op[]): Promise<void> {
		for (const op of ops) {
			const ids = this.okta.ids();
			const id = 'who' in op && ids.length > 0 ? ids[op.who % ids.length] : '';
			if (op.op === 'edit') this.okta.edit(id, { [op.name]: op.value }, 0);
			else if (op.op === 'touch') this.okta.edit(id, {}, 0);
			else if (op.op === 'status') this.okta.setStatus(id, op.status, 0);
			else if (op.op === 'create' && ids.length < MAX_PEOPLE) this.okta.create({ a: 'x' }, op.status, 0);
			else if (op.op === 'delete') this.okta.delete(id, 0);
			else if (op.op === 'poll') await this.poll();
			else if (op.op === 'hooks') await this.receive(op);
			this.okta.clock += op.wait * 1000;
		}
	}

	async poll(): Promise<void> {
		const now = () => this.okta.clock;
		const result = await readChanges({ client: this.okta.client, settings: this.settings, salt: () => 'salt', now, deadline: now() + 1e6 }, this.state);
		this.state = result.state;
		this.polled.push(...result.events);
	}

	async receive({ order, twice, loses }: { order: 'same' | 'reversed'; twice: boolean; loses: number }): Promise<void> {
		const due = this.okta.entries.slice(this.sent).filter((_entry, index) => loses === 0 || index % 4 !== loses);
		this.sent = this.okta.entries.length;
		const bodies = due.map(({ uuid, at, type, user }) => ({ uuid, published: new Date(at).toISOString(), eventType: type, outcome: { result: 'SUCCESS' }, target: [{ id: user, type: 'User' }] }));
		if (order === 'reversed') bodies.reverse();
		for (const batch of twice ? [bodies, bodies] : [bodies]) {
			const entries = relevantEntries(batch.flatMap(toLogEvent), this.settings);
			const { found, unread } = await readUsers(this.okta.client, usersToRead(entries), () => false, Infinity);
			expect(unread).toBe(0);
			this.hooked.push(...hookEvents(entries, found, this.settings));
		}
	}
}

const start: Op[] = [
	{ op: 'create', status: 'ACTIVE', wait: 1 },
	{ op: 'create', status: 'STAGED', wait: 1 },
	{ op: 'create', status: 'SUSPENDED', wait: 1000 },
	{ op: 'hooks', order: 'same', twice: false, loses: 0, wait: 1 },
	{ op: 'poll', wait: 1 },
	{ op: 'poll', wait: 1 },
];

async function play(settings: Pick<WatchSettings, 'events' | 'watch' | 'useSystemLog'>, ops: readonly Op[]): Promise<World> {
	const world = new World(settings);
	await world.run(start);
	world.hooked.length = 0;
	await world.run(ops);
	await world.run([{ op: 'poll', wait: 1 }]);
	return world;
}

/** The status event that a change to this version is. */
function isTrue({ event, user }: HookEvent, { okta }: World): boolean {
	const versions = (okta.histories.get(user.id) ?? []).map((version) => version.user as OktaUser | undefined);
	const active = (status: string | undefined) => ['ACTIVE', 'LOCKED_OUT'].includes(status ?? '');
	return versions.some((now, index) => {
		const before = versions[index - 1];
		if (event === 'user.deleted') return now === undefined;
		if (event === 'user.created') return index === 0;
		if (event === 'user.updated') return now?.lastUpdated === user.lastUpdated;
		if (now === undefined || now.statusChanged !== user.statusChanged || now.status === before?.status) return false;
		if (event === 'user.deactivated') return now.status === 'DEPROVISIONED';
		if (event === 'user.suspended') return now.status === 'SUSPENDED';
		if (!active(now.status)) return false;
		return event === 'user.unsuspended' ? before?.status === 'SUSPENDED' : before?.status !== 'SUSPENDED';
	});
}

it('a change that both see has one ID, and different changes have different ones', async () => {
	const property = fc.asyncProperty(selection, fc.array(operation, { maxLength: 40, size: 'max' }), async (settings, ops) => {
		const world = await play(settings, ops);
		const idOf = new Map<string, string>();
		const changeById = new Map<string, string>();
		for (const detected of [...world.polled, ...world.hooked]) {
			const change = changeOf(detected, world.settings);
			expect([change, idOf.get(change) ?? detected.eventId]).toEqual([change, detected.eventId]);
			expect([detected.eventId, changeById.get(detected.eventId) ?? change]).toEqual([detected.eventId, change]);
			idOf.set(change, detected.eventId);
			changeById.set(detected.eventId, change);
		}
	});
	await holdsAsync(property, 400);
});

it('hooks that are late, lost, repeated or out of order give only events that happened, of the selected kinds', async () => {
	const property = fc.asyncProperty(selection, fc.array(operation, { maxLength: 40, size: 'max' }), async (settings, ops) => {
		const world = await play(settings, ops);
		for (const detected of world.hooked) {
			expect(settings.events).toContain(detected.event);
			expect([detected, isTrue(detected, world)]).toEqual([detected, true]);
		}
	});
	await holdsAsync(property, 400);
});

it('hooks and polls that keep up with the changes deliver the same events, each once behind Remove Duplicates', async () => {
	// The model logs an unlock as an activation, Okta as user.account.unlock.
	const known = operation.filter((op) => ['edit', 'status', 'create', 'delete'].includes(op.op) && !('status' in op && op.status === 'LOCKED_OUT'));
	const change = known.map((op) => (op.op === 'edit' ? { ...op, value: `v${++counter}` } : op.op === 'create' ? { ...op, status: 'ACTIVE' } : op));
	const property = fc.asyncProperty(selection, fc.array(change, { maxLength: 25, size: 'max' }), async (settings, changes) => {
		const ops = changes.flatMap((op): Op[] => [op, { op: 'hooks', order: 'same', twice: true, loses: 0, wait: 1 }, { op: 'poll', wait: 1 }]);
		const world = await play({ ...settings, useSystemLog: true }, ops);
		const polled = new Map(world.polled.map((detected) => [detected.eventId, detected]));
		const hooked = new Map(world.hooked.map((detected) => [detected.eventId, detected]));
		// Okta says nothing of the attributes here, so the hook may find more updates than selected attributes changed.
		const surplus = [...hooked.values()].filter(({ eventId, event }) => !polled.has(eventId) && !(event === 'user.updated' && settings.watch === 'selected'));
		expect(surplus).toEqual([]);
		// No hook tells of a status that only the user themselves or time brings about.
		const missing = [...polled.values()].filter(({ eventId, user }) => !hooked.has(eventId) && ['ACTIVE', 'SUSPENDED', 'DEPROVISIONED'].includes(user.status ?? ''));
		expect(missing).toEqual([]);
		expect(new Set([...polled.keys(), ...hooked.keys()]).size).toBe(new Set([...world.polled, ...world.hooked].map((detected) => changeOf(detected, world.settings))).size);
	});
	await holdsAsync(property, 300);
});
