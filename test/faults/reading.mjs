import n8n from '../support/n8n.js';
import { PEOPLE } from './world.mjs';

/**
 * @typedef {import('./world.mjs').World} World
 * @typedef {import('./world.mjs').Build} Build
 * @typedef {import('../support/n8n.js').StoredCredential} StoredCredential
 */

/**
 * An operation that reads from Okta once.
 *
 * @typedef {object} Read
 * @property {string} name
 * @property {'execution' | 'hook' | 'picker' | 'test'} kind
 * @property {RegExp} requests - the requests that faults hit
 * @property {(world: World, build: Build) => Promise<() => Promise<string[]>>} prepare - returns a function that
 *   reads and returns one text per item, or throws
 * @property {number} [things] - how many items it reads, if known beforehand
 * @property {boolean} [some] - it reads only this many of more, and which ones may vary if rows move between pages
 */

export const API = /^\/api\//;
export const TOKEN = /^\/oauth2\/v1\/token/;

const texts = (/** @type {{ json: object }[]} */ items) => items.map(({ json }) => JSON.stringify(json));

/**
 * @param {string} name
 * @param {Record<string, unknown>} parameters
 * @param {{ things?: number, some?: boolean, input?: (world: World) => Promise<object[]>, credential?: (world: World, build: Build) => Promise<StoredCredential>, requests?: RegExp }} [more]
 * @returns {Read}
 */
const directory = (name, parameters, { things, some, input = async () => [{}], credential = (world, build) => world.oAuth2(build), requests = API } = {}) => ({
	name: `Okta Directory: ${name}`,
	kind: 'execution',
	requests,
	things,
	some,
	async prepare(world, build) {
		const stored = await credential(world, build);
		const items = (await input(world)).map((json) => ({ json: /** @type {import('n8n-workflow').IDataObject} */ (json) }));
		const authentication = stored.type.name === 'oktaServiceAppApi' ? 'serviceApp' : 'oAuth2';
		return async () => texts((await n8n.runNode({ nodeType: build.OktaDirectory, parameters: { authentication, ...parameters }, credentials: [stored], input: items })).items);
	},
});

/** Reads everybody through the group Everyone, with the names of two groups. */
const everybodyWithGroups = {
	input: async (/** @type {World} */ { control }) => [{ everyone: (await control.groups.get('Everyone')).id, other: (await control.groups.get('Country DE')).id }],
	things: PEOPLE,
};

const threePeople = async (/** @type {World} */ { control }) =>
	(await control.people.list()).slice(10, 13).map(({ id, profile }) => ({ id, login: profile.login }));

const person = (/** @type {string} */ mode) => ({ __rl: true, mode, value: `={{ $json.${mode} }}` });
const everybody = { resource: 'user', operation: 'getAll', returnAll: true };
const userType = (/** @type {string} */ value) => ({ __rl: true, mode: 'id', value });

/**
 * @param {string} name
 * @param {(build: Build, context: import('n8n-workflow').ILoadOptionsFunctions) => Promise<unknown[]>} pick
 * @param {number} [things]
 * @returns {Read}
 */
const picker = (name, pick, things) => ({
	name: `Picker: ${name}`,
	kind: 'picker',
	requests: API,
	things,
	async prepare(world, build) {
		const stored = await world.oAuth2(build);
		const context = n8n.editorContext({ nodeType: build.OktaDirectory, parameters: { resource: 'user', operation: 'get' }, credentials: [stored] });
		return async () => (await pick(build, context)).map((choice) => JSON.stringify(choice));
	},
});

const expired = async (/** @type {World} */ world, /** @type {Build} */ build) => {
	const stored = await world.oAuth2(build);
	await world.control.oauth.expireAccessTokens();
	return stored;
};

/** Loads all pages of a list, as the editor does while the user scrolls. */
const scrolled = async (/** @type {Build} */ build, /** @type {import('n8n-workflow').ILoadOptionsFunctions} */ context, /** @type {string | undefined} */ filter) => {
	/** @type {any} */
	const methods = build.OktaDirectory.methods?.listSearch;
	/** @type {unknown[]} */
	const found = [];
	/** @type {string | undefined} */
	let token;
	let pages = 0;
	do {
		/** @type {import('n8n-workflow').INodeListSearchResult} */
		const page = await methods.searchUsers.call(context, filter, token);
		found.push(...page.results);
		token = /** @type {string | undefined} */ (page.paginationToken);
	} while (token !== undefined && ++pages < 30);
	return found;
};

/** @type {Read[]} */
export const reads = [
	directory('user get by id', { resource: 'user', operation: 'get', userId: person('id') }, { input: threePeople, things: 3 }),
	directory('user get by login', { resource: 'user', operation: 'get', userId: person('login') }, { input: threePeople, things: 3 }),
	directory('user getAll', everybody, { things: PEOPLE }),
	directory('user getAll, filtered', { ...everybody, filters: { search: 'profile.email pr' } }, { things: PEOPLE }),
	directory('user getAll, limit 250', { ...everybody, returnAll: false, limit: 250 }, { things: 250, some: true }),
	directory('user getAll, attributes', { ...everybody, options: { attributes: ['email', 'title'] } }, { things: PEOPLE }),
	directory('user getAll, simplify off', { ...everybody, simplify: false }, { things: PEOPLE }),
	directory('user getAll, sorted', { ...everybody, options: { sortBy: 'profile.lastName' } }, { things: PEOPLE }),
	directory('user getGroups by login', { resource: 'user', operation: 'getGroups', userId: person('login') }, { input: threePeople }),
	directory('user getAll, groups', { ...everybody, filters: { groups: '={{ $json.everyone }}' }, options: { groups: '={{ $json.everyone }},{{ $json.other }}' } }, everybodyWithGroups),
	directory('user getAll, searched in groups', { ...everybody, filters: { groups: '={{ $json.everyone }}', search: 'profile.email pr' } }, everybodyWithGroups),
	directory('group getAll', { resource: 'group', operation: 'getAll', returnAll: true }),
	directory('schema get', { resource: 'schema', operation: 'get', userType: userType('default') }, { things: 1 }),
	directory('schema get of a type', { resource: 'schema', operation: 'get', userType: userType('oty2sandboxcontract0') }, { things: 1 }),
	directory('schema getAll', { resource: 'schema', operation: 'getAll', userType: userType('default') }),
	picker('users', async (build, context) => scrolled(build, context, undefined), PEOPLE),
	picker('users, filtered', async (build, context) => scrolled(build, context, 'a')),
	picker('groups', async (build, context) => /** @type {any} */ (build.OktaDirectory.methods).loadOptions.getGroups.call(context)),
	picker('attributes', async (build, context) => /** @type {any} */ (build.OktaDirectory.methods).loadOptions.getAttributes.call(context)),
	picker('user types', async (build, context) => (await /** @type {any} */ (build.OktaDirectory.methods).listSearch.searchUserTypes.call(context)).results),
	{
		...directory('', everybody),
		name: 'Okta Trigger: manual run',
		things: 5,
		async prepare(world, build) {
			const parameters = { events: ['user.updated'], watch: 'profile', options: {} };
			const context = n8n.pollContext({ nodeType: build.OktaTrigger, parameters, credentials: [await world.oAuth2(build)], mode: 'manual', activation: 'manual' });
			return async () => ((await /** @type {any} */ (build.OktaTrigger).poll.call(context))?.[0] ?? []).map((/** @type {any} */ { json }) => json.id);
		},
	},
	{
		...directory('', everybody),
		name: 'Okta Event Hook Trigger: test event',
		kind: 'hook',
		things: 1,
		async prepare(world, build) {
			const secret = 'a secret of the fault matrix';
			const [person] = (await world.control.people.list()).slice(10);
			const entry = { eventType: 'user.account.update_profile', published: person.lastUpdated, outcome: { result: 'SUCCESS' }, target: [{ id: person.id, type: 'User' }] };
			const credentials = [n8n.storedCredential(build.OktaEventHookApi, { secret }), await world.oAuth2(build)];
			const parameters = { authentication: 'oAuth2', events: ['user.updated'], watch: 'profile' };
			const headers = { authorization: secret, 'content-type': 'application/json' };
			const body = { eventType: 'com.okta.event_hook', data: { events: [entry] } };
			return async () => ((await n8n.callWebhook({ nodeType: build.OktaEventHook, parameters, credentials, mode: 'manual', headers, body })).items ?? []).map(({ json }) => String(json.id));
		},
	},
	directory('PKCE token renewal', everybody, { things: PEOPLE, credential: expired, requests: TOKEN }),
	directory('service app: first token', everybody, { things: PEOPLE, credential: async (world, build) => world.serviceApp(build), requests: TOKEN }),
	directory('service app: read', everybody, { things: PEOPLE, credential: async (world, build) => world.serviceApp(build) }),
	...[TOKEN, API].map((requests) => ({
		name: `Credential test of the service app: ${requests === TOKEN ? 'token' : 'read'}`,
		kind: /** @type {const} */ ('test'),
		requests,
		things: 1,
		async prepare(/** @type {World} */ world, /** @type {Build} */ build) {
			const stored = world.serviceApp(build);
			return async () => {
				const { status, message } = await n8n.testCredential(stored);
				if (status === 'OK') return [message];
				throw new Error(message);
			};
		},
	})),
];
