import {
	NodeConnectionTypes,
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
} from 'n8n-workflow';
import { HOOK_TIMEOUTS } from '../okta/client/timeouts';
import { connect } from '../okta/client/transport';
import { authentication } from '../okta/editor/commonDescriptions';
import { getAttributes } from '../okta/editor/loadOptions';
import { OktaError } from '../okta/errors/OktaError';
import { toNodeError } from '../okta/errors/toNodeError';
import { withTestId, type LogEvent } from '../OktaTrigger/engine';
import { toItems } from '../OktaTrigger/items';
import { watchSettings } from '../OktaTrigger/settings';
import { parameters } from './description';
import { Collector } from './collector';
import { hookEvents, isCurrent, relevantEntries, usersToRead, type HookEvent } from './engine';
import { LogLimit, RecentIds } from './memory';
import { readUsers } from './readUsers';
import { checkSecret, decide } from './request';

const CREDENTIAL = 'oktaEventHookApi';

/** Events that this process delivered. Okta and others may send a hook again. */
const delivered = new RecentIds();

const warnings = new LogLimit();

const collector = new Collector<LogEvent>();

/** Starts a workflow within seconds when users change in Okta. */
export class OktaEventHook implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Event Hook Trigger',
		name: 'oktaEventHook',
		icon: {
			light: 'file:../../icons/oktaEventHook.svg',
			dark: 'file:../../icons/oktaEventHook.dark.svg',
		},
		group: ['trigger'],
		version: [1],
		subtitle: '={{ $parameter["events"].join(", ") }}',
		description: 'Starts the workflow within seconds when users are created, changed, deactivated or deleted in Okta. Use it next to Okta Trigger, which catches what hooks lose.',
		eventTriggerDescription: 'Waiting for Okta to call the test URL',
		activationMessage: 'Okta can now call the production URL. Verify the event hook in Okta if you have not done so.',
		defaults: { name: 'Okta Event Hook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		// Written out, because n8n's linter reads only literals here.
		credentials: [
			{ name: 'oktaEventHookApi', required: true, testedBy: 'testSecret' },
			{ name: 'oktaOAuth2Api', required: true, displayOptions: { show: { authentication: ['oAuth2'] } } },
			{ name: 'oktaServiceAppApi', required: true, displayOptions: { show: { authentication: ['serviceApp'] } } },
		],
		webhooks: [
			{ name: 'setup', httpMethod: 'GET', responseMode: 'onReceived', path: 'okta' },
			{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'okta' },
		],
		properties: [authentication, ...parameters],
	};

	methods = { loadOptions: { getAttributes }, credentialTest: { testSecret } };

	/** The event hook is created in Okta by hand: doing it here would need the scope okta.eventHooks.manage. */
	webhookMethods = {
		default: {
			/** Publishing checks what can be checked without a call from Okta. */
			async checkExists(this: IHookFunctions): Promise<boolean> {
				try {
					checkSecret((await this.getCredentials(CREDENTIAL)).secret);
					hookSettings(this);
				} catch (error) {
					throw toNodeError(this.getNode(), error);
				}
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await (this.getMode() === 'manual' ? answerInEditor(this) : answer(this));
	}
}

/** The credential's Test button: whether the secret can be sent, and is long enough. */
async function testSecret(this: ICredentialTestFunctions, { data }: ICredentialsDecrypted): Promise<INodeCredentialTestResult> {
	try {
		checkSecret(data?.secret);
		return { status: 'OK', message: 'The secret can be used. Whether Okta sends the same one shows when you verify the event hook in Okta.' };
	} catch (error) {
		const { message, description } = error as OktaError;
		return { status: 'Error', message: `${message}. ${description}` };
	}
}

const hookSettings = (context: Pick<IWebhookFunctions, 'getNodeParameter'>) => watchSettings(context, '');

/** Nothing to start: the response is sent. */
const DONE: IWebhookResponseData = { noWebhookResponse: true };

/**
 * A call to a published workflow. Okta is answered before the users are read, so that neither a slow Okta nor the
 * workflow makes it wait. What cannot be read is left to Okta Trigger. Nothing is thrown: n8n would answer with
 * details, and start an execution for everybody who calls.
 */
async function answer(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const entries = await receive(context);
		if (entries === undefined || entries.length === 0) return DONE;
		const trigger = `${context.getWorkflow().id}:${context.getNode().id}`;
		const events = await collector.collect(trigger, entries, async (all) => await eventsOf(context, all));
		const fresh = (events ?? []).filter(({ eventId }) => delivered.add(`${trigger}:${eventId}`));
		return { ...DONE, workflowData: toItems(fresh) ?? undefined };
	} catch (error) {
		const { message } = toNodeError(context.getNode(), error);
		warn(context, message, `${message}. Okta Trigger has to deliver what Okta reports meanwhile.`);
		const response = context.getResponseObject();
		if (!response.headersSent) response.status(503).end();
		return DONE;
	}
}

/** A call to the test URL, while the editor waits. It shows what is wrong. */
async function answerInEditor(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	try {
		const entries = await receive(context, false);
		if (entries === undefined) return DONE;
		const events = await eventsOf(context, entries);
		context.getResponseObject().status(204).end();
		return { ...DONE, workflowData: toItems(events.map((event) => withTestId(event)), { test: true }) ?? undefined };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/**
 * Answers the request, except for a hook that is to be answered later.
 *
 * @returns the entries of a hook that may be events; undefined for any other request
 * @throws OktaError when the credential has no usable secret
 */
async function receive(context: IWebhookFunctions, answersHook = true): Promise<LogEvent[] | undefined> {
	const { name } = context.getNode();
	const response = context.getResponseObject();
	const secret = checkSecret((await context.getCredentials(CREDENTIAL)).secret);
	const method = context.getWebhookName() === 'setup' ? 'GET' : 'POST';
	const decision = decide({ method, headers: context.getHeaderData() as Record<string, unknown>, body: context.getBodyData() }, secret);
	if (decision.kind === 'verification') {
		context.logger.info(`${name}: answered Okta's verification request.`);
		response.status(200).json({ verification: decision.challenge });
		return undefined;
	}
	if (decision.kind === 'refused') {
		warn(context, decision.reason, `refused a request with status ${decision.status}, because ${decision.reason}.`);
		response.status(decision.status).end();
		return undefined;
	}
	if (answersHook) response.status(204).end();
	const entries = relevantEntries(decision.entries, hookSettings(context));
	if (entries.length < decision.received) {
		context.logger.debug(`${name}: ignored ${decision.received - entries.length} of the ${decision.received} entries of a hook, which are not about a user or a selected event.`);
	}
	return entries;
}

/**
 * Reads the users that the entries are about.
 *
 * @throws OktaError when no user could be read, or the parameters are unusable
 */
async function eventsOf(context: IWebhookFunctions, received: LogEvent[]): Promise<HookEvent[]> {
	const { name } = context.getNode();
	const settings = hookSettings(context);
	const entries = relevantEntries(received, settings);
	const ids = usersToRead(entries);
	if (ids.length === 0) return hookEvents(entries, new Map(), settings);
	const deadline = Date.now() + HOOK_TIMEOUTS.readMs;
	const { found, missing, unread, error } = await readUsers(await connect(context, HOOK_TIMEOUTS), ids, (user) => isCurrent(user, entries), deadline);
	const events = hookEvents(entries, found, settings);
	if (error !== undefined && events.length === 0 && unread === ids.length) throw error;
	if (unread > 0) context.logger.warn(`${name}: ${unread} of ${ids.length} users of a hook were not read${error ? ` (${error.message})` : ''}. Okta Trigger has to deliver their changes.`);
	if (missing > 0 || events.length < entries.length) {
		context.logger.debug(`${name}: ${entries.length} entries of a hook gave ${events.length} events; Okta does not show ${missing} of ${ids.length} users.`);
	}
	return events;
}

/** Writes a line to n8n's log, at most once a minute for each kind: anybody can send requests, which must not fill the log. */
function warn(context: IWebhookFunctions, kind: string, text: string): void {
	const { name, id } = context.getNode();
	const count = warnings.note(`${id} ${kind}`, Date.now());
	if (count > 0) context.logger.warn(`${name}: ${text}${count > 1 ? ` This happened ${count} times since the last such line.` : ''}`);
}
