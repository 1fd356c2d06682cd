import { randomBytes } from 'crypto';
import {
	NodeConnectionTypes,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
} from 'n8n-workflow';
import { authentication, credentials } from '../okta/editor/commonDescriptions';
import { dropOldest } from '../okta/dropOldest';
import { toNodeError } from '../okta/errors/toNodeError';
import { pollTimeouts } from '../okta/client/timeouts';
import { getAttributes } from '../okta/editor/loadOptions';
import { connect } from '../okta/client/transport';
import { isUserActivating, registerPoll, shouldOnlyLog } from './activationErrors';
import { parameters } from './description';
import { KnownUsersValidator, readState, sameState, writeState, type DetectedEvent } from './engine';
import { toItems } from './items';
import { readChanges } from './poll';
import { pollBudget } from './pollBudget';
import { watchSettings } from './settings';
import { checkLog } from './systemLog';
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
			light: 'file:../../icons/oktaTrigger.svg',
			dark: 'file:../../icons/oktaTrigger.dark.svg',
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
		return await (this.getMode() === 'manual' ? showTestEvents(this) : pollOnSchedule(this));
	}
}

/** A manual run in the editor. */
async function showTestEvents(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	try {
		const client = await connect(context, pollTimeouts(pollBudget(context)));
		return toItems(await testEvents(client, watchSettings(context, client.org)), { test: true });
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** A poll of an active workflow. */
async function pollOnSchedule(context: IPollFunctions): Promise<INodeExecutionData[][] | null> {
	const isFirst = registerPoll(context);
	const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
	if (polling.has(trigger)) return null;
	polling.add(trigger);
	try {
		return toItems(await deliverChanges(context, validatorOf(trigger), isFirst && isUserActivating(context)));
	} catch (error) {
		const explained = toNodeError(context.getNode(), error);
		if (!isFirst || !shouldOnlyLog(error, context)) throw explained;
		context.logger.warn(`${context.getNode().name}: ${explained.message}. The next poll tries again.`);
		return null;
	} finally {
		polling.delete(trigger);
	}
}

/**
 * Reads what changed since the stored state, and stores the new state.
 *
 * @param checksLog whether it is an error that the System Log cannot be read, because a user sees it
 */
async function deliverChanges(
	context: IPollFunctions,
	validator: KnownUsersValidator,
	checksLog: boolean,
): Promise<DetectedEvent[]> {
	const timeouts = pollTimeouts(pollBudget(context));
	const client = await connect(context, timeouts);
	const settings = watchSettings(context, client.org);
	if (checksLog && settings.useSystemLog) await checkLog(client);
	const data = context.getWorkflowStaticData('node');
	const state = readState(data.state, settings, validator);
	const deadline = Date.now() + timeouts.readMs;
	const salt = () => randomBytes(12).toString('base64url');
	const result = await readChanges({ client, settings, salt, now: Date.now, deadline }, state);
	if (result.warning) context.logger.warn(`${context.getNode().name}: ${result.warning}`);
	// Stored once, at the end, and only when it changed: then both of n8n's engines store events and
	// state together (reference/peers-and-models.md 2, Engine).
	const changed = state === undefined || !sameState(state, result.state);
	if (changed) data.state = writeState(result.state, validator);
	return result.events;
}

function validatorOf(trigger: string): KnownUsersValidator {
	const validator = validators.get(trigger) ?? new KnownUsersValidator();
	validators.delete(trigger);
	validators.set(trigger, validator);
	dropOldest(validators, MAX_VALIDATORS);
	return validator;
}
