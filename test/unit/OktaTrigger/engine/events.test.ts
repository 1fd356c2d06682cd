import { createHash } from 'crypto';
import fc from 'fast-check';
import { toEvent, toKnownUser } from '../../../../nodes/OktaTrigger/engine/diff';
import { deletedEvent, groupsChangedEvent, statusEvents, withTestId } from '../../../../nodes/OktaTrigger/engine/events';
import { EVENTS, type DiffOptions, type PendingChange } from '../../../../nodes/OktaTrigger/engine/types';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';
import { holds } from '../../../support/fuzz';

const options: DiffOptions = {
	events: [...EVENTS],
	watch: 'profile',
	attributeNames: ['title', 'city', 'toString'],
	salt: 'salt',
	newSince: '2026-01-01T00:00:00.000Z',
	changedSince: '2026-01-01T00:00:00.000Z',
	serverTime: '2026-01-09T00:00:00.000Z',
	generation: 0,
	deliverExisting: false,
	existingAsCreated: false,
};

const user: OktaUser = {
	id: '00u1',
	status: 'ACTIVE',
	created: '2026-01-01T01:00:00.000Z',
	statusChanged: '2026-01-01T02:00:00.000Z',
	lastUpdated: '2026-01-01T03:00:00.000Z',
	profile: { title: 'Engineer', nickName: 'Ada', city: null },
};

const idOf = (...parts: unknown[]) => createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);

const event = (name: (typeof EVENTS)[number], change: Partial<OktaUser> = {}, more: Partial<DiffOptions> = {}, before?: OktaUser) => {
	const used = { ...options, ...more };
	const now = { ...user, ...change };
	return toEvent(name, now, before && toKnownUser(before, used), toKnownUser(now, used), used);
};

const profileText = '[["nickName","Ada"],["title","Engineer"]]';

/** Remove Duplicates keeps IDs for as long as a workflow is in use, so no version of the package may change them. */
describe('an event ID stays as it is', () => {
	it('of a created user: the same whenever, and however often, the user is seen', () => {
		const id = idOf('user.created', '00u1');
		expect(event('user.created').eventId).toBe(id);
		expect(event('user.created', { lastUpdated: '2026-02-01T00:00:00.000Z', profile: {} }, {}, user).eventId).toBe(id);
		expect(event('user.created', {}, {}, user).eventId).toBe(id);
	});

	it('of an update: its time and what is watched', () => {
		expect(event('user.updated').eventId).toBe(idOf('user.updated', '00u1', user.lastUpdated, '', profileText));
		expect(event('user.updated', {}, { watch: 'any' }).eventId).toBe(idOf('user.updated', '00u1', user.lastUpdated, 'ACTIVE', profileText));
		expect(event('user.updated', {}, { watch: 'selected' }).eventId).toBe(idOf('user.updated', '00u1', user.lastUpdated, '', '[["title","Engineer"]]'));
		expect(event('user.updated', { profile: undefined }).eventId).toBe(idOf('user.updated', '00u1', user.lastUpdated, '', ''));
	});

	it('of a change of status: its time', () => {
		for (const name of ['user.activated', 'user.unsuspended', 'user.suspended', 'user.deactivated'] as const) {
			expect(event(name).eventId).toBe(idOf(name, '00u1', user.statusChanged));
			expect(event(name, { statusChanged: null }).eventId).toBe(idOf(name, '00u1', user.lastUpdated));
			expect(event(name, { statusChanged: undefined, lastUpdated: undefined })).toMatchObject({ eventId: idOf(name, '00u1', ''), occurredAt: options.serverTime });
		}
	});

	it('of a second change within one second: also what was known before', () => {
		const before = { ...user, status: 'SUSPENDED', profile: { title: 'Boss' } };
		const known = toKnownUser(before, options);
		const first = [known.status, known.profileHash, known.attributeHashes];
		expect(event('user.updated', {}, {}, before).eventId).toBe(idOf('user.updated', '00u1', user.lastUpdated, '', profileText, ...first));
		expect(event('user.unsuspended', {}, {}, before).eventId).toBe(idOf('user.unsuspended', '00u1', user.statusChanged, ...first));
		const earlier = { ...before, lastUpdated: '2026-01-01T02:59:59.000Z' };
		expect(event('user.unsuspended', {}, {}, earlier).eventId).toBe(idOf('user.unsuspended', '00u1', user.statusChanged));
	});

	it('of a deleted user, and of a test event', () => {
		const deleted = deletedEvent('00u1', options.serverTime);
		expect(deleted).toEqual({ event: 'user.deleted', eventId: idOf('user.deleted', '00u1'), occurredAt: options.serverTime, changedAttributes: [], user: { id: '00u1', profile: {} } });
		expect(withTestId(deleted)).toEqual({ ...deleted, eventId: idOf('test', deleted.eventId) });
	});
});

it('an event happened at the time that Okta gives for it, else when it was found', () => {
	expect(event('user.created').occurredAt).toBe(user.created);
	expect(event('user.created', { created: undefined }).occurredAt).toBe(user.lastUpdated);
	expect(event('user.created', { created: undefined, lastUpdated: undefined }).occurredAt).toBe(options.serverTime);
	expect(event('user.updated').occurredAt).toBe(user.lastUpdated);
	expect(event('user.updated', { lastUpdated: undefined }).occurredAt).toBe(options.serverTime);
	expect(event('user.suspended').occurredAt).toBe(user.statusChanged);
});

it('a status that is not known gives no event, and neither does the same one', () => {
	const status = fc.constantFrom(undefined, 'ACTIVE', 'SUSPENDED', 'DEPROVISIONED', 'STAGED', 'NEW_IN_OKTA');
	holds(fc.property(status, status, (before, now) => {
		const events = statusEvents(before, now);
		if (before === undefined || now === undefined || before === now) expect(events).toEqual([]);
		expect(statusEvents(before && `?${before}`, now)).toEqual(events);
		for (const one of events) expect(EVENTS).toContain(one);
	}));
});

describe('changed groups', () => {
	const change = fc.record({
		name: fc.constantFrom('Sales', 'Support'),
		added: fc.boolean(),
		at: fc.constantFrom('2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'),
		actor: fc.option(fc.constantFrom({ id: 'a', type: 'User' }, { id: 'b', type: 'User' }), { nil: undefined }),
	});
	const changes: fc.Arbitrary<PendingChange['groups']> = fc
		.array(change, { maxLength: 3 })
		.chain((made) => fc.shuffledSubarray(['g1', 'g2', 'g3'], { minLength: made.length, maxLength: made.length }).map((ids) => made.map((one, index) => ({ id: ids[index], ...one }))));

	it('are one event, whatever their order: each group once, at the last of their times, by their only actor', () => {
		holds(fc.property(changes, (given) => {
			const made = groupsChangedEvent(user, given);
			expect(groupsChangedEvent(user, [...given].reverse())).toEqual(made);
			const sorted = [...given].sort((a, b) => a.id.localeCompare(b.id));
			const of = (added: boolean) => sorted.filter((one) => one.added === added).map(({ id, name }) => ({ id, name }));
			const occurredAt = given.reduce((latest, { at }) => (at > latest ? at : latest), '');
			const actors = new Set(given.map(({ actor }) => actor?.id));
			const [only] = actors;
			expect(made).toEqual({
				event: 'user.groupsChanged',
				eventId: idOf('user.groupsChanged', '00u1', occurredAt, ...sorted.map(({ id, added }) => [id, added])),
				occurredAt,
				changedAttributes: [],
				...(actors.size === 1 && only !== undefined && { actor: { id: only, type: 'User' } }),
				groups: { added: of(true), removed: of(false) },
				user,
			});
			expect('actor' in made).toBe(actors.size === 1 && only !== undefined);
		}), 300);
	});
});
