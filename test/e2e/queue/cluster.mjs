/**
 * n8n in queue mode: one main, two workers, Redis, PostgreSQL, with our package on all three.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { N8nServer } from '../n8n/server.mjs';
import { Stage } from '../stage.mjs';
import { startPostgres, startRedis } from './services.mjs';

const WORKERS = 2;

/** How many executions a worker runs at once. n8n warns below this number. */
export const AT_ONCE = 5;

/** A stage whose n8n runs every execution on a worker. */
export class Cluster extends Stage {
	/** @type {N8nServer[]} */
	workers = [];

	/**
	 * @param {{ node: string, n8n: string, packageDir: string }} options
	 * @returns {Promise<Cluster>} rejects if a part does not start, after stopping the others
	 */
	static async open(options) {
		/** @type {(() => Promise<void>)[]} */
		const stops = [];
		const stop = async () => {
			for (const part of stops) await part();
		};
		try {
			const redis = await startRedis();
			stops.unshift(redis.stop);
			const postgres = await startPostgres();
			stops.unshift(postgres.stop);
			const env = {
				EXECUTIONS_MODE: 'queue',
				OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
				N8N_CONCURRENCY_PRODUCTION_LIMIT: String(AT_ONCE),
				N8N_ENCRYPTION_KEY: randomBytes(16).toString('hex'),
				QUEUE_BULL_REDIS_HOST: '127.0.0.1',
				QUEUE_BULL_REDIS_PORT: String(redis.port),
				DB_TYPE: 'postgresdb',
				DB_POSTGRESDB_HOST: '127.0.0.1',
				DB_POSTGRESDB_PORT: String(postgres.port),
				DB_POSTGRESDB_USER: postgres.user,
				DB_POSTGRESDB_DATABASE: 'postgres',
			};
			const cluster = /** @type {Cluster} */ (await super.open({ ...options, env, logName: 'queue-main' }));
			stops.unshift(() => cluster.n8n.dispose());
			for (let number = 1; number <= WORKERS; number++) {
				const worker = new N8nServer({ ...options, env, command: 'worker', logName: `queue-worker-${number}` });
				stops.unshift(() => worker.dispose());
				cluster.workers.push(worker);
				await worker.start();
			}
			cluster.onClose(stop);
			return cluster;
		} catch (error) {
			await stop();
			throw error;
		}
	}

	/** @returns {string} the ends of all logs */
	logTail() {
		return [this.n8n, ...this.workers].map((server) => server.logTail()).join('\n');
	}

	/** @returns {number[]} how many executions each worker has run, according to its log */
	executions() {
		return this.workers.map((worker) => [...readFileSync(worker.logFile, 'utf8').matchAll(/Worker started execution/g)].length);
	}
}
