import type { IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { compile, type CompiledSignature, type CompileInput, type SignatureTemplate } from '../engine';
import type { Person } from '../engine/profile/person';
import { toNodeOperationError } from './errors';
import type { ParameterReader } from './readParameters';
import { TemplateReader, type TemplateParameters } from './readTemplate';
import { Rules, type Rule } from './rules';

/** Compiled templates that are kept per rule. Templates from the input may all differ, and neighbors often agree. */
const MAX_CACHED = 50;

const chooseByRulesSchema = z.boolean().default(false);
const noMatchSchema = z.enum(['default', 'skip']).default('default');

const NODE: TemplateParameters = { prefix: '', label: '' };

const parametersOf = ({ title, prefix }: Rule): TemplateParameters => ({ prefix, label: `Rules > ${title} > `, rule: title });

interface CachedTemplate extends CompileInput {
	template: SignatureTemplate;
	compiled: CompiledSignature;
}

/** Selects the template of each item and compiles each distinct one once per execution. */
export class TemplateSelector {
	private readonly reader: TemplateReader;

	private readonly rules: Rules;

	/** By the rule and reason, then by the HTML of the template. */
	private readonly cache = new Map<string, Map<string, CachedTemplate>>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {
		this.reader = new TemplateReader(context, parameters);
		this.rules = new Rules(context, parameters);
	}

	/**
	 * @param person called only when the node chooses by rules
	 * @returns undefined when no rule matches and the node skips such people
	 * @throws NodeOperationError when there is no template, or with line and column when it cannot be used
	 */
	select(itemIndex: number, input: CompileInput, person: () => Person): CompiledSignature | undefined {
		if (!this.choosesByRules(itemIndex)) return this.compiled(NODE, '', input, itemIndex);
		const rule = this.rules.match(person(), itemIndex);
		if (rule !== undefined) return this.compiled(parametersOf(rule), '', input, itemIndex);
		if (this.noMatch(itemIndex) === 'skip') return undefined;
		return this.compiled(NODE, 'No rule matched: ', input, itemIndex);
	}

	/** Every template that `select` may return for an item, and the fields that its rules name. */
	candidates(itemIndex: number): { templates: TemplateParameters[]; conditionFields: string[] } {
		if (!this.choosesByRules(itemIndex)) return { templates: [NODE], conditionFields: [] };
		const templates = this.rules.all.map(parametersOf);
		if (this.noMatch(itemIndex) === 'default') templates.push(NODE);
		const fields = this.rules.all.flatMap((rule) => rule.fields);
		return { templates, conditionFields: fields.filter((field) => field !== undefined) };
	}

	/** Fields that the conditions of rules name, if the node chooses by rules. */
	get conditionFields(): string[] {
		const choosesByRules = this.parameters.raw('chooseByRules') ?? false;
		if (choosesByRules === false) return [];
		return this.rules.all.flatMap((rule) => rule.fields).filter((field) => field !== undefined);
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
		const key = from.prefix + reasonPrefix;
		const cached = this.cache.get(key) ?? new Map<string, CachedTemplate>();
		this.cache.set(key, cached);
		const known = cached.get(template.html);
		if (known?.textTemplate === input.textTemplate && known.partials === input.partials && isSame(known.template, template)) {
			return known.compiled;
		}
		const compiled = this.compile({ ...template, reason: withPrefix(reasonPrefix, template.reason) }, input, itemIndex);
		if (cached.size >= MAX_CACHED) cached.clear();
		cached.set(template.html, { ...input, template, compiled });
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

/** Compares the name too: two gallery templates may have the same HTML, and a template from the input may equal either. */
const isSame = (a: SignatureTemplate, b: SignatureTemplate) => a === b || (a.name === b.name && a.html === b.html);

const withPrefix = (prefix: string, reason: string) =>
	prefix === '' ? reason : prefix + reason.charAt(0).toLowerCase() + reason.slice(1);
