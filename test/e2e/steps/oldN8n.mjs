/** The oldest n8n that is tested: the steps that pass there, and replacements for those that do not. */
import assert from 'node:assert/strict';
import { ensureN8n, OLDEST } from '../n8n/cache.mjs';
import { Stage } from '../stage.mjs';
import * as connection from './connection.mjs';
import * as faults from './faults.mjs';
import * as nodes from './nodes.mjs';
import * as pickers from './pickers.mjs';
import * as reading from './reading.mjs';
import * as serviceApp from './serviceApp.mjs';
import * as signatures from './signatures.mjs';
import * as trigger from './trigger.mjs';

/**
 * Steps that an old n8n cannot pass. Before 2.39 it has no lock and renews the token in every run; before 2.34 it drops the
 * description of a credential's error.
 */
const NOT_THERE = /share one renewal|^service app, /;

const people = 450;

/** README, "Single-page app", 5. */
const GRACE_SECONDS = 60;

/** @type {import('../runner.mjs').Step<Stage>[]} */
const inPlace = [
	{
		name: "four parallel runs with an expired token each renew it within Okta's grace period, twice in a row",
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people, reuseGraceSeconds: GRACE_SECONDS });
			await org.control.set({ tokenLatencyMs: 400 });
			for (let round = 1; round <= 2; round++) {
				await org.control.oauth.expireAccessTokens();
				await Promise.all([1, 2, 3, 4].map(() => connection.readAllUsers(stage, credential)));
			}
			const { refreshes, reuseDetections } = await org.control.stats();
			assert.equal(reuseDetections, 0);
			return `${refreshes} renewals for 8 runs`;
		},
	},
];

/** @type {WeakMap<Stage, Promise<Stage>>} */
const stages = new WeakMap();

/** @returns {Promise<Stage>} closes with the other stage */
async function open(/** @type {Stage} */ stage) {
	const { packageDir, env } = stage.n8n;
	const old = await Stage.open({ ...(await ensureN8n(OLDEST)), packageDir, env, logName: 'old-n8n' });
	stage.onClose(() => old.close());
	return old;
}

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [nodes, connection, serviceApp, reading, pickers, faults, signatures, trigger]
	.flatMap((group) => group.steps)
	.filter(({ name }) => !NOT_THERE.test(name))
	.concat(inPlace)
	.map(({ name, run, together }) => ({
		name: `old-n8n ${OLDEST.version}: ${name}`,
		together,
		async run(stage) {
			const old = stages.get(stage) ?? open(stage);
			stages.set(stage, old);
			return run(await old);
		},
	}));
