/** Queue mode. The first of these steps starts the cluster. */
import { Cluster } from '../queue/cluster.mjs';
import { steps as clusterSteps } from '../queue/steps.mjs';

/** @typedef {import('../stage.mjs').Stage} Stage */

/** @type {WeakMap<Stage, Promise<Cluster>>} */
const clusters = new WeakMap();

/** @returns {Promise<Cluster>} closes with the stage */
async function open(/** @type {Stage} */ stage) {
	const cluster = await Cluster.open({ ...stage.n8n.program, packageDir: stage.n8n.packageDir });
	stage.onClose(() => cluster.close());
	return cluster;
}

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = clusterSteps.map(({ name, run }) => ({
	name,
	async run(stage) {
		const opening = clusters.get(stage) ?? open(stage);
		clusters.set(stage, opening);
		const cluster = await opening;
		try {
			return await run(cluster);
		} catch (error) {
			// The runner prints only the other n8n's log.
			console.log(cluster.logTail());
			throw error;
		}
	},
}));
