import { executeFilter, type FilterValue } from 'n8n-workflow';
import { z } from 'zod';
import { pathOf } from '../engine/mustache/scope';
import { isEmpty } from '../engine/mustache/values';
import type { Person } from '../engine/profile/person';
import { ItemError } from './errors';
import type { ParameterReader } from './readParameters';

/** A condition as the workflow stores it. */
interface StoredCondition {
	/** The field on the left side; undefined for an expression. */
	field: string | undefined;
	/** Nobody filled it in: it is the row that the editor adds to every filter. */
	isUnfilled: boolean;
	/** It was filled in, but without a left side. */
	isIncomplete: boolean;
	/** Its right side is a tag, which n8n compares as it is written. */
	hasTag: boolean;
}

const isBlank = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && /^=?\s*$/.test(value));

const TAG = /^\s*\{\{[^{}]*\}\}\s*$/;

/** Comparisons with a right side that counts. The editor keeps what was entered before another one was chosen. */
const IS_COMPARED = /^(?:equals|notEquals|contains|notContains|startsWith|notStartsWith|endsWith|notEndsWith)$/;

/** Conditions as the workflow stores them, expressions not evaluated. */
const storedConditionsSchema = z.object({
	conditions: z.array(
		z
			.object({ leftValue: z.unknown(), rightValue: z.unknown(), operator: z.object({ type: z.unknown(), operation: z.unknown() }).optional().catch(undefined) })
			.transform(({ leftValue, rightValue, operator }): StoredCondition => {
				// The editor's first comparison is String "is equal to".
				const isUntouched = isBlank(rightValue) && (operator === undefined || (operator.type === 'string' && operator.operation === 'equals'));
				const hasTag = typeof rightValue === 'string' && IS_COMPARED.test(String(operator?.operation)) && TAG.test(rightValue);
				return { field: fieldNameOf(leftValue), hasTag, isUnfilled: isBlank(leftValue) && isUntouched, isIncomplete: isBlank(leftValue) && !isUntouched };
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

/** Whom the conditions belong to. */
export interface ConditionsOwner {
	/** In the middle of a sentence: `rule "Sales DE"` or `the banner 2`. */
	title: string;
	/** Path of its parameters: `rules.values[0].` */
	prefix: string;
	/** Label of its conditions in the editor: `Rules > "Sales DE" > Conditions`. */
	label: string;
}

/** The conditions of a rule or banner. */
export class PersonConditions {
	private readonly stored: readonly StoredCondition[];

	/** What is wrong with the conditions as the workflow stores them. */
	readonly mistake: ItemError | undefined;

	/** They match everyone, because there are none, or nobody filled them in. */
	readonly areEmpty: boolean;

	constructor(
		private readonly parameters: ParameterReader,
		private readonly owner: ConditionsOwner,
	) {
		const raw = parameters.raw(`${owner.prefix}conditions`);
		const stored = storedConditionsSchema.safeParse(raw);
		this.stored = stored.success ? stored.data.conditions : [];
		const list = parameters.raw(`${owner.prefix}conditions.conditions`);
		this.areEmpty = typeof raw !== 'string' && (list === undefined || Array.isArray(list)) && this.stored.every(({ isUnfilled }) => isUnfilled);
		this.mistake = this.findMistake(raw);
	}

	/** The fields that they name. */
	get fields(): string[] {
		return this.stored.map(({ field }) => field).filter((field) => field !== undefined);
	}

	private findMistake(raw: unknown): ItemError | undefined {
		const { title } = this.owner;
		// Field names could not be told from values.
		if (typeof raw === 'string') {
			return new ItemError(`The conditions of ${title} are an expression`, 'Add the conditions in the editor. Inside a condition, you can use expressions.');
		}
		const incomplete = this.stored.findIndex(({ isIncomplete }) => isIncomplete);
		if (incomplete >= 0) {
			return new ItemError(`Condition ${incomplete + 1} of ${title} has nothing on the left side`, 'Enter the name of an attribute such as department, or an expression, or delete the condition.');
		}
		const tagged = this.stored.findIndex(({ hasTag }) => hasTag);
		if (tagged >= 0) {
			return new ItemError(`Condition ${tagged + 1} of ${title} has a tag on the right side, which would be compared as it is written`, 'Enter a text, or switch the right side to Expression and enter for example {{ $json.profile.title }}.');
		}
		const aboutBanner = this.stored.findIndex(({ field }) => field === 'banner');
		if (aboutBanner < 0) return undefined;
		return new ItemError(`Condition ${aboutBanner + 1} of ${title} compares "banner", which is a whole banner and no text`, 'Enter the name of an attribute such as department, or an expression.');
	}

	/** @throws ItemError that names the condition, never a value, when a comparison is not possible */
	match(person: Person, itemIndex: number): boolean {
		const { title, prefix, label } = this.owner;
		const conditions = this.parameters.read(`${prefix}conditions`, label, itemIndex, conditionsSchema);
		const result = evaluateConditions(conditions, this.stored, person, itemIndex);
		if ('matches' in result) return result.matches;
		const subject = title.charAt(0).toUpperCase() + title.slice(1);
		throw new ItemError(`${subject} cannot be evaluated: ${result.problem}`, result.resolution);
	}
}
