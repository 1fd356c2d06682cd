import { appendFileSync } from 'node:fs';
import fc from 'fast-check';

/** The seed of short runs: the same cases on every machine. */
const SHORT_SEED = 20_260_131;

/** What the long runner (test/fuzz/main.mjs) asks for; nothing of it is set in `npm test`. */
const { FUZZ_SECONDS, FUZZ_SEED, FUZZ_PATH, FUZZ_REPORT } = process.env;

/** How a property fared, as the long runner reads it: one line of JSON each. */
export interface Fared {
	/** The test's whole name. */
	property: string;
	runs: number;
	/** Seed, path and shrunk case of the failure, as fast-check words them. */
	failure?: string;
}

const parameters = (runs: number): fc.Parameters<unknown> => {
	if (FUZZ_SECONDS === undefined) return { numRuns: runs, seed: SHORT_SEED, includeErrorInReport: true };
	return {
		numRuns: Number.MAX_SAFE_INTEGER,
		seed: Number(FUZZ_SEED),
		path: FUZZ_PATH,
		interruptAfterTimeLimit: Number(FUZZ_SECONDS) * 1000,
		markInterruptAsFailure: false,
		includeErrorInReport: true,
	};
};

function judged<Values>(details: fc.RunDetails<Values>): void {
	// Without the stack, which leads through fast-check and jest only.
	const failure = details.failed ? fc.defaultReportMessage(details)?.replace(/^\s+at .*\n/gm, '') : undefined;
	if (FUZZ_REPORT !== undefined) {
		const fared: Fared = { property: expect.getState().currentTestName ?? '', runs: details.numRuns, failure };
		appendFileSync(FUZZ_REPORT, `${JSON.stringify(fared)}\n`);
	}
	if (failure !== undefined) throw new Error(failure);
}

/**
 * Tries a property: in `npm test` with few cases that are always the same, under `npm run test:fuzz` with new ones for as
 * long as it gives.
 *
 * @param runs cases of the short run
 * @throws Error with seed, path and shrunk case
 */
export function holds<Values>(property: fc.IProperty<Values>, runs = 100): void {
	judged(fc.check(property, parameters(runs) as fc.Parameters<Values>));
}

/** The same for a property that has to be waited for. */
export async function holdsAsync<Values>(property: fc.IAsyncProperty<Values>, runs = 100): Promise<void> {
	judged(await fc.check(property, parameters(runs) as fc.Parameters<Values>));
}
