import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { compile, type CompiledSignature, type CompileInput, type SignatureTemplate } from '../engine';
import type { Person } from '../engine/profile/person';
import { toNodeOperationError } from './errors';
import type { ParameterReader } from './readParameters';
import { TemplateReader, type TemplateParameters } from './readTemplate';
import { Rules, type Rule } from './rules';

/** Compiled templates that are kept. Templates from the input may all differ, and neighbors often agree. */
const MAX_CACHED = 50;

const chooseByRulesSchema = z.boolean().default(false);
const noMatchSchema = z.enum(['default', 'skip']).default('default');

const NODE: TemplateParameters = { prefix: '', label: '' };

const parametersOf = ({ title, prefix }: Rule): TemplateParameters => ({ prefix, label: `Rules > ${title} > `, rule: title });

const fieldsOf = (rules: readonly Rule[]): string[] => rules.flatMap(({ conditions }) => conditions.fields);

interface CachedTemplate extends CompileInput {
	template: SignatureTemplate;
	reasonPrefix: string;
	compiled: CompiledSignature;
}

/** Selects the template of each item and compiles each distinct one once per execution. */
export class TemplateSelector {
	private readonly reader: TemplateReader;

	private readonly rules: Rules;

	private readonly cache: CachedTemplate[] = [];

	/** An item's template is chosen by rules, and they can be read. */
	private choseByRules = false;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {
		this.reader = new TemplateReader(context, parameters);
		this.rules = new Rules(parameters);
	}

	/**
	 * @param person called only when the node chooses by rules
	 * @returns undefined when no rule matches and the node skips such people
	 * @throws NodeOperationError when there is no template, or with line and column when it cannot be used
	 */
	select(itemIndex: number, input: CompileInput, person: () => Person): CompiledSignature | undefined {
		if (!this.choosesByRules(itemIndex)) return this.compiled(NODE, '', input, itemIndex);
		const rule = this.rules.match(person(), itemIndex);
		this.choseByRules = true;
		if (rule !== undefined) return this.compiled(parametersOf(rule), '', input, itemIndex);
		if (this.noMatch(itemIndex) === 'skip') return undefined;
		return this.compiled(NODE, 'No rule matched: ', input, itemIndex);
	}

	/**
	 * Every template that `select` may return for an item, and the fields that its rules name.
	 * @param attempt reads a parameter; undefined when it is invalid
	 */
	candidates(itemIndex: number, attempt: <T>(read: () => T) => T | undefined): { templates: TemplateParameters[]; conditionFields: string[] } {
		const choosesByRules = attempt(() => this.choosesByRules(itemIndex)) ?? false;
		if (!choosesByRules) return { templates: [NODE], conditionFields: [] };
		const rules = attempt(() => this.rules.all) ?? [];
		this.choseByRules = true;
		const templates = rules.map(parametersOf);
		if (attempt(() => this.noMatch(itemIndex)) === 'default') templates.push(NODE);
		return { templates, conditionFields: fieldsOf(rules) };
	}

	/** A sentence about rules that are missing or never used; '' when there are none or nobody's template is chosen by rules. */
	get ruleHint(): string {
		return this.choseByRules ? this.rules.hint : '';
	}

	/** Whether rules choose the templates, so that one run may use only some of them. */
	get usesRules(): boolean {
		return this.parameters.raw('chooseByRules') === true;
	}

	/** Fields that the conditions of rules name; none before `select` chose by rules. */
	get conditionFields(): string[] {
		return this.choseByRules ? fieldsOf(this.rules.all) : [];
	}

	/** @throws NodeOperationError when there is no template */
	template(from: TemplateParameters, itemIndex: number): SignatureTemplate {
		return this.reader.read(from, itemIndex);
	}

	private choosesByRules(itemIndex: number): boolean {
		return this.parameters.read('chooseByRules', 'Choose by Rules', itemIndex, chooseByRulesSchema);
	}

	private noMatch(itemIndex: number) {
		return this.parameters.read('noMatch', 'When No Rule Matches', itemIndex, noMatchSchema);
	}

	private compiled(from: TemplateParameters, reasonPrefix: string, input: CompileInput, itemIndex: number): CompiledSignature {
		const template = this.template(from, itemIndex);
		const known = this.cache.find(
			(cached) => cached.reasonPrefix === reasonPrefix && isSameTemplate(cached.template, template) && isSameInput(cached, input),
		);
		if (known !== undefined) return known.compiled;
		const compiled = this.compile({ ...template, reason: withPrefix(reasonPrefix, template.reason) }, input, itemIndex);
		if (this.cache.length >= MAX_CACHED) this.cache.length = 0;
		this.cache.push({ ...input, template, reasonPrefix, compiled });
		return compiled;
	}

	private compile(template: SignatureTemplate, input: CompileInput, itemIndex: number): CompiledSignature {
		try {
			return compile(template, input);
		} catch (error) {
			throw toNodeOperationError(this.context, error, itemIndex);
		}
	}
}

/** Compares names and reasons too: two gallery templates may have the same HTML, and a template from the input may equal either. */
const isSameTemplate = (a: SignatureTemplate, b: SignatureTemplate) =>
	a === b || (a.name === b.name && a.reason === b.reason && a.label === b.label && a.html === b.html && a.text === b.text);

/** Compares the texts of partials: an expression in one gives a new map for every item, which is often equal to another. */
const isSameInput = (a: CompileInput, b: CompileInput) =>
	a.textTemplate === b.textTemplate &&
	a.linkParameters === b.linkParameters &&
	a.encoding === b.encoding &&
	(a.partials === b.partials || (a.partials.size === b.partials.size && [...a.partials].every(([name, text]) => b.partials.get(name) === text)));

const withPrefix = (prefix: string, reason: string) =>
	prefix === '' ? reason : prefix + reason.charAt(0).toLowerCase() + reason.slice(1);
