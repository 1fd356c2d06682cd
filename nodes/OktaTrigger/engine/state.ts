import { createHash } from 'crypto';
import { z } from 'zod';
import type { DetectOptions, UserEvent } from './diff';
import { canonical } from './fingerprint';
import { isRoster } from './knownUsers';

/** The trigger's parameters, as far as they decide what is watched and how. */
export interface WatchSettings {
	/** The org's base URL. */
	org: string;
	events: UserEvent[];
	watch: DetectOptions['watch'];
	/** With `watch: selected`. */
	attributes: string[];
	/** Extra Okta search expression, `''` for none. */
	search: string;
	startWithExisting: boolean;
	overlapSeconds: number;
	/** People emitted by one poll, at most. */
	maxUsersPerPoll: number;
	/** Hours between sweeps; 0 = never. */
	sweepHours: number;
}

const instantSchema = z.string().datetime();
const markSchema = z.union([z.literal(0), z.literal(1)]);

const passSchema = z.object({
	kind: z.enum(['baseline', 'sweep']),
	/** Where the pass goes on: the `created` it has come to; `''` at the start. */
	from: instantSchema.or(z.literal('')),
	mark: markSchema,
	/** Okta's clock when it began. */
	startedAt: instantSchema,
	/** Everybody was read; those not seen are being looked up one by one. */
	verifying: z.boolean(),
});

const stateSchema = z
	.object({
		v: z.literal(1),
		/** What the state is about; another scope needs another baseline. */
		scope: z.string(),
		salt: z.string().min(1),
		/** Okta's clock when watching began. */
		startedAt: instantSchema,
		/** Up to here, by Okta's stamps, changes were delivered. */
		since: instantSchema,
		/** A window that was cut short: where it goes on, and Okta's clock when it began. */
		backlog: z.object({ from: instantSchema, startedAt: instantSchema }).optional(),
		/** Watched attributes in the roster's order. */
		names: z.array(z.string()),
		/** The roster, written. */
		people: z.string(),
		/** The mark of the last finished pass. */
		mark: markSchema,
		/** Okta's clock when the last finished pass began. */
		sweptAt: instantSchema,
		/** The baseline or sweep under way. */
		pass: passSchema.optional(),
	})
	.refine(({ people, names }) => isRoster(people, names.length));

export type TriggerState = z.infer<typeof stateSchema>;

/** Names what a state is about: org, events, watch set and search (not how often or how much). */
export function scopeOf({ org, events, watch, attributes, search }: WatchSettings): string {
	const about = [org, [...events].sort(), watch, watch === 'selected' ? [...attributes].sort() : [], search];
	return createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22);
}

/** The attributes that a roster knows from the start, in its order. */
const namesOf = ({ watch, attributes }: WatchSettings): string[] =>
	watch === 'selected' ? [...new Set(attributes)].sort() : [];

/**
 * The stored state if it is whole and about the same thing; undefined otherwise, which means a new
 * baseline. Never throws: static data can hold anything.
 */
export function storedState(stored: unknown, settings: WatchSettings): TriggerState | undefined {
	const parsed = stateSchema.safeParse(stored);
	if (!parsed.success || parsed.data.scope !== scopeOf(settings)) return undefined;
	// With a damaged list of names, changes of the others would never be seen again.
	const { names } = parsed.data;
	if (settings.watch === 'selected' && canonical(names) !== canonical(namesOf(settings))) return undefined;
	return parsed.data;
}

/** A state that knows nobody yet. `salt` is random, `serverTime` Okta's. */
export function freshState(settings: WatchSettings, salt: string, serverTime: string): TriggerState {
	return {
		v: 1,
		scope: scopeOf(settings),
		salt,
		startedAt: serverTime,
		since: serverTime,
		names: namesOf(settings),
		people: '',
		mark: 0,
		sweptAt: serverTime,
		pass: { kind: 'baseline', from: '', mark: 0, startedAt: serverTime, verifying: false },
	};
}

/** Whether everybody has yet to be seen once. */
export const inBaseline = ({ pass }: TriggerState): boolean => pass?.kind === 'baseline';

/** Whether two states say the same, so that nothing has to be stored again. */
export const sameState = (a: TriggerState, b: TriggerState): boolean =>
	a.people === b.people && canonical({ ...a, people: '' }) === canonical({ ...b, people: '' });
