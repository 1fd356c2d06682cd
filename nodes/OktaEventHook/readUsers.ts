import { isTransientError, OktaError } from '../okta/errors/OktaError';
import { collectById } from '../okta/client/pagination';
import type { OktaClient } from '../okta/client/types';
import type { OktaUser } from '../okta/users/userModel';
import { anyOf, equals } from '../okta/users/search';
import { getUser, searchPath, userPages } from '../okta/users/users';

/** Users that all hooks together read at the same time. Okta allows 15 to 75 requests at once (reference/okta-api.md 3). */
const MAX_READS = 8;

/** Users that one hook reads. Okta Trigger delivers the others. */
export const MAX_USERS = 500;

/** After so many users that Okta did not return, for a reason that may concern all, the hook stops reading. */
const MAX_FAILED = 3;

/** From this many users on, they are searched for first, which takes one request for many. */
const MIN_SEARCHED = 10;

/** Users in one search: Okta refuses long ones, without saying how long. */
const SEARCHED_AT_ONCE = 20;

/** A limited number of tasks at once; the others wait for their turn. */
export class Slots {
	private free: number;

	private readonly waiting: Array<() => void> = [];

	constructor(count: number) {
		this.free = count;
	}

	async use<T>(task: () => Promise<T>): Promise<T> {
		if (this.free > 0) this.free--;
		else await new Promise<void>((resolve) => this.waiting.push(resolve));
		try {
			return await task();
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.free++;
		}
	}
}

const slots = new Slots(MAX_READS);

export interface ReadResult {
	/** By ID. Users that Okta does not show are missing. */
	found: Map<string, OktaUser>;
	/** Users that Okta does not show: deleted, or outside the admin role. */
	missing: number;
	/** Users who were not read, because Okta failed or time was up. */
	unread: number;
	/** Why the first of them was not read. */
	error?: OktaError;
}

/**
 * Reads users by ID. That read is never behind, unlike Okta's search (reference/okta-api.md 1.3). Of many users, the
 * search gives those that it already shows as they are.
 *
 * @param isCurrent whether the search shows this user as they are
 * @param deadline local clock, ms. No read begins after it
 */
export async function readUsers(
	client: OktaClient,
	ids: readonly string[],
	isCurrent: (user: OktaUser) => boolean,
	deadline: number,
	now: () => number = Date.now,
): Promise<ReadResult> {
	const result: ReadResult = { found: new Map(), missing: 0, unread: Math.max(0, ids.length - MAX_USERS) };
	const wanted = ids.slice(0, MAX_USERS);
	let failed = 0;
	const search = async (some: readonly string[]) => {
		if (now() >= deadline) return;
		const path = searchPath(anyOf(some.map((id) => equals('id', id))), some.length);
		for (const user of await collectById(userPages(client, path, true), some.length)) {
			if (some.includes(user.id) && isCurrent(user)) result.found.set(user.id, user);
		}
	};
	const read = async (id: string) => {
		if (failed >= MAX_FAILED || now() >= deadline) return void result.unread++;
		const user = await getUser(client, id, true);
		// An ID that Okta takes for a login would give somebody else.
		if (user.id === id) result.found.set(id, user);
		else result.missing++;
	};
	const note = (error: unknown) => {
		if (!(error instanceof OktaError)) throw error;
		if (error.kind === 'notFound') return void result.missing++;
		result.unread++;
		result.error ??= error;
		failed += isTransientError(error) ? 1 : MAX_FAILED;
	};
	// A search that fails is no loss: its users are then read one by one.
	const ignore = (error: unknown) => {
		if (!(error instanceof OktaError)) throw error;
	};
	const groups = wanted.length < MIN_SEARCHED ? [] : Array.from({ length: Math.ceil(wanted.length / SEARCHED_AT_ONCE) }, (_none, index) => wanted.slice(index * SEARCHED_AT_ONCE, (index + 1) * SEARCHED_AT_ONCE));
	await Promise.all(groups.map(async (some) => await slots.use(async () => await search(some).catch(ignore))));
	const others = wanted.filter((id) => !result.found.has(id));
	await Promise.all(others.map(async (id) => await slots.use(async () => await read(id).catch(note))));
	return result;
}
