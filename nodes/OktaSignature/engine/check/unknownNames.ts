import { isRecord } from '../../../okta/isRecord';
import type { CompiledSignature } from '../index';
import type { FieldMention } from '../mustache/checkContexts';
import { DERIVED, type PersonSettings } from '../profile/person';
import { firstName, suggestName } from './unknownFields';

/** How many tags are named. A template from the input can be a different one for each person. */
const MAX_NAMED = 5;

/** A mistyped template may have a name of any length. */
const MAX_NAME_LENGTH = 60;

/** A name of which nothing but a profile can know what it means. */
interface OpenName extends FieldMention {
	/** Where it stands. */
	where: string;
	/** The attributes that a smart field tries. One of them without a similar name may well be empty for everyone. */
	alternatives?: readonly string[];
}

/** In a smaller run, an attribute that nobody has is not unusual: Okta leaves out custom attributes without a value. */
const MIN_PEOPLE = 20;

/** Whether tags inside a section over this value belong to the value. */
const hasOwnFields = (value: unknown) => (Array.isArray(value) ? value.some(isRecord) : isRecord(value));

/** Finds, over all people of one run, names that nobody has a field for. Such a name is probably mistyped. */
export class UnknownNames {
	private readonly open = new Map<string, OpenName>();

	private readonly profiles: Array<Record<string, unknown>> = [];

	private readonly known: Set<string>;

	private last: { compiled?: CompiledSignature; smartFields?: PersonSettings['smartFields'] } = {};

	/**
	 * @param attributes that every profile may have
	 * @param conditionFields returns the fields that the conditions of rules name; called once somebody's rules could be read
	 */
	constructor(attributes: readonly string[], private readonly conditionFields: () => readonly string[]) {
		this.known = new Set([...attributes, ...DERIVED, 'banner']);
	}

	/**
	 * Adds a person.
	 * @param compiled the person's template; undefined when there is none
	 */
	add(compiled: CompiledSignature | undefined, profile: Record<string, unknown>, { smartFields }: PersonSettings): void {
		this.profiles.push(profile);
		if (this.last.smartFields !== smartFields) this.addSmartFields(smartFields);
		else if (this.last.compiled === compiled) return;
		this.last = { compiled, smartFields };
		if (compiled === undefined) return;
		const { template, mentions } = compiled;
		for (const mention of mentions) {
			const name = firstName(mention.name);
			const isKnown = mention.name === '.' || this.known.has(name) || smartFields.has(name) || template.additionalFields.includes(name);
			if (isKnown || mention.guards.some((guard) => !guard.inverted && guard.name === 'banner')) continue;
			this.open.set(mention.name, { ...mention, where: template.label ?? 'template' });
		}
	}

	private addSmartFields(smartFields: PersonSettings['smartFields']): void {
		const note = (name: string, where: string, alternatives?: readonly string[]) => {
			if (!this.known.has(firstName(name)) && !this.open.has(name)) this.open.set(name, { name, guards: [], isSection: false, where, alternatives });
		};
		for (const { name, attributes } of smartFields.values()) {
			for (const attribute of attributes) note(attribute, `smart field "${name}"`, attributes);
		}
		for (const field of this.conditionFields()) if (!smartFields.has(firstName(field))) note(field, 'a condition of a rule');
	}

	/** Sentences about the names that nobody has a field for; '' when there are none. */
	describe(): string {
		if (this.open.size === 0) return '';
		const names = new Set<string>();
		const containers = new Set<string>();
		for (const profile of this.profiles) {
			for (const [name, value] of Object.entries(profile)) {
				names.add(name);
				if (hasOwnFields(value)) containers.add(name);
			}
		}
		const isKnown = (name: string) => names.has(firstName(name)) || this.known.has(firstName(name));
		const suggestions = new Set([...this.known, ...(this.last.smartFields?.keys() ?? []), ...names]);
		const unknown = [...this.open.values()]
			.filter(({ name, guards }) => !names.has(firstName(name)) && !guards.some((guard) => !guard.inverted && containers.has(firstName(guard.name))))
			.map((open) => ({ ...open, suggestion: suggestName(open.name, open.isSection, suggestions) }))
			.filter(({ alternatives, suggestion }) => alternatives === undefined || suggestion !== undefined || (this.profiles.length >= MIN_PEOPLE && !alternatives.some(isKnown)));
		const sentences = unknown.slice(0, MAX_NAMED).map(({ name, where, suggestion }) => {
			return `No one in this run has the field "${name.slice(0, MAX_NAME_LENGTH)}" (${where}).${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
		});
		const more = unknown.length - sentences.length;
		return [...sentences, ...(more > 0 ? [`There are ${more} more such fields.`] : [])].join(' ');
	}
}
