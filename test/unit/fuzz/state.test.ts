import fc from 'fast-check';
import { isKnownUsersText } from '../../../nodes/OktaTrigger/engine/knownUsers';
import { readState, scopeOf, writeState, type StoredState } from '../../../nodes/OktaTrigger/engine/state';
import { EVENTS, type UserEvent, type WatchSettings } from '../../../nodes/OktaTrigger/engine/types';
import { readChanges } from '../../../nodes/OktaTrigger/poll';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { holdsAsync } from '../../support/fuzz';
import { ModelOkta } from '../OktaTrigger/modelOkta';

const settingsOf = (watch: WatchSettings['watch']): WatchSettings => ({
	org: 'https://acme.okta.com',
	events: [...EVENTS],
	watch,
	attributes: watch === 'selected' ? ['title', 'city'] : [],
	search: '',
	startWithExisting: false,
	overlapSeconds: 300,
	maxUsersPerPoll: 1000,
	sweepHours: 1,
	useSystemLog: false,
});

/** A trigger that has seen some users come and change, and the state it stored. */
async function pollSeveralTimes(watch: WatchSettings['watch'], polls: number) {
	const okta = new ModelOkta();
	const settings = settingsOf(watch);
	for (const title of ['a', 'b', 'c', 'd', 'e']) okta.create({ title, city: 'Wien' }, 'ACTIVE', 0);
	const step = async (state: unknown) => {
		const before = readState(state === undefined ? undefined : JSON.parse(JSON.stringify(state)), settings);
		okta.clock += 60_000;
		const environment = { client: okta.client, settings, salt: () => 'salt', now: () => 0, deadline: Infinity };
		const { events, state: after } = await readChanges(environment, before);
		return { events, state: writeState(after) };
	};
	let state: StoredState | undefined;
	for (let count = 0; count < polls; count++) {
		({ state } = await step(state));
		okta.edit(okta.ids()[count % 3], { title: `later ${count}` }, 0);
	}
	return { okta, settings, step, state };
}

const path = fc.constantFrom('v', 'scope', 'salt', 'startedAt', 'since', 'backlog', 'backlog.from', 'backlog.startedAt', 'names', 'names.0', 'people', 'mark', 'sweptAt', 'pass', 'pass.kind', 'pass.from', 'pass.mark', 'pass.startedAt', 'pass.verifying', 'extra');

/** A way to damage static data: cut off, mixed up, of another type, edited by hand. */
type Damage = (state: Record<string, unknown>) => unknown;

function changed(state: Record<string, unknown>, at: string, change: (old: unknown) => unknown): Record<string, unknown> {
	const [first, ...rest] = at.split('.');
	const inner = state[first];
	const deeper = rest.length > 0 && typeof inner === 'object' && inner !== null;
	const value = deeper ? changed({ ...inner }, rest.join('.'), change) : change(inner);
	return { ...state, [first]: deeper && Array.isArray(inner) ? Object.values(value as object) : value };
}

const text = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('A', 'z', '0', '|', '!', '%', '%7C', '-', '_', '00u') }));

const damage: fc.Arbitrary<Damage> = fc.oneof(
	fc.tuple(fc.nat(), fc.nat(60), text).map(([at, length, put]): Damage => (state) =>
		changed(state, 'people', (people) => {
			const whole = String(people);
			const start = whole.length === 0 ? 0 : at % whole.length;
			return whole.slice(0, start) + put + whole.slice(start + length);
		}),
	),
	fc.nat().map((at): Damage => (state) => changed(state, 'people', (people) => String(people).slice(0, at % (String(people).length + 1)))),
	fc.nat().map((seed): Damage => (state) => changed(state, 'people', (people) => String(people).split('|').map((record, index, all) => all[(index * (1 + (seed % 7)) + seed) % all.length] ?? record).join('|'))),
	fc.tuple(path, fc.oneof(fc.jsonValue(), fc.constantFrom(undefined, '', 0, 1, 2, true, [], {}))).map(([at, value]): Damage => (state) => changed(state, at, () => value)),
	fc.tuple(path, path).map(([a, b]): Damage => (state) => ({ ...state, [a.split('.')[0]]: state[b.split('.')[0]], [b.split('.')[0]]: state[a.split('.')[0]] })),
	fc.jsonValue().map((value): Damage => () => value),
	// Cut off by a full disk, and repaired by hand.
	fc.nat().map((at): Damage => (state) => {
		const whole = JSON.stringify(state);
		const cut = whole.slice(0, at % whole.length);
		for (const end of ['', '}', '"}', '"]}', '"}}', '}}', 'null}']) {
			try {
				return JSON.parse(cut + end) as unknown;
			} catch {
				continue;
			}
		}
		return undefined;
	}),
);

const watch = fc.constantFrom('any' as const, 'profile' as const, 'selected' as const);

describe('damaged static data', () => {
	it('is read as a whole state or as none, and the trigger delivers every later change', async () => {
		const property = fc.asyncProperty(watch, fc.nat(3), fc.array(damage, { minLength: 1, maxLength: 3 }), async (watched, polls, damages) => {
			const { okta, settings, step, state } = await pollSeveralTimes(watched, polls + 1);
			const damaged = damages.reduce<unknown>((value, spoil) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? spoil(value as Record<string, unknown>) : value), state);
			const stored = readState(damaged, settings);
			if (stored !== undefined) {
				expect(stored.scope).toBe(scopeOf(settings));
				expect(isKnownUsersText(stored.knownUsers.toString(), stored.attributeNames.length)).toBe(true);
			}
			const next = async (value: unknown) => await step(value).catch((error: unknown) => {
				expect(error).toBeInstanceOf(OktaError);
				throw error;
			});
			let last: unknown = (await next(damaged)).state;
			for (let count = 0; count < 2; count++) last = (await next(last)).state;
			const [first, second] = okta.ids();
			okta.edit(first, { title: 'news' }, 0);
			okta.setStatus(second, 'DEPROVISIONED', 0);
			const created = okta.create({ title: 'new' }, 'ACTIVE', 0);
			const events: Array<[UserEvent, string]> = [];
			for (let count = 0; count < 4; count++) {
				const result = await next(last);
				events.push(...result.events.map(({ event, user }): [UserEvent, string] => [event, user.id]));
				last = result.state;
			}
			expect(events).toContainEqual(['user.updated', first]);
			expect(events).toContainEqual(['user.deactivated', second]);
			expect(events).toContainEqual(['user.created', created]);
		});
		await holdsAsync(property, 500);
	});
});
