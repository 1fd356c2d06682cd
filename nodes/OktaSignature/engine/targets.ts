import { formatNumber } from '../../okta/formatNumber';

/** Where signatures are sent, with the most characters of HTML allowed there. Sources: the README's table of targets. */
export const TARGETS = {
	gmail: { name: 'Gmail', limit: 10_000 },
	outlookAddIn: { name: 'Outlook Add-In', limit: 30_000 },
	exchangeRule: { name: 'Exchange Rule', limit: 5_000 },
	none: { name: 'None', limit: Infinity },
} as const;

export type Target = keyof typeof TARGETS;

/** How many parts are named. */
const MAX_PARTS = 5;

/** A sentence that says by how much the HTML exceeds the limit of the target; '' when it fits. */
export function overrun(length: number, target: Target): string {
	const { name, limit } = TARGETS[target];
	if (length <= limit) return '';
	return `The HTML has ${formatNumber(length)} characters, ${formatNumber(length - limit)} more than ${name} allows (${formatNumber(limit)})`;
}

/**
 * The parts that take the most characters, longest first. Fields are named, their values are not shown.
 * @param fields characters of HTML by field
 */
export function longestParts(length: number, fields: ReadonlyMap<string, number>): string {
	const template = length - [...fields.values()].reduce((sum, characters) => sum + characters, 0);
	const parts = [['the template itself', template] as const, ...fields].sort(([, a], [, b]) => b - a);
	return parts
		.slice(0, MAX_PARTS)
		.map(([name, characters]) => `${name} ${formatNumber(characters)}`)
		.join(', ');
}
