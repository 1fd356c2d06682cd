import fc from 'fast-check';
import { EVENTS, type UserEvent } from '../../../nodes/OktaTrigger/engine/diff';
import { poll } from '../../../nodes/OktaTrigger/poll';
import { isWhole } from '../../../nodes/OktaTrigger/engine/knownUsers';
import { scopeOf, storedState, type TriggerState, type WatchSettings } from '../../../nodes/OktaTrigger/engine/state';
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
});

/** A trigger that has seen some people come and change, and what happens to what it stored. */
async function lived(watch: WatchSettings['watch'], polls: number) {
	const okta = new ModelOkta();
	const settings = settingsOf(watch);
	for (const title of ['a', 'b', 'c', 'd', 'e']) okta.create({ title, city: 'Wien' }, 'ACTIVE', 0);
	const step = async (state: unknown) => {
		const stored = storedState(state === undefined ? undefined : JSON.parse(JSON.stringify(state)), settings);
		okta.clock += 60_000;
		return await poll({ client: okta.client, settings, salt: () => 'salt', now: () => 0, deadline: Infinity }, stored);
	};
	let state: TriggerState | undefined;
	for (let count = 0; count < polls; count++) {
		({ state } = await step(state));
		okta.edit(okta.ids()[count % 3], { title: `later ${count}` }, 0);
	}
	return { okta, settings, step, state };
}

const path = fc.constantFrom('v', 'scope', 'salt', 'startedAt', 'since', 'backlog', 'backlog.from', 'backlog.startedAt', 'names', 'names.0', 'people', 'mark', 'sweptAt', 'pass', 'pass.kind', 'pass.from', 'pass.mark', 'pass.startedAt', 'pass.verifying', 'extra');

/** How static data is damaged: cut off, mixed up, of another kind, edited by hand. */
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
	// Cut off by a full disk, and mended by whoever found it.
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

describe('static data, damaged', () => {
	it('is a whole state or none; the trigger polls on, and delivers every later change', async () => {
		const property = fc.asyncProperty(watch, fc.nat(3), fc.array(damage, { minLength: 1, maxLength: 3 }), async (watched, polls, damages) => {
			const { okta, settings, step, state } = await lived(watched, polls + 1);
			const damaged = damages.reduce<unknown>((given, spoil) => (typeof given === 'object' && given !== null && !Array.isArray(given) ? spoil(given as Record<string, unknown>) : given), state);
			const stored = storedState(damaged, settings);
			if (stored !== undefined) {
				expect(stored.scope).toBe(scopeOf(settings));
				expect(isWhole(stored.people, stored.names.length)).toBe(true);
			}
			const next = async (given: unknown) => await step(given).catch((error: unknown) => {
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
				const given = await next(last);
				events.push(...given.events.map(({ event, user }): [UserEvent, string] => [event, user.id]));
				last = given.state;
			}
			expect(events).toContainEqual(['user.updated', first]);
			expect(events).toContainEqual(['user.deactivated', second]);
			expect(events).toContainEqual(['user.created', created]);
		});
		await holdsAsync(property, 500);
	});
});
