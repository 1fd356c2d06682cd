import fc from 'fast-check';
import type { HttpResponse, RequestResult } from '../../../nodes/okta/client/types';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { apiError } from '../../../nodes/okta/errors/apiErrors';
import { tokenError } from '../../../nodes/okta/errors/tokenErrors';
import { collectById } from '../../../nodes/okta/client/pagination';
import { oktaClient } from '../../../nodes/okta/client/oktaClient';
import { parseHttpResponse, parseHttpError } from '../../../nodes/okta/errors/fromN8nError';
import { getGroups, getUser, simplifyUser, userPages, usersPath } from '../../../nodes/okta/users/users';
import { anyCharacter, holds, holdsAsync } from '../../support/fuzz';
import { ok, ScriptedTransport } from '../../support/scriptedTransport';

const ORG = 'https://acme.okta.com';

const word = fc.oneof(fc.constantFrom('E0000006', 'E0000007', 'E0000031', 'E0000047', 'invalid_client', 'insufficient_scope', ''), fc.string({ unit: anyCharacter, maxLength: 8 }));

/** Bodies like those of Okta's errors, with any values, and any other values. */
const body = fc.oneof(
	fc.record({ errorCode: fc.oneof(word, fc.jsonValue()), errorSummary: fc.oneof(word, fc.jsonValue()), errorId: fc.oneof(word, fc.jsonValue()), errorCauses: fc.jsonValue() }, { requiredKeys: [] }),
	fc.record({ error: fc.oneof(word, fc.jsonValue()), error_description: fc.oneof(word, fc.jsonValue()), token_type: word }, { requiredKeys: [] }),
	fc.array(fc.record({ id: fc.oneof(fc.string(), fc.jsonValue()), status: fc.oneof(word, fc.jsonValue()), lastUpdated: fc.jsonValue(), profile: fc.oneof(fc.object(), fc.jsonValue()) }, { requiredKeys: [] })),
	fc.jsonValue(),
	fc.constantFrom(undefined, '<html>', ''),
);

const response: fc.Arbitrary<HttpResponse> = fc.record({
	status: fc.oneof(fc.constantFrom(200, 204, 301, 400, 401, 403, 404, 405, 408, 429, 500, 503), fc.integer()),
	headers: fc.dictionary(fc.constantFrom('www-authenticate', 'x-okta-request-id', 'link', 'date', 'x-rate-limit-reset'), word),
	body,
});

/** Expects an error with a message and a description. */
function expectExplained(error: unknown): void {
	expect(error).toBeInstanceOf(OktaError);
	const { message, description } = error as OktaError;
	for (const text of [message, description]) expect(text).toMatch(/\S/);
	expect(`${message} ${description}`).not.toMatch(/undefined|\[object |NaN/);
}

const rejection = async (reading: Promise<unknown>) =>
	await reading.then(
		() => undefined,
		(error: unknown) => error,
	);

describe('any response', () => {
	it('becomes a result, or an error with a message and a description', async () => {
		const property = fc.asyncProperty(fc.array(response, { minLength: 1, maxLength: 4 }), fc.constantFrom('/api/v1/users?limit=1', '/api/v1/users/x', '/api/v1/meta/schemas/user/default'), async (responses, path) => {
			const transport = new ScriptedTransport([...responses, ...Array.from({ length: 500 }, () => responses[0])]);
			const error = await rejection(oktaClient(transport, { maxWaitMs: 10_000, now: transport.now }).get(path));
			if (error !== undefined) expectExplained(error);
			expectExplained(tokenError(responses[0], { org: ORG, clientId: 'id', scopes: ['a'] }));
		});
		await holdsAsync(property, 500);
	});

	it('instead of a list, a user or groups becomes complete data or an error', async () => {
		const property = fc.asyncProperty(body, async (anyBody) => {
			const client = () => oktaClient(new ScriptedTransport(Array.from({ length: 8 }, () => ok(anyBody))), { maxWaitMs: 0 });
			for (const read of [
				async () => (await collectById(userPages(client(), '/api/v1/users', true))).map(simplifyUser),
				async () => [await getUser(client(), 'jane', true)].map(simplifyUser),
				async () => (await getGroups(client(), `00u${'x'.repeat(17)}`)).groups,
			]) {
				const found = await read().catch((error: unknown) => {
					expectExplained(error);
					return [];
				});
				for (const { id } of found) expect(typeof id).toBe('string');
			}
		});
		await holdsAsync(property, 500);
	});

	it('and any thrown error become a result that can be explained, or nothing', () => {
		const anyError = fc.oneof(
			fc.anything(),
			fc.record({ message: fc.anything(), code: fc.anything(), status: fc.anything(), name: fc.constantFrom('AxiosError', 'NodeApiError', 'Error'), httpCode: fc.anything(), response: fc.anything(), body: fc.oneof(fc.json(), fc.anything()), cause: fc.anything(), messages: fc.anything() }, { requiredKeys: [] }),
		);
		const request = { org: ORG, authentication: 'oAuth2', path: '/api/v1/users' } as const;
		holds(
			fc.property(anyError, (error) => {
				const result: RequestResult | undefined = parseHttpError(error);
				if (result !== undefined) expect(apiError(result, request)).toBeInstanceOf(OktaError);
			}),
			1000,
		);
	});

	it('of n8n is read completely: status, headers and body', () => {
		const fullResponse = fc.record({ statusCode: fc.nat(599), headers: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.nat(), fc.array(fc.string()), fc.anything())), body });
		holds(
			fc.property(fullResponse, (full) => {
				const read = parseHttpResponse(full);
				expect([read.status, read.body]).toEqual([full.statusCode, full.body]);
				for (const value of Object.values(read.headers)) expect(['string', 'undefined']).toContain(typeof value);
			}),
			300,
		);
	});
});

describe('any parameter', () => {
	const text = fc.oneof(fc.string({ unit: anyCharacter }), fc.constantFrom('\ud800', 'a\udfffb', '..', 'a/b', ' ', '%', '?', '#', 'jane@acme.example'));

	it('becomes a path below the org, or is refused by name', async () => {
		const property = fc.asyncProperty(text, text, text, fc.array(fc.oneof(text, fc.constantFrom('firstName', 'x'))), async (key, search, sortBy, attributes) => {
			const transport = new ScriptedTransport(Array.from({ length: 8 }, () => ok([])));
			const client = oktaClient(transport, { maxWaitMs: 0 });
			for (const error of [await rejection(getUser(client, key, true)), await rejection(getGroups(client, key))]) {
				if (error !== undefined) expectExplained(error);
			}
			try {
				transport.paths.push(usersPath({ search, department: key, query: search }, { sortBy, attributes }, 10));
			} catch (error) {
				expectExplained(error);
			}
			for (const path of transport.paths) expect(new URL(ORG + path).href).toBe(ORG + path);
		});
		await holdsAsync(property, 500);
	});
});
