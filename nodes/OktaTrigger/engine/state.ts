import { createHash } from 'crypto';
import { z } from 'zod';
import type { OktaUser } from '../../okta/users/userModel';
import { canonical, MAX_NAMED_ATTRIBUTES } from './fingerprint';
import { KnownUsers, KnownUsersValidator } from './knownUsers';
import { addSeconds } from './timestamps';
import type { DiffOptions, FullScan, TriggerState, WatchSettings } from './types';

const timestampSchema = z.string().datetime();
const generationSchema = z.union([z.literal(0), z.literal(1)]);

/**
 * The state as n8n stores it in the workflow's static data. Workflows in use hold it, so its keys and
 * values stay as they are. `readState` and `writeState` are the only place that maps them to the names
 * used in the code.
 */
const storedSchema = z.object({
	v: z.literal(1),
	scope: z.string(),
	salt: z.string().min(1),
	startedAt: timestampSchema,
	/** TriggerState.deliveredUntil */
	since: timestampSchema,
	backlog: z.object({ from: timestampSchema, startedAt: timestampSchema }).optional(),
	/** TriggerState.attributeNames */
	names: z.array(z.string()),
	/** TriggerState.knownUsers as text */
	people: z.string(),
	/** TriggerState.generation */
	mark: generationSchema,
	/** TriggerState.lastFullScanAt */
	sweptAt: timestampSchema,
	/** TriggerState.fullScan; `sweep` is a recheck */
	pass: z
		.object({
			kind: z.enum(['baseline', 'sweep']),
			from: timestampSchema.or(z.literal('')),
			mark: generationSchema,
			startedAt: timestampSchema,
			verifying: z.boolean(),
		})
		.optional(),
});

export type StoredState = z.infer<typeof storedSchema>;

/**
 * The stored state if it is whole and of the same scope; undefined otherwise, which means a new
 * baseline. Never throws: static data can hold anything.
 */
export function readState(
	stored: unknown,
	settings: WatchSettings,
	validator = new KnownUsersValidator(),
): TriggerState | undefined {
	const parsed = storedSchema.safeParse(stored);
	if (!parsed.success || parsed.data.scope !== scopeOf(settings)) return undefined;
	const { scope, salt, startedAt, since, backlog, names, people, mark, sweptAt, pass } = parsed.data;
	// With a damaged list of names, changes of the other attributes would never be seen again.
	if (settings.watch === 'selected' && canonical(names) !== canonical(initialNames(settings))) return undefined;
	if (!validator.isValid(people, names.length)) return undefined;
	return {
		scope,
		salt,
		startedAt,
		deliveredUntil: since,
		backlog: backlog && { resumeFrom: backlog.from, startedAt: backlog.startedAt },
		attributeNames: names,
		knownUsers: new KnownUsers(people, names.length),
		generation: mark,
		lastFullScanAt: sweptAt,
		fullScan: pass && {
			kind: pass.kind === 'sweep' ? 'recheck' : 'baseline',
			resumeFrom: pass.from,
			generation: pass.mark,
			startedAt: pass.startedAt,
			verifying: pass.verifying,
		},
	};
}

/** The state as n8n stores it. `validator` takes its text for valid, since it was written here. */
export function writeState(state: TriggerState, validator = new KnownUsersValidator()): StoredState {
	const { knownUsers, backlog, fullScan } = state;
	const people = knownUsers.toString();
	validator.accept(people, knownUsers.attributeCount);
	return {
		v: 1,
		scope: state.scope,
		salt: state.salt,
		startedAt: state.startedAt,
		since: state.deliveredUntil,
		...(backlog && { backlog: { from: backlog.resumeFrom, startedAt: backlog.startedAt } }),
		names: [...state.attributeNames],
		people,
		mark: state.generation,
		sweptAt: state.lastFullScanAt,
		...(fullScan && { pass: writeFullScan(fullScan) }),
	};
}

const writeFullScan = ({ kind, resumeFrom, generation, startedAt, verifying }: FullScan): StoredState['pass'] => ({
	kind: kind === 'recheck' ? 'sweep' : 'baseline',
	from: resumeFrom,
	mark: generation,
	startedAt,
	verifying,
});

/** Whether two states are equal, so that nothing has to be stored again. */
export const sameState = (a: TriggerState, b: TriggerState): boolean =>
	a.knownUsers.toString() === b.knownUsers.toString() &&
	canonical({ ...a, knownUsers: '' }) === canonical({ ...b, knownUsers: '' });

/** Identifies what is watched: org, events, watched attributes and search, not how often or how much. */
export function scopeOf({ org, events, watch, attributes, search }: WatchSettings): string {
	const watched = [org, [...events].sort(), watch, watch === 'selected' ? [...attributes].sort() : [], search];
	return createHash('sha256').update(JSON.stringify(watched)).digest('base64url').slice(0, 22);
}

/** The attributes that are watched from the start, in the order of their hashes. */
const initialNames = ({ watch, attributes }: WatchSettings): string[] =>
	watch === 'selected' ? [...new Set(attributes)].sort() : [];

/** A state that knows nobody yet. `salt` is random, `serverTime` Okta's clock. */
export function initialState(settings: WatchSettings, salt: string, serverTime: string): TriggerState {
	const attributeNames = initialNames(settings);
	return {
		scope: scopeOf(settings),
		salt,
		startedAt: serverTime,
		deliveredUntil: serverTime,
		attributeNames,
		knownUsers: new KnownUsers('', attributeNames.length),
		generation: 0,
		lastFullScanAt: serverTime,
		fullScan: { kind: 'baseline', resumeFrom: '', generation: 0, startedAt: serverTime, verifying: false },
	};
}

/** Whether the baseline is not finished, so some users have not been seen yet. */
export const inBaseline = ({ fullScan }: TriggerState): boolean => fullScan?.kind === 'baseline';

/** With `watch` other than `selected`: attributes seen for the first time get a hash of their own. */
export function withNewAttributes(
	state: TriggerState,
	users: readonly OktaUser[],
	{ watch }: WatchSettings,
): TriggerState {
	if (watch === 'selected') return state;
	const names = new Set(state.attributeNames);
	for (const { profile = {} } of users) {
		for (const name of Object.keys(profile)) {
			if (names.size < MAX_NAMED_ATTRIBUTES && !names.has(name) && canonical(profile[name]) !== '') names.add(name);
		}
	}
	const added = names.size - state.attributeNames.length;
	if (added === 0) return state;
	return { ...state, attributeNames: [...names], knownUsers: state.knownUsers.withMoreAttributes(added) };
}

/** How users are compared with a state. */
export function diffOptions(
	state: TriggerState,
	{ events, watch, startWithExisting, overlapSeconds }: WatchSettings,
	serverTime: string,
): DiffOptions {
	const { attributeNames, salt, startedAt, fullScan, generation } = state;
	return {
		events,
		watch,
		attributeNames,
		salt,
		startedAt,
		// Okta's index may have shown the last changes before the baseline late.
		changedSince: addSeconds(startedAt, -overlapSeconds),
		serverTime,
		generation: fullScan?.generation ?? generation,
		deliverExisting: startWithExisting,
	};
}
