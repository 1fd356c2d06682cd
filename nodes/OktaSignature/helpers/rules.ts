import { executeFilter, type FilterValue } from 'n8n-workflow';
import { z } from 'zod';
import { pathOf } from '../engine/mustache/scope';
import { isEmpty } from '../engine/mustache/values';
import type { Person } from '../engine/profile/person';
import { ItemError } from './errors';
import type { ParameterReader } from './readParameters';

/** A rule that may choose the template. */
export interface Rule {
	/** Its name in quotes, or its number: `"Sales DE"` or `2`. */
	title: string;
	/** Path of its parameters: `rules.values[0].` */
	prefix: string;
	/** Its conditions as the workflow stores them. */
	conditions: StoredCondition[];
}

interface StoredCondition {
	/** The field on the left side; undefined for an expression. */
	field: string | undefined;
	/** Nobody filled it in: it is the row that the editor adds to every filter. */
	isUnfilled: boolean;
	/** It was filled in, but without a left side. */
	isIncomplete: boolean;
}

const nameSchema = z.string().nullish().transform((name) => (name ?? '').trim());

const isBlank = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && /^=?\s*$/.test(value));

/** Conditions as the workflow stores them, expressions not evaluated. */
const storedConditionsSchema = z.object({
	conditions: z.array(
		z
			.object({ leftValue: z.unknown(), rightValue: z.unknown(), operator: z.object({ type: z.unknown(), operation: z.unknown() }).optional().catch(undefined) })
			.transform(({ leftValue, rightValue, operator }): StoredCondition => {
				// The editor's first comparison is String "is equal to".
				const isUntouched = isBlank(rightValue) && (operator === undefined || (operator.type === 'string' && operator.operation === 'equals'));
				return { field: fieldNameOf(leftValue), isUnfilled: isBlank(leftValue) && isUntouched, isIncomplete: isBlank(leftValue) && !isUntouched };
			}),
	),
});

/** Conditions with their expressions evaluated. */
const conditionsSchema = z
	.object({
		combinator: z.enum(['and', 'or']).default('and'),
		conditions: z
			.array(
				z
					.object({
						leftValue: z.unknown(),
						rightValue: z.unknown(),
						operator: z.object({ type: z.string(), operation: z.string() }).passthrough(),
					})
					.passthrough(),
			)
			.default([]),
		options: z.object({ caseSensitive: z.boolean().default(true), version: z.number().default(2) }).passthrough().default({}),
	})
	.default({});

type Conditions = z.infer<typeof conditionsSchema>;

/** Whether conditions match, or the condition that n8n could not evaluate. n8n's own message is left out: it shows values. */
type ConditionsResult = { matches: boolean } | { problem: string; resolution: string };

/** The field that the left side of a stored condition names; undefined for an expression or an empty left side. */
function fieldNameOf(leftValue: unknown): string | undefined {
	if (typeof leftValue !== 'string' || leftValue.startsWith('=')) return undefined;
	return leftValue.trim() || undefined;
}

/** A field's value as a condition compares it: undefined when empty, so that "is empty" matches. */
function comparableValue(value: unknown): unknown {
	return typeof value !== 'string' && isEmpty(value) ? undefined : value;
}

/**
 * Evaluates n8n filter conditions for a person. n8n evaluates expressions over the input item only, which has no smart
 * fields. Therefore plain text on the left side is read as a field name.
 * @param stored the same conditions as the workflow stores them
 */
function evaluateConditions(
	conditions: Conditions,
	stored: readonly StoredCondition[],
	person: Person,
	itemIndex: number,
): ConditionsResult {
	// For an unfilled condition, n8n would compare two empty texts, which are equal for everyone.
	const numbers = [...conditions.conditions.keys()].filter((i) => !stored[i]?.isUnfilled);
	// n8n's OR is false for no conditions.
	if (numbers.length === 0) return { matches: true };
	const filter = {
		...conditions,
		conditions: numbers.map((i) => {
			const condition = conditions.conditions[i];
			const field = stored[i]?.field;
			return field === undefined ? condition : { ...condition, leftValue: comparableValue(person.value(pathOf(field))) };
		}),
		options: { ...conditions.options, typeValidation: 'loose' },
	};
	try {
		return { matches: executeFilter(filter as unknown as FilterValue, { itemIndex }) };
	} catch (error) {
		const index = /\[condition (\d+)/.exec((error as Error).message)?.[1];
		if (index === undefined) {
			return { problem: 'n8n cannot evaluate one of its conditions', resolution: 'Check the regular expressions and the right sides of its conditions.' };
		}
		return {
			problem: `the comparison in condition ${numbers[Number(index)] + 1} does not fit the type of the value`,
			resolution: 'Choose a comparison that fits the type of the attribute: String, Number, Date & Time, Boolean or Array.',
		};
	}
}

/** The rules of a node, in order. */
export class Rules {
	private readonly rules: readonly Rule[];

	/** What is wrong with the rules as the workflow stores them. */
	private readonly mistake: ItemError | undefined;

	constructor(private readonly parameters: ParameterReader) {
		const stored = parameters.raw('rules.values');
		this.rules = Array.isArray(stored) ? stored.map((_, index) => this.rule(index)) : [];
		this.mistake = this.findMistake();
	}

	/** @throws ItemError that names a rule whose conditions cannot be read */
	get all(): readonly Rule[] {
		if (this.mistake === undefined) return this.rules;
		throw this.mistake;
	}

	/** A sentence about rules that are missing or never used; '' when there are none. */
	get hint(): string {
		if (this.mistake !== undefined) return '';
		// For rules that are an expression, n8n gives the node no rules.
		if (this.rules.length === 0) return "Parameter 'Choose by Rules' is on, but there are no rules. Add a rule in the editor, or turn it off";
		const first = this.rules.findIndex((rule) => this.matchesEveryone(rule));
		const unused = first < 0 ? [] : this.rules.slice(first + 1);
		if (unused.length === 0) return '';
		return `Rule ${this.rules[first].title} has no conditions, so it matches everyone. These rules are never used: ${unused.map(({ title }) => title).join(', ')}`;
	}

	private matchesEveryone({ prefix, conditions }: Rule): boolean {
		const stored = this.parameters.raw(`${prefix}conditions.conditions`);
		return (stored === undefined || Array.isArray(stored)) && conditions.every(({ isUnfilled }) => isUnfilled);
	}

	private findMistake(): ItemError | undefined {
		for (const { title, prefix, conditions } of this.rules) {
			// Field names could not be told from values.
			if (typeof this.parameters.raw(`${prefix}conditions`) === 'string') {
				return new ItemError(`The conditions of rule ${title} are an expression`, 'Add the conditions in the editor. Inside a condition, you can use expressions.');
			}
			const incomplete = conditions.findIndex(({ isIncomplete }) => isIncomplete);
			if (incomplete < 0) continue;
			return new ItemError(`Condition ${incomplete + 1} of rule ${title} has nothing on the left side`, 'Enter the name of an attribute such as department, or an expression, or delete the condition.');
		}
		return undefined;
	}

	/**
	 * The first rule that matches a person.
	 * @throws ItemError that names the rule and the condition, never a value, when a comparison is not possible
	 */
	match(person: Person, itemIndex: number): Rule | undefined {
		return this.all.find((rule) => this.matches(rule, person, itemIndex));
	}

	private rule(index: number): Rule {
		const prefix = `rules.values[${index}].`;
		const name = nameSchema.safeParse(this.parameters.raw(`${prefix}name`)).data;
		const stored = storedConditionsSchema.safeParse(this.parameters.raw(`${prefix}conditions`));
		return {
			title: name ? `"${name}"` : String(index + 1),
			prefix,
			conditions: stored.success ? stored.data.conditions : [],
		};
	}

	private matches({ title, prefix, conditions: stored }: Rule, person: Person, itemIndex: number): boolean {
		const conditions = this.parameters.read(`${prefix}conditions`, `Rules > ${title} > Conditions`, itemIndex, conditionsSchema);
		const result = evaluateConditions(conditions, stored, person, itemIndex);
		if ('matches' in result) return result.matches;
		throw new ItemError(`Rule ${title} cannot be evaluated: ${result.problem}`, result.resolution);
	}
}
