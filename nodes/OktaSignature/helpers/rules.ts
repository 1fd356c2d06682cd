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
	/** The field that each condition names; undefined for a condition with an expression. */
	fields: Array<string | undefined>;
}

const nameSchema = z.string().nullish().transform((name) => (name ?? '').trim());

/** Conditions as the workflow stores them, expressions not evaluated. */
const storedConditionsSchema = z.object({ conditions: z.array(z.object({ leftValue: z.unknown() })) });

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
type ConditionsResult = { matches: boolean } | { failed: string };

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
 * @param fields the field that each condition names
 */
function evaluateConditions(
	conditions: Conditions,
	fields: ReadonlyArray<string | undefined>,
	person: Person,
	itemIndex: number,
): ConditionsResult {
	// n8n's OR is false for no conditions.
	if (conditions.conditions.length === 0) return { matches: true };
	const filter = {
		...conditions,
		conditions: conditions.conditions.map((condition, i) => {
			const field = fields[i];
			return field === undefined ? condition : { ...condition, leftValue: comparableValue(person.value(pathOf(field))) };
		}),
		options: { ...conditions.options, typeValidation: 'loose' },
	};
	try {
		return { matches: executeFilter(filter as unknown as FilterValue, { itemIndex }) };
	} catch (error) {
		const index = /\[condition (\d+)/.exec((error as Error).message)?.[1];
		return { failed: index === undefined ? 'a condition' : `condition ${Number(index) + 1}` };
	}
}

/** The rules of a node, in order. */
export class Rules {
	private readonly rules: readonly Rule[];

	/** A rule whose conditions as a whole are an expression, so that field names cannot be told from values. */
	private readonly unreadable: Rule | undefined;

	constructor(private readonly parameters: ParameterReader) {
		const stored = parameters.raw('rules.values');
		this.rules = Array.isArray(stored) ? stored.map((_, index) => this.rule(index)) : [];
		this.unreadable = this.rules.find(({ prefix }) => typeof parameters.raw(`${prefix}conditions`) === 'string');
	}

	/** @throws ItemError that names a rule whose conditions cannot be read */
	get all(): readonly Rule[] {
		if (this.unreadable === undefined) return this.rules;
		throw new ItemError(`The conditions of rule ${this.unreadable.title} are an expression`, 'Add the conditions in the editor. Inside a condition, you can use expressions.');
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
			fields: stored.success ? stored.data.conditions.map(({ leftValue }) => fieldNameOf(leftValue)) : [],
		};
	}

	private matches({ title, prefix, fields }: Rule, person: Person, itemIndex: number): boolean {
		const conditions = this.parameters.read(`${prefix}conditions`, `Rules > ${title} > Conditions`, itemIndex, conditionsSchema);
		const result = evaluateConditions(conditions, fields, person, itemIndex);
		if ('matches' in result) return result.matches;
		throw new ItemError(
			`Rule ${title} cannot be evaluated: the comparison in ${result.failed} does not fit the type of the value`,
			'Choose a comparison that fits the type of the attribute: String, Number, Date & Time, Boolean or Array.',
		);
	}
}
