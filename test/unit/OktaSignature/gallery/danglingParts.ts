import { attribute, elementsOf, isElement, type Element } from '../rendering';
import { VALUES } from './sampleProfiles';

const WORDS = new RegExp(
	Object.entries(VALUES).filter(([name]) => !name.endsWith('Label') && name !== 'bookingText').map(([, value]) => value.replace(/[.+?]/g, '\\$&')).join('|'),
	'g',
);

/** Replaces values by §, so that only labels and separators remain. */
const skeleton = (line: string) => line.replace(/\s+/g, ' ').trim().replace(WORDS, '§');

const LABEL = '(?:(?:[TMEW]|Fon|Mobil|Mail|Netz) |(?:LinkedIn|X|Instagram|YouTube|Facebook|GitHub|Book a meeting|Let us talk): )';

/** A value, pronouns, or a value with a label or pronouns. */
const PART = `(?:${LABEL}?§(?: \\(§\\))?|\\(§\\)|Book a meeting|Let us talk)`;

const WELL_FORMED = new RegExp(`^(?:${PART}(?:(?: · | \\| |, )${PART})*|◉(?: ◉)*)$`);

/** Networks without an icon are shown as text. */
const NETWORKS = ['LinkedIn', 'X', 'Instagram', 'YouTube', 'Facebook', 'GitHub'];

/** The visible content of an element, with § for networks and ◉ for images. */
function seenIn(element: Element): string {
	if (element.tagName === 'img') return '◉';
	const seen = element.childNodes.map((node) => (isElement(node) ? seenIn(node) : 'value' in node ? node.value : '')).join('');
	return element.tagName === 'a' && NETWORKS.includes(seen) ? '§' : seen;
}

const childElements = (element: Element) => element.childNodes.filter(isElement);

const holdsTable = (element: Element): boolean =>
	childElements(element).some((child) => child.tagName === 'table' || holdsTable(child));

/** The lines of a row: all its cells together, or each cell when some contain tables. */
function linesOf(row: Element): string[] {
	const cells = childElements(row);
	if (!cells.some(holdsTable)) return [cells.map(seenIn).join(' ')];
	return cells.filter((cell) => !holdsTable(cell)).map(seenIn);
}

function judge(markup: string): string[] {
	const faults: string[] = [];
	for (const element of elementsOf(markup)) {
		const { tagName } = element;
		if (tagName === 'tr') faults.push(...linesOf(element).map(skeleton).filter((line) => !WELL_FORMED.test(line)).map((line) => `row "${line}"`));
		else if (tagName !== 'img' && seenIn(element).trim() === '') faults.push(`empty ${tagName}`);
		for (const name of ['href', 'src']) if (attribute(element, name) === '') faults.push(`empty ${name} in ${tagName}`);
		if (tagName === 'img' && attribute(element, 'alt') === undefined) faults.push('image without alt');
		if (/(?:^|;)[\w-]*:?;|:$/.test(attribute(element, 'style') ?? '')) faults.push(`empty style in ${tagName}`);
	}
	if (/<br|\n\s*\n|<tr>\s*<\/tr>|\0/.test(markup)) faults.push('line breaks');
	return faults;
}

/** Remembers the result for each input. */
function once(judgement: (thing: string) => string[]): (thing: string) => string[] {
	const known = new Map<string, string[]>();
	return (thing) => {
		const faults = known.get(thing) ?? judgement(thing);
		known.set(thing, faults);
		return faults;
	};
}

const judgeMarkup = once(judge);

const judgeLine = once((line) => (WELL_FORMED.test(skeleton(line)) ? [] : [line]));

/** A row without nested rows. */
const ROW = /<tr(?: valign="top")?>(?:(?!<tr)[^])*?<\/tr>/g;

/**
 * Everything in the HTML that an empty field left behind. Rows are checked one by one, then what is around them. A million
 * renderings consist of a few thousand rows, and checking each row once takes seconds instead of minutes.
 */
export function faultsInHtml(markup: string): string[] {
	const rows = markup.match(ROW) ?? [];
	const around = markup.replace(ROW, '<tr><td>§</td></tr>');
	return [...rows.map((row) => `<table>${row}</table>`), around].flatMap(judgeMarkup);
}

/** Lines of the text version that an empty field left behind. */
export const faultsInText = (text: string): string[] => text.split('\n').flatMap(judgeLine);
