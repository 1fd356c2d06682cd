import { createHash } from 'crypto';
import { z } from 'zod';
import type { DetectOptions, UserEvent } from './detect';

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

const passSchema = z.object({
	/** Where the pass goes on: the `created` it has come to; `''` at the start. */
	from: z.string(),
	mark: z.union([z.literal(0), z.literal(1)]),
	/** Okta's clock when it began. */
	startedAt: z.string(),
	/** Everybody was read; those not seen are being looked up one by one. */
	verifying: z.boolean(),
});

export const stateSchema = z.object({
	v: z.literal(1),
	/** What the state is about; another scope needs another baseline. */
	scope: z.string(),
	salt: z.string().min(1),
	/** Okta's clock when watching began. */
	startedAt: z.string(),
	/** Up to here, by Okta's stamps, changes were delivered. */
	since: z.string(),
	/** A window that was cut short: where it goes on, and Okta's clock when it began. */
	backlog: z.object({ from: z.string(), startedAt: z.string() }).optional(),
	/** Whether everybody was seen once. */
	baselineDone: z.boolean(),
	/** Watched attributes in the roster's order. */
	names: z.array(z.string()),
	/** The roster, written. */
	people: z.string(),
	/** The mark of the last finished pass. */
	mark: z.union([z.literal(0), z.literal(1)]),
	/** Okta's clock when the last pass began. */
	sweptAt: z.string(),
	/** The baseline or sweep under way. */
	pass: passSchema.optional(),
	/** A sweep missed suspiciously many people, and that was said. */
	suspicious: z.boolean(),
});

export type TriggerState = z.infer<typeof stateSchema>;

/** Names what a state is about: org, events, watch set and search (not how often or how much). */
export function scopeOf({ org, events, watch, attributes, search }: WatchSettings): string {
	const about = [org, [...events].sort(), watch, watch === 'selected' ? [...attributes].sort() : [], search];
	return createHash('sha256').update(JSON.stringify(about)).digest('base64url').slice(0, 22);
}

/**
 * The stored state if it is whole and about the same thing; undefined otherwise, which means a new
 * baseline. Never throws: static data can hold anything.
 */
export function storedState(stored: unknown, settings: WatchSettings): TriggerState | undefined {
	const parsed = stateSchema.safeParse(stored);
	return parsed.success && parsed.data.scope === scopeOf(settings) ? parsed.data : undefined;
}

/** A state that knows nobody yet. `salt` is random, `serverTime` Okta's. */
export function freshState(settings: WatchSettings, salt: string, serverTime: string): TriggerState {
	return {
		v: 1,
		scope: scopeOf(settings),
		salt,
		startedAt: serverTime,
		since: serverTime,
		baselineDone: false,
		names: settings.watch === 'selected' ? [...new Set(settings.attributes)].sort() : [],
		people: '',
		mark: 0,
		sweptAt: serverTime,
		pass: { from: '', mark: 0, startedAt: serverTime, verifying: false },
		suspicious: false,
	};
}

/** Whether two states say the same, so that nothing has to be stored again. */
export const sameState = (a: TriggerState, b: TriggerState): boolean =>
	a.people === b.people && JSON.stringify({ ...a, people: '' }) === JSON.stringify({ ...b, people: '' });
