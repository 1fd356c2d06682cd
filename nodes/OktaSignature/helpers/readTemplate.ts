import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { GALLERY } from '../gallery';
import { BRANDING_FIELDS, GALLERY_FIELDS } from '../gallery/galleryFields';
import { PIECES } from '../gallery/parts';
import type { Pieces, SignatureTemplate } from '../engine';
import type { ParameterReader } from './readParameters';

const sourceSchema = z.enum(['gallery', 'custom', 'input']).default('gallery');
const templateTextSchema = z.string({ message: 'must be text' }).nullish().transform((text) => text ?? '');

/** The parameters that specify a template: those of the node itself or those of a rule. */
export interface TemplateParameters {
	/** Precedes the parameter names: '' or `rules.values[0].` */
	prefix: string;
	/** Precedes the parameter labels: '' or `Rules > "Sales" > `. */
	label: string;
	/** The rule's title; undefined for the node itself. */
	rule?: string;
}

const TEMPLATE_PARAMETERS = ['templateSource', 'galleryTemplate', 'template', 'templateFromInput'];

/** A value that is one n8n expression and nothing else, which may well return a template. */
const SINGLE_EXPRESSION = /^=\s*\{\{(?:(?!\}\}).)*\}\}\s*$/s;

/** Mustache sections, partials and bare names, which n8n would evaluate as JavaScript. */
const MUSTACHE_TAG = /\{\{\{?\s*(?:[#^/>&!]\s*[\p{L}_][\p{L}\p{N}_.-]*|[\p{L}_][\p{L}\p{N}_.]*|\.)\s*\}?\}\}/u;

/**
 * Whether n8n evaluates the Mustache tags of a template. It reads a parameter that begins with "=" as an expression and
 * evaluates every `{{…}}` in it, so that the tags disappear without an error.
 * @param raw the parameter as the workflow stores it
 */
export function hasEvaluatedTags(raw: unknown): boolean {
	if (typeof raw !== 'string' || !raw.startsWith('=') || !MUSTACHE_TAG.test(raw)) return false;
	return !SINGLE_EXPRESSION.test(raw) || /^=\s*\{\{\s*[#^/>&!]/.test(raw);
}

/** What custom templates can include. */
export const GALLERY_PIECES: Pieces = { partials: new Map(Object.entries(PIECES)), fields: Object.keys(GALLERY_FIELDS), companyFields: Object.keys(BRANDING_FIELDS) };

/** Reads the chosen template from the gallery, a parameter or the item. */
export class TemplateReader {
	/** By prefix, the template that is the same for every item; undefined when it depends on the item. */
	private readonly constants = new Map<string, SignatureTemplate | undefined>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {}

	/**
	 * @returns the same object for every item when the parameters hold no expression
	 * @throws NodeOperationError when there is no template
	 */
	read(from: TemplateParameters, itemIndex: number): SignatureTemplate {
		const { prefix } = from;
		const constant = this.constants.get(prefix);
		if (constant !== undefined) return constant;
		const template = this.readForItem(from, itemIndex);
		if (!this.constants.has(prefix)) {
			const isConstant = TEMPLATE_PARAMETERS.every((name) => this.parameters.isConstant(prefix + name));
			this.constants.set(prefix, isConstant ? template : undefined);
		}
		return template;
	}

	private readForItem({ prefix, label, rule }: TemplateParameters, itemIndex: number): SignatureTemplate {
		const source = this.parameters.read(`${prefix}templateSource`, `${label}Template Source`, itemIndex, sourceSchema);
		const template =
			source === 'gallery' ? this.fromGallery(prefix, label, itemIndex) : this.fromParameter(source, prefix, label, itemIndex);
		if (rule === undefined) return template;
		return {
			...template,
			// A template that is typed into a rule has no name of its own.
			name: source === 'gallery' ? template.name : rule.replace(/^"(.*)"$/s, '$1'),
			reason: `Rule ${rule} matched`,
			label: `template of rule ${rule}`,
		};
	}

	private fromParameter(source: 'custom' | 'input', prefix: string, parentLabel: string, itemIndex: number): SignatureTemplate {
		const [name, title] = source === 'custom' ? ['template', 'Template'] : ['templateFromInput', 'Template From Input'];
		const path = prefix + name;
		const label = parentLabel + title;
		// The field for custom templates takes no expressions, and n8n removes a "=" at its start.
		if (source === 'input' && hasEvaluatedTags(this.parameters.raw(path))) {
			throw new NodeOperationError(this.context.getNode(), `Parameter '${label}' contains Mustache tags that n8n evaluates as expressions`, {
				itemIndex,
				description:
					"n8n evaluates the {{tags}} in this field before the node can read them. Set 'Template Source' to Custom and paste the template there.",
			});
		}
		const html = this.parameters.read(path, label, itemIndex, templateTextSchema);
		if (html.trim() === '') {
			throw new NodeOperationError(this.context.getNode(), `Parameter '${label}' is empty`, {
				itemIndex,
				description: source === 'input' ? 'Check that the expression returns the template for this item.' : 'Enter a template, or select one from the gallery.',
			});
		}
		const reason = source === 'custom' ? 'The template of this node' : 'The template from the input item';
		return { name: source, reason, html, text: '', additionalFields: [], pieces: GALLERY_PIECES };
	}

	private fromGallery(prefix: string, label: string, itemIndex: number): SignatureTemplate {
		const name = this.parameters.read(`${prefix}galleryTemplate`, `${label}Gallery Template`, itemIndex, templateTextSchema) || 'classic';
		const found = GALLERY.find((template) => template.name === name);
		if (found === undefined) {
			throw new NodeOperationError(this.context.getNode(), `The gallery has no template '${name}'`, {
				itemIndex,
				description: `Choose one of these: ${GALLERY.map((template) => template.name).join(', ')}.`,
			});
		}
		return { ...found, reason: `"${found.title}" from the gallery` };
	}
}
