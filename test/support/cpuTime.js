/**
 * The CPU time of this process that a function takes. Unlike the clock's time, other programs do not slow it down.
 *
 * @param {() => unknown} run
 * @returns {number} milliseconds
 */
function cpuMs(run) {
	const start = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

module.exports = { cpuMs };
