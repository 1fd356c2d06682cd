import { createHash } from 'crypto';
import { z } from 'zod';
import type { OktaUser } from '../../okta/users/userModel';
import { canonical, MAX_NAMED_ATTRIBUTES } from './fingerprint';
import { KnownUsers, KnownUsersValidator } from './knownUsers';
import { initialLog } from './systemLog';
import { addSeconds, earlierOf, laterOf } from './timestamps';
import { EVENTS, type DiffOptions, type FullScan, type TriggerState, type WatchSettings } from './types';

const timestampSchema = z.string().datetime();
const generationSchema = z.union([z.literal(0), z.literal(1)]);

const actorSchema = z.object({ id: z.string(), type: z.string() });

/** TriggerState.log, stored as it is. */
const logSchema = z.object({
	since: timestampSchema,
	cursor: z.string().optional(),
	reached: timestampSchema,
	failing: z.boolean().optional(),
	changes: z.array(z.object({ kind: z.number(), at: z.number(), user: z.string(), actor: actorSchema })),
	deleted: z.array(z.string()),
	memberships: z.array(z.object({ pair: z.string(), at: timestampSchema, added: z.boolean() })),
	pending: z.array(
		z.object({
			user: z.string(),
			deletedAt: timestampSchema.optional(),
			groups: z.array(
				z.object({ id: z.string(), name: z.string(), added: z.boolean(), at: timestampSchema, actor: actorSchema.optional() }),
			),
			actor: actorSchema.optional(),
		}),
	),
});

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
	/** TriggerState.watchedUntil, .statusesFrom; states of older versions have neither */
	watched: timestampSchema.optional(),
	statuses: timestampSchema.optional(),
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
			failed: z.object({ at: z.string(), polls: z.number() }).optional(),
		})
		.optional(),
	/** A damaged log is no reason to forget the users: it begins again. */
	log: logSchema.optional().catch(undefined),
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
	if (!parsed.success) return undefined;
	const { salt, startedAt, since, backlog, watched, statuses, names, people, mark, sweptAt, pass, log } = parsed.data;
	const scope = currentScope(parsed.data, settings);
	if (!isScopeOf(scope, settings)) return undefined;
	// With a damaged list of names, changes of the other attributes would never be seen again.
	if (!watchesAll(scope) && scope !== withAttributes(scope, names)) return undefined;
	if (!validator.isValid(people, names.length)) return undefined;
	return {
		scope,
		salt,
		startedAt,
		deliveredUntil: since,
		backlog: backlog && { resumeFrom: backlog.from, startedAt: backlog.startedAt },
		...(watched && { watchedUntil: watched }),
		...(statuses && { statusesFrom: statuses }),
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
			...(pass.failed && { failed: pass.failed }),
		},
		...(log && { log }),
	};
}

/** The state as n8n stores it. `validator` takes its text for valid, since it was written here. */
export function writeState(state: TriggerState, validator = new KnownUsersValidator()): StoredState {
	const { knownUsers, backlog, watchedUntil, statusesFrom, fullScan, log } = state;
	const people = knownUsers.toString();
	validator.accept(people, knownUsers.attributeCount);
	return {
		v: 1,
		scope: state.scope,
		salt: state.salt,
		startedAt: state.startedAt,
		since: state.deliveredUntil,
		...(backlog && { backlog: { from: backlog.resumeFrom, startedAt: backlog.startedAt } }),
		...(watchedUntil && { watched: watchedUntil }),
		...(statusesFrom && { statuses: statusesFrom }),
		names: [...state.attributeNames],
		people,
		mark: state.generation,
		sweptAt: state.lastFullScanAt,
		...(fullScan && { pass: writeFullScan(fullScan) }),
		...(log && { log: structuredClone(log) as StoredState['log'] }),
	};
}

const writeFullScan = ({ kind, resumeFrom, generation, startedAt, verifying, failed }: FullScan): StoredState['pass'] => ({
	kind: kind === 'recheck' ? 'sweep' : 'baseline',
	from: resumeFrom,
	mark: generation,
	startedAt,
	verifying,
	...(failed && { failed: { ...failed } }),
});

/** Whether two states are equal, so that nothing has to be stored again. */
export const sameState = (a: TriggerState, b: TriggerState): boolean =>
	a.knownUsers.toString() === b.knownUsers.toString() &&
	canonical({ ...a, knownUsers: '' }) === canonical({ ...b, knownUsers: '' });

const digest = (parts: unknown): string =>
	createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);

const ALL = 'all';

/**
 * Identifies what is watched: org, search and attributes, not which events, how often or how much. It
 * has two parts, `users:attributes`, and the second one is `all` unless attributes are selected.
 */
export function scopeOf(settings: WatchSettings): string {
	const { org, search, watch } = settings;
	const users = `${digest([org, search])}:`;
	return watch === 'selected' ? withAttributes(users, initialNames(settings)) : users + ALL;
}

/** The scope of the same users with these selected attributes. */
const withAttributes = (scope: string, names: readonly string[]) => `${scope.split(':')[0]}:${digest(names)}`;

/** Whether all attributes are watched, as `any` and `profile` do. */
export const watchesAll = (scope: string): boolean => scope.endsWith(`:${ALL}`);

/** Without User Updated, the attributes may be any: they do not matter now, and may matter again. */
function isScopeOf(scope: string, settings: WatchSettings): boolean {
	const wanted = scopeOf(settings);
	if (settings.events.includes('user.updated')) return scope === wanted;
	return scope.split(':')[0] === wanted.split(':')[0];
}

/**
 * The scope of a stored state. Older versions stored one hash that also covered the events, so all
 * combinations are tried; there are some 400, until the state is stored again.
 */
function currentScope({ scope, names }: StoredState, settings: WatchSettings): string {
	if (scope.includes(':')) return scope;
	const { org, search } = settings;
	const choices = EVENTS.filter((event) => event !== 'user.groupsChanged');
	for (let chosen = 1; chosen < 2 ** choices.length; chosen++) {
		const events = choices.filter((_event, index) => chosen & (2 ** index)).sort();
		for (const watch of ['any', 'profile', 'selected'] as const) {
			const attributes = watch === 'selected' ? names : [];
			if (digest([org, events, watch, attributes, search]) !== scope) continue;
			return scopeOf({ ...settings, watch, attributes });
		}
	}
	return scope;
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
		...(settings.search !== '' && { watchedUntil: serverTime }),
		attributeNames,
		knownUsers: new KnownUsers('', attributeNames.length),
		generation: 0,
		lastFullScanAt: serverTime,
		fullScan: { kind: 'baseline', resumeFrom: '', generation: 0, startedAt: serverTime, verifying: false },
		...(settings.useSystemLog && { log: initialLog(serverTime) }),
	};
}

/** Whether the baseline is not finished, so some users have not been seen yet. */
export const inBaseline = ({ fullScan }: TriggerState): boolean => fullScan?.kind === 'baseline';

/** When all attributes are watched: attributes seen for the first time get a hash of their own. */
export function withNewAttributes(state: TriggerState, users: readonly OktaUser[]): TriggerState {
	if (!watchesAll(state.scope)) return state;
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
	{ events, watch, search, startWithExisting, overlapSeconds }: WatchSettings,
	serverTime: string,
): DiffOptions {
	const { attributeNames, salt, startedAt, deliveredUntil, watchedUntil = deliveredUntil, fullScan, generation } = state;
	const lastPoll = addSeconds(earlierOf(watchedUntil, serverTime), -overlapSeconds);
	return {
		events,
		// The state may hold selected attributes although User Updated, and so Watch, is not selected.
		watch: watchesAll(state.scope) ? (watch === 'any' ? 'any' : 'profile') : 'selected',
		attributeNames,
		salt,
		newSince: search === '' ? startedAt : laterOf(startedAt, lastPoll),
		// Okta's index may have shown the last changes before the baseline late.
		changedSince: addSeconds(startedAt, -overlapSeconds),
		serverTime,
		generation: fullScan?.generation ?? generation,
		deliverExisting: startWithExisting,
		existingAsCreated: startWithExisting && !events.includes('user.updated') && (search === '' || inBaseline(state)),
	};
}
