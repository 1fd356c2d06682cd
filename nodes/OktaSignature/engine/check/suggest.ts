/** Letters that may differ for two names to be taken for each other. */
const MAX_DISTANCE = 2;

/** Insertions, deletions and replacements that make one text the other (Levenshtein). */
function distance(a: string, b: string): number {
	let row = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const next = [i];
		for (let j = 1; j <= b.length; j++) {
			next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1)));
		}
		row = next;
	}
	return row[b.length];
}

/** The known name that somebody probably meant; undefined when none is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
	let best: string | undefined;
	// Half a short name must not be replaced.
	let least = Math.min(MAX_DISTANCE, Math.ceil(name.length / 2) - 1) + 1;
	for (const candidate of known) {
		const away = distance(name.toLowerCase(), candidate.toLowerCase());
		if (away < least) [best, least] = [candidate, away];
	}
	return best;
}
