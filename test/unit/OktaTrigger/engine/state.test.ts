import { createHash } from 'crypto';
import fc from 'fast-check';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { KnownUsers } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { diffOptions, inBaseline, initialState, readState, sameState, scopeOf, withNewAttributes, writeState, type StoredState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { EVENTS, type TriggerState, type UserEvent, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/types';
import { readChanges } from '../../../../nodes/OktaTrigger/poll';
import { holds, holdsAsync } from '../../../support/fuzz';
import { ModelOkta } from '../modelOkta';

const NOW = '2026-03-01T09:00:00.000Z';

const settings: WatchSettings = {
	org: 'https://acme.okta.com',
	events: [...EVENTS],
	watch: 'selected',
	attributes: ['title', 'city'],
	search: '',
	startWithExisting: false,
	overlapSeconds: 300,
	maxUsersPerPoll: 1000,
	sweepHours: 24,
	useSystemLog: false,
};

const whole = (): TriggerState => {
	const knownUsers = new KnownUsers('', 2);
	const prints = fingerprint({ title: 'x' }, ['city', 'title'], 'salt');
	for (const id of ['00u1model', '00u2model', 'odd|id']) {
		knownUsers.set({ id, status: 'ACTIVE', generation: 0, lastUpdated: 1, ...prints });
	}
	const backlog = { resumeFrom: NOW, startedAt: NOW };
	return { ...initialState(settings, 'salt', NOW), knownUsers, backlog };
};

describe('readState', () => {
	it('reads a state as it was written', () => {
		for (const state of [whole(), initialState(settings, 'salt', NOW)]) {
			const read = readState(JSON.parse(JSON.stringify(writeState(state))), settings);
			expect(read && writeState(read)).toEqual(writeState(state));
			expect(read && sameState(read, state)).toBe(true);
		}
	});

	it('keeps the keys and values that workflows in use have stored', () => {
		const fullScan = { kind: 'recheck', resumeFrom: NOW, generation: 1, startedAt: NOW, verifying: false } as const;
		expect(writeState({ ...whole(), fullScan })).toEqual({
			v: 1,
			scope: scopeOf(settings),
			salt: 'salt',
			startedAt: NOW,
			since: NOW,
			backlog: { from: NOW, startedAt: NOW },
			names: ['city', 'title'],
			people: whole().knownUsers.toString(),
			mark: 0,
			sweptAt: NOW,
			pass: { kind: 'sweep', from: NOW, mark: 1, startedAt: NOW, verifying: false },
		});
	});

	const damage: Array<[string, (state: StoredState) => unknown]> = [
		['nothing', () => undefined],
		['a list', () => []],
		['text', () => 'state'],
		['an older version', (state) => ({ ...state, v: 0 })],
		['no salt', (state) => ({ ...state, salt: '' })],
		['an invalid timestamp', (state) => ({ ...state, since: 'yesterday' })],
		['a full scan without a valid position', (state) => ({ ...state, pass: { kind: 'sweep', from: 'x', mark: 0, startedAt: NOW, verifying: false } })],
		['a backlog without a start', (state) => ({ ...state, backlog: { from: NOW } })],
		['users cut off at the end', (state) => ({ ...state, people: state.people.slice(0, -12) })],
		['users cut off at the start', (state) => ({ ...state, people: state.people.slice(20) })],
		['users twice', (state) => ({ ...state, people: `${state.people}|${state.people}` })],
		['users in the wrong order', (state) => ({ ...state, people: state.people.split('|').reverse().join('|') })],
		['users with other attributes', (state) => ({ ...state, names: [...state.names, 'more', 'and', 'many', 'more', 'of', 'them'] })],
		['no attributes', (state) => ({ ...state, names: [] })],
		['other attributes', (state) => ({ ...state, names: ['zip', 'state'] })],
		['an ID that cannot be decoded', (state) => ({ ...state, people: `!%zz${'A'.repeat(13)}` })],
		['users of another type', (state) => ({ ...state, people: ['00u1'] })],
	];

	it.each(damage)('%s: a new baseline', (_what, spoil) => {
		expect(readState(spoil(writeState(whole())), settings)).toBeUndefined();
	});

	it.each<[string, Partial<WatchSettings>]>([
		['another org', { org: 'https://other.okta.com' }],
		['other watched attributes', { attributes: ['title'] }],
		['another way to watch', { watch: 'profile' }],
		['another search', { search: 'profile.city eq "Wien"' }],
	])('%s: a new baseline', (_what, change) => {
		expect(readState(writeState(whole()), { ...settings, ...change })).toBeUndefined();
	});

	it('continues when only limits, intervals or the order changed', () => {
		const other: WatchSettings = {
			...settings,
			attributes: ['city', 'title'],
			events: ['user.updated', 'user.created'],
			startWithExisting: true,
			overlapSeconds: 0,
			maxUsersPerPoll: 5,
			sweepHours: 0,
			useSystemLog: false,
		};
		expect(scopeOf(other)).toBe(scopeOf(settings));
		expect(readState(writeState(whole()), other)).toBeDefined();
	});

	it('starts anew for other users, whether or not attributes matter', () => {
		for (const events of [settings.events, ['user.created'] as const]) {
			const own: WatchSettings = { ...settings, events: [...events] };
			const state = writeState({ ...whole(), scope: scopeOf(own) });
			expect(readState(state, own)).toBeDefined();
			expect(readState(state, { ...own, search: `${own.search} or status eq "STAGED"` })).toBeUndefined();
			expect(readState(state, { ...own, org: 'https://other.okta.com' })).toBeUndefined();
		}
	});

	it('reads states of older versions, whose scope also covered the events', () => {
		const old = (watched: unknown[]) => createHash('sha256').update(JSON.stringify(watched)).digest('base64url').slice(0, 22);
		const stored = (watch: string, names: string[], events: string[], search = '') => ({
			...writeState({ ...whole(), attributeNames: names, knownUsers: new KnownUsers('', names.length) }),
			scope: old([settings.org, [...events].sort(), watch, watch === 'selected' ? names : [], search]),
		});
		const names = ['city', 'title'];
		const chosen: WatchSettings = { ...settings, events: ['user.deleted', 'user.updated'] };
		expect(readState(stored('selected', names, EVENTS.filter((event) => event !== 'user.groupsChanged')), chosen)).toMatchObject({ scope: scopeOf(chosen), backlog: { startedAt: NOW } });
		expect(readState(stored('profile', ['city'], ['user.updated']), { ...chosen, watch: 'any' })).toBeDefined();
		expect(readState(stored('any', ['city'], ['user.updated']), { ...chosen, events: ['user.created'] })).toBeDefined();
		expect(readState(stored('selected', [], ['user.created']), { ...chosen, watch: 'profile', events: ['user.deactivated'] })).toBeDefined();
		expect(readState(stored('selected', names, [...EVENTS], 'profile.city pr'), chosen)).toBeUndefined();
		expect(readState(stored('profile', names, [...EVENTS]), chosen)).toBeUndefined();
		expect(readState({ ...stored('profile', names, [...EVENTS]), scope: 'unknown' }, chosen)).toBeUndefined();
	});

	it('keeps what is known of attributes while User Updated is not selected', () => {
		const without: WatchSettings = { ...settings, events: ['user.deleted'], watch: 'profile', attributes: [] };
		const read = readState(writeState(whole()), without);
		expect(read && readState(writeState(read), settings)).toBeDefined();
	});

	it('with any static data, the poll succeeds and stores a valid state', async () => {
		const field = fc.constantFrom(...Object.keys({ ...writeState(whole()), pass: 1 }));
		const garbage = fc.oneof(fc.anything(), fc.tuple(field, fc.anything()), fc.string().map((people) => ['people', people]));
		const property = fc.asyncProperty(garbage, async (given) => {
			const damaged = Array.isArray(given) && given.length === 2 ? { ...writeState(whole()), [String(given[0])]: given[1] as unknown } : given;
			const okta = new ModelOkta();
			okta.create({ title: 'x' }, 'ACTIVE', 0);
			okta.clock += 1000;
			const now = () => 0;
			const environment = { client: okta.client, settings, salt: () => 'salt', now, deadline: 1 };
			const { state } = await readChanges(environment, readState(damaged, settings));
			expect(readState(JSON.parse(JSON.stringify(writeState(state))), settings)).toBeDefined();
		});
		await holdsAsync(property, 500);
	});
});

/** A state with everything that one can hold. */
const full = (): TriggerState => ({
	...whole(),
	watchedUntil: addSeconds(NOW, 1),
	statusesFrom: addSeconds(NOW, 2),
	fullScan: { kind: 'baseline', resumeFrom: addSeconds(NOW, 3), generation: 1, startedAt: addSeconds(NOW, 4), verifying: true, failed: { at: '00u9', polls: 3 } },
	log: {
		since: NOW,
		cursor: 'c',
		reached: addSeconds(NOW, 5),
		failing: true,
		changes: [{ kind: 1, at: 2, user: '00u1', actor: { id: 'a', type: 'User' } }],
		deleted: ['00u2'],
		memberships: [{ pair: '00u1 g1', at: NOW, added: true }],
		pending: [{ user: '00u3', deletedAt: NOW, groups: [], actor: { id: 'a', type: 'User' } }, { user: '00u4', groups: [{ id: 'g1', name: 'Sales', added: false, at: NOW, actor: { id: 'a', type: 'User' } }] }],
	},
});

describe('a state with everything', () => {
	const stored = () => JSON.parse(JSON.stringify(writeState(full()))) as StoredState;

	it('is read as it was written, under the keys that workflows in use have stored', () => {
		expect(stored()).toMatchObject({
			watched: addSeconds(NOW, 1),
			statuses: addSeconds(NOW, 2),
			pass: { kind: 'baseline', from: addSeconds(NOW, 3), mark: 1, startedAt: addSeconds(NOW, 4), verifying: true, failed: { at: '00u9', polls: 3 } },
			log: full().log,
		});
		const read = readState(stored(), settings)!;
		expect({ ...read, knownUsers: read.knownUsers.toString() }).toEqual({ ...full(), knownUsers: full().knownUsers.toString() });
		expect(sameState(read, full())).toBe(true);
		const sweep = { ...full(), fullScan: { ...full().fullScan!, kind: 'recheck' as const, resumeFrom: '' } };
		expect(readState(JSON.parse(JSON.stringify(writeState(sweep))), settings)?.fullScan).toEqual(sweep.fullScan);
	});

	it('has no empty keys, and shares nothing that could change later', () => {
		const rest: TriggerState = { ...whole(), fullScan: undefined, backlog: undefined };
		expect(Object.keys(writeState(rest))).toEqual(['v', 'scope', 'salt', 'startedAt', 'since', 'names', 'people', 'mark', 'sweptAt']);
		expect(Object.keys(readState(writeState(rest), settings)!)).not.toEqual(expect.arrayContaining(['watchedUntil', 'statusesFrom', 'log']));
		const state = full();
		const written = writeState(state);
		written.names.push('x');
		written.log!.deleted.push('x');
		written.pass!.failed!.polls = 9;
		expect(sameState(state, full())).toBe(true);
	});

	it('is another state when one part differs', () => {
		const more = full().knownUsers.copy();
		more.set({ id: '00u9', status: 'ACTIVE', generation: 0, lastUpdated: 1, profileHash: 'AAA', attributeHashes: 'AAAA' });
		for (const change of [{ salt: 'x' }, { statusesFrom: undefined }, { generation: 1 as const }, { knownUsers: more }, { log: undefined }]) {
			expect(sameState(full(), { ...full(), ...change })).toBe(false);
		}
	});

	it.each<[string, unknown]>([
		['no log', undefined],
		['a list', []],
		['a time that is none', { ...full().log, since: 'yesterday' }],
		['an actor without a type', { ...full().log, changes: [{ kind: 1, at: 2, user: '00u1', actor: { id: 'a' } }] }],
		['a change without a user', { ...full().log, changes: [{ kind: 1, at: 2, actor: { id: 'a', type: 'User' } }] }],
		['deleted users of another type', { ...full().log, deleted: [1] }],
		['a membership without a time', { ...full().log, memberships: [{ pair: '00u1 g1', added: true }] }],
		['a pending change without groups', { ...full().log, pending: [{ user: '00u3' }] }],
		['a group without a name', { ...full().log, pending: [{ user: '00u3', groups: [{ id: 'g1', added: true, at: NOW }] }] }],
	])('with a damaged log (%s) begins the log again and keeps the users', (_what, log) => {
		const read = readState({ ...stored(), log }, settings);
		expect(read?.log).toBeUndefined();
		expect(read?.knownUsers.size).toBe(3);
	});
});

describe('the scope', () => {
	it('stays as it is: another one means a new baseline for every workflow in use', () => {
		const base: WatchSettings = { ...settings, watch: 'profile', attributes: ['b', 'a', 'b'] };
		expect(scopeOf(base)).toBe('FXw4pnZAyYPd68LRJvIR7k:all');
		expect(scopeOf({ ...base, watch: 'any' })).toBe('FXw4pnZAyYPd68LRJvIR7k:all');
		expect(scopeOf({ ...base, watch: 'selected' })).toBe('FXw4pnZAyYPd68LRJvIR7k:BHPvLcDTJKtlnTWAwRNOnY');
		expect(scopeOf({ ...base, search: 'x' })).toBe('OM1IKD2sfDcxRlf-SOroIb:all');
	});
});

describe('a state that knows nobody', () => {
	it('begins with a baseline, and with a log and a reach only where they are used', () => {
		const state = initialState(settings, 'salt', NOW);
		expect({ ...state, knownUsers: state.knownUsers.toString() }).toEqual({
			scope: scopeOf(settings), salt: 'salt', startedAt: NOW, deliveredUntil: NOW, attributeNames: ['city', 'title'], knownUsers: '', generation: 0, lastFullScanAt: NOW,
			fullScan: { kind: 'baseline', resumeFrom: '', generation: 0, startedAt: NOW, verifying: false },
		});
		expect(Object.keys(state)).not.toEqual(expect.arrayContaining(['watchedUntil']));
		expect([inBaseline(state), inBaseline({ ...state, fullScan: undefined }), inBaseline({ ...state, fullScan: { ...state.fullScan!, kind: 'recheck' } })]).toEqual([true, false, false]);
		const more = initialState({ ...settings, search: 'x', useSystemLog: true, watch: 'profile' }, 'salt', NOW);
		expect(more).toMatchObject({ watchedUntil: NOW, attributeNames: [], log: { since: NOW } });
	});
});

describe('attributes', () => {
	it('get a hash of their own when first seen with a value, up to 128, unless they were selected', () => {
		const name = fc.integer({ min: 0, max: 140 }).map((n) => `a${n}`);
		const profile = fc.dictionary(name, fc.constantFrom<unknown>('x', null, '', []), { maxKeys: 5 });
		holds(fc.property(fc.array(profile, { maxLength: 4 }), fc.constantFrom(0, 2, 126, 128), fc.boolean(), (profiles, count, isSelected) => {
			const used: WatchSettings = { ...settings, watch: isSelected ? 'selected' : 'profile' };
			const names = Array.from({ length: count }, (_, n) => `a${n}`);
			const knownUsers = new KnownUsers('', count);
			knownUsers.set({ id: '00u1', status: 'ACTIVE', generation: 0, lastUpdated: 1, ...fingerprint({ a0: 'x' }, names, 'salt') });
			const state: TriggerState = { ...initialState(used, 'salt', NOW), attributeNames: names, knownUsers };
			const next = withNewAttributes(state, [{ id: 'none' }, ...profiles.map((made, index) => ({ id: `00u${index}`, profile: made }))]);
			const added = [...new Set(profiles.flatMap((made) => Object.entries(made).filter(([, value]) => value === 'x').map(([key]) => key)))].filter((key) => !names.includes(key));
			const expected = isSelected ? [] : added.slice(0, 128 - count);
			if (expected.length === 0) expect(next).toBe(state);
			expect(next.attributeNames).toEqual([...names, ...expected]);
			expect(next.knownUsers.attributeCount).toBe(next.attributeNames.length);
			expect(next.knownUsers.get('00u1')?.attributeHashes).toBe(fingerprint({ a0: 'x' }, next.attributeNames, 'salt').attributeHashes.slice(0, 2 * count) + 'AA'.repeat(expected.length));
		}), 300);
	});
});

describe('how users are compared', () => {
	it('follows the settings and how far the state has come', () => {
		const time = fc.constantFrom(-300, 0, 100, 400, 1000).map((seconds) => addSeconds(NOW, seconds));
		const maybe = fc.option(time, { nil: undefined });
		holds(fc.property(fc.record({ search: fc.constantFrom('', 'x'), watch: fc.constantFrom('any' as const, 'profile' as const), isSelected: fc.boolean(), startWithExisting: fc.boolean(), updated: fc.boolean(), scan: fc.constantFrom('baseline' as const, 'recheck' as const, undefined), watchedUntil: maybe, deliveredUntil: time, serverTime: time, generation: fc.constantFrom(0 as const, 1 as const) }), (given) => {
			const events: UserEvent[] = given.updated ? ['user.created', 'user.updated'] : ['user.created'];
			const used: WatchSettings = { ...settings, events, search: given.search, watch: given.watch, startWithExisting: given.startWithExisting };
			const state: TriggerState = {
				...initialState(given.isSelected ? settings : used, 'salt', NOW),
				deliveredUntil: given.deliveredUntil,
				watchedUntil: given.watchedUntil,
				generation: given.generation,
				fullScan: given.scan && { kind: given.scan, resumeFrom: '', generation: given.generation === 0 ? 1 : 0, startedAt: NOW, verifying: false },
			};
			const lastPoll = addSeconds([given.watchedUntil ?? given.deliveredUntil, given.serverTime].sort()[0], -300);
			const isDelivered = given.startWithExisting && !given.updated;
			expect(diffOptions(state, used, given.serverTime)).toEqual({
				events,
				watch: given.isSelected ? 'selected' : given.watch,
				attributeNames: state.attributeNames,
				salt: 'salt',
				newSince: given.search === '' ? NOW : [NOW, lastPoll].sort()[1],
				changedSince: addSeconds(NOW, -300),
				serverTime: given.serverTime,
				generation: given.scan ? (given.generation === 0 ? 1 : 0) : given.generation,
				deliverExisting: given.startWithExisting,
				existingAsCreated: isDelivered && (given.search === '' || given.scan === 'baseline'),
			});
		}), 1000);
	});
});
