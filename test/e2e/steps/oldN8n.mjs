/** The oldest n8n that is tried: what of the other steps holds there. */
import { ensureN8n, OLDEST } from '../n8n/cache.mjs';
import { Stage } from '../stage.mjs';
import * as connection from './connection.mjs';
import * as faults from './faults.mjs';
import * as nodes from './nodes.mjs';
import * as pickers from './pickers.mjs';
import * as reading from './reading.mjs';
import * as serviceApp from './serviceApp.mjs';
import * as signatures from './signatures.mjs';

/**
 * What an old n8n cannot do for us: it renews a token once for every run (its lock came with 2.39), and drops what a
 * credential's own error says beside its message (until 2.34).
 */
const NOT_THERE = /share one renewal|^service app, /;

/** @type {WeakMap<Stage, Promise<Stage>>} */
const stages = new WeakMap();

/** @returns {Promise<Stage>} closed with the other one */
async function open(/** @type {Stage} */ stage) {
	const { packageDir, env } = stage.n8n;
	const old = await Stage.open({ ...(await ensureN8n(OLDEST)), packageDir, env, logName: 'old-n8n' });
	stage.onClose(() => old.close());
	return old;
}

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [nodes, connection, serviceApp, reading, pickers, faults, signatures]
	.flatMap((group) => group.steps)
	.filter(({ name }) => !NOT_THERE.test(name))
	.map(({ name, run }) => ({
		name: `old-n8n ${OLDEST.version}: ${name}`,
		async run(stage) {
			const old = stages.get(stage) ?? open(stage);
			stages.set(stage, old);
			return run(await old);
		},
	}));
