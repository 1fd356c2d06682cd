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

const countPeople = (people: number) => (people === 1 ? '1 person' : `${formatNumber(people)} people`);

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
	return `${countPeople(people)}: ${parts.join(', ')}`;
}

/** How many kinds of warnings are written out, and how many items each names. */
const MAX_KINDS = 5;
const MAX_ITEMS = 3;

/** Kinds that are counted. Templates from the input can give each person warnings of their own. */
const MAX_COUNTED_KINDS = 1000;

/** Collects the warnings of all signatures of a run: 412 people with the same one need one sentence. */
export class RunWarnings {
	private readonly kinds = new Map<string, { people: number; items: number[] }>();

	/** @param warning the same at most once for an item */
	add(warning: string, itemIndex: number): void {
		const kind = this.kinds.get(warning) ?? { people: 0, items: [] };
		if (kind.people === 0 && this.kinds.size >= MAX_COUNTED_KINDS) return;
		this.kinds.set(warning, kind);
		kind.people++;
		if (kind.items.length < MAX_ITEMS) kind.items.push(itemIndex);
	}

	/** Each warning with the number of people, the most frequent first; '' when there are none. */
	describe(): string {
		const kinds = [...this.kinds].sort(([, a], [, b]) => b.people - a.people);
		const sentences = kinds.slice(0, MAX_KINDS).map(([warning, { people, items }]) => {
			const shown = [...items, ...(people > items.length ? ['…'] : [])].join(', ');
			return `${countPeople(people)}: ${warning} (item${people === 1 ? '' : 's'} ${shown}).`;
		});
		const more = kinds.length - sentences.length;
		if (more > 0) sentences.push(more === 1 ? 'There is 1 more kind of warning.' : `There are ${formatNumber(more)} more kinds of warnings.`);
		return sentences.join(' ');
	}
}
