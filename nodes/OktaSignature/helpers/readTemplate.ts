import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { GALLERY } from '../gallery';
import type { SignatureTemplate } from '../engine';
import { eatenTags } from './expressionGuard';
import type { ParameterReader } from './readParameters';

const source = z.enum(['gallery', 'custom', 'input']).default('gallery');
const templateText = z.string({ message: 'it is not text' }).nullish().transform((text) => text ?? '');

/** A set of parameters that names a template: the node's own or a rule's. */
export interface Place {
	/** What stands before the parameters' names: '' or `rules.values[0].` */
	prefix: string;
	/** What stands before their labels in the editor: '' or `Rules > "Sales" > `. */
	label: string;
	/** A rule's title; undefined for the node itself. */
	rule?: string;
}

const PARAMETERS = ['templateSource', 'galleryTemplate', 'template', 'templateFromInput'];

/** Reads templates as they were chosen, from the gallery, the node or the item. */
export class TemplateSources {
	/** Templates that are the same for every item, by prefix; undefined for one that is not. */
	private readonly constants = new Map<string, SignatureTemplate | undefined>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {}

	/**
	 * @returns the very same object for every item, where the parameters hold no expression
	 * @throws NodeOperationError when there is no template
	 */
	read(place: Place, itemIndex: number): SignatureTemplate {
		const { prefix } = place;
		const known = this.constants.get(prefix);
		if (known !== undefined) return known;
		const template = this.chosen(place, itemIndex);
		if (!this.constants.has(prefix)) {
			const isConstant = PARAMETERS.every((name) => this.parameters.isConstant(prefix + name));
			this.constants.set(prefix, isConstant ? template : undefined);
		}
		return template;
	}

	private chosen({ prefix, label, rule }: Place, itemIndex: number): SignatureTemplate {
		const from = this.parameters.read(`${prefix}templateSource`, `${label}Template Source`, itemIndex, source);
		const template = from === 'gallery' ? this.fromGallery(prefix, label, itemIndex) : this.written(from, prefix, label, itemIndex);
		if (rule === undefined) return template;
		return {
			...template,
			// A text typed into a rule has no other name.
			name: from === 'gallery' ? template.name : rule.replace(/^"(.*)"$/s, '$1'),
			reason: `Rule ${rule} matched`,
			label: `template of rule ${rule}`,
		};
	}

	/** Stops when n8n has read a template's tags as expressions. */
	private refuseEatenTags(path: string, label: string, itemIndex: number): void {
		const description = eatenTags(this.parameters.raw(path));
		if (description === undefined) return;
		throw new NodeOperationError(this.context.getNode(), `The tags of the parameter '${label}' are read as n8n expressions`, {
			itemIndex,
			description,
		});
	}

	private written(from: 'custom' | 'input', prefix: string, parent: string, itemIndex: number): SignatureTemplate {
		const [name, title] = from === 'custom' ? ['template', 'Template'] : ['templateFromInput', 'Template From Input'];
		const [path, label] = [prefix + name, parent + title];
		// n8n takes the "=" off fields without expressions.
		if (from === 'input') this.refuseEatenTags(path, label, itemIndex);
		const html = this.parameters.read(path, label, itemIndex, templateText);
		if (html.trim() === '') {
			throw new NodeOperationError(this.context.getNode(), `The parameter '${label}' is empty: there is nothing to render`, {
				itemIndex,
				description: from === 'input' ? 'Check that the expression finds the template in this item' : undefined,
			});
		}
		const reason = from === 'custom' ? 'The template of this node' : 'The template that came with the item';
		return { name: from, reason, html, text: '', parameters: [] };
	}

	private fromGallery(prefix: string, label: string, itemIndex: number): SignatureTemplate {
		const name = this.parameters.read(`${prefix}galleryTemplate`, `${label}Gallery Template`, itemIndex, templateText) || 'classic';
		const found = GALLERY.find((template) => template.name === name);
		if (found === undefined) {
			throw new NodeOperationError(this.context.getNode(), `The gallery has no template '${name}'`, {
				itemIndex,
				description: `Choose one of: ${GALLERY.map((template) => template.name).join(', ')}`,
			});
		}
		return { ...found, reason: `"${found.title}" from the gallery` };
	}
}
