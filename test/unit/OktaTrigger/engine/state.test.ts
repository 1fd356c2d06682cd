import { createHash } from 'crypto';
import fc from 'fast-check';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { KnownUsers } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { initialState, readState, sameState, scopeOf, writeState, type StoredState } from '../../../../nodes/OktaTrigger/engine/state';
import { EVENTS, type TriggerState, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/types';
import { readChanges } from '../../../../nodes/OktaTrigger/poll';
import { holdsAsync } from '../../../support/fuzz';
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
