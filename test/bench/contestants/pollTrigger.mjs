/** Okta Trigger, with its own settings but for the events' number in one poll. */
import n8n from '../../support/n8n.js';
import { History } from './histories.mjs';
import { builtCredential, builtNode } from './okta.mjs';

/**
 * @param {string} packageDir
 * @param {import('./histories.mjs').OrgAddress} org
 * @returns {Promise<import('./histories.mjs').Poller>} one trigger as n8n's engine holds it
 */
async function trigger(packageDir, org) {
	const nodeType = builtNode(packageDir, 'OktaTrigger');
	const parameters = { events: ['user.created', 'user.updated', 'user.deactivated'], watch: 'profile', options: {} };
	const context = n8n.pollContext({ nodeType, parameters, credentials: [await builtCredential(packageDir, org)] });
	const state = () => /** @type {any} */ (context.getWorkflowStaticData('node').state);
	return {
		poll: async () => (await nodeType.poll.call(context))?.[0].map((/** @type {any} */ { json }) => json.id) ?? [],
		busy: () => state()?.pass !== undefined,
		stateBytes: () => Buffer.byteLength(JSON.stringify(context.getWorkflowStaticData('node'))),
	};
}

/**
 * @param {{ packageDir: string, org: import('./histories.mjs').OrgAddress, warmUp: import('./histories.mjs').OrgAddress, few: number, many: number, sweep: boolean }} options
 * @param {typeof import('../child.mjs').meter} meter
 * @returns {Promise<Record<string, import('./histories.mjs').Watched>>}
 */
export async function contest({ packageDir, org, warmUp, few, many, sweep }, meter) {
	const practice = new History(warmUp, await trigger(packageDir, warmUp), meter);
	await practice.baseline();
	await practice.idle(3);
	await practice.changes(few, 3);
	await practice.sweep();

	const history = new History(org, await trigger(packageDir, org), meter);
	return {
		baseline: await history.baseline(),
		idle: await history.idle(5),
		few: await history.changes(few, 3),
		...(many > 0 && { many: await history.changes(many, 1) }),
		...(sweep && { sweep: await history.sweep() }),
	};
}
