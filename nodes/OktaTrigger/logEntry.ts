import { z } from 'zod';
import { toIso, type LogEvent } from './engine';

const text = z.string().min(1);

/** A person, app or group that an entry is about or by. */
const partySchema = z.object({
	id: text,
	type: text,
	displayName: z.string().nullish(),
	alternateId: z.string().nullish(),
});

const entrySchema = z.object({
	published: text,
	eventType: text,
	outcome: z.object({ result: z.literal('SUCCESS') }),
	actor: partySchema.optional().catch(undefined),
	target: z.array(z.unknown()),
	debugContext: z.object({ debugData: z.object({ changedAttributes: text }) }).optional().catch(undefined),
});

type Party = z.infer<typeof partySchema>;

/**
 * An entry of the System Log, as the API and event hooks give it. Nothing for one that did not succeed, or without
 * a user.
 */
export function toLogEvent(entry: unknown): LogEvent[] {
	const { success, data } = entrySchema.safeParse(entry);
	if (!success) return [];
	const publishedAt = toIso(data.published);
	const targets = data.target.flatMap((target) => partySchema.safeParse(target).data ?? []);
	// Found by type: their order is not promised (reference/okta-api.md 6).
	const users = [...new Set(targets.filter(({ type }) => type === 'User').map(({ id }) => id))];
	if (publishedAt === '' || users.length === 0) return [];
	const groups = targets.filter(({ type }) => type === 'UserGroup').map(({ id, displayName }) => ({ id, name: displayName ?? '' }));
	const actor = data.actor && toActor(data.actor);
	const changedAttributes = data.debugContext?.debugData.changedAttributes.split(',').map((name) => name.trim());
	return [{ type: data.eventType, publishedAt, users, groups, ...(actor && { actor }), ...(changedAttributes && { changedAttributes }) }];
}

/** Okta writes this where it knows no name or login, for example as the login of an app. */
const UNKNOWN = 'unknown';

const toActor = ({ id, type, displayName, alternateId }: Party): LogEvent['actor'] => ({
	id,
	type,
	...(displayName && displayName !== UNKNOWN && { displayName }),
	...(alternateId && alternateId !== UNKNOWN && { login: alternateId }),
});
