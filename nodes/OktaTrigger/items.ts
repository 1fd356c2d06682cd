import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { simplifyUser } from '../okta/users/users';
import type { DetectedEvent } from './engine';

/** An event as it is delivered. An event hook does not say reliably which attributes changed. */
export type DeliveredEvent = Omit<DetectedEvent, 'changedAttributes'> & Partial<Pick<DetectedEvent, 'changedAttributes'>>;

/**
 * Items with the event first, then the user. null for no events: n8n starts an execution for anything else.
 *
 * @param marks more properties of each event
 */
export function toItems(events: DeliveredEvent[], marks: IDataObject = {}): INodeExecutionData[][] | null {
	if (events.length === 0) return null;
	return [
		events.map(({ user, event, changedAttributes, occurredAt, eventId, actor, groups }) => {
			const first = {
				event,
				...(changedAttributes && { changedAttributes }),
				occurredAt,
				eventId,
				...(actor && { actor }),
				...(groups && { groups }),
				...marks,
			};
			// Twice: the order of the first, and no property of a user takes the place of one of the event.
			return { json: { ...first, ...simplifyUser(user), ...first } as IDataObject };
		}),
	];
}
