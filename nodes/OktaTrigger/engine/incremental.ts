import { processUsers, sortUsers } from './batch';
import { compare, compareStatus } from './diff';
import { diffOptions, withNewAttributes } from './state';
import { withoutDeleted } from './systemLog';
import { addSeconds, earlierOf, laterOf, toIso } from './timestamps';
import type { DetectedEvent, PollResult, TriggerState, UserBatch, UserEvent, WatchSettings } from './types';

/** More users than this would take every poll more than one page to read again (reference/okta-api.md 1.1). */
const ONE_PAGE = 200;

/** Where the next incremental window begins: `lastUpdated ge` this, ISO 8601. */
export const windowStart = ({ backlog, deliveredUntil }: TriggerState, { overlapSeconds }: WatchSettings): string =>
	backlog?.resumeFrom ?? addSeconds(deliveredUntil, -overlapSeconds);

/**
 * Delivers what changed in a window. Everything up to the newest timestamp in it is then delivered,
 * but the next window begins `overlapSeconds` earlier: timestamps have whole seconds, and Okta's index
 * may show a change later than younger ones (reference/okta-api.md 1.5, 1.6).
 *
 * A window that is cut short (by the reading, or at `maxUsersPerPoll`) goes on from the last timestamp
 * delivered. The first window after such a backlog covers the overlap again.
 */
export function applyIncremental(
	before: TriggerState,
	batch: UserBatch,
	settings: WatchSettings,
	limit = settings.maxUsersPerPoll,
): PollResult {
	const { serverTime } = batch;
	const state = withNewAttributes(before, batch.users);
	const knownUsers = state.knownUsers.copy();
	const options = diffOptions(state, settings, serverTime);
	const users = sortUsers(withoutDeleted(batch.users, state), 'lastUpdated');
	const { events, processed, complete } = processUsers(users, knownUsers, options, limit);
	// A timestamp from the future must not carry the window past changes that are still to come.
	const timestamps = processed.map(({ lastUpdated }) => toIso(lastUpdated)).filter((at) => at <= serverTime);
	const reached = timestamps.at(-1) ?? '';
	const startedAt = state.backlog?.startedAt ?? serverTime;

	if (!complete || !batch.complete) {
		const backlog = { resumeFrom: reached || windowStart(state, settings), startedAt };
		return { events, state: { ...state, knownUsers, backlog } };
	}
	// The newest timestamp and not the clock: if Okta's index stands still, the window waits for it.
	// After many changes it is the clock, or every poll would read all of them again.
	const newest = processed.length > ONE_PAGE ? startedAt : earlierOf(reached, startedAt);
	const deliveredUntil = earlierOf(laterOf(state.deliveredUntil, newest), serverTime);
	return { events, state: { ...state, knownUsers, deliveredUntil, backlog: undefined } };
}

const STATUS_EVENTS: readonly UserEvent[] = ['user.activated', 'user.unsuspended', 'user.suspended', 'user.deactivated'];

/** Whether a change of status has to be read without the search, because it may take a user out of it. */
export const readsStatuses = ({ search, events }: WatchSettings): boolean =>
	search !== '' && events.some((event) => STATUS_EVENTS.includes(event));

/** Where the next reading of status changes begins: `statusChanged ge` this, ISO 8601. */
export const statusesStart = (
	{ statusesFrom, watchedUntil, deliveredUntil }: TriggerState,
	{ overlapSeconds }: WatchSettings,
): string => statusesFrom ?? addSeconds(watchedUntil ?? deliveredUntil, -overlapSeconds);

/**
 * Delivers status changes, read without the search, of known users.
 *
 * @param batch in the order of `statusChanged`
 * @param limit users with events that are delivered at most
 */
export function applyStatuses(before: TriggerState, batch: UserBatch, settings: WatchSettings, limit: number): PollResult {
	const knownUsers = before.knownUsers.copy();
	const options = diffOptions(before, settings, batch.serverTime);
	const events: DetectedEvent[] = [];
	let usersWithEvents = 0;
	let reached = statusesStart(before, settings);
	for (const user of sortUsers(batch.users, 'statusChanged')) {
		const result = compareStatus(user, knownUsers.get(user.id), options);
		if (result && result.events.length > 0 && ++usersWithEvents > limit) {
			return { events, state: { ...before, knownUsers, statusesFrom: reached } };
		}
		if (result) knownUsers.set(result.known);
		if (result) events.push(...result.events);
		reached = laterOf(reached, earlierOf(toIso(user.statusChanged), batch.serverTime));
	}
	return { events, state: { ...before, knownUsers, statusesFrom: batch.complete ? undefined : reached } };
}

/**
 * With a search: remembers how far it was watched, once windows and status changes are read to their
 * end. What was cut short counts from where that began, because the index may have shown more since.
 *
 * @param before the state before this poll
 */
export function withReach(
	state: TriggerState,
	before: TriggerState,
	serverTime: string,
	settings: WatchSettings,
): TriggerState {
	const statusesFrom = readsStatuses(settings) ? state.statusesFrom : undefined;
	if (settings.search === '' || state.backlog !== undefined || statusesFrom !== undefined) return state;
	const { watchedUntil = '' } = state;
	const resumed = (readsStatuses(settings) && before.statusesFrom) || serverTime;
	const reached = earlierOf(before.backlog?.startedAt ?? serverTime, resumed);
	// Not at each poll: the state would have to be stored each time.
	const step = Math.max(settings.overlapSeconds, 60);
	const isEnough = watchedUntil <= serverTime && watchedUntil !== '' && addSeconds(watchedUntil, step) > reached;
	return isEnough ? state : { ...state, watchedUntil: reached, statusesFrom };
}

/**
 * Tells page by page whether a window holds more users with events than one poll delivers. To read
 * further pages would be useless: the next poll begins where this one stopped delivering.
 */
export function pollLimitCheck(
	state: TriggerState,
	settings: WatchSettings,
	limit: number,
): (soFar: UserBatch) => boolean {
	let checked = 0;
	let usersWithEvents = 0;
	return ({ users, serverTime }) => {
		if (users.length <= limit) return false;
		const options = diffOptions(state, settings, serverTime);
		for (const user of withoutDeleted(users.slice(checked), state)) {
			if (compare(user, state.knownUsers.get(user.id), options).events.length > 0) usersWithEvents++;
		}
		checked = users.length;
		return usersWithEvents > limit;
	};
}
