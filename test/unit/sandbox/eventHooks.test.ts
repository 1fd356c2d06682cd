import { sleep } from 'n8n-workflow';
import { openHookEndpoint, type HookCall } from '../../support/hookEndpoint';
import { request, startSandbox, type Sandbox } from '../../support/sandbox';

/** Okta's event hooks, as the sandbox makes them. Their API is checked against Okta's document in test/contract. */

const SECRET = 'a secret of the test';
const EVENTS = ['user.lifecycle.create', 'user.account.update_profile', 'user.lifecycle.deactivate'];

let sandbox: Sandbox;
let endpoint: Awaited<ReturnType<typeof openHookEndpoint>>;
let uri: string;
let calls: HookCall[];
/** How the endpoint answers calls after the verification; null is never. */
let answers: Array<number | null>;

beforeEach(async () => {
	calls = [];
	answers = [];
	sandbox = await startSandbox({ people: 20, deprovisioned: 0 });
	endpoint = await openHookEndpoint(async (call) => {
		calls.push(call);
		if (call.method === 'GET') return await Promise.resolve({ status: 200, body: { verification: call.headers['x-okta-verification-challenge'] } });
		const status = answers.length > 0 ? answers.shift() : 200;
		return typeof status === 'number' ? { status } : undefined;
	});
	uri = endpoint.uri;
});

afterEach(async () => {
	endpoint.close();
	await sandbox.stop();
});

const posts = () => calls.filter(({ method }) => method === 'POST');
const entriesOf = ({ body }: HookCall) => (JSON.parse(body) as { data: { events: Array<{ eventType: string; target: Array<{ id: string }> }> } }).data.events;

async function settled(): Promise<void> {
	while ((await sandbox.control.eventHooks.state()).pending > 0) await sleep(20);
}

it('are verified with a GET that carries the secret, and then called with the entries of their types', async () => {
	await sandbox.createEventHook({ uri, secret: SECRET, events: EVENTS });
	expect(calls).toMatchObject([{ method: 'GET', headers: { authorization: SECRET, 'x-okta-verification-challenge': expect.stringMatching(/^.{20,}$/) } }]);
	const { people } = sandbox.control;
	const [, first, second] = await people.list();
	await people.patch(first.id, { title: 'Hooked' });
	await people.setStatus(second.id, 'SUSPENDED');
	await people.touchPassword(second.id);
	await settled();
	expect(posts()).toMatchObject([{ headers: { authorization: SECRET, 'content-type': 'application/json' } }]);
	expect(JSON.parse(posts()[0].body)).toMatchObject({ eventType: 'com.okta.event_hook', eventId: expect.any(String), source: expect.any(String), eventTime: expect.any(String) });
	expect(posts().flatMap(entriesOf)).toMatchObject([{ eventType: 'user.account.update_profile', target: [{ id: first.id }], debugContext: { debugData: { changedAttributes: 'title' } } }]);
});

it('come in batches', async () => {
	await sandbox.createEventHook({ uri, secret: SECRET, events: EVENTS });
	await sandbox.control.eventHooks.set({ batchMs: 200, batchMax: 4 });
	await sandbox.control.people.bulk({ count: 10, profile: { title: '{n}' } });
	await settled();
	expect(posts().map((call) => entriesOf(call).length)).toEqual([4, 4, 2]);
});

it.each([
	['a 500', 500],
	['no answer within the time', null],
])('are repeated once after %s', async (_what, answer) => {
	await sandbox.createEventHook({ uri, secret: SECRET, events: EVENTS });
	await sandbox.control.eventHooks.set({ timeoutMs: 200 });
	answers = [answer, answer, 200];
	await sandbox.control.people.bulk({ count: 1, profile: { title: 'x' } });
	await settled();
	expect(posts()).toHaveLength(2);
	expect(posts()[0].body).toBe(posts()[1].body);
	expect((await sandbox.control.eventHooks.state()).stats).toMatchObject({ calls: 1, retried: 1, failed: 1 });
});

it('are not repeated after a 4xx', async () => {
	await sandbox.createEventHook({ uri, secret: SECRET, events: EVENTS });
	answers = [401];
	await sandbox.control.people.bulk({ count: 1, profile: { title: 'x' } });
	await settled();
	expect(posts()).toHaveLength(1);
});

it('are lost, repeated and out of order on demand', async () => {
	await sandbox.createEventHook({ uri, secret: SECRET, events: EVENTS });
	await sandbox.control.eventHooks.set({ batchMs: 50, batchMax: 1, loses: 0.3, repeats: 0.3, jitterMs: 100, shuffles: true });
	const { ids } = await sandbox.control.people.bulk({ count: 19, profile: { title: '{n}' } });
	await settled();
	const told = posts().flatMap(entriesOf).map(({ target }) => target[0].id);
	const { stats } = await sandbox.control.eventHooks.state();
	expect(new Set(told).size).toBe(19 - stats.lost);
	expect(told).toHaveLength(19 - stats.lost + stats.repeated);
	expect([stats.lost > 0, stats.repeated > 0]).toEqual([true, true]);
	expect([...new Set(told)]).not.toEqual(ids.filter((id) => told.includes(id)));
});

it('need an endpoint that returns the challenge, and a token that may manage them', async () => {
	const { access_token: token } = await sandbox.connect();
	const refused = await request(`${sandbox.url}/api/v1/eventHooks`, { method: 'POST', headers: { authorization: `Bearer ${token}` }, body: '{}' });
	expect(refused.status).toBe(403);
	await expect(sandbox.createEventHook({ uri: `${sandbox.url}/nothing`, secret: SECRET, events: EVENTS })).rejects.toThrow('400 Api validation failed: The endpoint did not return the verification challenge');
	await expect(sandbox.createEventHook({ uri, secret: SECRET, events: ['user.lifecycle.delete.completed'] })).rejects.toThrow('not eligible');
	await expect(sandbox.createEventHook({ uri: 'http://n8n.acme.com/hook', secret: SECRET, events: EVENTS })).rejects.toThrow('https');
});
