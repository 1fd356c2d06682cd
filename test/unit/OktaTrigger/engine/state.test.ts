import fc from 'fast-check';
import { EVENTS } from '../../../../nodes/OktaTrigger/engine/diff';
import { fingerprint } from '../../../../nodes/OktaTrigger/engine/fingerprint';
import { poll } from '../../../../nodes/OktaTrigger/poll';
import { KnownUsers } from '../../../../nodes/OktaTrigger/engine/knownUsers';
import { freshState, sameState, scopeOf, storedState, type TriggerState, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/state';
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
};

const whole = (): TriggerState => {
	const roster = new KnownUsers('', 2);
	const prints = fingerprint({ title: 'x' }, ['city', 'title'], 'salt');
	for (const id of ['00u1model', '00u2model', 'odd|id']) {
		roster.set({ id, status: 'ACTIVE', mark: 0, stamp: 1, ...prints });
	}
	const backlog = { from: NOW, startedAt: NOW };
	return { ...freshState(settings, 'salt', NOW), people: roster.toString(), backlog };
};

describe('storedState', () => {
	it('takes a state as it was stored', () => {
		for (const state of [whole(), freshState(settings, 'salt', NOW)]) {
			const stored = storedState(JSON.parse(JSON.stringify(state)), settings);
			expect(stored).toEqual(state);
			expect(stored && sameState(stored, state)).toBe(true);
		}
	});

	const damage: Array<[string, (state: TriggerState) => unknown]> = [
		['nothing', () => undefined],
		['a list', () => []],
		['text', () => 'state'],
		['an older version', (state) => ({ ...state, v: 0 })],
		['no salt', (state) => ({ ...state, salt: '' })],
		['since is no instant', (state) => ({ ...state, since: 'yesterday' })],
		['a pass from nowhere', (state) => ({ ...state, pass: { kind: 'sweep', from: 'x', mark: 0, startedAt: NOW, verifying: false } })],
		['a backlog without a start', (state) => ({ ...state, backlog: { from: NOW } })],
		['people cut off', (state) => ({ ...state, people: state.people.slice(0, -12) })],
		['people cut off in front', (state) => ({ ...state, people: state.people.slice(20) })],
		['people twice', (state) => ({ ...state, people: `${state.people}|${state.people}` })],
		['people in disorder', (state) => ({ ...state, people: state.people.split('|').reverse().join('|') })],
		['people with other attributes', (state) => ({ ...state, names: [...state.names, 'more', 'and', 'many', 'more', 'of', 'them'] })],
		['no attributes', (state) => ({ ...state, names: [] })],
		['attributes of somebody else', (state) => ({ ...state, names: ['zip', 'state'] })],
		['an id that cannot be read', (state) => ({ ...state, people: `!%zz${'A'.repeat(13)}` })],
		['people of another kind', (state) => ({ ...state, people: ['00u1'] })],
	];

	it.each(damage)('%s: another baseline', (_what, spoil) => {
		expect(storedState(spoil(whole()), settings)).toBeUndefined();
	});

	it.each<[string, Partial<WatchSettings>]>([
		['another org', { org: 'https://other.okta.com' }],
		['other events', { events: ['user.updated'] }],
		['other attributes', { attributes: ['title'] }],
		['another way to watch', { watch: 'profile' }],
		['another search', { search: 'profile.city eq "Wien"' }],
	])('%s: another baseline', (_what, change) => {
		expect(storedState(whole(), { ...settings, ...change })).toBeUndefined();
	});

	it('goes on when only pace or order changed', () => {
		const other: WatchSettings = {
			...settings,
			attributes: ['city', 'title'],
			events: [...EVENTS].reverse(),
			startWithExisting: true,
			overlapSeconds: 0,
			maxUsersPerPoll: 5,
			sweepHours: 0,
		};
		expect(scopeOf(other)).toBe(scopeOf(settings));
		expect(storedState(whole(), other)).toBeDefined();
	});

	it('with anything at all in static data, the poll goes well and what it stores is whole', async () => {
		const field = fc.constantFrom(...Object.keys({ ...whole(), pass: 1 }));
		const garbage = fc.oneof(fc.anything(), fc.tuple(field, fc.anything()), fc.string().map((people) => ['people', people]));
		const property = fc.asyncProperty(garbage, async (given) => {
			const damaged = Array.isArray(given) && given.length === 2 ? { ...whole(), [String(given[0])]: given[1] as unknown } : given;
			const okta = new ModelOkta();
			okta.create({ title: 'x' }, 'ACTIVE', 0);
			okta.clock += 1000;
			const now = () => 0;
			const environment = { client: okta.client, settings, salt: () => 'salt', now, deadline: 1 };
			const { state } = await poll(environment, storedState(damaged, settings));
			expect(storedState(JSON.parse(JSON.stringify(state)), settings)).toBeDefined();
		});
		await holdsAsync(property, 500);
	});
});
