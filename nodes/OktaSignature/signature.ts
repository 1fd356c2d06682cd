import { hash as digest } from 'crypto';
import { completenessOf } from './fields/completeness';
import { Person, type PersonSettings } from './fields/person';
import { compileTemplate, type CompiledTemplate } from './template/compile';
import { htmlToText } from './template/htmlToText';
import type { Use } from './template/nodes';
import { renderTemplate } from './template/render';

/** A template as someone chose it. */
export interface SignatureTemplate {
	/** What the output calls it. */
	name: string;
	/** Why it was taken, for the output. */
	reason: string;
	html: string;
	/** '' = made from the HTML. */
	text: string;
	/** Fields that count as used only when a smart field of that name exists. */
	parameters: readonly string[];
}

export interface CompiledSignature {
	template: SignatureTemplate;
	html: CompiledTemplate;
	text?: CompiledTemplate;
	uses: Use[];
}

/** One person's signature, as the output shows it. */
export interface Signature {
	html: string;
	text: string;
	template: string;
	reason: string;
	/** SHA-256 in hex over what is sent; the same for the same output on every machine. */
	hash: string;
	/** Whether `hash` differs from the one pushed last. */
	changed: boolean;
	/** Characters of `html`, as targets count them. */
	length: number;
	missing: string[];
	completeness: number;
	warnings: string[];
}

/**
 * @param partials Mustache texts by name, for both versions
 * @throws TemplateError with line and column
 */
export function compileSignature(template: SignatureTemplate, partials: ReadonlyMap<string, string>): CompiledSignature {
	const html = compileTemplate({ label: 'template', text: template.html, indent: 0 }, 'html', partials);
	if (template.text === '') return { template, html, uses: html.uses };
	const text = compileTemplate({ label: 'text template', text: template.text, indent: 0 }, 'text', partials);
	return { template, html, text, uses: [...html.uses, ...text.uses] };
}

/** The array's JSON keeps both parts apart: no two pairs of texts have the same one. */
function hashOf(html: string, text: string): string {
	return digest('sha256', JSON.stringify([html, text]));
}

/**
 * Renders one person's signature.
 * @param profile an Okta profile: attributes by Okta name
 * @param previousHash the hash pushed last, '' = none
 * @returns the signature, and which of its missing fields are required
 */
export function renderSignature(
	{ template, html, text, uses }: CompiledSignature,
	profile: Record<string, unknown>,
	settings: PersonSettings,
	previousHash: string,
): { signature: Signature; requiredMissing: string[] } {
	const warnings = new Set([...html.warnings, ...(text?.warnings ?? [])]);
	const warn = (warning: string) => void warnings.add(warning);
	const person = new Person(profile, settings, warn);

	const renderedHtml = renderTemplate(html, person, warn).trim();
	const renderedText = text === undefined ? htmlToText(renderedHtml) : renderTemplate(text, person, warn);
	// Blanks at the start of a line may be layout, blank lines around the whole are not.
	const sentText = renderedText.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();

	const { smartFields } = settings;
	const required = [...smartFields.values()].filter((field) => field.required).map((field) => field.name);
	const used = uses.filter((use) => smartFields.has(use.name) || !template.parameters.includes(use.name));
	const { missing, completeness, requiredMissing } = completenessOf(used, required, person);

	const hash = hashOf(renderedHtml, sentText);
	const signature = {
		html: renderedHtml,
		text: sentText,
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
