/**
 * CPU time of a function, in milliseconds. Other programs slow down the clock's time, but not this.
 *
 * @param {() => unknown} run
 * @returns {number}
 */
function cpuMs(run) {
	const start = process.cpuUsage();
	run();
	const { user, system } = process.cpuUsage(start);
	return (user + system) / 1000;
}

module.exports = { cpuMs };
