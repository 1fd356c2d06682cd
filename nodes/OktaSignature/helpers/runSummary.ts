import { formatNumber } from '../../okta/formatNumber';

/** What the summary counts besides people, in its order and words. */
const PARTS = {
	changed: 'changed',
	tooLong: 'too long',
	requiredMissing: 'without a required field',
	leftOutRequiredMissing: 'left out because a required field is empty',
	leftOutNoRule: 'left out because no rule matches them',
	errors: 'with an error',
} as const;

export type SummaryPart = keyof typeof PARTS;

/**
 * One line about a run, such as "500 people: 12 changed, 3 too long".
 * @param counts people by what happened to them
 * @returns undefined when there is nothing to tell
 */
export function summarize(people: number, counts: Readonly<Partial<Record<SummaryPart, number>>>): string | undefined {
	const parts = (Object.keys(PARTS) as SummaryPart[])
		.filter((part) => (counts[part] ?? 0) > 0)
		.map((part) => `${formatNumber(counts[part] ?? 0)} ${PARTS[part]}`);
	// 0 changed is news too: it says that the comparison worked.
	if (parts.length === 0 && counts.changed === 0) parts.push('none changed');
	if (parts.length === 0) return undefined;
	return `${people === 1 ? '1 person' : `${formatNumber(people)} people`}: ${parts.join(', ')}`;
}
