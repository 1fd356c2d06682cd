/** A failed check: what is wrong, and how to fix it. */
export class Finding extends Error {
	/** @param {string} message @param {string} resolution */
	constructor(message, resolution) {
		super(message);
		this.resolution = resolution;
	}
}

const marks = { passed: ['✔', 32], failed: ['✘', 31], skipped: ['–', 90] };

/** Prints the lines of a checklist as the checks finish. */
export class Checklist {
	#counts = { passed: 0, failed: 0, skipped: 0 };

	/** @param {(line: string) => void} print @param {boolean} [colours] */
	constructor(print, colours = false) {
		this.print = print;
		this.colours = colours;
	}

	/** @param {string} text */
	title(text) {
		this.print(`${text}\n`);
	}

	/** @param {string} text printed between two lines, such as what to do next */
	note(text) {
		this.print(`  ${text.replaceAll('\n', '\n  ')}`);
	}

	/** @param {keyof typeof marks} state @param {string} text */
	#line(state, text) {
		const [mark, colour] = marks[state];
		this.#counts[state]++;
		this.print(`${this.colours ? `\x1b[${colour}m${mark}\x1b[0m` : mark} ${text}`);
	}

	/**
	 * Runs a check and prints its line. A check that needs the result of a failed check is skipped.
	 * @template Input, Output
	 * @param {string} name
	 * @param {Input | undefined} input the result of an earlier check
	 * @param {(input: Input) => Promise<{ detail?: string, output: Output }>} check
	 * @returns {Promise<Output | undefined>} undefined when it failed or was skipped
	 */
	async check(name, input, check) {
		if (input === undefined) return void this.#line('skipped', `${name}: not tried`);
		try {
			const { detail, output } = await check(input);
			this.#line('passed', detail ? `${name}: ${detail}` : name);
			return output;
		} catch (error) {
			if (!(error instanceof Finding)) throw error;
			this.#line('failed', `${name}: ${error.message}`);
			this.print(`    → ${error.resolution}`);
			return undefined;
		}
	}

	/** Prints the last line. @returns {boolean} whether all checks passed */
	summary() {
		const { passed, failed, skipped } = this.#counts;
		const well = failed === 0 && skipped === 0;
		this.print(well ? `\nAll ${passed} checks passed: n8n can connect.` : `\n${failed} failed, ${skipped} not tried, ${passed} passed.`);
		return well;
	}
}
