/** What a check that failed says: what is wrong, and how to put it right. */
export class Finding extends Error {
	/** @param {string} message @param {string} cure */
	constructor(message, cure) {
		super(message);
		this.cure = cure;
	}
}

const marks = { passed: ['✔', 32], failed: ['✘', 31], skipped: ['–', 90] };

/** Lines of a checklist, printed as they come. */
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

	/** @param {string} text said between two lines, such as what to do now */
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
	 * One line. A check that needs what an earlier one did not give is skipped.
	 * @template Needed, Given
	 * @param {string} name
	 * @param {Needed | undefined} needed what the check stands on
	 * @param {(needed: Needed) => Promise<{ said?: string, given: Given }>} check
	 * @returns {Promise<Given | undefined>} undefined when it failed or was skipped
	 */
	async check(name, needed, check) {
		if (needed === undefined) return void this.#line('skipped', `${name}: not tried`);
		try {
			const { said, given } = await check(needed);
			this.#line('passed', said ? `${name}: ${said}` : name);
			return given;
		} catch (error) {
			if (!(error instanceof Finding)) throw error;
			this.#line('failed', `${name}: ${error.message}`);
			this.print(`    → ${error.cure}`);
			return undefined;
		}
	}

	/** Prints the last line. @returns {boolean} whether all is well */
	summary() {
		const { passed, failed, skipped } = this.#counts;
		const well = failed === 0 && skipped === 0;
		this.print(well ? `\nAll ${passed} checks passed: n8n can connect.` : `\n${failed} failed, ${skipped} not tried, ${passed} passed.`);
		return well;
	}
}
