import './debugLevel';
import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { OktaEventHookApi } from '../../../credentials/OktaEventHookApi.credentials';
import { OktaOAuth2Api } from '../../../credentials/OktaOAuth2Api.credentials';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaEventHook } from '../../../nodes/OktaEventHook/OktaEventHook.node';
import { OktaSignature } from '../../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { ecKeyPair, pem, rsaKeyPair } from '../../support/keys';
import { callWebhook, editorContext, pollContext, runNode, storedCredential, testCredential, type StoredCredential } from '../../support/n8n';
import { operationsOf } from '../../support/operations';
import { startSandbox } from '../../support/sandbox';
import { addIssued, canaryProfile, newCanary, Secrets } from '../../support/secrets';
import { serviceCredential } from '../../support/serviceCredential';
import { Capture, write } from './capture';

// Skips waiting, which does not change the messages.
jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => {} }));

const PEOPLE = 6;

/** The value of number attributes. */
const NUMBER = 918_273_645;

const directory = new OktaDirectory();
const signatures = new OktaSignature();
const pair = rsaKeyPair();
const canary = newCanary();
const secrets = new Secrets();

/** What Okta sends with each call of an event hook. */
const HOOK_SECRET = 'the secret of an event hook';

const SCOPES = ['okta.users.read', 'okta.schemas.read', 'okta.groups.read'];

let sandbox: Sandbox;
let capture: Capture;

/** A user with the canary in every attribute. */
let somebody: IDataObject;

beforeAll(async () => {
	sandbox = await startSandbox({ people: PEOPLE, deprovisioned: 0, grantedScopes: SCOPES, serviceKeys: [pair.publicJwk('n8n-1')] });
	const { json } = await sandbox.get('/api/v1/meta/schemas/user/default');
	const properties = Object.entries<{ type: string }>({ ...json.definitions.base.properties, ...json.definitions.custom.properties });
	const named = (type: string) => properties.filter(([, attribute]) => attribute.type === type).map(([name]) => name);
	for (const [index, { id }] of (await sandbox.control.people.list()).entries()) {
		await sandbox.control.people.patch(id, {
			...canaryProfile(canary, named('string')),
			...Object.fromEntries(['number', 'integer'].flatMap(named).map((name) => [name, NUMBER])),
			...Object.fromEntries(named('array').map((name) => [name, [`${canary} ${name}`]])),
			login: `${canary}.${index}@sandbox.example`,
		});
	}
	somebody = (await sandbox.control.people.list())[1] as unknown as IDataObject;
	secrets.add('profile value', canary);
	secrets.add('profile value (number)', String(NUMBER));
	secrets.add('event hook secret', HOOK_SECRET);
	secrets.add('private key', pem(pair.privateKey));
	const jwk = pair.privateKey.export({ format: 'jwk' });
	for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi'] as const) secrets.add(`private key (${part})`, jwk[part]);
	capture = new Capture(editorContext({ nodeType: directory }).logger);
});

afterAll(async () => {
	jest.restoreAllMocks();
	await sandbox.stop();
});

/** A node's output may contain profiles. Everything else that it throws or stores is captured. */
async function tried<Output>(what: string, run: () => Promise<Output>): Promise<Output | undefined> {
	try {
		return await run();
	} catch (error) {
		capture.add(`error: ${what}`, error);
		return undefined;
	}
}

/** Runs a node with values from expressions, because every error's node contains the fixed values of a workflow anyway. */
const run = async (nodeType: OktaDirectory | OktaSignature, parameters: IDataObject, credentials: StoredCredential[], input: IDataObject, onError?: 'continueRegularOutput') => {
	const output = await runNode({ nodeType, parameters: parameters as Record<string, unknown>, credentials, input: [{ json: input }], onError });
	capture.add('hints', output.hints);
	return output.items;
};

/** The operations of Okta Directory that `asking` runs. */
const asked = new Set<string>();

/** Everything that sends requests to Okta, with profile values where users would put them. */
const asking = (credential: StoredCredential, authentication: 'oAuth2' | 'serviceApp'): Array<[string, () => Promise<unknown>]> => {
	const profile = somebody.profile as IDataObject;
	const read = (parameters: IDataObject, onError?: 'continueRegularOutput') => {
		asked.add(`${String(parameters.resource)} ${String(parameters.operation)}`);
		return async () => await run(directory, { authentication, simplify: true, ...parameters }, [credential], profile, onError);
	};
	const user = (operation: string, mode: string, value: string) => read({ resource: 'user', operation, userId: { __rl: true, mode, value } });
	const list = (filters: IDataObject, onError?: 'continueRegularOutput') => read({ resource: 'user', operation: 'getAll', returnAll: true, filters, options: {} }, onError);
	const context = editorContext({ nodeType: directory, parameters: { authentication }, credentials: [credential] });
	const { listSearch, loadOptions } = directory.methods;
	return [
		['get by login', user('get', 'login', '={{ $json.login }}')],
		['get by ID', user('get', 'id', String(somebody.id))],
		['get groups', user('getGroups', 'login', '={{ $json.login }}')],
		['get many', list({})],
		['get many, filtered', list({ department: '={{ $json.department }}', query: '={{ $json.firstName }}' })],
		['get many, searched', list({ search: '=profile.login eq "{{ $json.login }}" or profile.title sw "{{ $json.title }}"' })],
		['get many, searched wrongly', list({ search: '=profile.login like "{{ $json.login }}"' })],
		['get many, with brackets left open', list({ search: '=(profile.login eq "{{ $json.login }}"' })],
		['get many, going on', async () => {
			const items = (await list({ createdSince: '={{ $json.title }}' }, 'continueRegularOutput')()) as INodeExecutionData[];
			capture.add('error item', items);
		}],
		['get many, of a group', list({ groups: '={{ $json.department }}' })],
		['get many, of a group from a list', list({ groups: '={{ [$json.login, $json.title] }}', query: '={{ $json.firstName }}' })],
		['get many groups', read({ resource: 'group', operation: 'getAll', returnAll: true, filters: { query: '={{ $json.title }}' } })],
		['get schema', read({ resource: 'schema', operation: 'get', userType: { __rl: true, mode: 'id', value: 'default' } })],
		['get attributes', read({ resource: 'schema', operation: 'getAll', userType: { __rl: true, mode: 'id', value: '={{ $json.title }}' } })],
		['pick a user', async () => await listSearch.searchUsers.call(context, canary)],
		['pick a type', async () => await listSearch.searchUserTypes.call(context, canary)],
		['pick groups', async () => await loadOptions.getGroups.call(context)],
		['pick attributes', async () => await loadOptions.getAttributes.call(context)],
		['check a template', async () => {
			const template = { operation: 'check', authentication, templateSource: 'input', templateFromInput: '=<p>{{ $json.title }}' };
			capture.add('check output', (await run(signatures, template, [credential], {})).map(({ json }) => json));
		}],
		...watching(credential, authentication),
		...hooked(credential, authentication),
	];
};

/** The trigger's polls in sequence, with the state that they store. */
const watching = (credential: StoredCredential, authentication: string): Array<[string, () => Promise<unknown>]> =>
	(['any', 'selected'] as const).map((watch) => [
		`trigger, ${watch}`,
		async () => {
			const nodeType = new OktaTrigger();
			const staticData: IDataObject = {};
			const setting = { nodeType, parameters: { authentication, events: ['user.created', 'user.updated', 'user.deleted'], watch, attributes: ['title', 'officeFloor'], options: { search: '=profile.city pr' } }, credentials: [credential], staticData };
			const context = pollContext(setting);
			try {
				await nodeType.poll.call(context);
				await sandbox.control.people.patch(String(somebody.id), { title: `${canary} ${watch} ${authentication} ${Date.now()}` });
				await nodeType.poll.call(context);
				await nodeType.poll.call(pollContext({ ...setting, mode: 'manual' }));
			} finally {
				capture.add('static data', context.getWorkflowStaticData('node'));
			}
		},
	]);

/** Calls of an event hook, by Okta and by others, published and in the editor. */
const hooked = (credential: StoredCredential, authentication: string): Array<[string, () => Promise<unknown>]> =>
	(['webhook', 'manual'] as const).flatMap((mode) =>
		[HOOK_SECRET, `${canary} as a secret`, undefined].map((authorization): [string, () => Promise<unknown>] => [
			`event hook, ${mode}, ${authorization === HOOK_SECRET ? 'by Okta' : 'by others'}`,
			async () => {
				const entry = { eventType: 'user.account.update_profile', published: String(somebody.lastUpdated), outcome: { result: 'SUCCESS' }, actor: { id: somebody.id, type: 'User', displayName: canary }, target: [{ id: somebody.id, type: 'User', displayName: `${canary} title` }] };
				const body = { eventType: 'com.okta.event_hook', data: { events: [entry, { ...entry, eventType: canary }, canary] } };
				const headers = { 'content-type': 'application/json', 'x-okta-verification-challenge': canary, ...(authorization !== undefined && { authorization }) };
				const setting = { nodeType: new OktaEventHook(), parameters: { authentication, events: ['user.created', 'user.updated'], watch: 'profile' }, credentials: [storedCredential(new OktaEventHookApi(), { secret: HOOK_SECRET }), credential], mode, headers };
				for (const call of [{ body }, { body: { text: canary } }]) await tried(`event hook, ${mode}`, async () => capture.add('static data beside a hook', (await callWebhook({ ...setting, ...call })).staticData));
			},
		]),
	);

const connected = async () => await connectedCredential(sandbox, ['openid', 'email', 'offline_access', ...SCOPES]);

const service = (changes: Record<string, unknown> = {}) => serviceCredential(sandbox, pair, { additionalAccess: ['okta.groups.read'], ...changes });

/** Runs all requests to Okta in parallel and returns the places where a secret was found. */
async function leaksOf(credential: StoredCredential, authentication: 'oAuth2' | 'serviceApp'): Promise<string[]> {
	await Promise.all(asking(credential, authentication).map(async ([what, ask]) => await tried(what, ask)));
	await addIssued(sandbox.url, secrets);
	return capture.leaks(secrets);
}

beforeEach(async () => {
	await sandbox.control.faults.clear();
	capture.leaks(secrets);
});

describe('the search itself', () => {
	it('finds planted secrets in every place and encoding', async () => {
		const token = await connected();
		await addIssued(sandbox.url, secrets);
		const { access_token: secret } = token.data.oauthTokenData as { access_token: string };
		const { logger } = editorContext({ nodeType: directory });
		const plant: Array<[string, () => void]> = [
			['log at debug', () => logger.debug('Request', { headers: { authorization: `Bearer ${secret}` } })],
			['log at info', () => logger.info(`asked with ${encodeURIComponent(`${canary} title`)}`)],
			['console', () => write.console({ deep: { deeper: [{ deepest: { person: canary } }] } })],
			['standard stream', () => write.stream(Buffer.from(`client:${secret}`).toString('base64'))],
			['error: cause', () => capture.add('error: cause', new Error('no', { cause: { config: { headers: { Authorization: `Bearer ${secret}` } } } }))],
			['error: hidden', () => capture.add('error: hidden', Object.defineProperty(new Error('no'), 'request', { value: { key: pem(pair.privateKey) }, enumerable: false }))],
			['static data', () => capture.add('static data', { people: JSON.stringify({ title: `${canary}"x` }) })],
			['hints', () => capture.add('hints', [`floor ${NUMBER}`])],
		];
		for (const [where, put] of plant) {
			put();
			const leaks = capture.leaks(secrets);
			expect(leaks.map((leak) => leak.startsWith(where))).toContain(true);
		}
	});
});

it('runs every operation of Okta Directory', () => {
	asking(service(), 'serviceApp');
	expect([...asked].sort()).toEqual(operationsOf(directory.description).map(({ resource, operation }) => `${resource} ${operation}`).sort());
});

describe('nothing secret is logged, thrown or stored', () => {
	it.each(['oAuth2', 'serviceApp'] as const)('when everything succeeds (%s)', async (authentication) => {
		const credential = authentication === 'oAuth2' ? await connected() : service();
		expect(await leaksOf(credential, authentication)).toEqual([]);
		await sandbox.control.oauth.expireAccessTokens();
		expect(await leaksOf(credential, authentication)).toEqual([]);
	});

	it('when the app requires DPoP', async () => {
		await sandbox.control.set({ serviceApp: { dpopRequired: true } });
		try {
			const credential = service();
			expect(await leaksOf(credential, 'serviceApp')).toEqual([]);
			secrets.add('proof key', (JSON.parse(credential.data.accessTokenProofKey as string) as { d: string }).d);
			await sandbox.control.faults.add({ fault: 'status', status: 400, body: '', headers: { 'www-authenticate': 'DPoP error="invalid_dpop_proof"' }, match: { pathPattern: '^/api/', times: 0 } });
			expect(await leaksOf(credential, 'serviceApp')).toEqual([]);
		} finally {
			await sandbox.control.set({ serviceApp: { dpopRequired: false } });
		}
		expect(secrets.names).toContain('dpop_proof');
	});

	const body = (errorCode: string, words = 'No') => ({ errorCode, errorSummary: words, errorLink: errorCode, errorId: 'oae1', errorCauses: [{ errorSummary: `Invalid search criteria: ${words}` }] });

	const faults: Array<[string, Parameters<Sandbox['control']['faults']['add']>[0]]> = [
		['401 for every token', { fault: 'expiredToken' }],
		['403, role', { fault: 'status', status: 403, body: body('E0000006') }],
		['403, scope', { fault: 'status', status: 403, body: '', headers: { 'www-authenticate': 'Bearer error="insufficient_scope", scope="okta.users.read"' } }],
		['404', { fault: 'status', status: 404, body: body('E0000007') }],
		['400, search', { fault: 'status', status: 400, body: body('E0000031') }],
		['400, other', { fault: 'status', status: 400, body: body('E0000001') }],
		['405 of somebody else', { fault: 'status', status: 405, body: `${canary} title` }],
		['429', { fault: 'rateLimited', resetInSeconds: 3600 }],
		['500', { fault: 'status', status: 500, body: body('E0000009') }],
		['HTML with status 200', { fault: 'html' }],
		['HTML with status 503', { fault: 'html', status: 503 }],
		['half a JSON', { fault: 'truncatedJson' }],
		['a reset', { fault: 'reset' }],
		['a cut in the middle', { fault: 'resetMidBody' }],
		['another kind of JSON', { fault: 'status', status: 200, body: [{ id: 7, profile: { title: `${canary} title` } }] }],
		['a link elsewhere', { fault: 'crossOriginNext' }],
		['a redirect elsewhere', { fault: 'crossOriginRedirect' }],
	];

	it.each(faults)('when the API answers with %s', async (_what, fault) => {
		const credentials = [await connected(), service()];
		await sandbox.control.faults.add({ ...fault, match: { pathPattern: '^/api/', times: 0 } });
		expect(await leaksOf(credentials[0], 'oAuth2')).toEqual([]);
		expect(await leaksOf(credentials[1], 'serviceApp')).toEqual([]);
	});

	it.each([
		[400, 'E0000031'],
		[400, 'E0000001'],
		[403, 'E0000006'],
		[404, 'E0000007'],
		[500, 'E0000009'],
	])('when Okta repeats the request in an error with status %d (%s)', async (status, errorCode) => {
		const credential = await connected();
		const { login, department, title, firstName } = somebody.profile as Record<string, string>;
		const sent: Record<string, string[]> = {
			'get by login': [login],
			'get groups': [login],
			'get many, filtered': [department, firstName],
			'get many, searched': [login, title],
			'get attributes': [title],
			'get many groups': [title],
			'pick a user': [canary],
		};
		for (const [what, ask] of asking(credential, 'oAuth2').filter(([name]) => name in sent)) {
			const words = sent[what].map((value) => `Not found: '${value}', ${JSON.stringify(value)}, ${value.toUpperCase()}`).join('; ');
			const id = await sandbox.control.faults.add({ fault: 'status', status, body: body(errorCode, words), match: { pathPattern: '^/api/', times: 0 } });
			await tried(what, ask);
			await sandbox.control.faults.clear(id);
			expect(capture.counts.error).toBe(1);
			expect(capture.leaks(secrets)).toEqual([]);
		}
	});

	const tokenFaults: Array<[string, (echo: string) => Parameters<Sandbox['control']['faults']['add']>[0]]> = [
		['invalid_grant', (echo) => ({ fault: 'status', status: 400, body: { error: 'invalid_grant', error_description: `The refresh token ${echo} is invalid or expired.` } })],
		['invalid_client', (echo) => ({ fault: 'status', status: 401, body: { error: 'invalid_client', error_description: `The client_assertion signature is invalid: ${echo}` } })],
		['an error of its own', (echo) => ({ fault: 'status', status: 400, body: { error: 'odd', error_description: `Got ${echo}` } })],
		["the API's error form", (echo) => ({ fault: 'status', status: 403, body: { errorCode: 'E0000006', errorSummary: `No: ${echo}`, errorCauses: [] } })],
		['HTML', () => ({ fault: 'html', status: 400 })],
		['500', () => ({ fault: 'status', status: 500 })],
		['a reset', () => ({ fault: 'reset' })],
		['another type of token', (echo) => ({ fault: 'status', status: 200, body: { token_type: 'DPoP', access_token: echo } })],
	];

	it.each(tokenFaults)('when the token endpoint answers with %s', async (_what, fault) => {
		const credential = await connected();
		const app = service();
		await run(directory, { authentication: 'serviceApp', resource: 'user', operation: 'getAll', limit: 1, filters: {}, options: {} }, [app], {});
		await sandbox.control.oauth.expireAccessTokens();
		const { refresh_token: refreshToken } = credential.data.oauthTokenData as { refresh_token: string };
		const id = await sandbox.control.faults.add({ ...fault(refreshToken), match: { pathPattern: '/token$', times: 0 } });
		expect(await leaksOf(credential, 'oAuth2')).toEqual([]);
		await sandbox.control.faults.clear(id);
		await sandbox.control.faults.add({ ...fault(String(app.data.accessToken)), match: { pathPattern: '/token$', times: 0 } });
		expect(await leaksOf(app, 'serviceApp')).toEqual([]);
		capture.add('error: test', await testCredential(app));
		await addIssued(sandbox.url, secrets);
		expect(capture.leaks(secrets)).toEqual([]);
	});

	const keys: Array<[string, Record<string, unknown>]> = [
		['of another app', { privateKey: pem(ecKeyPair().privateKey) }],
		['cut off', { privateKey: pem(pair.privateKey).slice(0, -200) }],
		['with a hole', { privateKey: pem(pair.privateKey).replace(/\n[^\n]{64}\n/, '\n') }],
		['as a JWK with a hole', { privateKey: JSON.stringify({ ...pair.privateKey.export({ format: 'jwk' }), n: undefined }) }],
		['as a JWK in a set', { privateKey: JSON.stringify({ keys: [pair.privateKey.export({ format: 'jwk' })] }) }],
		['under a foreign label', { privateKey: pem(pair.privateKey).replaceAll('PRIVATE KEY', 'OPENSSH PRIVATE KEY') }],
		['for another audience', { domain: 'http://localhost:1' }],
	];

	it.each(keys)('with a private key %s', async (_what, changes) => {
		const credential = service(changes);
		expect(await leaksOf(credential, 'serviceApp')).toEqual([]);
		capture.add('error: test', await testCredential(credential));
		expect(capture.leaks(secrets)).toEqual([]);
	});

	it('with a credential that was never connected or has no org', async () => {
		const { data } = await connected();
		const pasted = `https://jane:${data.oauthTokenData.access_token}@acme.okta.com`;
		for (const changes of [{ domain: sandbox.url, clientId: sandbox.clientId }, { ...data, domain: pasted }, { ...data, domain: 'http://127.0.0.1:1' }]) {
			expect(await leaksOf(storedCredential(new OktaOAuth2Api(), changes), 'oAuth2')).toEqual([]);
		}
	});

	it('when signatures are rendered, reported, rejected and skipped', async () => {
		const person = { id: somebody.id, profile: somebody.profile } as IDataObject;
		const rules = { values: [{ name: 'R', templateSource: 'gallery', galleryTemplate: 'classic', conditions: { combinator: 'and', options: { version: 2, caseSensitive: true, typeValidation: 'strict', leftValue: '' }, conditions: [{ id: '1', leftValue: 'title', rightValue: 1, operator: { type: 'number', operation: 'gt' } }, { id: '2', leftValue: 'languages', rightValue: 'x', operator: { type: 'dateTime', operation: 'after' } }] } }] };
		const settings: Array<[string, IDataObject]> = [
			['gallery', { operation: 'render' }],
			['report', { operation: 'report' }],
			['too long', { operation: 'render', templateSource: 'custom', template: '{{title}}'.repeat(2000) }],
			['required', { operation: 'render', smartFields: { values: [{ name: 'x', attributes: ['nothing'], required: true }] } }],
			['no template', { operation: 'render', templateSource: 'custom', template: '{{#title}}' }],
			['rules', { operation: 'render', chooseByRules: true, rules }],
			['a template with values in it', { operation: 'render', templateSource: 'input', templateFromInput: '=<p title={{ $json.profile.title }}>' }],
			['an option that is a value', { operation: 'render', options: { now: '={{ $json.profile.title }}' } }],
			['a smart field that is a value', { operation: 'render', smartFields: { values: [{ name: '={{ $json.profile.title }}', attributes: ['x'], format: 'none' }] } }],
			['a target that is a value', { operation: 'render', options: { target: '={{ $json.profile.title }}' } }],
			['a format that is a value', { operation: 'render', smartFields: { values: [{ name: 'x', attributes: ['title'], format: '={{ $json.profile.title }}' }] } }],
			['a circle', { operation: 'render', templateSource: 'custom', template: '{{> a}}', partials: { values: [{ name: 'a', content: '{{title}}{{> a}}' }] } }],
		];
		for (const [what, parameters] of settings) await tried(what, async () => await run(signatures, parameters, [], person));
		expect(capture.leaks(secrets)).toEqual([]);
	});

	it('and the search had texts to look through', async () => {
		const credential = await connected();
		await sandbox.control.oauth.expireAccessTokens();
		await run(directory, { resource: 'user', operation: 'getAll', limit: 1, filters: {}, options: {} }, [credential], {});
		await sandbox.control.faults.add({ fault: 'status', status: 400, match: { pathPattern: '^/api/', times: 0 } });
		await Promise.all(asking(credential, 'oAuth2').map(async ([what, ask]) => await tried(what, ask)));
		expect(capture.counts).toMatchObject({ error: expect.any(Number), 'static data': 2, 'check output': 1, 'log at debug': expect.any(Number) });
		expect(capture.counts.error).toBeGreaterThan(10);
		for (const name of ['access_token', 'client_assertion', 'code', 'code_verifier', 'id_token', 'refresh_token', 'private key', 'profile value']) {
			expect(secrets.names).toContain(name);
		}
	});
});
