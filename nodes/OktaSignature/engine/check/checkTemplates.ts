import { compile, render, type CompiledSignature, type CompileInput, type SignatureTemplate } from '../index';
import type { TemplateError } from '../mustache/errors';
import { compileTemplate } from '../mustache/compile';
import { parse } from '../mustache/parse';
import type { PersonSettings } from '../profile/person';
import { overrun, type Target } from '../targets';
import { findEmptyUrls } from './emptyUrls';
import { lintHtml } from './lint';
import { SAMPLE_BANNER, sampleProfile } from './sample';
import { findUnknownFields, type KnownAttributes, type NameUse } from './unknownFields';

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
	settings: PersonSettings;
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
	const checked = distinct(input.templates).map((entry) => ('message' in entry ? { errors: [entry], warnings: [] } : checkTemplate(entry)));
	const compiled = checked.flatMap((template) => template.compiled ?? []);
	// A partial that is included twice reports its errors once.
	const errors = [...new Map(checked.flatMap((template) => template.errors).map((error) => [error.message, error])).values()];

	const schemaWarnings = attributes.error === '' ? [] : [`Fields were not compared with the org's schema: ${attributes.error}`];
	const ownNames = [...settings.smartFields.keys(), ...compiled.flatMap(({ template }) => template.additionalFields)];
	const unknown = findUnknownFields(namesIn(compiled, input), attributes, ownNames);
	const sample = errors.length > 0 ? { length: 0, warnings: [] } : renderSample(compiled, input);
	const tooLong = overrun(sample.length, target);

	const warnings = new Set([
		...checked.flatMap((template) => template.warnings),
		...(input.hints ?? []),
		...schemaWarnings,
		...(settings.bannerWarnings ?? []),
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
		const { template, textTemplate, partials } = entry;
		const key = [template.label, template.html, textTemplate, ...[...partials].flat()].join('\0');
		const isNew = !seen.has(key);
		seen.add(key);
		return isNew;
	});
}

function checkTemplate({ template, ...input }: TemplateToCheck): CheckedTemplate {
	const errors: CheckError[] = [];
	const report = ({ message, line, column }: TemplateError) => void errors.push({ message, line, column });
	const compiled = compile(template, input, report);
	for (const version of [compiled.html, compiled.text]) version?.strayBraces.forEach(report);
	const warnings = [
		...compiled.html.warnings,
		...(compiled.text?.warnings ?? []),
		...lintHtml(compiled.html.source),
	];
	for (const [name, text] of input.partials) {
		const source = { label: `partial "${name}"`, text, indent: 0 };
		// Compiling only reaches the partials that the template includes. What is wrong with the HTML depends on the place.
		try {
			parse(source);
			compileTemplate(source, 'html', input.partials, () => {}).strayBraces.forEach(report);
		} catch (error) {
			report(error as TemplateError);
		}
		warnings.push(...lintHtml(source));
	}
	return { compiled, errors, warnings };
}

function fieldsOf(compiled: readonly CompiledSignature[]): string[] {
	const names = compiled.flatMap(({ uses }) =>
		uses.filter(({ name, guards }) => name !== '.' && !guards.some((guard) => guard.name === 'banner')).map(({ name }) => name),
	);
	return [...new Set(names)];
}

/** Every name that is meant to be a field, and where it is used. */
function namesIn(compiled: readonly CompiledSignature[], { settings, conditionFields }: CheckInput): NameUse[] {
	const inTemplates = compiled.flatMap(({ mentions, template }) =>
		mentions.map((mention) => ({ ...mention, where: `the ${template.label ?? 'template'}` })),
	);
	const inSmartFields = [...settings.smartFields.values()].flatMap(({ name: field, attributes }) =>
		attributes.map((name) => ({ name, where: `the smart field "${field}"`, inSmartField: field })),
	);
	const inRules = [...new Set(conditionFields)].map((name) => ({ name, where: "a rule's condition" }));
	return [...inTemplates, ...inSmartFields, ...inRules];
}

/** Renders the templates for a made-up person with long values, and custom ones for people who lack a URL. */
function renderSample(compiled: readonly CompiledSignature[], input: CheckInput): { length: number; warnings: string[] } {
	// The signature has to fit with a banner that starts later, too.
	const settings = { ...input.settings, banner: input.hasBanners ? SAMPLE_BANNER : undefined };
	// What is wrong with a text for everyone is wrong whatever the profile.
	const constants = [...input.settings.smartFields.values()].filter((field) => field.attributes.length === 0);
	const isAboutConstant = (warning: string) => constants.some(({ name }) => warning.includes(`"${name}"`));
	const samples = compiled.map((template) => {
		const profile = sampleProfile(template.uses, settings.smartFields);
		const { signature } = render(template, profile, settings, '');
		// Nobody can edit a gallery template, and none writes an empty URL.
		const isGallery = template.template.additionalFields.length > 0;
		return {
			warnings: [...signature.warnings.filter(isAboutConstant), ...(isGallery ? [] : findEmptyUrls(template, profile, settings))],
			length: signature.length,
		};
	});
	return { length: Math.max(0, ...samples.map(({ length }) => length)), warnings: samples.flatMap(({ warnings }) => warnings) };
}
