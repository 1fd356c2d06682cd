import { Parser } from 'htmlparser2';
import { startOfTag } from '../html/elements';
import { declarationsIn } from '../html/style';
import { positionOf, type Source } from '../mustache/errors';
import data from './mailClients.json';
import { linesText, listText, withoutComments } from './sourceText';

/** A feature of HTML that some email clients do not support. */
export interface UnsupportedFeature {
	/** Such as `border-radius` or `padding on <a>`. */
	feature: string;
	/** One letter per client in `CLIENTS`: `n` where the feature does not work. */
	support: string;
	/** Where the tag with it begins, in UTF-16 units. */
	index: number;
}

/** The email clients in the data, in their order. `platform` is empty for a client that is the same everywhere. */
export const CLIENTS: ReadonlyArray<{ name: string; platform: string }> = data.clients;

const tableOf = (record: Record<string, string>): ReadonlyMap<string, string> => new Map(Object.entries(record));

const PROPERTIES = tableOf(data.properties);
const CONDITIONS = tableOf(data.conditions);
const VALUES = tableOf(data.values);
const FUNCTIONS = tableOf(data.functions);
const UNITS = tableOf(data.units);
const ELEMENTS = tableOf(data.elements);
const ATTRIBUTES = tableOf(data.attributes);
const IMAGES = tableOf(data.images);

/** Values that look the same as no declaration at all. */
const NO_EFFECT = /^(?:(?:0(?:\.0+)?(?:px|pt|em|%)?\s*){1,4}|1|100%|auto|inherit|initial|none|normal|static|unset|visible)$/;

/** Elements on which Word ignores a width and height. */
const WITHOUT_SIZE: ReadonlySet<string> = new Set(['body', 'div', 'p', 'span']);

const POSITIONS: ReadonlySet<string> = new Set(['absolute', 'fixed', 'relative', 'sticky']);

type Attributes = Readonly<Record<string, string>>;

/** The condition that a declaration meets, and how to call it; undefined for a declaration that works everywhere. */
function conditionOf(property: string, value: string, element: string, attributes: Attributes): [condition: string, feature: string] | undefined {
	const onElement = `${property} on <${element}>`;
	if (/^margin(?:-\w+)?$/.test(property)) {
		if (/(?:^|\s)-\d/.test(value)) return ['margin:negative', 'negative margins'];
		// Word centers what has align="center".
		if (/(?:^|\s)auto(?:$|\s)/.test(value)) return attributes.align?.toLowerCase() === 'center' || element === 'img' ? undefined : ['margin:auto', `${property}:auto`];
		return element === 'span' && !NO_EFFECT.test(value) ? ['margin:span', onElement] : undefined;
	}
	if (property === 'position' && POSITIONS.has(value)) return [`position:${value}`, `position:${value}`];
	if (property === 'text-transform' && value === 'lowercase') return ['text-transform:lowercase', 'text-transform:lowercase'];
	if (NO_EFFECT.test(value)) return undefined;
	if (/^padding(?:-(?:top|right|bottom|left))?$/.test(property)) return element === 'td' || element === 'th' ? undefined : ['padding:not-cell', onElement];
	if (property === 'width' || property === 'height') return WITHOUT_SIZE.has(element) ? [`${property}:inline`, onElement] : undefined;
	if (property === 'max-width') return element === 'table' || isSizedImage(element, attributes) ? undefined : ['max-width:not-table', onElement];
	if (/^border(?:-(?:top|right|bottom|left))?(?:-width)?$/.test(property) && Number(/(\d{1,6})px/.exec(value)?.[1] ?? 0) > 8) return ['border:thick', 'borders wider than 8px'];
	return undefined;
}

/** Word shows an image with a size in its attributes in that size. */
const isSizedImage = (element: string, { width, height }: Attributes) => element === 'img' && (width !== undefined || height !== undefined);

/** Functions and units of a value. */
const FUNCTION = /([a-z-]{2,20})\(/g;
const UNIT = /\d(ch|rem|vh|vmax|vmin|vw)\b/g;

type Found = (table: ReadonlyMap<string, string>, key: string, feature: string) => void;

function findInStyle(element: string, attributes: Attributes, found: Found): void {
	const declarations = declarationsIn(attributes.style);
	const before = new Set<string>(attributes.bgcolor === undefined ? [] : ['background']);
	for (const [property, value] of declarations) {
		if (!NO_EFFECT.test(value) && !(property === 'max-height' && isSizedImage(element, attributes))) found(PROPERTIES, property, property);
		const condition = conditionOf(property, value, element, attributes);
		if (condition !== undefined) found(CONDITIONS, ...condition);
		// Of two declarations, a client uses the later one that it supports.
		const group = /^background(?:-color|-image)?$/.test(property) ? 'background' : property;
		if (!before.has(group)) {
			found(VALUES, `${property}:${value}`, `${property}:${value}`);
			for (const [, name] of value.matchAll(FUNCTION)) found(FUNCTIONS, name, `${name}()`);
			for (const [, unit] of value.matchAll(UNIT)) found(UNITS, unit, `the unit ${unit}`);
		}
		before.add(group);
	}
}

/** The ending of a URL's path. */
const EXTENSION = /\.([a-z\d]{2,5})(?:[?#]|$)/i;

function findInElement(element: string, attributes: Attributes, found: Found): void {
	found(ELEMENTS, element, `<${element}>`);
	for (const attribute of Object.keys(attributes)) found(ATTRIBUTES, attribute, `the attribute ${attribute}`);
	if (attributes.style !== undefined) findInStyle(element, attributes, found);
	const extension = element === 'img' ? EXTENSION.exec(attributes.src ?? '')?.[1].toLowerCase() : undefined;
	if (extension !== undefined) found(IMAGES, extension, `.${extension} images`);
}

/** Outlook for Windows is the first client. Word, which it uses, leaves out what is marked for others. */
const forOthersThanWord = (support: string) => `y${support.slice(1)}`;

/** Everything in a template or signature that an email client does not support, in order. What only Word reads is left out. */
export function findUnsupported(html: string): UnsupportedFeature[] {
	const features: UnsupportedFeature[] = [];
	// For each open element, whether Word leaves it out.
	const hiddenFromWord: boolean[] = [];
	let isConditional = false;
	const parser = new Parser({
		onopentag: (element, attributes) => {
			const isHidden = hiddenFromWord.at(-1) === true || isConditional || /mso-hide\s*:\s*all/i.test(attributes.style ?? '');
			hiddenFromWord.push(isHidden);
			findInElement(element, attributes, (table, key, feature) => {
				const support = table.get(key);
				if (support === undefined) return;
				const concerned = isHidden ? forOthersThanWord(support) : support;
				if (concerned.includes('n')) features.push({ feature, support: concerned, index: startOfTag(html, parser.startIndex) });
			});
		},
		onclosetag: () => void hiddenFromWord.pop(),
		// <!--[if !mso]><!--> … <!--<![endif]-->, also with blanks or as <!--[if !mso]><!-- --> … <!-- <![endif]-->
		oncomment: (comment) => {
			if (/^\[if [^\]]*!/i.test(comment) && !/<!\[endif\]/i.test(comment)) isConditional = true;
			else if (/^\s*<!\[endif\]$/i.test(comment)) isConditional = false;
		},
		// <![if !mso]> … <![endif]>
		onprocessinginstruction: (_, instruction) => {
			if (/^!\[if [^\]]*!/i.test(instruction)) isConditional = true;
			else if (/^!\[endif\]/i.test(instruction)) isConditional = false;
		},
	});
	parser.end(withoutComments(html));
	return features;
}

/** Names the clients that do not support a feature, such as `Outlook (Windows), Gmail`. */
function clientsText(support: string): string {
	const names = [...new Set(CLIENTS.map(({ name }) => name))];
	const texts = names.flatMap((name) => {
		const all = CLIENTS.map((client, index) => ({ ...client, lacks: support[index] === 'n' })).filter((client) => client.name === name);
		const lacking = all.filter(({ lacks }) => lacks);
		if (lacking.length === 0) return [];
		return [lacking.length === all.length ? name : `${name} (${lacking.map(({ platform }) => platform).join(', ')})`];
	});
	return listText(texts);
}

/** What email clients do not support in a template: one warning for all features that the same clients lack. */
export function mailClientWarnings(source: Source): string[] {
	const groups = new Map<string, Map<string, Set<number>>>();
	for (const { feature, support, index } of findUnsupported(source.text)) {
		const key = support.replace(/[^n]/g, 'y');
		const group = groups.get(key) ?? new Map<string, Set<number>>();
		groups.set(key, group);
		const lines = group.get(feature) ?? new Set<number>();
		group.set(feature, lines);
		lines.add(positionOf(source, index).line);
	}
	return [...groups].map(([support, group]) => {
		const features = [...group].map(([feature, lines]) => `${feature} in ${linesText(lines)}`);
		return `Not supported by ${clientsText(support)}: ${features.join('; ')} (${source.label})`;
	});
}
