import { randomBytes } from 'crypto';
import {
	NodeConnectionTypes,
	type IDataObject,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { authentication, credentials } from '../okta/editor/commonDescriptions';
import { toNodeError } from '../okta/errors/toNodeError';
import { pollTimeouts } from '../okta/client/timeouts';
import { getAttributes } from '../okta/editor/loadOptions';
import { oktaClient } from '../okta/client/oktaClient';
import { n8nTransport } from '../okta/client/transport';
import { simplifyUser } from '../okta/users/users';
import { budgetOf, firstPoll, swallowActivationError } from './activationErrors';
import { parameters } from './description';
import { KnownUsersValidator, readState, sameState, writeState, type DetectedEvent } from './engine';
import { poll } from './poll';
import { watchSettings } from './settings';
import { testEvents } from './testEvent';

/** Triggers whose poll is running: n8n's ticks may overlap. */
const polling = new Set<string>();

/** The validator of each trigger, the last used at the end. */
const validators = new Map<string, KnownUsersValidator>();

/** n8n does not tell when a trigger is deleted, so the number of validators is limited. */
const MAX_VALIDATORS = 20;

/** Starts a workflow when users change in Okta. */
export class OktaTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Trigger',
		name: 'oktaTrigger',
		icon: {
			light: 'file:../../icons/okta-signatures.svg',
			dark: 'file:../../icons/okta-signatures.dark.svg',
		},
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow when users are created, changed, deactivated or deleted in Okta',
		eventTriggerDescription: '',
		activationMessage:
			"The first poll only records existing users. After that, changes start the workflow. With 'Start With Existing Users', the first polls also deliver existing users.",
		defaults: { name: 'Okta Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials,
		properties: [authentication, ...parameters],
	};

	methods = { loadOptions: { getAttributes } };

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		const first = firstPoll(this);
		const manual = this.getMode() === 'manual';
		const trigger = `${this.getWorkflow().id}:${this.getNode().id}`;
		if (!manual && polling.has(trigger)) return null;
		if (!manual) polling.add(trigger);
		try {
			const { requestMs, maxWaitMs, readMs } = pollTimeouts(budgetOf(this));
			const transport = await n8nTransport(this, requestMs);
			const settings = watchSettings(this, transport.org);
			const client = oktaClient(transport, { maxWaitMs });
			if (manual) return toItems(await testEvents(client, settings));

			const data = this.getWorkflowStaticData('node');
			const validator = validatorOf(trigger);
			const state = readState(data.state, settings, validator);
			const deadline = Date.now() + readMs;
			const salt = () => randomBytes(12).toString('base64url');
			const result = await poll({ client, settings, salt, now: Date.now, deadline }, state);
			if (result.warning) this.logger.warn(`${this.getNode().name}: ${result.warning}`);
			// Stored once, at the end, and only when it changed: then both of n8n's engines store events and
			// state together (reference/peers-and-models.md 2, Engine).
			const changed = state === undefined || !sameState(state, result.state);
			if (changed) data.state = writeState(result.state, validator);
			return toItems(result.events);
		} catch (error) {
			const explained = toNodeError(this.getNode(), error);
			if (manual || !first || !swallowActivationError(error, this)) throw explained;
			this.logger.warn(`${this.getNode().name}: ${explained.message}. The next poll tries again.`);
			return null;
		} finally {
			if (!manual) polling.delete(trigger);
		}
	}
}

function validatorOf(trigger: string): KnownUsersValidator {
	const validator = validators.get(trigger) ?? new KnownUsersValidator();
	validators.delete(trigger);
	validators.set(trigger, validator);
	const [leastRecent] = validators.keys();
	if (validators.size > MAX_VALIDATORS) validators.delete(leastRecent);
	return validator;
}

/** null for no events: n8n starts an execution for anything else. */
function toItems(events: DetectedEvent[]): INodeExecutionData[][] | null {
	if (events.length === 0) return null;
	return [
		events.map(({ user, event, eventId, occurredAt, changedAttributes }) => ({
			json: { ...simplifyUser(user), event, eventId, occurredAt, changedAttributes } as IDataObject,
		})),
	];
}
