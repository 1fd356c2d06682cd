import fc from 'fast-check';
import { sleep, type ILoadOptionsFunctions } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaSignature } from '../../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { n8nTransport } from '../../../nodes/okta/client/transport';
import { orgUrl } from '../../../nodes/okta/auth/orgUrl';
import { connectedCredential, type Sandbox } from '../../support/connectedCredential';
import { openForeignServer } from '../../support/foreignServer';
import { holdsAsync } from '../../support/fuzz';
import { editorContext, pollContext, runNode, type StoredCredential } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';

/**
 * n8n keeps the tokens of a connected credential when its domain changes. They must reach no host but the org that
 * issued them, whichever of its addresses the credential names.
 */

const idToken = (claims: unknown) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

/** A world of orgs: who answers at an address, and which addresses they name as theirs. */
interface World {
	/** For each org its addresses. The first is its Okta subdomain. */
	orgs: string[][];
	/** What an address answers instead of an org's answer, if anything. */
	broken: Record<string, 'down' | 'html' | 'error' | 'redirect' | 'hush'>;
}

const HOSTS = ['acme.okta.com', 'login.acme.com', 'id.acme.example', 'evil.example', 'globex.okta.com', 'acme.okta.com.evil.example', 'acme.oktapreview.com', 'login.acme.com:8443'];
const address = fc.constantFrom(...HOSTS).map((host) => `https://${host}`);
const world: fc.Arbitrary<World> = fc.record({
	orgs: fc.shuffledSubarray(HOSTS.map((host) => `https://${host}`), { minLength: HOSTS.length }).chain((shuffled) =>
		fc.array(fc.integer({ min: 0, max: 3 }), { minLength: HOSTS.length, maxLength: HOSTS.length }).map((owners) =>
			[0, 1, 2, 3].map((owner) => shuffled.filter((_address, index) => owners[index] === owner)).filter((addresses) => addresses.length > 0),
		),
	),
	broken: fc.dictionary(address, fc.constantFrom('down', 'html', 'error', 'redirect', 'hush'), { maxKeys: 3 }),
});

/** An address as people paste it. */
const pasted = address.chain((url) =>
	fc.constantFrom(url, url.replace('https://', ''), `${url}/app/UserHome?x=1`, url.toUpperCase(), ` ${url} `, url.replace(/\.okta\.com$/, '-admin.okta.com')),
);

const addressesOf = ({ orgs }: World, url: string): string[] => orgs.find((addresses) => addresses.includes(url)) ?? [];

let nextWorld = 1;

/** n8n as far as the transport sees it, in a world of its own: hosts do not share what another world said about them. */
function n8nIn(given: World, credential: (there: (text: string) => string) => unknown) {
	// Answers are remembered for an hour, so each world has hosts of its own.
	const suffix = nextWorld++;
	const there = (text: string) => text.replace(/\b(acme|globex|evil)\b/gi, (name) => `${name}${suffix}`);
	const here = (text: string) => text.replaceAll(new RegExp(`(?<=acme|globex|evil)${suffix}`, 'gi'), '');
	const carried: string[] = [];
	const asked: string[] = [];
	const context = {
		getNode: () => ({ name: 'Okta Directory', parameters: {} }),
		getCredentials: async () => credential(there),
		helpers: {
			async httpRequest(request: { url: string; headers?: object }) {
				expect(JSON.stringify(request)).not.toMatch(/hush|authorization/i);
				const { origin, pathname } = new URL(request.url);
				expect(pathname).toBe('/.well-known/okta-organization');
				const host = here(origin);
				asked.push(host);
				const how = given.broken[host];
				if (how === 'down') throw Object.assign(new Error('no'), { name: 'AxiosError', code: 'ECONNREFUSED' });
				if (how === 'html') return { statusCode: 200, headers: {}, body: '<html></html>' };
				if (how === 'error') return { statusCode: 503, headers: {}, body: '' };
				if (how === 'redirect') return { statusCode: 302, headers: { location: 'https://evil.example/' }, body: '' };
				if (how === 'hush') return { statusCode: 200, headers: {}, body: { id: '00o1' } };
				const [organization, ...others] = addressesOf(given, host);
				const links = others.map((href) => ({ href: there(href) }));
				return { statusCode: 200, headers: {}, body: { id: '00o1', pipeline: 'idx', _links: { organization: { href: there(organization) }, ...(links.length === 0 ? {} : { alternate: links.length === 1 ? links[0] : links }) } } };
			},
			/** As n8n's own helper: it reads the credential, signs, and renews the token at the domain that it read. */
			async httpRequestWithAuthentication(this: { getCredentials(type: string): Promise<{ domain: string; oauthTokenData: { access_token: string } }> }, type: string, request: { url: string }) {
				const { domain, oauthTokenData } = await this.getCredentials(type);
				expect(oauthTokenData.access_token).toBe('hush');
				carried.push(here(new URL(request.url).origin), here(orgUrl(domain)));
				return { statusCode: 200, headers: {}, body: [] };
			},
		},
	};
	return { context: context as unknown as ILoadOptionsFunctions, carried, asked, there };
}

describe('the token of a connection', () => {
	it('reaches its issuer only, whatever the domain is, and reaches it whenever the issuer knows the domain', async () => {
		await holdsAsync(
			fc.asyncProperty(world, address, pasted, fc.constantFrom('openid email', 'openid', undefined), fc.constantFrom('', '/oauth2/default', '/'), async (given, issuer, domain, scope, path) => {
				const { context, carried, asked, there } = n8nIn(given, (translate) => ({
					domain: translate(domain),
					oauthTokenData: { access_token: 'hush', scope, id_token: idToken({ iss: translate(issuer) + path }) },
				}));
				const { send, org } = await n8nTransport(context, 1000);
				const outcome = await send('/api/v1/users?limit=1');
				const own = [issuer, ...addressesOf(given, issuer)];
				const wanted = orgUrl(domain);
				expect(org).toBe(orgUrl(there(domain)));
				for (const host of carried) expect(own).toContain(host);
				for (const host of asked) expect(host).toBe(issuer);
				const isKnown = wanted === issuer || (own.includes(wanted) && given.broken[issuer] === undefined);
				if (isKnown) expect([outcome, carried]).toEqual([expect.objectContaining({ status: 200 }), [wanted, wanted]]);
				else expect([outcome, carried]).toEqual([{ reason: 'noToken', error: expect.objectContaining({ kind: expect.stringMatching(/^(credential|network|unavailable|link)$/) }) }, []]);
				if (wanted === issuer) expect(asked).toEqual([]);
			}),
			500,
		);
	});

	it('reaches its issuer only, also when the credential changes between two requests', async () => {
		const change = fc.record({ domain: pasted, issuer: address });
		await holdsAsync(
			fc.asyncProperty(world, fc.array(change, { minLength: 2, maxLength: 5 }), async (given, changes) => {
				let now = changes[0];
				const { context, carried } = n8nIn(given, (there) => ({ domain: there(now.domain), oauthTokenData: { access_token: 'hush', scope: 'openid', id_token: idToken({ iss: there(now.issuer) }) } }));
				const { send } = await n8nTransport(context, 1000);
				for (now of changes) {
					carried.length = 0;
					await send('/api/v1/users?limit=1');
					for (const host of carried) expect([now.issuer, ...addressesOf(given, now.issuer)]).toContain(host);
					expect(new Set(carried).size).toBeLessThanOrEqual(1);
				}
			}),
			500,
		);
	});

	it.each<[string, object]>([
		['without an ID token', {}],
		['with the ID token of an earlier connection, which n8n keeps', { id_token: idToken({ iss: 'https://globex.okta.com' }), scope: 'offline_access okta.users.read' }],
		['with an encrypted ID token', { id_token: ['e30', 'a2V5', 'aXY', 'Y2lwaGVy', 'dGFn'].join('.'), scope: 'openid' }],
		['with anything else in its place', { id_token: 7, scope: ['openid'] }],
	])('%s is sent to the domain, because nothing is known about its issuer', async (_what, data) => {
		const { context, carried, asked } = n8nIn({ orgs: [], broken: {} }, () => ({ domain: 'acme.okta.com', oauthTokenData: { access_token: 'hush', ...data } }));
		const { send } = await n8nTransport(context, 1000);
		expect(await send('/api/v1/users')).toMatchObject({ status: 200 });
		expect([carried, asked]).toEqual([['https://acme.okta.com', 'https://acme.okta.com'], []]);
	});

	it('is not sent when its issuer is no org', async () => {
		const { context, carried, asked } = n8nIn({ orgs: [], broken: {} }, () => ({ domain: 'acme.okta.com', oauthTokenData: { access_token: 'hush', id_token: idToken({ iss: 'ldap://acme' }) } }));
		const { send } = await n8nTransport(context, 1000);
		expect(await send('/api/v1/users')).toMatchObject({ error: { message: "'Okta Domain' in the credential is not an address of the org that it is connected to" } });
		expect([carried, asked]).toEqual([[], []]);
	});

	it('goes on for a day to a custom domain that its issuer confirmed, while the issuer does not answer, and asks it every five minutes', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.constantFrom('down', 'html', 'error', 'redirect', 'moved'), fc.array(fc.integer({ min: 0, max: 7_200 }), { minLength: 1, maxLength: 30 }), async (how, pauses) => {
				jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
				const given: World = { orgs: [['https://acme.okta.com', 'https://login.acme.com']], broken: {} };
				const { context, carried, asked } = n8nIn(given, (there) => ({ domain: there('login.acme.com'), oauthTokenData: { access_token: 'hush', id_token: idToken({ iss: there('https://acme.okta.com') }) } }));
				const passes = async () => {
					carried.length = 0;
					await (await n8nTransport(context, 1000)).send('/api/v1/users');
					return carried.length > 0;
				};
				expect(await passes()).toBe(true);
				if (how === 'moved') given.orgs = [['https://acme.okta.com']];
				else given.broken = { 'https://acme.okta.com': how };
				let since = 0;
				for (const pause of pauses) {
					jest.advanceTimersByTime(pause * 1000);
					since += pause;
					const passed = await passes();
					if (since < 3_600) expect(passed).toBe(true);
					else if (how === 'redirect' || how === 'moved') expect(passed).toBe(false);
					else if (since < 86_400) expect(passed).toBe(true);
					else if (since > 86_400 + 300) expect(passed).toBe(false);
				}
				if (since < 86_400 && how !== 'redirect' && how !== 'moved') expect(asked.length - 1).toBeLessThanOrEqual(since / 300);
				if (how !== 'moved') {
					given.broken = {};
					jest.advanceTimersByTime(300_000);
					expect(await passes()).toBe(true);
				}
				jest.useRealTimers();
			}),
			100,
		);
	});

	it('asks the issuer about a custom domain once an hour', async () => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout'] });
		const orgs = [['https://acme.okta.com', 'https://login.acme.com']];
		const { context, asked } = n8nIn({ orgs, broken: {} }, (there) => ({ domain: there('login.acme.com'), oauthTokenData: { access_token: 'hush', id_token: idToken({ iss: there('https://acme.okta.com') }) } }));
		const ask = async () => {
			const { send } = await n8nTransport(context, 1000);
			expect(await send('/api/v1/users')).toMatchObject({ status: 200 });
			return asked.length;
		};
		expect([await ask(), await ask()]).toEqual([1, 1]);
		jest.advanceTimersByTime(3_599_000);
		expect(await ask()).toBe(1);
		jest.advanceTimersByTime(2_000);
		expect([await ask(), await ask()]).toEqual([2, 2]);
		jest.useRealTimers();
	});
});

describe('in n8n', () => {
	let sandbox: Sandbox;
	let otherOrg: Sandbox;
	let foreign: Awaited<ReturnType<typeof openForeignServer>>;
	let silent: Sandbox | undefined;
	beforeAll(async () => {
		[sandbox, otherOrg] = await Promise.all([startSandbox({ people: 3, deprovisioned: 0 }), startSandbox({ people: 5, deprovisioned: 0 })]);
		foreign = await openForeignServer();
	});
	afterAll(async () => {
		foreign.close();
		await Promise.all([sandbox.stop(), otherOrg.stop()]);
	});
	afterEach(async () => {
		await silent?.stop();
		silent = undefined;
	});
	beforeEach(async () => {
		foreign.seen.length = 0;
		for (const org of [sandbox, otherOrg]) {
			await org.control.faults.clear();
			await org.control.set({ customDomain: null });
			await org.control.clearLog();
		}
	});

	const changed = { message: "'Okta Domain' in the credential is not an address of the org that it is connected to" };
	/** The sandbox under another name, which serves as its custom domain. */
	const custom = () => sandbox.url.replace('127.0.0.1', 'localhost');
	const read = async (credential: StoredCredential, input = [{ json: {} }]) =>
		(await runNode({ nodeType: new OktaDirectory(), parameters: { resource: 'user', operation: 'getAll', returnAll: true }, credentials: [credential], input })).items.length;
	const moved = async (domain: string) => {
		const credential = await connectedCredential(sandbox);
		credential.data.domain = domain;
		return credential;
	};
	const paths = async (org: Sandbox) => (await org.control.log()).map(({ path, authorization }) => [path, authorization]).filter(([path]) => !/authorize|interaction/.test(String(path)));
	const WELL_KNOWN = ['/.well-known/okta-organization', null];
	const USERS = ['/api/v1/users', 'Bearer'];

	it.each([['another org', () => otherOrg.url], ['a foreign host', () => foreign.origin]])('a domain changed to %s stops every node, the editor included, before anything is sent there', async (_where, domain) => {
		const credential = await moved(domain());
		const trigger = new OktaTrigger();
		const editor = async (nodeType: OktaDirectory | OktaSignature) => await nodeType.methods.loadOptions.getAttributes.call(editorContext({ nodeType, credentials: [credential] }));
		await expect(read(credential)).rejects.toMatchObject({ ...changed, description: expect.stringContaining(`connected to ${sandbox.url.slice(7)}, but 'Okta Domain' is ${domain().slice(7)}, so nothing was sent there. Set 'Okta Domain' to ${sandbox.url.slice(7)}.`) });
		await expect(trigger.poll.call(pollContext({ nodeType: trigger, credentials: [credential] }))).rejects.toMatchObject(changed);
		await expect(editor(new OktaDirectory())).rejects.toMatchObject(changed);
		expect(await paths(otherOrg)).toEqual([]);
		expect(foreign.seen).toEqual([]);
	});

	it('nor is the refresh token sent there when the access token has expired', async () => {
		const credential = await moved(foreign.origin);
		await sandbox.control.oauth.expireAccessTokens();
		await expect(read(credential)).rejects.toMatchObject(changed);
		expect(foreign.seen).toEqual([]);
		expect(credential.saves).toBe(0);
	});

	it('the domain set back works again, with the same tokens', async () => {
		const credential = await moved(foreign.origin);
		await expect(read(credential)).rejects.toMatchObject(changed);
		credential.data.domain = `${sandbox.url}/admin`;
		expect(await read(credential)).toBe(3);
	});

	it('reconnecting works, at the new org', async () => {
		const credential = await moved(otherOrg.url);
		await expect(read(credential)).rejects.toMatchObject(changed);
		// n8n merges the new tokens into the old ones.
		credential.data.oauthTokenData = { ...credential.data.oauthTokenData, ...(await connectedCredential(otherOrg)).data.oauthTokenData };
		expect(await read(credential)).toBe(5);
	});

	it('reconnecting without the scope openid works, too', async () => {
		const credential = await moved(otherOrg.url);
		credential.data.oauthTokenData = { ...credential.data.oauthTokenData, ...(await connectedCredential(otherOrg, ['offline_access', 'okta.users.read'])).data.oauthTokenData };
		expect(await read(credential)).toBe(5);
	});

	it('a renewed token belongs to the same org', async () => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.oauth.expireAccessTokens();
		expect(await read(credential)).toBe(3);
		expect(await read(credential)).toBe(3);
		expect(credential.saves).toBe(1);
		credential.data.domain = foreign.origin;
		await expect(read(credential)).rejects.toMatchObject(changed);
		expect(foreign.seen).toEqual([]);
	});

	it('a custom domain of the org works, and the org is asked for it once', async () => {
		const credential = await moved(custom());
		await expect(read(credential)).rejects.toMatchObject(changed);
		await sandbox.control.set({ customDomain: custom() });
		await sandbox.control.clearLog();
		expect(await read(credential)).toBe(3);
		await sandbox.control.oauth.expireAccessTokens();
		expect(await read(credential)).toBe(3);
		expect(await paths(sandbox)).toEqual([WELL_KNOWN, USERS, USERS, ['/oauth2/v1/token', null], USERS]);
	});

	it.each([
		['reset', 'temporarily-unavailable'],
		['status', 'temporarily-unavailable'],
		['html', 'temporarily-unavailable'],
		['crossOriginRedirect', 'configuration-invalid'],
	] as const)('an org that does not answer the question (%s) confirms nothing, and the next run asks again', async (fault, cause) => {
		// An org of its own: the answer of the other one is remembered.
		const otherPort = (silent = await startSandbox({ people: 3, deprovisioned: 0 }));
		const credential = await connectedCredential(otherPort);
		const domain = otherPort.url.replace('127.0.0.1', 'localhost');
		credential.data.domain = domain;
		await otherPort.control.set({ customDomain: domain });
		await otherPort.control.faults.add({ fault, status: fault === 'status' ? 503 : undefined, origin: foreign.origin, match: { pathPattern: 'okta-organization', times: 0 } });
		await expect(read(credential)).rejects.toMatchObject({
			message: `${otherPort.url.slice(7)} did not confirm that ${domain.slice(7)} is the same Okta org`,
			description: expect.stringContaining(`Make sure that n8n can open https://${otherPort.url.slice(7)}/.well-known/okta-organization`),
			failure: { cause },
		});
		await otherPort.control.faults.clear();
		expect(await read(credential)).toBe(3);
	});

	it('a domain that changes during an execution ends the execution', async () => {
		const credential = await connectedCredential(sandbox);
		await sandbox.control.faults.add({ fault: 'slow', ms: 300, match: { pathPattern: '^/api/' } });
		const twice = read(credential, [{ json: {} }, { json: {} }]);
		await sleep(150);
		credential.data.domain = otherOrg.url;
		await expect(twice).rejects.toMatchObject({ message: 'The request does not go to the org in the credential' });
		expect(await paths(otherOrg)).toEqual([]);
	});
});
