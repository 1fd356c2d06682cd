import fc from 'fast-check';
import { isActive } from '../../../../nodes/OktaTrigger/engine/events';
import { NOT_MATCHING, type KnownUser } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { initialState } from '../../../../nodes/OktaTrigger/engine/state';
import {
	applyLog,
	deliverPending,
	eventOfEntry,
	hasPending,
	initialLog,
	isFull,
	LOG_EVENT_TYPES,
	nameActors,
	restartLog,
	usersToReRead,
	withLog,
	withoutDeleted,
} from '../../../../nodes/OktaTrigger/engine/systemLog';
import { addSeconds, toIso } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { EVENTS, type Actor, type DetectedEvent, type LogEvent, type LogState, type LookUp, type PendingChange, type UserEvent } from '../../../../nodes/OktaTrigger/engine/types';
import { holds } from '../../../support/fuzz';
import { names, person, settings, START } from './exampleUsers';

const EVENT_OF: Record<string, UserEvent> = {
	'user.lifecycle.create': 'user.created',
	'user.lifecycle.activate': 'user.activated',
	'user.lifecycle.reactivate': 'user.activated',
	'user.lifecycle.deactivate': 'user.deactivated',
	'user.lifecycle.suspend': 'user.suspended',
	'user.lifecycle.unsuspend': 'user.unsuspended',
	'user.account.update_profile': 'user.updated',
};
const TYPES = Object.keys(EVENT_OF);
const DELETED = 'user.lifecycle.delete.completed';
const ADDED = 'group.user_membership.add';
const REMOVED = 'group.user_membership.remove';

/** A state with a log, and with these users known. */
function stateWith(log: Partial<LogState> = {}, known: KnownUser[] = []) {
	const state = { ...initialState(settings, 'salt', START), log: { ...initialLog(START), ...log } };
	for (const user of known) state.knownUsers.set(user);
	return state;
}

const entry = (type: string, seconds: number, users: string[], more: Partial<LogEvent> = {}): LogEvent => ({ type, publishedAt: addSeconds(START, seconds), users, groups: [], ...more });
const page = (events: LogEvent[]) => ({ events, cursor: 'next' });
const admin: Actor = { id: 'admin', type: 'User', displayName: 'Grace', login: 'grace@acme.example' };
const known = (id: string, status: string | undefined = 'ACTIVE', generation: KnownUser['generation'] = 0): KnownUser => ({ id, status, generation, lastUpdated: 1, profileHash: 'AAA', attributeHashes: '' });

it('reads the entries of every event, deletions and memberships', () => {
	expect(LOG_EVENT_TYPES).toEqual([...TYPES, DELETED, ADDED, REMOVED]);
});

it('a log begins now unless there is one', () => {
	const state = initialState(settings, 'salt', START);
	expect(withLog(state, START).log).toEqual({ since: START, reached: START, changes: [], deleted: [], memberships: [], pending: [] });
	expect(withLog(stateWith({ cursor: 'c' }), addSeconds(START, 9)).log).toMatchObject({ since: START, cursor: 'c' });
});

it('a log that has to be read again begins ten minutes before the last entry, but not before what Okta keeps', () => {
	const log: LogState = { ...initialLog(START), cursor: 'refused', deleted: ['00u1'] };
	expect(restartLog(log, addSeconds(START, 60))).toEqual({ ...log, cursor: undefined, since: addSeconds(START, -600) });
	expect(restartLog(log, addSeconds(START, 100 * 86_400)).since).toBe(addSeconds(START, 11 * 86_400));
});

it('users whose deletion is proven are left out', () => {
	const users = [person(1, 0), person(2, 0)];
	expect(withoutDeleted(users, stateWith({ deleted: ['00u0002'] }))).toEqual([users[0]]);
	expect(withoutDeleted(users, stateWith())).toEqual(users);
	expect(withoutDeleted(users, initialState(settings, 'salt', START))).toEqual(users);
});

describe('a page of the log', () => {
	const ids = ['00u1', '00u2', '00u3'];
	const groups = [{ id: 'g1', name: 'Sales' }, { id: 'g2', name: 'Support' }];
	const logEvent: fc.Arbitrary<LogEvent> = fc.record(
		{
			type: fc.constantFrom(TYPES[0], TYPES[6], DELETED, ADDED, ADDED, ADDED, REMOVED, REMOVED, 'user.other'),
			publishedAt: fc.integer({ min: -2, max: 4 }).map((seconds) => addSeconds(START, seconds)),
			users: fc.subarray(ids, { maxLength: 2 }),
			groups: fc.subarray(groups),
			actor: fc.constantFrom(admin, { id: 'app', type: 'PublicClientApp' }),
		},
		{ requiredKeys: ['type', 'publishedAt', 'users', 'groups'] },
	);
	const knownUser = fc.record({
		id: fc.constantFrom(...ids),
		status: fc.constantFrom('ACTIVE', 'DEPROVISIONED', '?ACTIVE', undefined),
		generation: fc.constantFrom(0 as const, 1 as const, NOT_MATCHING),
	}).map(({ id, status, generation }) => ({ ...known(id, status, generation), status }));
	const events = fc.constantFrom<UserEvent[]>([...EVENTS], ['user.groupsChanged'], ['user.deleted'], []);

	it('is taken into the state as a list of what happened, without names', () => {
		holds(fc.property(fc.array(fc.array(logEvent, { maxLength: 8 }), { maxLength: 3 }), fc.uniqueArray(knownUser, { selector: ({ id }) => id }), events, (pages, before, selected) => {
			const serverTime = addSeconds(START, 2);
			let state = stateWith({}, before);
			for (const made of pages) state = applyLog(state, page(made), { ...settings, events: selected }, serverTime);

			const all = pages.flat();
			const withoutNames = (actor?: Actor) => (actor ? { actor: { id: actor.id, type: actor.type } } : {});
			expect(state.log.reached).toBe(all.map(({ publishedAt }) => publishedAt).filter((at) => at <= serverTime).concat(START).sort().at(-1));
			expect(state.log.changes).toEqual(
				all
					.filter(({ type, users, actor }) => TYPES.includes(type) && users.length === 1 && actor)
					.map(({ type, users, actor, publishedAt }) => ({ kind: TYPES.indexOf(type), at: Date.parse(publishedAt), user: users[0], ...withoutNames(actor) })),
			);
			const deletions = all.filter(({ type, users }) => type === DELETED && users.length === 1);
			const deleted = [...new Set(deletions.map(({ users }) => users[0]))];
			expect(state.log.deleted).toEqual(deleted);
			for (const { id } of before) expect(state.knownUsers.get(id) === undefined).toBe(deleted.includes(id));

			// Of each user: the deletion, or the groups that changed before and since, the last change of each.
			const pending = new Map<string, PendingChange>();
			const last = new Map<string, { at: string; added: boolean }>();
			const gone = new Set<string>();
			for (const { type, publishedAt, users, groups: changed, actor } of all) {
				if (type === DELETED && users.length === 1 && !gone.has(users[0])) {
					const [id] = users;
					gone.add(id);
					pending.delete(id);
					const was = before.find((user) => user.id === id);
					const isWatched = was !== undefined && !(was.generation === NOT_MATCHING && isActive(was.status?.replace('?', '')));
					if (isWatched && selected.includes('user.deleted')) pending.set(id, { user: id, deletedAt: publishedAt, groups: [], ...withoutNames(actor) });
				}
				if (![ADDED, REMOVED].includes(type) || !selected.includes('user.groupsChanged')) continue;
				for (const user of users) for (const { id, name } of changed) {
					const entryBefore = last.get(`${user} ${id}`);
					const isNewer = entryBefore === undefined || publishedAt > entryBefore.at || (publishedAt === entryBefore.at && entryBefore.added !== (type === ADDED));
					if (!isNewer) continue;
					last.delete(`${user} ${id}`);
					last.set(`${user} ${id}`, { at: publishedAt, added: type === ADDED });
					if (gone.has(user)) continue;
					const others = (pending.get(user)?.groups ?? []).filter((group) => group.id !== id);
					pending.set(user, { user, groups: [...others, { id, name, added: type === ADDED, at: publishedAt, ...withoutNames(actor) }] });
				}
			}
			expect(state.log.pending).toEqual([...pending.values()]);
			expect(state.log.memberships).toEqual([...last].map(([pair, change]) => ({ pair, ...change })));
			if (pages.length > 0) expect(state.log.cursor).toBe('next');
		}), 1000);
	});

	it('that comes again changes no group and no deletion', () => {
		holds(fc.property(fc.array(logEvent, { maxLength: 8 }), (made) => {
			const once = applyLog(stateWith({}, ids.map((id) => known(id))), page(made), settings, START);
			fc.pre(new Set(once.log.memberships.map(({ at }) => at)).size === once.log.memberships.length);
			const { log } = applyLog(once, page(made.filter(({ type, publishedAt, users, groups: changed }) => type === DELETED || once.log.memberships.some(({ pair, at, added }) => users.length === 1 && changed.length === 1 && pair === `${users[0]} ${changed[0].id}` && at === publishedAt && added === (type === ADDED)))), settings, START);
			expect([log.pending, log.deleted, log.memberships]).toEqual([once.log.pending, once.log.deleted, once.log.memberships]);
		}), 300);
	});

	it('keeps the state small: the last 2,000 actors, 1,000 deleted users and 2,000 memberships', () => {
		const many = (count: number, make: (index: number) => LogEvent) => page(Array.from({ length: count }, (_, index) => make(index)));
		const { log: changed } = applyLog(stateWith(), many(2001, (index) => entry(TYPES[0], index, [`00u${index}`], { actor: admin })), settings, START);
		expect([changed.changes.length, changed.changes[0].user]).toEqual([2000, '00u1']);
		const { log: deleted } = applyLog(stateWith(), many(1001, (index) => entry(DELETED, index, [`00u${index}`])), settings, START);
		expect([deleted.deleted.length, deleted.deleted[0]]).toEqual([1000, '00u1']);
		const all = applyLog(stateWith(), many(2001, (index) => entry(ADDED, index, [`00u${index}`], { groups: [groups[0]] })), settings, START);
		expect([all.log.memberships.length, all.log.memberships[0].pair]).toEqual([2000, '00u1 g1']);
		expect(all.log.pending).toHaveLength(2001);
	});
});

describe('pending changes', () => {
	const group = { id: 'g1', name: 'Sales', added: true, at: START };
	const change = (index: number): PendingChange => ({ user: `00u000${index}`, groups: [group] });
	const deletion = (index: number): PendingChange => ({ user: `00u000${index}`, deletedAt: addSeconds(START, 5), groups: [], actor: { id: 'admin', type: 'User' } });

	it('wait until their event is selected', () => {
		const state = stateWith({ pending: [change(1), deletion(2)] });
		const select = (...events: UserEvent[]) => ({ ...settings, events });
		expect([[], ['user.groupsChanged'], ['user.deleted']].map((events) => hasPending(state, select(...(events as UserEvent[]))))).toEqual([false, true, true]);
		expect(hasPending(initialState(settings, 'salt', START), settings)).toBe(false);
		expect(usersToReRead(state, select('user.deleted'), 9)).toEqual([]);
		expect(names(deliverPending(state, [], select('user.deleted'), 9))).toEqual(['user.deleted 00u0002']);
		expect(deliverPending(state, [], select('user.deleted'), 9).state.log?.pending).toEqual([change(1)]);
	});

	it('fill the state at 2,000', () => {
		const state = stateWith({ pending: Array.from({ length: 2000 }, (_, index) => change(index)) });
		expect(isFull(state, settings)).toBe(true);
		expect(isFull({ ...state, log: { ...state.log, pending: state.log.pending.slice(1) } }, settings)).toBe(false);
	});

	it('are delivered in their order, at most as many as one poll may deliver; failed look-ups come last', () => {
		const pendingChange = fc.nat(5).chain((index) => fc.boolean().map((isDeleted) => (isDeleted ? deletion(index) : change(index))));
		const all = fc.uniqueArray(pendingChange, { selector: ({ user }) => user });
		const lookUp = fc.oneof(fc.constantFrom<LookUp['found']>('missing', 'hidden', 'failed'), fc.constant(undefined));
		holds(fc.property(all, fc.array(fc.record({ found: fc.option(lookUp, { nil: undefined }), unwatched: fc.boolean() }), { minLength: 6, maxLength: 6 }), fc.integer({ min: -1, max: 6 }), (pending, answers, limit) => {
			const state = stateWith({ pending });
			const due = pending.slice(0, Math.max(0, limit));
			const toRead = usersToReRead(state, settings, limit);
			expect(toRead).toEqual(due.filter(({ deletedAt }) => deletedAt === undefined).map(({ user }) => user));
			// A look-up that found the user has no text; each sixth user was not looked up at all.
			const lookUps = toRead.filter((_id, index) => index !== 5).map((id, index): LookUp => ({ id, found: answers[index].found ?? person(Number(id.slice(3)), 0), unwatched: answers[index].unwatched }));
			const { events, state: next } = deliverPending(state, lookUps, settings, limit);
			const found = new Map(lookUps.map((one) => [one.id, one]));
			const delivered = due.filter(({ user, deletedAt }) => deletedAt !== undefined || (typeof found.get(user)?.found === 'object' && !found.get(user)?.unwatched));
			expect(names({ events })).toEqual(delivered.map(({ user, deletedAt }) => `${deletedAt === undefined ? 'user.groupsChanged' : 'user.deleted'} ${user}`));
			for (const { event, occurredAt, actor } of events) {
				if (event === 'user.deleted') expect([occurredAt, actor]).toEqual([addSeconds(START, 5), { id: 'admin', type: 'User' }]);
			}
			const failed = due.filter(({ user }) => found.get(user)?.found === 'failed');
			const untouched = pending.filter((one) => !due.includes(one) || (one.deletedAt === undefined && !found.has(one.user)));
			expect(next.log?.pending).toEqual([...untouched, ...failed]);
		}), 500);
	});
});

describe('the actor of an event', () => {
	/** Milliseconds from the event's second: just inside and just outside each limit. */
	const offset = fc.constantFrom(-501, -500, -1, 0, 500, 999, 1000, 1499, 1500);
	const entries = (types: string[], ...users: string[]) => fc.array(fc.record({ type: fc.constantFrom(...types), offset, user: fc.constantFrom(...users), actor: fc.constantFrom('a', 'b') }), { maxLength: 5 });
	const mixed = fc.tuple(entries(TYPES, '00u0001', '00u0002'), fc.constantFrom(...EVENTS));
	/** All of one kind, though of two types. */
	const alike = fc.tuple(entries(['user.lifecycle.activate', 'user.lifecycle.reactivate'], '00u0001'), fc.constant<UserEvent>('user.activated'));
	const at = (ms: number) => new Date(Date.parse(START) + ms).toISOString();
	const detected = (event: UserEvent, more: Partial<DetectedEvent> = {}): DetectedEvent => ({ event, eventId: 'id', occurredAt: START, changedAttributes: [], user: person(1, 0), ...more });

	it('is the only one who made such a change in that second, else within half a second of it', () => {
		holds(fc.property(fc.oneof(mixed, alike), fc.boolean(), ([made, event], hasName) => {
			const state = applyLog(stateWith(), page(made.map(({ type, offset: ms, user, actor }) => ({ type, publishedAt: at(ms), users: [user], groups: [], actor: { id: actor, type: 'User' } }))), settings, START);
			const result = nameActors({ events: [detected(event)], state, warning: 'w' }, new Map(hasName ? [['a', { ...admin, id: 'a' }]] : []), START);
			const ofKind = made.filter(({ type, user }) => user === '00u0001' && EVENT_OF[type] === event);
			const exact = ofKind.filter(({ offset: ms }) => ms >= 0 && ms <= 999);
			const near = ofKind.filter(({ offset: ms }) => ms >= -500 && ms <= 1499);
			const candidates = new Set((exact.length > 0 ? exact : near).map(({ actor }) => actor));
			const [id] = candidates;
			const expected = candidates.size !== 1 ? undefined : id === 'a' && hasName ? { ...admin, id } : { id, type: 'User' };
			expect(result.events).toEqual([detected(event, expected && { actor: expected })]);
			expect('actor' in result.events[0]).toBe(expected !== undefined);
			expect(result.warning).toBe('w');
			// Only what the next window can show again is kept.
			expect(result.state.log?.changes).toEqual(state.log.changes.filter((change) => change.at >= Date.parse(START) - 500));
		}), 2000);
	});

	it('stays when the log named it, is kept without events, and is unknown without a log', () => {
		const state = stateWith({ changes: [{ kind: 6, at: Date.parse(START), user: '00u0001', actor: { id: 'b', type: 'User' } }] });
		const own = detected('user.updated', { actor: { id: 'a', type: 'User' } });
		expect(nameActors({ events: [own], state }, new Map(), START).events).toEqual([own]);
		expect(nameActors({ events: [], state }, new Map(), START).state.log).toEqual(state.log);
		const without = { events: [own], state: initialState(settings, 'salt', START), warning: 'w' };
		expect(nameActors(without, new Map([['a', admin]]), START)).toEqual(without);
	});

	it('of an entry that stored states hold and this package does not know is ignored', () => {
		const state = stateWith({ changes: [{ kind: 99, at: Date.parse(START), user: '00u0001', actor: { id: 'b', type: 'User' } }] });
		expect(nameActors({ events: [detected('user.updated')], state }, new Map(), toIso(START)).events).toEqual([detected('user.updated')]);
	});
});

it('every entry of the log that is read stands for its event, other entries for none', () => {
	const type = fc.oneof(fc.constantFrom(...LOG_EVENT_TYPES), fc.string());
	holds(fc.property(type, (given) => {
		const expected = given === DELETED ? 'user.deleted' : TYPES.includes(given) ? EVENT_OF[given] : undefined;
		expect(eventOfEntry(given)).toBe(expected);
	}));
});
