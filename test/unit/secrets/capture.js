const { LoggerProxy } = require('n8n-workflow');
const { everythingIn } = require('../../support/secrets');

const LEVELS = /** @type {const} */ (['error', 'warn', 'info', 'debug']);

/** Captures what is logged, written and thrown, by place. */
class Capture {
	/** @type {[where: string, text: string][]} */
	#texts = [];

	/**
	 * Captures all calls of n8n's logger at every level, of the console, and of both standard streams.
	 *
	 * @param {import('n8n-workflow').Logger} logger
	 */
	constructor(logger) {
		for (const level of LEVELS) {
			const take = (/** @type {unknown[]} */ ...given) => this.add(`log at ${level}`, given);
			jest.spyOn(logger, level).mockImplementation(take);
			jest.spyOn(console, level).mockImplementation(take);
		}
		jest.spyOn(/** @type {any} */ (logger), 'scoped').mockImplementation(() => logger);
		jest.spyOn(console, 'log').mockImplementation((...given) => this.add('console', given));
		for (const stream of [process.stdout, process.stderr]) {
			jest.spyOn(stream, 'write').mockImplementation((chunk) => {
				this.add('standard stream', String(chunk));
				return true;
			});
		}
		LoggerProxy.init(logger);
	}

	/** @param {string} where @param {unknown} what */
	add(where, what) {
		this.#texts.push([where, everythingIn(what)]);
	}

	/** @returns {Record<string, number>} the number of captured texts by kind of place */
	get counts() {
		/** @type {Record<string, number>} */
		const counts = {};
		for (const [where] of this.#texts) {
			const kind = where.replace(/:.*/, '');
			counts[kind] = (counts[kind] ?? 0) + 1;
		}
		return counts;
	}

	/** Returns every secret found with its place, and clears the captured texts. @param {{ in(text: string): string[] }} secrets @returns {string[]} */
	leaks(secrets) {
		return this.#texts.splice(0).flatMap(([where, text]) => secrets.in(text).map((found) => `${where}: ${found}`));
	}
}

/** Ways to write outside of n8n. */
const write = {
	console: (/** @type {unknown} */ what) => console.log(what),
	stream: (/** @type {string} */ text) => void process.stdout.write(text),
};

module.exports = { Capture, write };
