import { executeFilter, type FilterValue } from 'n8n-workflow';
import { z } from 'zod';
import type { Person } from '../engine/profile/person';
import { pathOf } from '../engine/mustache/scope';
import { isEmpty } from '../engine/mustache/values';

/** An n8n filter as it is stored and, with its expressions evaluated, as it is asked. */
export const conditionsSchema = z
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

export type Conditions = z.infer<typeof conditionsSchema>;

/** Whether conditions are met; or which comparison cannot be made, without the values that n8n's own sentence shows. */
export type Verdict = { met: boolean } | { undecided: string };

/** The field that a condition's left side names; undefined where an expression stands there or nothing. */
export function fieldIn(storedLeft: unknown): string | undefined {
	if (typeof storedLeft !== 'string' || storedLeft.startsWith('=')) return undefined;
	return storedLeft.trim() || undefined;
}

/** What a condition compares: text as it would be printed, everything else as the profile has it. */
function comparable(value: unknown): unknown {
	return typeof value !== 'string' && isEmpty(value) ? undefined : value;
}

/**
 * Asks whether a person meets n8n filter conditions. n8n evaluates expressions over the item only, which knows no smart
 * fields; so a left side without an expression is the name of a field. (As a constant, the same for everyone, it would
 * be of no use.)
 * @param fields the left sides' fields, by condition
 */
export function verdictOn(
	conditions: Conditions,
	fields: ReadonlyArray<string | undefined>,
	person: Person,
	itemIndex: number,
): Verdict {
	const filter = {
		...conditions,
		conditions: conditions.conditions.map((condition, i) => {
			const field = fields[i];
			return field === undefined ? condition : { ...condition, leftValue: comparable(person.value(pathOf(field))) };
		}),
		options: { ...conditions.options, typeValidation: 'loose' },
	};
	try {
		return { met: executeFilter(filter as unknown as FilterValue, { itemIndex }) };
	} catch (error) {
		const index = /\[condition (\d+)/.exec((error as Error).message)?.[1];
		return { undecided: index === undefined ? 'a condition' : `condition ${Number(index) + 1}` };
	}
}
