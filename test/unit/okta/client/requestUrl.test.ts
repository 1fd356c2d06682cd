import fc from 'fast-check';
import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { OktaDirectory } from '../../../../nodes/OktaDirectory/OktaDirectory.node';
import { requestUrl } from '../../../../nodes/okta/client/requestUrl';
import { EDITOR_TIMEOUTS } from '../../../../nodes/okta/client/timeouts';
import { connect, n8nTransport } from '../../../../nodes/okta/client/transport';
import { OktaError } from '../../../../nodes/okta/errors/OktaError';
import { getSchema } from '../../../../nodes/okta/users/schemas';
import { connectedCredential, type Sandbox } from '../../../support/connectedCredential';
import { openForeignServer } from '../../../support/foreignServer';
import { anyCharacter, holds, holdsAsync } from '../../../support/fuzz';
import { editorContext } from '../../../support/n8n';
import { startSandbox } from '../../../support/sandbox';

let sandbox: Sandbox;
let foreign: Awaited<ReturnType<typeof openForeignServer>>;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 60, deprovisioned: 0 });
	foreign = await openForeignServer();
});
afterAll(async () => {
	foreign.close();
	await sandbox.stop();
});
beforeEach(() => sandbox.control.faults.clear());

const { methods } = new OktaDirectory();

/** What may stand before, in or instead of a host. */
const piece = fc.constantFrom(
	'@', '//', '/\\', '\\\\', '\\', '/', ':', '.', '..', '?', '#', '%2f', '%40', '%00', '\t', '\n', '\r', '\0', ' ', '\u3002', '\uff0f', '\u2028', 'ⓔ', 'https:', 'HTTPS://', 'http://', 'javascript:',
	'evil.example', '.evil.example', 'user:hush@', ':8443', '1', 'acme.okta.com', 'ACME.OKTA.COM', '127.0.0.1', 'localhost', 'api/v1/users', '/api/v1/users', '/api/v1/users?after=x&limit=50', '/oauth2/v1/token',
);

/** Whatever may arrive as a path, a page token or a link, with the address of the foreign server in it. */
const odd = (host: string) =>
	fc.oneof(
		{ weight: 6, arbitrary: fc.array(fc.oneof(piece, fc.constant(host)), { maxLength: 7 }).map((parts) => parts.join('')) },
		{ weight: 1, arbitrary: fc.string({ unit: anyCharacter }) },
		{ weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true }) },
	);

/** An n8n without `allowedDomains`, as before 2.41: it sends whatever it is asked to. */
function recordingContext(domain: string, { link, body = [{ id: '1' }] }: { link?: string; body?: unknown } = {}) {
	const urls: string[] = [];
	const context = {
		getNode: () => ({ name: 'Okta Directory', parameters: {} }),
		getCredentials: async () => ({ domain, oauthTokenData: { access_token: 'hush' } }),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: { url: string }) => {
				urls.push(request.url);
				return { statusCode: 200, headers: link === undefined ? {} : { link }, body };
			},
		},
	};
	return { context: context as unknown as ILoadOptionsFunctions, urls };
}

describe('a request', () => {
	it.each(['https://acme.okta.com', 'http://127.0.0.1:3000', 'https://login.acme.co.uk:8443'])('below %s goes nowhere else, whatever its path is', async (org) => {
		const { context, urls } = recordingContext(org);
		const { send } = await n8nTransport(context, 1000);
		await holdsAsync(
			fc.asyncProperty(odd('evil.example:81'), async (path) => {
				urls.length = 0;
				await send(path).catch((error: unknown) => expect(error).toMatchObject({ name: 'OktaError', kind: 'link' }));
				for (const url of urls) expect([new URL(url).origin, new URL(url).username, new URL(url).href]).toEqual([org, '', url]);
			}),
			1000,
		);
	});

	it('keeps every path of our own as it is', () => {
		const path = fc.webUrl({ withQueryParameters: true }).map((url) => new URL(url)).map(({ pathname, search }) => `/api/v1/users${pathname}${search}`);
		holds(
			fc.property(path, (given) => {
				expect(requestUrl('https://acme.okta.com', given)).toBe(`https://acme.okta.com${given}`);
			}),
			500,
		);
	});

	it.each(['@evil.example/x', '//evil.example/x', '/\\evil.example/x', '/\t/evil.example/x', 'https://evil.example/', '.evil.example/x', ':81/x', '1/x', '', 'api/v1/users', '/api/v1/users\n?x', '/api/v1/users\\x'])('is refused for the path %j', (path) => {
		const request = () => requestUrl('https://acme.okta.com', path);
		expect(request).toThrow(OktaError);
		expect(request).toThrow(
			expect.objectContaining({
				kind: 'link',
				message: "The link does not lead to the org's API",
				description: "The access token is sent to https://acme.okta.com only. Check whether a proxy between n8n and Okta changes Okta's responses.",
			}),
		);
	});
});

describe('in n8n', () => {
	const context = async () => editorContext({ nodeType: new OktaDirectory(), credentials: [await connectedCredential(sandbox)] });

	it('no page token of the editor makes a request elsewhere, or for anything but the next page of users', async () => {
		const opened = await context();
		const { host } = new URL(foreign.origin.replace('localhost', '127.0.0.1'));
		const listed = /^limit=50&fields=[^&]*&after=[^&]*$/;
		await sandbox.control.clearLog();
		await holdsAsync(
			fc.asyncProperty(odd(host), async (token) => {
				if (token === '') return;
				await methods.listSearch.searchUsers.call(opened, undefined, token).catch((error: Error) => expect(error.message).toMatch(/list cannot be continued|no longer accepts the link to this page/));
			}),
			150,
		);
		expect(foreign.seen).toEqual([]);
		for (const { path, query } of await sandbox.control.log()) expect([path, query]).toEqual(['/api/v1/users', expect.stringMatching(listed)]);
	});

	it.each(['@HOST/x', ':81@HOST/x', '/../@HOST', '//HOST/x', '/\\HOST/x'])('the page token %s is refused with a reason', async (pattern) => {
		const { host } = new URL(foreign.origin.replace('localhost', '127.0.0.1'));
		const opened = await context();
		await expect(methods.listSearch.searchUsers.call(opened, undefined, pattern.replace('HOST', host))).rejects.toMatchObject({
			message: 'The list cannot be continued from this page token',
			description: 'Open the list again.',
		});
		expect(foreign.seen).toEqual([]);
	});

	it.each([
		['to another host', () => foreign.origin],
		['to another port', () => foreign.origin.replace('localhost', '127.0.0.1')],
		['within the org', () => sandbox.url],
	])('no redirect %s is followed', async (_where, origin) => {
		const { send } = await n8nTransport(await context(), 1000);
		await sandbox.control.clearLog();
		await sandbox.control.faults.add({ fault: 'crossOriginRedirect', origin: origin(), match: { pathPattern: '^/api/' } });
		expect(await send('/api/v1/users?limit=1')).toMatchObject({ reason: 'redirected' });
		expect(await sandbox.control.log()).toHaveLength(1);
		expect(foreign.seen).toEqual([]);
	});
});

describe('a link of Okta', () => {
	it('is followed to the org only, however it is written', async () => {
		const org = 'https://acme.okta.com';
		await holdsAsync(
			fc.asyncProperty(odd('evil.example:81'), fc.constantFrom('', org, 'HTTPS://ACME.OKTA.COM', 'https://user:hush@acme.okta.com', 'https://acme.okta.com:8443'), async (path, start) => {
				const { context, urls } = recordingContext(org, { link: `<${start}${path.replace(/[<>\r\n]/g, '')}>; rel="next"` });
				await methods.listSearch.searchUsers.call(context).catch(() => undefined);
				await methods.loadOptions.getAttributes.call(context).catch(() => undefined);
				await methods.listSearch.searchUserTypes.call(context).catch(() => undefined);
				expect(urls.length).toBeGreaterThan(0);
				for (const url of urls) expect([new URL(url).origin, new URL(url).username]).toEqual([org, '']);
			}),
			500,
		);
	});

	it("to a user type's schema is followed within the API of the org only", async () => {
		const org = 'https://acme.okta.com';
		const start = fc.constantFrom('', org, `${org}/api/v1/meta/schemas/user/`, `${org}/api/v1/meta/schemas/user/../../../../../`, 'https://user:hush@acme.okta.com/api/v1/meta/schemas/user/', 'HTTPS://ACME.OKTA.COM/api/v1/meta/schemas/user/');
		await holdsAsync(
			fc.asyncProperty(odd('evil.example:81'), start, async (path, before) => {
				const { context, urls } = recordingContext(org, { body: { id: 'oty1', _links: { schema: { href: before + path } } } });
				await getSchema(await connect(context, EDITOR_TIMEOUTS), 'oty1').catch((error: unknown) => expect(error).toBeInstanceOf(OktaError));
				expect(urls[0]).toBe(`${org}/api/v1/meta/types/user/oty1`);
				for (const url of urls) expect(new URL(url).href.startsWith(`${org}/api/v1/`)).toBe(true);
			}),
			500,
		);
	});
});
