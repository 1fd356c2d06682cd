import { createHash, timingSafeEqual } from 'crypto';
import { z } from 'zod';
import { OktaError } from '../okta/errors/OktaError';
import type { LogEvent } from '../OktaTrigger/engine';
import { toLogEvent } from '../OktaTrigger/logEntry';

/** Shorter secrets could be guessed. */
export const SHORTEST_SECRET = 16;

/** What Okta can send in a header: ASCII, without spaces around it, which HTTP removes. */
const HEADER_VALUE = /^[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?$/;

/**
 * The secret of a credential.
 *
 * @throws OktaError of kind `credential` when it cannot protect anything or never arrives
 */
export function checkSecret(secret: unknown): string {
	if (typeof secret !== 'string' || secret.length < SHORTEST_SECRET) {
		throw unusable(`'Secret' in the credential is too short`, `Enter at least ${SHORTEST_SECRET} characters, and the same value in Okta as the authentication secret of the event hook.`);
	}
	if (!HEADER_VALUE.test(secret)) {
		throw unusable(`'Secret' in the credential has characters that do not fit into a header`, 'Use letters, digits and punctuation, without spaces around them or line breaks.');
	}
	return secret;
}

const unusable = (message: string, description: string) => new OktaError('credential', message, { description });

/** A request as n8n gives it. */
export interface HookRequest {
	method: 'GET' | 'POST';
	/** Names are in lower case. */
	headers: Readonly<Record<string, unknown>>;
	body: unknown;
}

/** What to answer, and the entries to act on. */
export type HookDecision =
	/** `reason` is for n8n's log. The caller learns only the status. */
	| { kind: 'refused'; status: number; reason: string }
	| { kind: 'verification'; challenge: string }
	| { kind: 'hook'; entries: LogEvent[]; received: number };

/** Longer than any that Okta sends. */
const LONGEST_CHALLENGE = 1_000;

const bodySchema = z.object({
	eventType: z.literal('com.okta.event_hook'),
	data: z.object({ events: z.array(z.unknown()) }),
});

/**
 * Decides about a request. A caller without the secret learns nothing, not even what a correct request looks like. Okta
 * sends the secret with the verification, too (support.okta.com, "Unable to verify event hook").
 */
export function decide({ method, headers, body }: HookRequest, secret: string): HookDecision {
	if (!isSame(headers.authorization, secret)) {
		return { kind: 'refused', status: 401, reason: headers.authorization === undefined ? 'it has no secret' : 'its secret is not the one in the credential' };
	}
	if (method === 'GET') {
		const challenge = headers['x-okta-verification-challenge'];
		if (typeof challenge === 'string' && challenge !== '' && challenge.length <= LONGEST_CHALLENGE) return { kind: 'verification', challenge };
		return { kind: 'refused', status: 400, reason: 'it is a GET request without a verification challenge' };
	}
	if (!/^application\/json\s*(;|$)/i.test(String(headers['content-type'] ?? ''))) {
		return { kind: 'refused', status: 415, reason: 'its content type is not application/json' };
	}
	const { success, data } = bodySchema.safeParse(body);
	if (!success) return { kind: 'refused', status: 400, reason: 'its body is not an Okta event hook' };
	const { events } = data.data;
	return { kind: 'hook', entries: events.flatMap(toLogEvent), received: events.length };
}

/** Compares in constant time. The hashes have the same length, whatever the caller sent. */
function isSame(sent: unknown, secret: string): boolean {
	const hash = (text: string) => createHash('sha256').update(text).digest();
	return timingSafeEqual(hash(typeof sent === 'string' ? sent : ''), hash(secret)) && typeof sent === 'string';
}
