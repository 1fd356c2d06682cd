import { NodeOperationError, type IExecuteFunctions, type INodeExecutionData } from 'n8n-workflow';
import { findUnknownFields, type NameUse } from '../engine/check/unknownFields';
import type { PersonSettings } from '../engine/profile/person';
import { SAMPLE_BANNER, sampleProfile } from '../engine/check/sample';
import { findEmptyUrls } from '../engine/check/emptyUrls';
import { ItemReader } from '../helpers/itemReader';
import { knownAttributes } from '../helpers/knownAttributes';
import type { Extras } from '../helpers/selectTemplate';
import { compile, render, type CompiledSignature, type SignatureTemplate } from '../engine';
import type { TemplateError } from '../engine/mustache/errors';
import { lintHtml } from '../engine/check/lint';
import { parse } from '../engine/mustache/parse';
import { overrun, type Target } from '../engine/targets';

/** A fault as the output shows it; line and column count from 1. */
interface Fault {
	message: string;
	line: number;
	column: number;
}

/** The operation `check`: everything that can be said about the node's templates before anybody's signature is rendered. */
class Check {
	private readonly reader: ItemReader;

	/** By message: a partial that is included twice has its faults once. */
	private readonly errors = new Map<string, Fault>();

	private readonly warnings = new Set<string>();

	private readonly compiled: CompiledSignature[] = [];

	private readonly seen = new Set<string>();

	private readonly conditionFields = new Set<string>();

	private settings: PersonSettings = { smartFields: new Map(), phoneRegion: '', today: '' };

	private target: Target = 'none';

	constructor(private readonly context: IExecuteFunctions) {
		this.reader = new ItemReader(context);
	}

	async run(): Promise<INodeExecutionData[]> {
		const items = this.context.getInputData();
		for (let i = 0; i < items.length; i++) this.item(i);
		const fields = this.fields();
		const unknownFields = await this.unknownFields();
		const length = this.tried();
		const tooLong = overrun(length, this.target);
		if (tooLong !== '') this.warnings.add(`With long values: ${tooLong.charAt(0).toLowerCase()}${tooLong.slice(1)}`);
		const json = { valid: this.errors.size === 0, errors: [...this.errors.values()], warnings: [...this.warnings], fields, unknownFields, length };
		return [{ json: { ...json }, pairedItem: items.map((_, item) => ({ item })) }];
	}

	/** Collects what an item's parameters hold; the same template of another item is not looked at again. */
	private item(itemIndex: number): void {
		const options = this.attempt(() => this.reader.options(itemIndex));
		const settings = options && this.attempt(() => this.reader.settings(options, itemIndex));
		const extras = options && this.attempt(() => this.reader.extras(options, itemIndex));
		const { places, conditionFields } = this.reader.templates.candidates(itemIndex);
		if (settings !== undefined) this.settings = settings;
		if (options !== undefined) this.target = options.target;
		for (const name of conditionFields) this.conditionFields.add(name);
		for (const place of places) {
			const template = this.attempt(() => this.reader.templates.template(place, itemIndex));
			if (template !== undefined) this.template(template, extras ?? { textTemplate: '', partials: new Map() });
		}
	}

	private template(template: SignatureTemplate, { textTemplate, partials }: Extras): void {
		const key = [template.label, template.html, textTemplate, ...[...partials].flat()].join('\0');
		if (this.seen.has(key)) return;
		this.seen.add(key);
		const source = { ...template, text: textTemplate || template.text };
		const compiled = compile(source, partials, (error) => this.fault(error));
		this.compiled.push(compiled);
		for (const warning of [...compiled.html.warnings, ...(compiled.text?.warnings ?? [])]) this.warnings.add(warning);
		for (const warning of lintHtml({ label: template.label ?? 'template', text: template.html, indent: 0 })) this.warnings.add(warning);
		for (const [name, text] of partials) this.partial(name, text);
	}

	/** A partial that no template includes has not been looked at yet. */
	private partial(name: string, text: string): void {
		const source = { label: `partial "${name}"`, text, indent: 0 };
		this.attempt(() => parse(source));
		for (const warning of lintHtml(source)) this.warnings.add(warning);
	}

	private attempt<T>(read: () => T): T | undefined {
		try {
			return read();
		} catch (error) {
			if (error instanceof NodeOperationError) {
				const message = error.description ? `${error.message}. ${error.description}` : error.message;
				this.errors.set(message, { message, line: 1, column: 1 });
			} else {
				this.fault(error as TemplateError);
			}
			return undefined;
		}
	}

	private fault({ message, line, column }: TemplateError): void {
		this.errors.set(message, { message, line, column });
	}

	/** Fields that the templates print, in their order. */
	private fields(): string[] {
		const names = this.compiled.flatMap(({ uses }) =>
			uses.filter(({ name, guards }) => name !== '.' && !guards.some((guard) => guard.name === 'banner')).map(({ name }) => name),
		);
		return [...new Set(names)];
	}

	private async unknownFields(): Promise<string[]> {
		const attributes = await knownAttributes(this.context);
		if (attributes.fault !== '') this.warnings.add(`Fields were not compared with the org's schema: ${attributes.fault}`);
		const { smartFields } = this.settings;
		const parameters = this.compiled.flatMap(({ template }) => template.parameters);
		const { unknown, warnings } = findUnknownFields(this.names(), attributes, [...smartFields.keys(), ...parameters]);
		for (const warning of warnings) this.warnings.add(warning);
		return unknown;
	}

	/** Names that are meant to be fields, with the place where they stand. */
	private names(): NameUse[] {
		const inTemplates = this.compiled.flatMap(({ uses, template }) =>
			uses.map(({ name, guards }) => ({ name, guards, where: template.label ?? 'the template' })),
		);
		const inSmartFields = [...this.settings.smartFields.values()].flatMap(({ name: field, attributes }) =>
			attributes.map((name) => ({ name, where: `the smart field "${field}"`, raw: true })),
		);
		const inRules = [...this.conditionFields].map((name) => ({ name, where: "a rule's condition" }));
		return [...inTemplates, ...inSmartFields, ...inRules];
	}

	/**
	 * Renders the templates for people made up for it.
	 * @returns characters of the longest one's HTML with long values
	 */
	private tried(): number {
		if (this.errors.size > 0) return 0;
		const attributes = [...this.settings.smartFields.values()].flatMap((field) => field.attributes);
		const banners = this.reader.parameters.raw('banners.values');
		// One that begins next month has to fit, too.
		const banner = Array.isArray(banners) && banners.length > 0 ? SAMPLE_BANNER : undefined;
		const lengths = this.compiled.map((compiled) => {
			const profile = sampleProfile(compiled.uses, attributes);
			const settings = { ...this.settings, banner };
			for (const warning of findEmptyUrls(compiled, profile, settings)) this.warnings.add(warning);
			return render(compiled, profile, settings, '').signature.length;
		});
		return Math.max(0, ...lengths);
	}
}

/** Checks templates, partials and settings, and says so in one item. */
export async function check(context: IExecuteFunctions): Promise<INodeExecutionData[]> {
	return await new Check(context).run();
}
