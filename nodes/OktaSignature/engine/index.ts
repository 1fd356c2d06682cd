import { hash as digest } from 'crypto';
import { completenessOf, demandsOf, type Demands } from './profile/completeness';
import { Person, type PersonSettings, type SmartField } from './profile/person';
import { compileTemplate, type CompiledTemplate } from './mustache/compile';
import type { TemplateError } from './mustache/errors';
import { htmlToText } from './html/toText';
import type { Use } from './mustache/nodes';
import { renderTemplate } from './mustache/renderer';

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
	/** How errors call it; `template` where it is the only one. */
	label?: string;
}

export interface CompiledSignature {
	template: SignatureTemplate;
	html: CompiledTemplate;
	text?: CompiledTemplate;
	uses: Use[];
	/** By the smart fields for which it was worked out last. */
	demands?: { smartFields: ReadonlyMap<string, SmartField>; list: Demands };
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
 * @param report gets every fault that can be found
 * @throws TemplateError with line and column, unless `report` takes it
 */
export function compileSignature(
	template: SignatureTemplate,
	partials: ReadonlyMap<string, string>,
	report?: (error: TemplateError) => void,
): CompiledSignature {
	const source = { label: template.label ?? 'template', text: template.html, indent: 0 };
	const html = compileTemplate(source, 'html', partials, report);
	if (template.text === '') return { template, html, uses: html.uses };
	const text = compileTemplate({ label: 'text template', text: template.text, indent: 0 }, 'text', partials, report);
	return { template, html, text, uses: [...html.uses, ...text.uses] };
}

/** What a template with these smart fields needs of a person; a gallery template's own parameters only where they are set. */
export function demandsFor(compiled: CompiledSignature, smartFields: ReadonlyMap<string, SmartField>): Demands {
	if (compiled.demands?.smartFields === smartFields) return compiled.demands.list;
	const { template, uses } = compiled;
	const required = [...smartFields.values()].filter((field) => field.required).map((field) => field.name);
	const used = uses.filter((use) => smartFields.has(use.name) || !template.parameters.includes(use.name));
	const list = demandsOf(used, required);
	compiled.demands = { smartFields, list };
	return list;
}

/** Neither part can hold U+0000, so no two pairs of texts make the same whole. */
function hashOf(html: string, text: string): string {
	return digest('sha256', `${html}\0${text}`);
}

/**
 * Renders one person's signature.
 * @param profile an Okta profile: attributes by Okta name
 * @param previousHash the hash pushed last, '' = none
 * @returns the signature, and which of its missing fields are required
 */
export function renderSignature(
	compiled: CompiledSignature,
	profile: Record<string, unknown>,
	settings: PersonSettings,
	previousHash: string,
): { signature: Signature; requiredMissing: string[] } {
	const { template, html, text } = compiled;
	const warnings = new Set([...html.warnings, ...(text?.warnings ?? [])]);
	const warn = (warning: string) => void warnings.add(warning);
	const person = new Person(profile, settings, warn);

	const renderedHtml = renderTemplate(html, person, warn).trim();
	const renderedText = text === undefined ? htmlToText(renderedHtml) : renderTemplate(text, person, warn);
	// Blanks at the start of a line may be layout, blank lines around the whole are not.
	const sentText = renderedText.replace(/^(?:[ \t]*\r?\n)+/, '').trimEnd();

	const { missing, completeness, requiredMissing } = completenessOf(demandsFor(compiled, settings.smartFields), person);

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

/** Characters of HTML that each field takes in one person's signature. */
export function measureFields(
	{ html }: CompiledSignature,
	profile: Record<string, unknown>,
	settings: PersonSettings,
): Map<string, number> {
	const lengths = new Map<string, number>();
	const count = (name: string, written: string) => lengths.set(name, (lengths.get(name) ?? 0) + written.length);
	renderTemplate(html, new Person(profile, settings, () => {}), () => {}, count);
	return lengths;
}
