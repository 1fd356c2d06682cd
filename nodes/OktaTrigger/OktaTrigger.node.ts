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
import { REQUEST_TIMEOUT_MS as TIMEOUT_MS } from '../okta/client/timeouts';
import { getAttributes } from '../okta/editor/loadOptions';
import { oktaClient } from '../okta/client/oktaClient';
import { n8nTransport } from '../okta/client/transport';
import { simplifyUser } from '../okta/users/users';
import type { Detected } from './engine/diff';
import { parameters } from './description';
import { poll } from './poll';
import { sample } from './testEvent';
import { watchSettings } from './settings';
import { sameState, storedState } from './engine/state';
import { budgetOf, firstPoll, swallowActivationError } from './activationErrors';

/** A poll asks for no further page after this; the next poll goes on from there. */
const POLL_MS = 45_000;

/** One request sits out a rate limit window at most. */
const WAIT_MS = 75_000;

/** What any request gets, however little time a poll has. */
const LEAST_TIMEOUT_MS = 5_000;

/** Triggers whose poll is under way: n8n's ticks may overlap. */
const polling = new Set<string>();

/** Starts a workflow when people change in Okta. */
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
		description: 'Starts the workflow when people are created, changed, deactivated or deleted in Okta',
		eventTriggerDescription: '',
		activationMessage:
			'The first poll only learns who is there; from then on changes start the workflow.',
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
			const budget = budgetOf(this);
			const timeout = Math.min(Math.max(budget * 0.4, LEAST_TIMEOUT_MS), TIMEOUT_MS);
			const transport = await n8nTransport(this, timeout);
			const settings = watchSettings(this, transport.org);
			const client = oktaClient(transport, { maxWaitMs: Math.min(budget * 0.4, WAIT_MS) });
			if (manual) return items(await sample(client, settings));

			const data = this.getWorkflowStaticData('node');
			const state = storedState(data.state, settings);
			const deadline = Date.now() + Math.min(budget * 0.4, POLL_MS);
			const salt = () => randomBytes(12).toString('base64url');
			const step = await poll({ client, settings, salt, now: Date.now, deadline }, state);
			if (step.warning) this.logger.warn(`${this.getNode().name}: ${step.warning}`);
			// Once, last, and only when it differs: both of n8n's engines then keep events and state
			// together (reference/peers-and-models.md 2, Engine).
			if (state === undefined || !sameState(state, step.state)) data.state = step.state;
			return items(step.events);
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

/** null for nothing: n8n starts an execution for anything else. */
function items(events: Detected[]): INodeExecutionData[][] | null {
	if (events.length === 0) return null;
	return [
		events.map(({ user, event, eventId, occurredAt, changedAttributes }) => ({
			json: { ...simplifyUser(user), event, eventId, occurredAt, changedAttributes } as IDataObject,
		})),
	];
}
