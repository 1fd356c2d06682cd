/**
 * Runs one contestant in this process and writes what it took to standard output, as one line of JSON.
 *
 *     node test/bench/child.mjs <contestant> <options as JSON>
 *
 * A process for each, so that neither peaks of memory nor warm code pass from one to the next.
 */

/**
 * @typedef {{ ms: number, cpuMs: number, startBytes: number, peakBytes: number }} Usage - wall time, CPU time of all threads of
 *   the process, memory before the work, and its highest point until the end of it
 */

/**
 * Takes the time and the memory of some work.
 *
 * @template T
 * @param {() => Promise<T>} work
 * @returns {Promise<{ result: T, usage: Usage }>}
 */
export async function meter(work) {
	globalThis.gc?.();
	const startBytes = process.memoryUsage.rss();
	const cpu = process.cpuUsage();
	const start = performance.now();
	const result = await work();
	const ms = performance.now() - start;
	const { user, system } = process.cpuUsage(cpu);
	// of the whole life of the process: a warm-up has to be smaller than the work
	const peakBytes = process.resourceUsage().maxRSS * 1024;
	return { result, usage: { ms, cpuMs: (user + system) / 1000, startBytes, peakBytes } };
}

const [contestant, options] = process.argv.slice(2);
const { contest } = await import(new URL(`./contestants/${contestant}.mjs`, import.meta.url).href);
// kept connections and n8n-core's timers would keep the process alive
process.stdout.write(`${JSON.stringify(await contest(JSON.parse(options), meter))}\n`, () => process.exit());
