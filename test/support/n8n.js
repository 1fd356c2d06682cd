/**
 * Runs our nodes in n8n-core's own contexts, with its real parameter resolution, request helpers, OAuth2
 * client and token refresh. Only the credential store, which needs a database in n8n, is replaced by one
 * in memory.
 */
const { ExecuteContext, HookContext, LoadOptionsContext, PollContext, RoutingNode, WebhookContext } = require('n8n-core');
const { Workflow, createRunExecutionData } = require('n8n-workflow');

/**
 * @typedef {{ id: string, name: string, type: import('n8n-workflow').ICredentialType,
 *   data: Record<string, any>, saves: number }} StoredCredential
 */

/**
 * A credential as n8n stores it.
 * @param {import('n8n-workflow').ICredentialType} type
 * @param {Record<string, any>} data the values that the user entered, plus `oauthTokenData` once connected
 * @returns {StoredCredential} `saves` counts how often n8n-core stored a renewed token
 */
const storedCredential = (type, data) => ({
	id: 'credential-1',
	name: 'Okta of Acme',
	type,
	data: { ...data },
	saves: 0,
});

/**
 * A credential as a node gets it, with defaults and resolved expressions.
 * @param {StoredCredential} credential
 * @returns {Promise<any>}
 */
const decryptedCredential = async ({ type, data }) => {
	const defaults = Object.fromEntries(
		type.properties.map(({ name, default: value }) => [name, value]),
	);
	const filled = /** @type {any} */ ({ ...defaults, ...data });
	const workflow = new Workflow({
		nodes: [credentialNode],
		connections: {},
		active: false,
		nodeTypes: /** @type {any} */ (nodeTypes(undefined)),
	});
	return workflow.expression.getComplexParameterValue(
		credentialNode,
		filled,
		'internal',
		{},
		undefined,
		undefined,
		filled,
	);
};

/** @param {StoredCredential[]} stored */
const credentialsHelper = (stored) => {
	/** @param {string} type */
	const find = (type) => {
		const found = stored.find((credential) => credential.type.name === type);
		if (!found) throw new Error(`This test has no credential of type ${type}`);
		return found;
	};
	return {
		/** @param {string} type */
		getParentTypes: (type) => find(type).type.extends ?? [],
		/** @param {string} type */
		getCredentialsProperties: (type) => find(type).type.properties,
		/**
		 * @param {unknown} _additionalData
		 * @param {unknown} _node
		 * @param {string} type
		 */
		getDecrypted: async (_additionalData, _node, type) => await decryptedCredential(find(type)),
		/**
		 * Runs preAuthentication when n8n does: if the expirable field is empty, after a 401, and in every credential test.
		 * @param {any} helpers
		 * @param {any} credentials
		 * @param {string} type
		 * @param {import('n8n-workflow').INode} node
		 * @param {boolean} renew
		 */
		preAuthentication: async (helpers, credentials, type, node, renew) => {
			const credential = find(type);
			const expirable = credential.type.properties.find(
				(property) => property.type === 'hidden' && property.typeOptions?.expirable === true,
			);
			if (!credential.type.preAuthentication || !expirable) return undefined;
			const testing = node.type === testNode.type && node.parameters.temp === '';
			if (credentials[expirable.name] !== '' && !renew && !testing) return undefined;
			const fresh = await credential.type.preAuthentication.call(helpers, credentials);
			if (fresh[expirable.name] === undefined) return undefined;
			Object.assign(credential.data, fresh);
			credential.saves++;
			return Object.assign(credentials, fresh);
		},
		isCredentialUsableByNode: () => true,
		runPreAuthentication: async () => undefined,
		/**
		 * @param {any} credentials
		 * @param {string} type
		 * @param {any} request
		 * @param {import('n8n-workflow').Workflow} workflow
		 * @param {import('n8n-workflow').INode} node
		 */
		authenticate: async (credentials, type, request, workflow, node) => {
			const { authenticate } = find(type).type;
			if (authenticate === undefined) return request;
			if (typeof authenticate === 'function') return await authenticate(credentials, request);
			const signed = workflow.expression.getComplexParameterValue(
				node,
				/** @type {any} */ (authenticate.properties.headers ?? {}),
				'internal',
				{ $credentials: credentials },
			);
			return { ...request, headers: { ...request.headers, .../** @type {object} */ (signed) } };
		},
		/**
		 * @param {unknown} _node
		 * @param {string} type
		 * @param {any} data
		 */
		updateCredentialsOauthTokenData: async (_node, type, data) => {
			const credential = find(type);
			credential.data.oauthTokenData = data.oauthTokenData;
			credential.saves++;
		},
	};
};

const credentialNode = {
	id: 'credential',
	name: 'Credential',
	type: 'test.credential',
	typeVersion: 1,
	position: /** @type {[number, number]} */ ([0, 0]),
	parameters: {},
};

/** n8n tests a credential with a temporary declarative node, which it recognizes by this type. */
const testNode = {
	id: 'temp',
	name: 'Temp-Node',
	type: 'n8n-nodes-base.noOp',
	typeVersion: 1,
	position: /** @type {[number, number]} */ ([0, 0]),
};

/** @param {import('n8n-workflow').INodeType | undefined} nodeType */
const nodeTypes = (nodeType) => ({
	getByName: () => nodeType,
	getByNameAndVersion: () => nodeType,
	getKnownTypes: () => ({}),
});

/**
 * @typedef {object} Setting
 * @property {import('n8n-workflow').INodeType} nodeType
 * @property {Record<string, any>} [parameters]
 * @property {StoredCredential[]} [credentials]
 * @property {'continueRegularOutput' | 'continueErrorOutput' | 'stopWorkflow'} [onError]
 */

/**
 * @param {Setting} setting
 * @param {object} [identity] overrides the node's id, name and type
 */
const prepare = ({ nodeType, parameters = {}, credentials = [], onError }, identity) => {
	/** @type {import('n8n-workflow').INode} */
	const node = {
		id: 'node-1',
		name: nodeType.description.displayName,
		type: `n8n-nodes-okta-signatures.${nodeType.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		onError,
		...identity,
		credentials: Object.fromEntries(
			credentials.map(({ id, name, type }) => [type.name, { id, name }]),
		),
	};
	const workflow = new Workflow({
		id: 'workflow-1',
		name: 'Test',
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: /** @type {any} */ (nodeTypes(nodeType)),
		settings: { timezone: 'Europe/Berlin' },
	});
	const additionalData = /** @type {any} */ ({
		credentialsHelper: credentialsHelper(credentials),
		variables: {},
		hooks: { runHook: async () => {} },
		executionId: '1',
		restApiUrl: '',
		instanceBaseUrl: '',
		webhookBaseUrl: '',
		formWaitingBaseUrl: 'http://localhost:5678/form-waiting',
		webhookWaitingBaseUrl: 'http://localhost:5678/webhook-waiting',
		webhookTestBaseUrl: '',
		currentNodeParameters: node.parameters,
	});
	return { node: workflow.getNode(node.name) ?? node, workflow, additionalData };
};

/**
 * @param {ReturnType<typeof prepare>} prepared
 * @param {import('n8n-workflow').INodeExecutionData[]} input
 * @param {AbortSignal} [abortSignal]
 */
const executeContext = ({ node, workflow, additionalData }, input, abortSignal) =>
	new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createRunExecutionData({}),
		0,
		input,
		{ main: [input] },
		{ node, data: { main: [input] }, source: null },
		[],
		abortSignal,
	);

/**
 * Executes a node as a workflow run does.
 * @param {Setting & { input?: import('n8n-workflow').INodeExecutionData[], abortSignal?: AbortSignal }} setting
 * @returns {Promise<{ items: import('n8n-workflow').INodeExecutionData[],
 *   hints: import('n8n-workflow').NodeExecutionHint[] }>} the first output and the hints shown to the user
 */
const runNode = async ({ input = [{ json: {} }], abortSignal, ...setting }) => {
	const { node, workflow, additionalData } = prepare(setting);
	const context = executeContext({ node, workflow, additionalData }, input, abortSignal);
	const execute = setting.nodeType.execute;
	if (!execute) throw new Error(`${node.name} cannot execute`);
	const output = await execute.call(context);
	if (!Array.isArray(output)) throw new Error(`${node.name} returned no output`);
	return { items: output[0], hints: context.hints };
};

/**
 * Does what a credential's Test button does: n8n-core's declarative node sends the test request.
 * @param {StoredCredential} credential
 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>} what n8n shows
 *   (n8n/dist/services/credentials-tester.service.js: for a response, the text of a rule or the status text; for a broken
 *   connection, its code; otherwise only the error's message)
 */
const testCredential = async (credential) => {
	const { test } = credential.type;
	if (!test) throw new Error(`${credential.type.name} has no test`);
	const name = credential.type.name;
	const nodeType = /** @type {any} */ ({
		description: {
			displayName: 'Temp',
			name: 'noOp',
			version: 1,
			credentials: [{ name, required: true }],
			properties: [
				{ displayName: 'Temp', name: 'temp', type: 'string', default: '', routing: { request: test.request } },
			],
		},
	});
	const prepared = prepare({ nodeType, credentials: [credential] }, testNode);
	const decrypted = await decryptedCredential(credential);
	prepared.additionalData.credentialsHelper.getDecrypted = async () => decrypted;
	const context = executeContext(prepared, [{ json: {} }]);
	try {
		await new RoutingNode(context, nodeType, {
			id: credential.id,
			name: credential.name,
			type: name,
			data: decrypted,
		}).runNode();
		return { status: 'OK', message: 'Connection successful!' };
	} catch (thrown) {
		const error = /** @type {any} */ (thrown);
		const answer = error.cause?.response;
		const rule = test.rules?.find(
			({ type, properties }) => type === 'responseCode' && properties.value === answer?.status,
		);
		const shown = answer
			? (rule?.properties.message ?? answer.statusText)
			: (error.cause?.code ?? error.message);
		return { status: 'Error', message: shown };
	}
};

/**
 * Calls one of a node's listSearch or loadOptions methods as the editor does.
 * @param {Setting & { currentNodeParameters?: Record<string, any> }} setting
 */
const editorContext = (setting) => {
	const { node, workflow, additionalData } = prepare(setting);
	return new LoadOptionsContext(workflow, node, additionalData, '');
};

/**
 * A trigger context as n8n's poller keeps it: static data is shared by all polls.
 * @param {Setting & { mode?: import('n8n-workflow').WorkflowExecuteMode,
 *   activation?: import('n8n-workflow').WorkflowActivateMode, staticData?: import('n8n-workflow').IDataObject }} setting
 */
const pollContext = ({ mode = 'trigger', activation = 'activate', staticData = {}, ...setting }) => {
	const { node, workflow, additionalData } = prepare(setting);
	workflow.staticData = { [`node:${node.name}`]: staticData };
	return new PollContext(workflow, node, additionalData, mode, activation);
};

/**
 * Calls a webhook node as n8n does, and collects what it responds before and after it returns.
 * @param {Setting & { mode?: 'webhook' | 'manual', method?: 'GET' | 'POST', headers?: Record<string, string>, body?: unknown,
 *   whenAnswered?: () => void, log?: string[], identity?: { id: string } }} setting `log` receives the lines instead of n8n's log; header names in lower case; `whenAnswered` is called with the response
 * @returns {Promise<{ status: number | undefined, body: unknown, items: import('n8n-workflow').INodeExecutionData[] | undefined,
 *   noWebhookResponse: boolean | undefined, staticData: import('n8n-workflow').IDataObject }>} `items`: undefined when no execution starts
 */
const callWebhook = async ({ mode = 'webhook', method = 'POST', headers = {}, body, whenAnswered = () => {}, log, identity, ...setting }) => {
	const { node, workflow, additionalData } = prepare(setting, identity);
	/** @type {{ status?: number, body?: unknown }} */
	const sent = {};
	const response = {
		headersSent: false,
		/** @param {number} status */
		status: (status) => Object.assign(response, { statusCode: status }),
		statusCode: 200,
		/** @param {unknown} [content] */
		end: (content) => {
			if (response.headersSent) throw new Error('A second response to one request');
			response.headersSent = true;
			Object.assign(sent, { status: response.statusCode, body: content });
			whenAnswered();
		},
		/** @param {unknown} content */
		json: (content) => response.end(content),
	};
	Object.assign(additionalData, { httpRequest: { method, headers, body: body ?? {}, params: {}, query: {} }, httpResponse: response });
	const description = setting.nodeType.description.webhooks?.find(({ httpMethod }) => httpMethod === method);
	const context = new WebhookContext(workflow, node, additionalData, mode, /** @type {any} */ ({ webhookDescription: description }), [], null);
	if (log) {
		const levels = ['debug', 'info', 'warn', 'error'].map((level) => [level, (/** @type {string} */ text) => void log.push(`${level}: ${text}`)]);
		Object.defineProperty(context, 'logger', { value: Object.fromEntries(levels) });
	}
	const webhook = setting.nodeType.webhook;
	if (!webhook) throw new Error(`${node.name} has no webhook`);
	const { workflowData, noWebhookResponse } = await webhook.call(context);
	return { status: sent.status, body: sent.body, items: workflowData?.[0], noWebhookResponse, staticData: workflow.staticData };
};

/**
 * The context in which n8n publishes a workflow with a webhook node.
 * @param {Setting} setting
 */
const hookContext = (setting) => {
	const { node, workflow, additionalData } = prepare(setting);
	return new HookContext(workflow, node, additionalData, 'webhook', 'activate');
};

module.exports = {
	callWebhook,
	hookContext,
	decryptedCredential,
	storedCredential,
	runNode,
	testCredential,
	editorContext,
	pollContext,
};
