/** Where a signature goes, by the characters of HTML it takes there. Sources: see the README's table of targets. */
export const TARGETS = {
	gmail: { name: 'Gmail', limit: 10_000 },
	outlookAddIn: { name: 'Outlook Add-In', limit: 30_000 },
	exchangeRule: { name: 'Exchange Rule', limit: 5_000 },
	none: { name: 'None', limit: Infinity },
} as const;

export type Target = keyof typeof TARGETS;

/** A formatter of its own would cost a third of the time in which n8n loads this node. */
const grouped = (characters: number) => characters.toLocaleString('en-US');

/** Parts that are named at most. */
const LONGEST = 5;

/** How much the HTML is over what the target takes, as a sentence; '' when it fits. */
export function overrun(length: number, target: Target): string {
	const { name, limit } = TARGETS[target];
	if (length <= limit) return '';
	return `The HTML is ${grouped(length)} characters long, ${grouped(length - limit)} more than the ${grouped(limit)} that ${name} takes`;
}

/**
 * Where the characters are, longest first: fields by name, never by value.
 * @param fields characters of HTML by field
 */
export function longestParts(length: number, fields: ReadonlyMap<string, number>): string {
	const template = length - [...fields.values()].reduce((sum, characters) => sum + characters, 0);
	const parts = [['the template itself', template] as const, ...fields].sort(([, a], [, b]) => b - a);
	return parts
		.slice(0, LONGEST)
		.map(([name, characters]) => `${name} ${grouped(characters)}`)
		.join(', ');
}
