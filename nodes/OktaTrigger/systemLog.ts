import { z } from 'zod';
import { encodePathSegment } from '../okta/client/encodePathSegment';
import { cursorOf, sameOriginPath } from '../okta/client/pagination';
import { parseBody } from '../okta/client/parseBody';
import type { OktaClient } from '../okta/client/types';
import { isTransientError, OktaError } from '../okta/errors/OktaError';
import { LOG_EVENT_TYPES, restartLog, type LogEvent, type LogState } from './engine';
import { toLogEvent } from './logEntry';

const PATH = '/api/v1/logs';

/** Entries of one page. Okta allows 1,000; an entry takes about 3 KB. */
const PAGE_ENTRIES = 500;

const FILTER = `(${LOG_EVENT_TYPES.map((type) => `eventType eq "${type}"`).join(' or ')}) and outcome.result eq "SUCCESS"`;

/** Okta filters too. A proxy or a later version of Okta may not. */
const toKnownEvent = (entry: unknown): LogEvent[] => toLogEvent(entry).filter(({ type }) => LOG_EVENT_TYPES.includes(type));

export interface LogPage {
	events: LogEvent[];
	/** Okta's cursor for what comes next. */
	cursor: string;
	/** Whether there may be more. */
	isFull: boolean;
}

/**
 * Reads what the System Log holds after a position, in the order in which Okta stored it. This polling form of
 * the request always has a next page (reference/okta-api.md 6). It is tried once: the poll goes on without it.
 *
 * @throws OktaError
 */
async function readLog(client: OktaClient, { cursor, since }: Pick<LogState, 'cursor' | 'since'>): Promise<LogPage> {
	const query = [`limit=${PAGE_ENTRIES}`, 'sortOrder=ASCENDING', `filter=${encodePathSegment(FILTER)}`];
	// Okta accepts only one of the two. Of its link only the cursor is used, already encoded.
	query.push(cursor === undefined ? `since=${encodePathSegment(since)}` : `after=${cursor}`);
	const response = await client.get(`${PATH}?${query.join('&')}`, { maxWaitMs: 0 });
	const entries = parseBody(z.array(z.unknown()), response, PATH);
	const next = sameOriginPath(client.org, response.headers) ?? '';
	if (!next.startsWith(`${PATH}?`)) {
		throw new OktaError('link', "Okta's response has no link to what comes next in the System Log", {
			description: "Check whether a proxy between n8n and Okta changes the 'Link' header.",
		});
	}
	return { events: entries.flatMap(toKnownEvent), cursor: cursorOf(next), isFull: entries.length >= PAGE_ENTRIES };
}

/** Statuses with which Okta refuses a cursor. */
const REFUSED = [400, 404, 410];

/**
 * Like `readLog`, but from an earlier time when Okta no longer accepts the stored cursor.
 *
 * @param serverTime Okta's clock, ISO 8601
 * @throws OktaError
 */
export async function readLogOrRestart(client: OktaClient, log: LogState, serverTime: string): Promise<{ page: LogPage; warning?: string }> {
	return await readLog(client, log).then(
		(page) => ({ page }),
		async (error: unknown) => {
			const isRefused = error instanceof OktaError && (error.kind === 'cursor' || REFUSED.includes(error.status ?? 0));
			if (!isRefused || log.cursor === undefined) throw error;
			const restarted = restartLog(log, serverTime);
			const page = await readLog(client, restarted);
			return { page, warning: `Okta no longer accepts the trigger's position in the System Log. It was read again from ${restarted.since} on.` };
		},
	);
}

/** The actor of the newest entry of the last seven days, for test events. @throws OktaError */
export async function newestActor(client: OktaClient): Promise<LogEvent['actor']> {
	const query = ['limit=20', 'sortOrder=DESCENDING', `filter=${encodePathSegment(FILTER)}`];
	const response = await client.get(`${PATH}?${query.join('&')}`);
	return parseBody(z.array(z.unknown()), response, PATH)
		.flatMap(toKnownEvent)
		.find(({ actor }) => actor !== undefined)?.actor;
}

/**
 * Checks whether the credential may read the System Log.
 *
 * @throws OktaError, but not for what passes by itself
 */
export async function checkLog(client: OktaClient): Promise<void> {
	await client.get(`${PATH}?limit=1`, { maxWaitMs: 0 }).catch((error: unknown) => {
		if (!isTransientError(error)) throw error;
	});
}
