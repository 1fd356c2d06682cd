import { OktaDirectory } from '../../../../nodes/OktaDirectory/OktaDirectory.node';
import { n8nTransport } from '../../../../nodes/okta/client/transport';
import { connectedCredential, type Sandbox } from '../../../support/connectedCredential';
import { editorContext } from '../../../support/n8n';
import { startSandbox } from '../../../support/sandbox';

let sandbox: Sandbox;
beforeAll(async () => {
	sandbox = await startSandbox({ people: 3 });
});
afterAll(() => sandbox.stop());
beforeEach(() => sandbox.control.faults.clear());

const TIMEOUT_MS = 250;

const transport = async () =>
	await n8nTransport(
		editorContext({ nodeType: new OktaDirectory(), credentials: [await connectedCredential(sandbox)] }),
		TIMEOUT_MS,
	);

describe('a request without a response', () => {
	it('ends after its timeout', async () => {
		const { send } = await transport();
		await sandbox.control.faults.add({ fault: 'hang', match: { pathPattern: '^/api/' } });
		expect(await send('/api/v1/users?limit=1')).toEqual({ reason: 'network', detail: 'ECONNABORTED' });
		expect(await send('/api/v1/users?limit=1')).toMatchObject({ status: 200 });
	});

	it('ends after twice its timeout when the token endpoint does not respond', async () => {
		const { send } = await transport();
		await sandbox.control.oauth.expireAccessTokens();
		await sandbox.control.faults.add({ fault: 'hang', match: { pathPattern: '^/oauth2/v1/token' } });
		expect(await send('/api/v1/users?limit=1')).toEqual({ reason: 'network', detail: 'ETIMEDOUT' });
	});
});

it('a stopped execution ends a wait at once, even if it was stopped before', async () => {
	const stop = new AbortController();
	const context = Object.assign(
		editorContext({ nodeType: new OktaDirectory(), credentials: [await connectedCredential(sandbox)] }),
		{ getExecutionCancelSignal: () => stop.signal },
	);
	const { cancelled, sleep } = await n8nTransport(context, TIMEOUT_MS);
	const start = performance.now();
	const waiting = sleep(3_000);
	stop.abort();
	await waiting;
	await sleep(3_000);
	expect(performance.now() - start).toBeLessThan(1_500);
	expect(cancelled()).toBe(true);
});
