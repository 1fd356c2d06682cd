import { distance } from 'fastest-levenshtein';

/** How many letters may differ between two names that are taken for each other. */
const MAX_DISTANCE = 2;

/** Comparing two names takes time in proportion to both lengths. No name in Okta is longer. */
const MAX_LENGTH = 100;

/** The known name that was probably meant; undefined when none is close. */
export function suggest(name: string, known: Iterable<string>): string | undefined {
	if (name.length > MAX_LENGTH) return undefined;
	let best: string | undefined;
	// At most half of a short name may differ.
	let least = Math.min(MAX_DISTANCE, Math.ceil(name.length / 2) - 1) + 1;
	for (const candidate of known) {
		// Long names would take time and are never close.
		if (Math.abs(candidate.length - name.length) >= least) continue;
		const candidateDistance = distance(name.toLowerCase(), candidate.toLowerCase());
		if (candidateDistance < least) [best, least] = [candidate, candidateDistance];
	}
	return best;
}
