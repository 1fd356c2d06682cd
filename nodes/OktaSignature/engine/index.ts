/**
 * The signature engine: a template and an Okta profile in, a signature out. It imports neither n8n nor HTTP; its
 * messages name parameters as the editor does.
 *
 * A template is compiled once. The compiler follows its HTML to learn where each Mustache tag stands (text, quoted
 * attribute, URL, style), so that every value is escaped for that place (contextual escaping). Rendering one person then only looks up
 * values and writes them. A value can never add markup, whatever the profile holds.
 *
 *     template ──▶ compile() ──▶ CompiledSignature ──▶ render() ──▶ Signature { html, text, hash, missing, … }
 *                  mustache/ html/      │                 ▲
 *                                       │                 └── Person (profile/) ◀── Okta profile + smart fields
 *                                       └──▶ requiredFields() ──▶ completenessOf(): filled and missing fields
 *     profile/ has smart fields and their formats (smartField.ts), derived fields (person.ts) and banners (banner.ts);
 *     check/ examines a template before anyone uses it; targets.ts knows how long a signature may be.
 */
import { hash as digest } from 'crypto';
import { completenessOf, requiredFieldsOf, type RequiredField } from './profile/completeness';
import { COLOR_FIELD, Person, type FieldRules, type PersonSettings } from './profile/person';
import type { SmartField } from './profile/smartField';
import { compileTemplate, type CompiledTemplate } from './mustache/compile';
import { TemplateError } from './mustache/errors';
import { encodeHtml, type Encoding } from './html/encoding';
import { addToLinks, linkParametersProblem, parseLinkParameters, withoutLinkMarks, withPartialTexts, type LinkParameter } from './html/linkParameters';
import { htmlToText } from './html/toText';
import type { FieldMention, FieldUse } from './mustache/checkContexts';
import { LAYOUT_FIELDS, renderTemplate } from './mustache/renderer';

/** The template that the parameters select. */
export interface SignatureTemplate {
	/** Name shown in the output. */
	name: string;
	/** Why this template was selected, shown in the output. */
	reason: string;
	html: string;
	/** The plain text version; '' to convert the HTML. */
	text: string;
	/** Fields that only count as used when a smart field of that name exists. */
	additionalFields: readonly string[];
	/** Name used in errors; `template` by default. */
	label?: string;
	/** What a template that people write may include besides their own partials. Only its HTML. */
	pieces?: Pieces;
}

/** Parts of gallery templates as partials. */
export interface Pieces {
	/** Mustache texts by name. */
	partials: ReadonlyMap<string, string>;
	/** Fields that count, in a template with a piece, as a gallery template's `additionalFields` do. */
	fields: readonly string[];
	/** Those of them that are the same for everyone. */
	companyFields: readonly string[];
}

/** What is compiled together with a template. */
export interface CompileInput {
	/** Replaces the template's own text version; '' for none. */
	textTemplate: string;
	/** Mustache texts by name, available to both versions. */
	partials: ReadonlyMap<string, string>;
	/** Mustache of the parameters that are added to links in the HTML; '' for none. */
	linkParameters?: string;
	/** How the HTML is written; `utf8` by default. */
	encoding?: Encoding;
}

/** Parameters for links, which may contain tags. */
interface LinkParameters {
	template: CompiledTemplate;
	/** The parameters, when they are the same for everyone. */
	constant: readonly LinkParameter[] | undefined;
}

export interface CompiledSignature extends FieldRules {
	template: SignatureTemplate;
	html: CompiledTemplate;
	text?: CompiledTemplate;
	linkParameters?: LinkParameters;
	encoding: Encoding;
	/** Fields that either version prints. */
	uses: FieldUse[];
	/** Every name in either version that is meant to be a field. */
	mentions: FieldMention[];
	/** About the template, not about a person. */
	warnings: string[];
}

/** One person's signature, as the output shows it. */
export interface Signature {
	html: string;
	text: string;
	template: string;
	reason: string;
	/** SHA-256 in hex over HTML and text. Equal signatures have equal hashes on every machine. */
	hash: string;
	/** Whether `hash` differs from the hash of the last push. */
	changed: boolean;
	/** Characters of `html`, the way targets count them. */
	length: number;
	missing: string[];
	completeness: number;
	warnings: string[];
}

/**
 * Parses and checks both versions of a template.
 * @param report receives every error that can be found instead of the first one being thrown
 * @throws TemplateError with line and column, unless `report` is given
 */
export function compile(
	given: SignatureTemplate,
	{ textTemplate, partials, linkParameters = '', encoding = 'utf8' }: Partial<CompileInput> = {},
	report?: (error: TemplateError) => void,
): CompiledSignature {
	const source = { label: given.label ?? 'template', text: given.html, indent: 0 };
	const isFromGallery = given.additionalFields.length > 0;
	const written = compileTemplate(source, linkParameters === '' ? 'html' : 'markedHtml', withPieces(given, partials), report);
	const pieces = fieldsOfPieces(given, written, partials);
	const isGallery = isFromGallery || pieces.isGallery;
	const html = { ...written, isGallery };
	// The text version has no URLs of its own, but shows the same fields.
	const rules: FieldRules = { urlFields: html.urlFields, completed: [...given.additionalFields, ...pieces.completed], isGallery, isFromGallery };
	const textVersion = textTemplate?.trim() ? textTemplate : given.text;
	const ownText = { label: 'text template', text: textVersion, indent: 0 };
	const text = textVersion === '' ? undefined : { ...compileTemplate(ownText, 'text', partials, report, html.urlFields), isGallery: isFromGallery };
	const versions = text === undefined ? [html] : [html, text];
	const mentions = versions.flatMap((version) => version.mentions);
	const template = { ...given, additionalFields: [...given.additionalFields, ...pieces.additional, ...fieldsWithFallback(given, mentions)] };
	const compiled = {
		template,
		html,
		text,
		encoding,
		uses: versions.flatMap(({ uses }) => uses),
		mentions,
		warnings: versions.flatMap(warningsOf),
		...rules,
	};
	return linkParameters === '' ? compiled : withLinkParameters(compiled, linkParameters, partials, report);
}

const NO_PARTIALS: CompileInput['partials'] = new Map();

/** The partials that the HTML of a template can include. Those that people write win. */
export function withPieces({ pieces }: SignatureTemplate, partials = NO_PARTIALS): CompileInput['partials'] {
	return pieces === undefined ? partials : new Map([...pieces.partials, ...partials]);
}

/** A partial, or a tag that changes the delimiters of the partials behind it. */
const PARTIAL_TAG = /\{\{\s*[>=]/;

/** Fields with another meaning in the gallery: elsewhere they are attributes like any other. */
const AMBIGUOUS: readonly string[] = [...LAYOUT_FIELDS, 'textColor'];

/** What the pieces in a template add to its rules. */
interface PieceRules {
	/** Fields that only the pieces name. */
	additional: string[];
	/** Fields of the pieces to which a missing `https://` is added. */
	completed: string[];
	/** Whether layout fields and colors mean the same as in the gallery. */
	isGallery: boolean;
}

const NO_PIECES: PieceRules = { additional: [], completed: [], isGallery: false };

/** Compares the template with the one without its pieces: what is left names the template's own fields. */
function fieldsOfPieces({ html, pieces }: SignatureTemplate, compiled: CompiledTemplate, partials = NO_PARTIALS): PieceRules {
	if (pieces === undefined || !PARTIAL_TAG.test(html)) return NO_PIECES;
	const own = compileTemplate(compiled.source, 'html', partials, () => {});
	if (own.mentions.length === compiled.mentions.length) return NO_PIECES;
	const [ownCounts, counts] = [own, compiled].map(countMentions);
	const ofPieces = pieces.fields.filter((name) => (counts.get(name) ?? 0) > (ownCounts.get(name) ?? 0));
	return {
		additional: ofPieces.filter((name) => !ownCounts.has(name)),
		completed: ofPieces.filter((name) => !AMBIGUOUS.includes(name)),
		// A field means the same with and without a piece.
		isGallery: !AMBIGUOUS.some((name) => ownCounts.has(name)),
	};
}

function countMentions({ mentions }: CompiledTemplate): Map<string, number> {
	const counts = new Map<string, number>();
	for (const { name } of mentions) counts.set(name, (counts.get(name) ?? 0) + 1);
	return counts;
}

/** Fields of the company that a template shows only where they have a value, with something else in their place. Nothing is missing without them. */
function fieldsWithFallback({ pieces }: SignatureTemplate, mentions: readonly FieldMention[]): string[] {
	const printedAnyway = mentions.filter(({ name, guards, isSection }) => !isSection && !guards.some((guard) => guard.name === name && !guard.inverted));
	const needed = new Set(printedAnyway.map(({ name }) => name));
	const replaced = new Set(mentions.filter(({ isFallback }) => isFallback).map(({ name }) => name));
	return (pieces?.companyFields ?? []).filter((name) => replaced.has(name) && !needed.has(name));
}

/** An empty parameter is no gap in what people read, so its fields are mentioned, but not used. */
function withLinkParameters(compiled: CompiledSignature, text: string, partials: CompileInput['partials'] | undefined, report?: (error: TemplateError) => void): CompiledSignature {
	const source = { label: 'link parameters', text, indent: 0 };
	const template = compileTemplate(source, 'query', partials, report, compiled.html.urlFields);
	const problem = linkParametersProblem(withPartialTexts(text, partials ?? NO_PARTIALS).trim());
	if (problem !== '') {
		const error = new TemplateError(`Option 'Link Parameters' ${problem}`, source, 0);
		if (report === undefined) throw error;
		report(error);
	}
	const { mentions } = template;
	const texts = template.nodes.map((node) => (node.kind === 'literal' ? node.text : undefined));
	const constant = texts.includes(undefined) ? undefined : parseLinkParameters(texts.join(''));
	return {
		...compiled,
		linkParameters: { template, constant },
		mentions: [...compiled.mentions, ...mentions.map((mention) => ({ ...mention, where: 'link parameters' }))],
		warnings: [...compiled.warnings, ...warningsOf(template)],
	};
}

const warningsOf = ({ warnings, strayBraces }: CompiledTemplate) => [...warnings, ...strayBraces.map(({ message }) => message)];

/**
 * Renders one person's signature.
 * @param profile an Okta profile: attributes by their Okta names
 * @param previousHash the hash of the last push; '' for none
 * @returns the signature, and its missing fields that are marked as required
 */
export function render(
	compiled: CompiledSignature,
	profile: Record<string, unknown>,
	settings: PersonSettings,
	previousHash: string,
): { signature: Signature; requiredMissing: string[] } {
	const { template, html, text } = compiled;
	const warnings = new Set(compiled.warnings);
	const warn = (warning: string) => void warnings.add(warning);
	const person = new Person(profile, settings, warn, compiled);

	const written = renderTemplate(html, person, warn, undefined, person.urls).trim();
	const renderedHtml = finish(written, compiled, person, warn);
	// In the text version, people read the URLs. They stay as short as they are.
	const renderedText = text === undefined ? htmlToText(compiled.linkParameters === undefined ? written : withoutLinkMarks(written)) : renderTemplate(text, person, warn, undefined, person.urls);
	// Spaces at the start of a line may be layout. Blank lines around the text are not.
	const trimmedText = renderedText.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();

	const fields = requiredFields(compiled, settings.smartFields);
	const { missing, completeness, requiredMissing } = completenessOf(fields, person);

	const hash = hashOf(renderedHtml, trimmedText);
	const signature = {
		html: renderedHtml,
		text: trimmedText,
		template: template.name,
		reason: template.reason,
		hash,
		changed: hash !== previousHash,
		length: renderedHtml.length,
		missing,
		completeness,
		warnings: [...warnings],
	};
	return { signature, requiredMissing };
}

/** HTML with parameters in its links, in the encoding of the output. */
function finish(html: string, { linkParameters, encoding }: CompiledSignature, person: Person, warn: (warning: string) => void): string {
	if (linkParameters === undefined) return encodeHtml(html, encoding);
	const { constant, template } = linkParameters;
	const parameters = constant ?? parseLinkParameters(renderTemplate(template, person, warn, undefined, person.urls));
	return encodeHtml(addToLinks(html, parameters), encoding);
}

/** Additional fields that change only the look of a gallery template. An empty one is no gap in what people read. */
const LOOKS: readonly string[] = [COLOR_FIELD, ...LAYOUT_FIELDS];

/** Shared by people with the same template and smart fields: by all of an execution, unless an expression makes these differ. */
const requiredFieldsCache = new WeakMap<CompiledSignature, { smartFields: ReadonlyMap<string, SmartField>; fields: readonly RequiredField[] }>();

/**
 * The fields that a template needs from every person: those it prints, and the smart fields marked as required.
 * A gallery template's additional fields only count when a smart field sets them.
 */
export function requiredFields(
	compiled: CompiledSignature,
	smartFields: ReadonlyMap<string, SmartField>,
): readonly RequiredField[] {
	const known = requiredFieldsCache.get(compiled);
	if (known?.smartFields === smartFields) return known.fields;
	const { template, uses } = compiled;
	const isOptional = (name: string) => template.additionalFields.includes(name) && (!smartFields.has(name) || LOOKS.includes(name));
	const used = uses.filter((use) => !isOptional(use.name));
	const marked = [...smartFields.values()].filter((field) => field.required).map((field) => field.name);
	const fields = requiredFieldsOf(used, marked);
	requiredFieldsCache.set(compiled, { smartFields, fields });
	return fields;
}

/** Characters of HTML that each field takes in one person's signature. */
export function measureFields(
	compiled: CompiledSignature,
	profile: Record<string, unknown>,
	settings: PersonSettings,
): Map<string, number> {
	const lengths = new Map<string, number>();
	const count = (name: string, written: string) => lengths.set(name, (lengths.get(name) ?? 0) + encodeHtml(written, compiled.encoding).length);
	const person = new Person(profile, settings, () => {}, compiled);
	renderTemplate(compiled.html, person, () => {}, count, person.urls);
	return lengths;
}

/** U+0000 separates the two parts. Neither can contain it, so different pairs never give the same input. */
function hashOf(html: string, text: string): string {
	return digest('sha256', `${html}\0${text}`);
}
