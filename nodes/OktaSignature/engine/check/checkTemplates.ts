import { compile, render, withPieces, type CompiledSignature, type CompileInput, type SignatureTemplate } from '../index';
import type { Source, TemplateError } from '../mustache/errors';
import { compileTemplate } from '../mustache/compile';
import { parse } from '../mustache/parse';
import { cleanText } from '../mustache/values';
import { brandedNames, Person, type PersonSettings } from '../profile/person';
import { overrun, type Target } from '../targets';
import { findBlankVersions } from './blank';
import { contrastWarnings, isBalanced, knownColors, type KnownColors } from './contrast';
import { findEmptyUrls } from './emptyUrls';
import { lintHtml } from './lint';
import { mailClientWarnings } from './mailClients';
import { SAMPLE_BANNER, sampleProfile } from './sample';
import { findUnknownFields, type KnownAttributes, type NameUse } from './unknownFields';
import { unusedBanner } from './unusedBanner';
import { unusedBranding, type BrandingLabels } from './unusedBranding';

/** An error in a template or parameter; line and column count from 1. */
export interface CheckError {
	message: string;
	line: number;
	column: number;
}

/** A template with the parameters that are compiled together with it. */
export interface TemplateToCheck extends CompileInput {
	template: SignatureTemplate;
}

/** Everything that Check Template looks at. */
export interface CheckInput {
	/** Templates, and errors in place of what could not be read. The report lists errors in this order. */
	templates: ReadonlyArray<TemplateToCheck | CheckError>;
	/** Fields that the conditions of rules name. */
	conditionFields: readonly string[];
	/** Fields that the conditions of banners name. */
	bannerConditionFields?: readonly string[];
	settings: PersonSettings;
	brandingLabels?: BrandingLabels;
	target: Target;
	hasBanners: boolean;
	/** Warnings about parameters. */
	hints?: readonly string[];
	attributes: KnownAttributes;
}

/** What Check Template returns. */
export interface CheckReport {
	valid: boolean;
	errors: CheckError[];
	warnings: string[];
	/** Fields that the templates print, in their order. */
	fields: string[];
	/** Fields that are not in the org's schema. */
	unknownFields: string[];
	/** Characters of HTML of the longest template with long values; 0 when there are errors. */
	length: number;
}

interface CheckedTemplate {
	compiled?: CompiledSignature;
	errors: CheckError[];
	warnings: string[];
}

/** Checks templates, partials and settings before anyone's signature is rendered. */
export function checkTemplates(input: CheckInput): CheckReport {
	const { settings, target, attributes } = input;
	const checked = distinct(input.templates).map((entry) => ('message' in entry ? { errors: [entry], warnings: [] } : checkTemplate(entry, withBanner(input))));
	const compiled = checked.flatMap((template) => template.compiled ?? []);
	// A partial that is included twice reports its errors once.
	const errors = [...new Map(checked.flatMap((template) => template.errors).map((error) => [error.message, error])).values()];

	const schemaWarnings = attributes.error === '' ? [] : [`Fields were not compared with the org's schema: ${attributes.error}`];
	const ownNames = [...settings.smartFields.keys(), ...compiled.flatMap(({ template }) => brandedNames(template.additionalFields, settings))];
	const unknown = findUnknownFields(namesIn(compiled, input), attributes, ownNames);
	const sample = errors.length > 0 ? { length: 0, warnings: [] } : renderSample(compiled, input);
	const tooLong = overrun(sample.length, target);
	const mentioned = new Set(compiled.flatMap(({ mentions }) => mentions.map(({ name }) => name)));
	const unused = errors.length > 0 ? [] : [unusedBranding(settings.branding, mentioned, input.brandingLabels), input.hasBanners ? unusedBanner(mentioned) : ''];

	const warnings = new Set([
		...checked.flatMap((template) => template.warnings),
		...(input.hints ?? []),
		...schemaWarnings,
		...(settings.bannerWarnings ?? []),
		...unused.filter((sentence) => sentence !== ''),
		...unknown.warnings,
		...sample.warnings,
		...(tooLong === '' ? [] : [`With long values: ${tooLong.charAt(0).toLowerCase()}${tooLong.slice(1)}`]),
	]);
	return {
		valid: errors.length === 0,
		errors,
		warnings: [...warnings],
		fields: fieldsOf(compiled),
		unknownFields: unknown.unknown,
		length: sample.length,
	};
}

/** Each template once, however many items have it. */
function distinct(entries: CheckInput['templates']): Array<TemplateToCheck | CheckError> {
	const seen = new Set<string>();
	return entries.filter((entry) => {
		if ('message' in entry) return true;
		const { template, textTemplate, partials, linkParameters, encoding } = entry;
		const key = [template.label, template.html, textTemplate, linkParameters, encoding, ...[...partials].flat()].join('\0');
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}

/** The signature has to be right with a banner that starts later, too. */
const withBanner = ({ settings, hasBanners }: CheckInput): PersonSettings => ({ ...settings, banner: hasBanners ? SAMPLE_BANNER : undefined });

/** A tag that shows its content only without a value. */
const INVERTED_SECTION = /\{\{\s*\^/;

function checkTemplate({ template, ...input }: TemplateToCheck, settings: PersonSettings): CheckedTemplate {
	const errors: CheckError[] = [];
	const report = ({ message, line, column }: TemplateError) => void errors.push({ message, line, column });
	const compiled = compile(template, input, report);
	for (const version of [compiled.html, compiled.text]) version?.strayBraces.forEach(report);
	const colors = knownColors(settings);
	const warnings = [
		...compiled.html.warnings,
		...(compiled.text?.warnings ?? []),
		...lintHtml(compiled.html.source),
		// The gallery's tests look at its own templates, which nobody can edit.
		...(isFromGallery(template) ? [] : displayWarnings(compiled.html.source, input.partials, colors)),
	];
	const partials = withPieces(template, input.partials);
	for (const [name, text] of input.partials) {
		const source = { label: `partial "${name}"`, text, indent: 0 };
		// Compiling only reaches the partials that the template includes. What is wrong with the HTML depends on the place.
		try {
			parse(source);
			compileTemplate(source, 'html', partials, () => {}).strayBraces.forEach(report);
		} catch (error) {
			report(error as TemplateError);
		}
		warnings.push(...lintHtml(source), ...mailClientWarnings(source), ...contrastWarnings(source, false, colors));
	}
	if (errors.length > 0) return { compiled, errors, warnings };
	const blank = findBlankVersions(compiled, settings);
	const { label } = compiled.html.source;
	if (blank.html && [template.html, ...input.partials.values()].some((text) => INVERTED_SECTION.test(text))) {
		warnings.push(`The signature may be blank for everyone: it shows nothing both with and without values for its fields (${label})`);
	} else if (blank.html) {
		errors.push({ message: `The signature is blank for everyone: the template has no visible text and no image. Add text or a field (${label})`, line: 1, column: 1 });
	} else if (blank.text) {
		warnings.push(`The text version is blank. Write a text template, or give the images alt texts (${label})`);
	}
	return { compiled, errors, warnings };
}

const isFromGallery = ({ additionalFields, pieces }: SignatureTemplate) => additionalFields.length > 0 && pieces === undefined;

/** What looks different in some email clients, and text that is hard to read. */
function displayWarnings(source: Source, partials: ReadonlyMap<string, string>, colors: KnownColors): string[] {
	// Nobody knows what is behind the text after a partial that only opens elements.
	const isKnown = [...partials.values()].every(isBalanced);
	return [...mailClientWarnings(source), ...(isKnown ? contrastWarnings(source, true, colors) : [])];
}

function fieldsOf(compiled: readonly CompiledSignature[]): string[] {
	const names = compiled.flatMap(({ uses }) =>
		uses.filter(({ name, guards }) => name !== '.' && !guards.some((guard) => guard.name === 'banner')).map(({ name }) => name),
	);
	return [...new Set(names)];
}

/** Every name that is meant to be a field, and where it is used. */
function namesIn(compiled: readonly CompiledSignature[], { settings, conditionFields, bannerConditionFields = [] }: CheckInput): NameUse[] {
	const inTemplates = compiled.flatMap(({ mentions, template }) =>
		mentions.map((mention) => ({ ...mention, where: `the ${mention.where ?? template.label ?? 'template'}` })),
	);
	const inSmartFields = [...settings.smartFields.values()].flatMap(({ name: field, attributes }) =>
		attributes.map((name) => ({ name, where: `the smart field "${field}"`, inSmartField: field })),
	);
	const inRules = [...new Set(conditionFields)].map((name) => ({ name, where: "a rule's condition" }));
	const inBanners = [...new Set(bannerConditionFields)].map((name) => ({ name, where: "a banner's condition" }));
	return [...inTemplates, ...inSmartFields, ...inRules, ...inBanners];
}

/** Renders the templates for a made-up person with long values, and custom ones for people who lack a URL. */
function renderSample(compiled: readonly CompiledSignature[], input: CheckInput): { length: number; warnings: string[] } {
	const settings = withBanner(input);
	const samples = compiled.map((template) => {
		const profile = sampleProfile([...template.uses, ...(template.linkParameters?.template.uses ?? [])], settings.smartFields);
		const { signature } = render(template, profile, settings, '');
		// Nobody can edit a gallery template, and none writes an empty URL.
		return { warnings: isFromGallery(template.template) ? [] : findEmptyUrls(template, profile, settings), length: signature.length };
	});
	return {
		length: Math.max(0, ...samples.map(({ length }) => length)),
		warnings: [...constantWarnings(compiled, settings), ...samples.flatMap(({ warnings }) => warnings)],
	};
}

/** The end of what only people without a country are told. */
const WITHOUT_COUNTRY = 'countryCode in the profile';

/** What is wrong with texts of smart fields, whatever the profile: a web address, a color or a phone number that is none. */
function constantWarnings(compiled: readonly CompiledSignature[], settings: PersonSettings): string[] {
	const constants = [...settings.smartFields.values()].filter((field) => cleanText(field.default) !== '');
	if (constants.length === 0) return [];
	const warnings: string[] = [];
	const person = new Person({}, settings, (warning) => warnings.push(warning));
	for (const { name } of constants) person.find(name);
	for (const template of compiled) {
		const profile = sampleProfile(template.uses, settings.smartFields);
		// Phone numbers are right or wrong in a country that nobody knows here.
		for (const attribute of ['countryCode', ...constants.flatMap(({ attributes }) => attributes)]) delete profile[attribute];
		warnings.push(...render(template, profile, settings, '').signature.warnings);
	}
	const isAboutConstant = (warning: string) => constants.some(({ name }) => warning.includes(`"${name}"`));
	return warnings.filter((warning) => isAboutConstant(warning) && !warning.endsWith(WITHOUT_COUNTRY));
}
