import { NodeOperationError, type IExecuteFunctions } from 'n8n-workflow';
import { z } from 'zod';
import type { Person } from '../engine/profile/person';
import { conditionsSchema, fieldIn, verdictOn } from './conditions';
import type { ParameterReader } from './readParameters';

const nameSchema = z.string().nullish().transform((name) => (name ?? '').trim());

/** A rule that may decide on the template. */
export interface Rule {
	/** As people call it: `"Sales DE"`, or its number. */
	title: string;
	/** Where its parameters are: `rules.values[0].` */
	prefix: string;
	/** Fields that its conditions name, by condition. */
	fields: Array<string | undefined>;
}

const storedConditions = z.object({ conditions: z.array(z.object({ leftValue: z.unknown() })) });

/** The rules of a node, in their order. */
export class Rules {
	readonly all: readonly Rule[];

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly parameters: ParameterReader,
	) {
		const stored = parameters.raw('rules.values');
		this.all = Array.isArray(stored) ? stored.map((_, k) => this.rule(k)) : [];
	}

	/**
	 * The first rule that a person meets.
	 * @throws NodeOperationError that names rule and condition, never a value, when a comparison cannot be made
	 */
	match(person: Person, itemIndex: number): Rule | undefined {
		return this.all.find((rule) => this.isMet(rule, person, itemIndex));
	}

	private rule(k: number): Rule {
		const prefix = `rules.values[${k}].`;
		const name = nameSchema.safeParse(this.parameters.raw(`${prefix}name`)).data;
		const stored = storedConditions.safeParse(this.parameters.raw(`${prefix}conditions`));
		return {
			title: name ? `"${name}"` : String(k + 1),
			prefix,
			fields: stored.success ? stored.data.conditions.map(({ leftValue }) => fieldIn(leftValue)) : [],
		};
	}

	private isMet({ title, prefix, fields }: Rule, person: Person, itemIndex: number): boolean {
		const conditions = this.parameters.read(`${prefix}conditions`, `Rules > ${title} > Conditions`, itemIndex, conditionsSchema);
		const verdict = verdictOn(conditions, fields, person, itemIndex);
		if ('met' in verdict) return verdict.met;
		throw new NodeOperationError(
			this.context.getNode(),
			`Rule ${title} cannot be decided: ${verdict.undecided} compares a value of another type (item ${itemIndex})`,
			{ itemIndex, description: 'Choose the comparison by the type of the attribute: String, Number, Date & Time, Boolean, Array' },
		);
	}
}
