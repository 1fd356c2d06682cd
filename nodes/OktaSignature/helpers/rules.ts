import { z } from 'zod';
import type { Person } from '../engine/profile/person';
import { PersonConditions } from './conditions';
import type { ItemError } from './errors';
import type { ParameterReader } from './readParameters';

/** A rule that may choose the template. */
export interface Rule {
	/** Its name in quotes, or its number: `"Sales DE"` or `2`. */
	title: string;
	/** Path of its parameters: `rules.values[0].` */
	prefix: string;
	conditions: PersonConditions;
}

const nameSchema = z.string().nullish().transform((name) => (name ?? '').trim());

/** The rules of a node, in order. */
export class Rules {
	private readonly rules: readonly Rule[];

	/** What is wrong with the rules as the workflow stores them. */
	private readonly mistake: ItemError | undefined;

	constructor(private readonly parameters: ParameterReader) {
		const stored = parameters.raw('rules.values');
		this.rules = Array.isArray(stored) ? stored.map((_, index) => this.rule(index)) : [];
		this.mistake = this.rules.find(({ conditions }) => conditions.mistake !== undefined)?.conditions.mistake;
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
		const first = this.rules.findIndex(({ conditions }) => conditions.areEmpty);
		const unused = first < 0 ? [] : this.rules.slice(first + 1);
		if (unused.length === 0) return '';
		return `Rule ${this.rules[first].title} has no conditions, so it matches everyone. These rules are never used: ${unused.map(({ title }) => title).join(', ')}`;
	}

	/**
	 * The first rule that matches a person.
	 * @throws ItemError that names the rule and the condition, never a value, when a comparison is not possible
	 */
	match(person: Person, itemIndex: number): Rule | undefined {
		return this.all.find(({ conditions }) => conditions.match(person, itemIndex));
	}

	private rule(index: number): Rule {
		const prefix = `rules.values[${index}].`;
		const name = nameSchema.safeParse(this.parameters.raw(`${prefix}name`)).data;
		const title = name ? `"${name}"` : String(index + 1);
		const owner = { title: `rule ${title}`, prefix, label: `Rules > ${title} > Conditions` };
		return { title, prefix, conditions: new PersonConditions(this.parameters, owner) };
	}
}
