import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Person } from '../engine/profile/person';
import { compile, type CompiledSignature, type SignatureTemplate } from '../engine';
import { TemplateError } from '../engine/mustache/errors';
import type { ParameterReader } from './readParameters';
import { Rules, type Rule } from './rules';
import { TemplateSources, type Place } from './templateSources';

/** Templates that arrive as data can be many; keeping the last ones is enough for items in any sensible order. */
const MAX_KEPT = 50;

const byRules = z.boolean().default(false);
const noMatch = z.enum(['default', 'skip']).default('default');

const NODE: Place = { prefix: '', label: '' };

const placeOf = ({ title, prefix }: Rule): Place => ({ prefix, label: `Rules > ${title} > `, rule: title });

/** What a template is compiled with. */
export interface Extras {
	/** The option of that name, '' = none. */
	textTemplate: string;
	partials: ReadonlyMap<string, string>;
}

interface Kept extends Extras {
	template: SignatureTemplate;
	compiled: CompiledSignature;
}

/** Finds an item's template and compiles each distinct one once per execution. */
export class TemplateChooser {
	private readonly sources: TemplateSources;

	private readonly rules: Rules;

	/** By where the template was chosen, then by its text. */
	private readonly kept = new Map<string, Map<string, Kept>>();

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {
		this.sources = new TemplateSources(context, parameters);
		this.rules = new Rules(context, parameters);
	}

	/**
	 * @param person asked for only when there are rules
	 * @returns undefined when no rule matches and such people are left out
	 * @throws NodeOperationError when there is no template or it cannot be used, with line and column
	 */
	choose(itemIndex: number, extras: Extras, person: () => Person): CompiledSignature | undefined {
		if (!this.parameters.read('chooseByRules', 'Choose by Rules', itemIndex, byRules)) return this.compiled(NODE, '', extras, itemIndex);
		const rule = this.rules.match(person(), itemIndex);
		if (rule !== undefined) return this.compiled(placeOf(rule), '', extras, itemIndex);
		if (this.noMatch(itemIndex) === 'skip') return undefined;
		return this.compiled(NODE, 'No rule matched: ', extras, itemIndex);
	}

	/** Every template that might be chosen for an item, and the fields that rules ask for. */
	candidates(itemIndex: number): { places: Place[]; conditionFields: string[] } {
		if (!this.parameters.read('chooseByRules', 'Choose by Rules', itemIndex, byRules)) return { places: [NODE], conditionFields: [] };
		const places = this.rules.all.map(placeOf);
		if (this.noMatch(itemIndex) === 'default') places.push(NODE);
		const fields = this.rules.all.flatMap((rule) => rule.fields);
		return { places, conditionFields: fields.filter((field) => field !== undefined) };
	}

	/** @throws NodeOperationError when there is no template */
	template(place: Place, itemIndex: number): SignatureTemplate {
		return this.sources.read(place, itemIndex);
	}

	private noMatch(itemIndex: number) {
		return this.parameters.read('noMatch', 'When No Rule Matches', itemIndex, noMatch);
	}

	private compiled(place: Place, because: string, extras: Extras, itemIndex: number): CompiledSignature {
		const template = this.template(place, itemIndex);
		const key = place.prefix + because;
		const siblings = this.kept.get(key) ?? new Map<string, Kept>();
		this.kept.set(key, siblings);
		const known = siblings.get(template.html);
		if (known?.textTemplate === extras.textTemplate && known.partials === extras.partials && isSame(known.template, template)) {
			return known.compiled;
		}
		const compiled = this.compile({ ...template, reason: reasonAfter(because, template.reason) }, extras, itemIndex);
		if (siblings.size >= MAX_KEPT) siblings.clear();
		siblings.set(template.html, { ...extras, template, compiled });
		return compiled;
	}

	private compile(template: SignatureTemplate, { textTemplate, partials }: Extras, itemIndex: number): CompiledSignature {
		try {
			return compile({ ...template, text: textTemplate || template.text }, partials);
		} catch (error) {
			throw templateFault(this.context, error, itemIndex);
		}
	}
}

/** Two gallery templates may hold the same HTML, and a template from the input any text of theirs. */
const isSame = (a: SignatureTemplate, b: SignatureTemplate) => a === b || (a.name === b.name && a.html === b.html);

const reasonAfter = (because: string, reason: string) =>
	because === '' ? reason : because + reason.charAt(0).toLowerCase() + reason.slice(1);

/** A template's fault as n8n shows it. */
export function templateFault(context: IExecuteFunctions, error: unknown, itemIndex: number): NodeOperationError {
	if (error instanceof NodeOperationError) return error;
	if (!(error instanceof TemplateError)) return new NodeOperationError(context.getNode(), error as Error, { itemIndex });
	return new NodeOperationError(context.getNode(), error.message, {
		itemIndex,
		description: `Look at line ${error.line}, column ${error.column} of the ${error.source.label}. The operation 'Check Template' lists all that has to be corrected at once.`,
	});
}
