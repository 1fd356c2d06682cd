/** Okta Event Hook Trigger beside Okta Trigger, as in the example workflow: the time from a change to its item, and each change once. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { root } from '../../support/run.mjs';

const SECRET = `secret-${randomUUID()}`;
const TYPES = ['user.lifecycle.create', 'user.account.update_profile', 'user.lifecycle.deactivate'];
const HOOK = 'Okta Event Hook Trigger';
const TRIGGER = 'Okta Trigger';

/** Longer than n8n's minute between two polls. */
const POLL_MS = 75_000;

/**
 * @typedef {object} Arrival
 * @property {string} change - user and time of the change
 * @property {string} eventId
 * @property {string} from - the trigger
 * @property {number} at - when its execution ended, epoch milliseconds
 * @property {any} item
 */

/** The example workflow, active, with an org of its own. */
class HookWatch {
	/** @param {import('../stage.mjs').Stage} stage @param {import('../stage.mjs').Connected} connected @param {any} workflow */
	constructor(stage, { org }, workflow) {
		this.stage = stage;
		this.org = org;
		this.workflow = workflow;
		/** @type {Set<string>} */
		this.seen = new Set();
		/** Items behind Remove Duplicates. @type {Arrival[]} */
		this.passed = [];
		/** Items of both triggers. @type {Arrival[]} */
		this.given = [];
		const hook = workflow.nodes.find((/** @type {any} */ { name }) => name === HOOK);
		this.url = `${stage.n8n.url}/webhook/${hook?.webhookId}/okta`;
	}

	/**
	 * @param {import('../stage.mjs').Stage} stage
	 * @param {{ people: number, loses?: string[] }} options - `loses`: triggers that are left out
	 */
	static async start(stage, { people, loses = [] }) {
		const connected = await stage.connectOrg({ people, deprovisioned: 0 });
		const secret = await stage.session.createCredential(`Event hook ${randomUUID().slice(0, 8)}`, 'oktaEventHookApi', { secret: SECRET });
		const example = JSON.parse(readFileSync(join(root, 'test', 'workflows', 'event-hook-with-poll.json'), 'utf8'));
		const nodes = example.nodes.filter((/** @type {any} */ { name, type }) => !loses.includes(name) && !type.endsWith('.stickyNote'));
		for (const node of nodes) {
			node.id = randomUUID();
			if (node.webhookId) node.webhookId = randomUUID();
			if (node.name === HOOK) node.credentials = { oktaEventHookApi: secret, oktaOAuth2Api: connected.credential };
			if (node.name === TRIGGER) node.credentials = { oktaOAuth2Api: connected.credential };
		}
		const connections = Object.fromEntries(Object.entries(example.connections).filter(([name]) => !loses.includes(name)));
		const workflow = await stage.session.importWorkflow({ ...example, nodes, connections });
		const { status, triggers } = await stage.session.activate(workflow);
		assert.equal(status, 'published', triggers.find(({ errorMessage }) => errorMessage)?.errorMessage ?? status);
		const watch = new HookWatch(stage, connected, workflow);
		if (!loses.includes(HOOK)) await connected.org.createEventHook({ uri: watch.url, secret: SECRET, events: TYPES });
		return watch;
	}

	/** Reads the executions that ended since the last call. */
	async read() {
		const { session } = this.stage;
		const filter = encodeURIComponent(JSON.stringify({ workflowId: this.workflow.id }));
		for (let lastId = ''; ;) {
			const { results } = await session.api('GET', `/executions?limit=100&filter=${filter}${lastId && `&lastId=${lastId}`}`);
			const fresh = results.filter((/** @type {any} */ { id, status }) => !this.seen.has(String(id)) && ['success', 'error', 'crashed'].includes(status));
			for (const { id, stoppedAt } of fresh) {
				const execution = await session.execution(id);
				assert.equal(execution.status, 'success', execution.error?.message);
				const from = [HOOK, TRIGGER].find((name) => execution.items(name).length > 0) ?? '';
				const arrival = (/** @type {any} */ { json }) => ({ change: `${json.event} ${json.id} ${json.occurredAt}`, eventId: json.eventId, from, at: Date.parse(stoppedAt), item: json });
				this.given.push(...execution.items(from).map(arrival));
				this.passed.push(...execution.items('Remove Duplicates').map(arrival));
				this.seen.add(String(id));
			}
			if (results.length < 100 || fresh.length === 0) return;
			lastId = String(results.at(-1).id);
		}
	}

	/** Waits until no hook is under way and the next poll has ended. */
	async settle() {
		while ((await this.org.control.eventHooks.state()).pending > 0) await sleep(200);
		await sleep(POLL_MS);
		await this.read();
	}

	/** The arrivals of each change, the first one first. @param {Arrival[]} arrivals */
	static byChange(arrivals) {
		/** @type {Map<string, Arrival[]>} */
		const byChange = new Map();
		for (const arrival of [...arrivals].sort((a, b) => a.at - b.at)) byChange.set(arrival.change, [...(byChange.get(arrival.change) ?? []), arrival]);
		return byChange;
	}

	/** Milliseconds from each change, as the System Log has it, to its item. */
	async latencies() {
		const log = await this.org.control.systemLog.list();
		const published = new Map(log.map((event) => [event.targets[0]?.id, event.published]));
		return this.passed.map(({ item, at }) => at - (published.get(item.id) ?? NaN)).sort((a, b) => a - b);
	}

	async stop() {
		await this.stage.session.deactivate(this.workflow);
	}
}

/** @param {number[]} sorted @param {number} share */
const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];

/** @param {number[]} latencies */
const figures = (latencies) => `p50 ${(percentile(latencies, 0.5) / 1000).toFixed(1)} s, p99 ${(percentile(latencies, 0.99) / 1000).toFixed(1)} s`;

/** @param {HookWatch} watch @param {number} count @param {string} text */
async function changeSlowly(watch, count, text) {
	const ids = (await watch.org.control.people.list()).slice(1, count + 1).map(({ id }) => id);
	for (const id of ids) {
		await watch.org.control.people.patch(id, { title: `${text} ${id}` });
		await sleep(1000);
	}
	return ids;
}

/** @param {HookWatch} watch @param {string[]} ids - who changed once each */
function expectEachOnce(watch, ids) {
	const wrong = ids.filter((id) => watch.passed.filter(({ item }) => item.id === id).length !== 1);
	const sample = wrong.slice(0, 3).map((id) => watch.given.filter(({ item }) => item.id === id).map(({ from, eventId, at }) => `${from} ${eventId} ${at}`));
	assert.deepEqual([wrong.length, sample], [0, []], 'changes that did not arrive exactly once');
	assert.equal(watch.passed.length, ids.length);
}

/** The number of changes that each trigger brought first. @param {HookWatch} watch */
const shares = ({ passed }) => [HOOK, TRIGGER].map((name) => `${passed.filter(({ from }) => from === name).length} by ${name === HOOK ? 'hook' : 'poll'}`).join(', ');

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
const cases = [
	{
		name: 'event hook: 1,000 changes in a minute, each once behind Remove Duplicates',
		async run(stage) {
			const watch = await HookWatch.start(stage, { people: 1100 });
			/** @type {string[]} */
			const ids = [];
			const start = Date.now();
			for (let wave = 0; wave < 50; wave++) {
				ids.push(...(await watch.org.control.people.bulk({ count: 20, skip: 1 + wave * 20, profile: { title: 'Minute {n}' } })).ids);
				await sleep(Math.max(0, start + (wave + 1) * 1200 - Date.now()));
			}
			const seconds = Math.round((Date.now() - start) / 1000);
			await watch.settle();
			const { stats } = await watch.org.control.eventHooks.state();
			expectEachOnce(watch, ids);
			await watch.stop();
			return `${ids.length} changes in ${seconds} s, ${stats.calls} hooks, ${stats.retried} of them answered only when repeated, ${stats.failed} never; ${shares(watch)}; ${figures(await watch.latencies())}`;
		},
	},
	{
		name: 'event hook: refuses every other caller without an execution, and answers within 3 seconds while Okta is slow',
		async run(stage) {
			const watch = await HookWatch.start(stage, { people: 20, loses: [TRIGGER] });
			const [, person] = await watch.org.control.people.list();
			const json = { 'content-type': 'application/json' };
			const entry = { eventType: 'user.account.update_profile', published: new Date().toISOString(), outcome: { result: 'SUCCESS' }, target: [{ id: person.id, type: 'User' }] };
			const body = JSON.stringify({ eventType: 'com.okta.event_hook', data: { events: [entry] } });
			/** @type {[string, RequestInit, number][]} */
			const requests = [
				['no secret', { method: 'POST', headers: json, body }, 401],
				['a wrong secret', { method: 'POST', headers: { ...json, authorization: `${SECRET}x` }, body }, 401],
				['a verification without the secret', { headers: { 'x-okta-verification-challenge': 'challenge' } }, 401],
				['no challenge', { headers: { authorization: SECRET } }, 400],
				['malformed JSON', { method: 'POST', headers: { ...json, authorization: SECRET }, body: '{"eventType":' }, 422],
				['another content type', { method: 'POST', headers: { authorization: SECRET, 'content-type': 'text/plain' }, body }, 415],
				['1 MB', { method: 'POST', headers: { ...json, authorization: SECRET }, body: JSON.stringify({ x: 'x'.repeat(1_000_000) }) }, 400],
				['1 MB without the secret', { method: 'POST', headers: json, body: JSON.stringify({ x: 'x'.repeat(1_000_000) }) }, 401],
				['an unknown event type', { method: 'POST', headers: { ...json, authorization: SECRET }, body: body.replace('update_profile', 'something_new') }, 204],
				['a group', { method: 'POST', headers: { ...json, authorization: SECRET }, body: body.replace('"User"', '"UserGroup"') }, 204],
			];
			for (const [what, init, status] of requests) {
				const answer = await fetch(watch.url, init);
				const text = await answer.text();
				assert.equal(answer.status, status, `${what}: ${text}`);
				if (status === 401 || status === 204) assert.equal(text, '', what);
			}
			await sleep(2000);
			await watch.read();
			assert.equal(watch.seen.size, 0, 'no execution');
			const log = readFileSync(stage.n8n.logFile, 'utf8');
			assert.match(log, /refused a request with status 401, because its secret is not the one in the credential/);
			assert.ok(!log.includes(SECRET) && !log.includes('xxxxxxxx'));

			await watch.org.control.faults.add({ fault: 'slow', ms: 5_000, match: { pathPattern: '/api/v1/users/', times: 10 } });
			await watch.org.control.people.patch(person.id, { title: 'Slow' });
			while (watch.passed.length === 0) {
				await sleep(500);
				await watch.read();
			}
			const { stats } = await watch.org.control.eventHooks.state();
			assert.deepEqual([stats.retried, stats.failed], [0, 0]);
			await watch.stop();
			return `answered after ${stats.slowestMs} ms`;
		},
	},
	{
		name: 'event hook: a test event in the editor comes by the test URL',
		async run(stage) {
			const watch = await HookWatch.start(stage, { people: 20, loses: [TRIGGER] });
			await watch.stop();
			const { session } = stage;
			await session.api('POST', `/workflows/${watch.workflow.id}/run`, { workflowData: watch.workflow, triggerToStartFrom: { name: HOOK } });
			const uri = watch.url.replace('/webhook/', '/webhook-test/');
			await watch.org.createEventHook({ uri, secret: SECRET, events: TYPES });
			assert.equal((await fetch(uri, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })).status, 401);
			const [, person] = await watch.org.control.people.list();
			await watch.org.control.people.patch(person.id, { title: 'Tested' });
			for (let tries = 0; watch.passed.length === 0 && tries < 60; tries++) {
				await sleep(500);
				await watch.read();
			}
			assert.deepEqual(watch.passed.map(({ item }) => [item.event, item.id, item.test, item.profile.title]), [['user.updated', person.id, true, 'Tested']]);
		},
	},
	{
		name: 'event hook: the time from a change to its item, by hook and by poll',
		async run(stage) {
			const [hook, poll] = await Promise.all([HookWatch.start(stage, { people: 60, loses: [TRIGGER] }), HookWatch.start(stage, { people: 60, loses: [HOOK] })]);
			const [byHook, byPoll] = await Promise.all([hook, poll].map(async (watch) => await changeSlowly(watch, 50, 'Timed')));
			await Promise.all([hook.settle(), poll.settle()]);
			expectEachOnce(hook, byHook);
			expectEachOnce(poll, byPoll);
			const [hookTimes, pollTimes] = [await hook.latencies(), await poll.latencies()];
			assert.ok(percentile(hookTimes, 0.99) < 10_000, `by hook: ${figures(hookTimes)}`);
			await Promise.all([hook.stop(), poll.stop()]);
			return `50 changes: hook ${figures(hookTimes)}; poll ${figures(pollTimes)}`;
		},
	},
	{
		name: 'event hook: hooks that are lost, repeated and out of order, each change once behind Remove Duplicates',
		async run(stage) {
			const watch = await HookWatch.start(stage, { people: 260 });
			await watch.org.control.eventHooks.set({ batchMax: 5, loses: 0.2, repeats: 0.3, jitterMs: 8_000, shuffles: true });
			/** @type {string[]} */
			const ids = [];
			for (let wave = 0; wave < 20; wave++) {
				ids.push(...(await watch.org.control.people.bulk({ count: 12, skip: 1 + wave * 12, profile: { title: 'Disorder {n}' } })).ids);
				await sleep(1500);
			}
			await watch.settle();
			const { stats } = await watch.org.control.eventHooks.state();
			expectEachOnce(watch, ids);
			assert.ok(stats.lost > 0 && stats.repeated > 0);
			await watch.stop();
			return `${ids.length} changes, ${stats.lost} lost, ${stats.repeated} of ${stats.calls} hooks repeated, ${stats.failed} without an answer; ${shares(watch)}`;
		},
	},
];

/** These mostly wait for polls, as the steps of Okta Trigger do, which run next. */
const WAITING = /the time from|lost, repeated/;

export const steps = cases.map((step) => (WAITING.test(step.name) ? { ...step, together: 'trigger' } : step));
