import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { GALLERY } from './gallery';
import type { ParameterReader } from './parameterReader';
import { compileSignature, type CompiledSignature, type SignatureTemplate } from './signature';
import { TemplateError } from './template/errors';
import { eatenTags } from './template/expressionGuard';

/** Templates that arrive as data can be many; keeping the last ones is enough for items in any sensible order. */
const MAX_KEPT = 50;

const source = z.enum(['gallery', 'custom', 'input']).default('gallery');
const templateText = z.string({ message: 'it is not text' });

/** Finds an item's template and compiles each distinct one once per execution. */
export class TemplateChooser {
	private readonly kept = new Map<string, { key: unknown[]; compiled: CompiledSignature }>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {}

	/**
	 * @param textTemplate the option of that name, '' = none
	 * @throws NodeOperationError when there is no template or it cannot be used, with line and column
	 */
	choose(itemIndex: number, textTemplate: string, partials: ReadonlyMap<string, string>): CompiledSignature {
		const template = this.template(itemIndex);
		const text = textTemplate === '' ? template.text : textTemplate;
		const key = [template.name, text, partials];
		const kept = this.kept.get(template.html);
		if (kept?.key.every((part, i) => part === key[i])) return kept.compiled;
		const compiled = this.compile({ ...template, text }, partials, itemIndex);
		if (this.kept.size >= MAX_KEPT) this.kept.clear();
		this.kept.set(template.html, { key, compiled });
		return compiled;
	}

	private template(itemIndex: number): SignatureTemplate {
		const from = this.parameters.read('templateSource', 'Template Source', itemIndex, source);
		if (from === 'gallery') return this.fromGallery(itemIndex);
		const [name, label] = from === 'custom' ? ['template', 'Template'] : ['templateFromInput', 'Template From Input'];
		this.refuseEatenTags(this.parameters.raw(name), label, itemIndex);
		const html = this.parameters.read(name, label, itemIndex, templateText);
		if (html.trim() === '') {
			throw new NodeOperationError(this.context.getNode(), `The parameter '${label}' is empty: there is nothing to render`, {
				itemIndex,
				description: from === 'input' ? 'Check that the expression finds the template in this item' : undefined,
			});
		}
		const reason = from === 'custom' ? 'The template of this node' : 'The template that came with the item';
		return { name: from, reason, html, text: '', parameters: [] };
	}

	private fromGallery(itemIndex: number): SignatureTemplate {
		const name = this.parameters.read('galleryTemplate', 'Gallery Template', itemIndex, templateText);
		const found = GALLERY.find((template) => template.name === name);
		if (found === undefined) {
			throw new NodeOperationError(this.context.getNode(), `The gallery has no template '${name}'`, {
				itemIndex,
				description: `Choose one of: ${GALLERY.map((template) => template.name).join(', ')}`,
			});
		}
		return { ...found, reason: `"${found.title}" from the gallery` };
	}

	/** Stops when n8n has read a template's tags as expressions. */
	refuseEatenTags(raw: unknown, label: string, itemIndex: number): void {
		const description = eatenTags(raw);
		if (description === undefined) return;
		throw new NodeOperationError(this.context.getNode(), `The tags of the parameter '${label}' are read as n8n expressions`, {
			itemIndex,
			description,
		});
	}

	private compile(template: SignatureTemplate, partials: ReadonlyMap<string, string>, itemIndex: number) {
		try {
			return compileSignature(template, partials);
		} catch (error) {
			throw templateFault(this.context, error, itemIndex);
		}
	}
}

/** A template's fault as n8n shows it. */
export function templateFault(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeOperationError {
	if (!(error instanceof TemplateError)) return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex,
		description: `${error.source.label}, line ${error.line}, column ${error.column}`,
	});
}
