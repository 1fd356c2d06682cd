/**
 * Runs our nodes inside n8n-core's own contexts: its parameter resolution, request helpers, OAuth2
 * client and token refresh are the real ones. Only what needs a database is ours: a credential
 * store in memory.
 */
const { ExecuteContext, LoadOptionsContext, PollContext } = require('n8n-core');
const { Workflow, createRunExecutionData } = require('n8n-workflow');

/**
 * @typedef {{ id: string, name: string, type: import('n8n-workflow').ICredentialType,
 *   data: Record<string, any>, saves: number }} StoredCredential
 */

/**
 * A credential as n8n would keep it.
 * @param {import('n8n-workflow').ICredentialType} type
 * @param {Record<string, any>} data what was typed in, plus `oauthTokenData` once connected
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
 * A credential as a node gets it: defaults filled in, its expressions resolved.
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
		if (!found) throw new Error(`no credential of type ${type} in this test`);
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
		 * @param {any} helpers
		 * @param {any} credentials
		 * @param {string} type
		 * @param {unknown} _node
		 * @param {boolean} renew
		 */
		preAuthentication: async (helpers, credentials, type, _node, renew) => {
			const credential = find(type);
			const expirable = credential.type.properties.find(
				({ typeOptions }) => typeOptions?.expirable === true,
			);
			if (!credential.type.preAuthentication || !expirable) return undefined;
			if (credentials[expirable.name] && !renew) return undefined;
			const fresh = await credential.type.preAuthentication.call(helpers, credentials);
			Object.assign(credential.data, fresh);
			credential.saves++;
			return { ...credentials, ...fresh };
		},
		isCredentialUsableByNode: () => true,
		runPreAuthentication: async () => undefined,
		/**
		 * @param {any} credentials
		 * @param {string} type
		 * @param {any} request
		 */
		authenticate: async (credentials, type, request) => {
			const { authenticate } = find(type).type;
			if (typeof authenticate !== 'function') throw new Error('only programmatic authenticate');
			return await authenticate(credentials, request);
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

/** @param {Setting} setting */
const prepare = ({ nodeType, parameters = {}, credentials = [], onError }) => {
	/** @type {import('n8n-workflow').INode} */
	const node = {
		id: 'node-1',
		name: nodeType.description.displayName,
		type: `n8n-nodes-okta-signatures.${nodeType.description.name}`,
		typeVersion: 1,
		position: [0, 0],
		parameters,
		onError,
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
		hooks: {},
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
 * Executes a node as a workflow run does.
 * @param {Setting & { input?: import('n8n-workflow').INodeExecutionData[], abortSignal?: AbortSignal }} setting
 * @returns {Promise<{ items: import('n8n-workflow').INodeExecutionData[],
 *   hints: import('n8n-workflow').NodeExecutionHint[] }>} the first output and the hints shown to the user
 */
const runNode = async ({ input = [{ json: {} }], abortSignal, ...setting }) => {
	const { node, workflow, additionalData } = prepare(setting);
	const context = new ExecuteContext(
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
	const execute = setting.nodeType.execute;
	if (!execute) throw new Error(`${node.name} cannot execute`);
	const output = await execute.call(context);
	if (!Array.isArray(output)) throw new Error(`${node.name} gave no output`);
	return { items: output[0], hints: context.hints };
};

/**
 * Calls one of a node's editor methods (pickers) as the editor does.
 * @param {Setting & { currentNodeParameters?: Record<string, any> }} setting
 */
const editorContext = (setting) => {
	const { node, workflow, additionalData } = prepare(setting);
	return new LoadOptionsContext(workflow, node, additionalData, '');
};

/**
 * One trigger as n8n's poller holds it: the same static data across polls.
 * @param {Setting & { mode?: import('n8n-workflow').WorkflowExecuteMode,
 *   activation?: import('n8n-workflow').WorkflowActivateMode, staticData?: import('n8n-workflow').IDataObject }} setting
 */
const pollContext = ({ mode = 'trigger', activation = 'activate', staticData = {}, ...setting }) => {
	const { node, workflow, additionalData } = prepare(setting);
	workflow.staticData = { [`node:${node.name}`]: staticData };
	return new PollContext(workflow, node, additionalData, mode, activation);
};

module.exports = { decryptedCredential, storedCredential, runNode, editorContext, pollContext };
