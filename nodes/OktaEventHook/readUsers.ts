import { isTransientError, OktaError } from '../okta/errors/OktaError';
import type { OktaClient } from '../okta/client/types';
import type { OktaUser } from '../okta/users/userModel';
import { getUser } from '../okta/users/users';

/** Users that all hooks together read at the same time. Okta allows 15 to 75 requests at once (reference/okta-api.md 3). */
const MAX_READS = 8;

/** Users that one hook reads. Okta Trigger delivers the others. */
export const MAX_USERS = 500;

/** Users whom Okta did not return for a reason that may concern all, before the hook stops. */
const MAX_FAILED = 3;

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
	/** By ID. Users whom Okta does not show are missing. */
	found: Map<string, OktaUser>;
	/** Users whom Okta does not show: deleted, or outside the admin role. */
	missing: number;
	/** Users who were not read, because Okta failed or time was up. */
	unread: number;
	/** Why the first of them was not read. */
	error?: OktaError;
}

/**
 * Reads users by ID: that read is never behind, unlike Okta's search (reference/okta-api.md 1.3).
 *
 * @param deadline local clock, ms. No read begins after it
 */
export async function readUsers(client: OktaClient, ids: readonly string[], deadline: number, now: () => number = Date.now): Promise<ReadResult> {
	const result: ReadResult = { found: new Map(), missing: 0, unread: 0 };
	let failed = 0;
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
	result.unread += Math.max(0, ids.length - MAX_USERS);
	await Promise.all(ids.slice(0, MAX_USERS).map(async (id) => await slots.use(async () => await read(id).catch(note))));
	return result;
}
