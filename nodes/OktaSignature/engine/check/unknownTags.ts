import { isRecord } from '../../../okta/isRecord';
import type { CompiledSignature } from '../index';
import type { FieldMention } from '../mustache/checkContexts';
import { DERIVED, type PersonSettings } from '../profile/person';
import { firstName, suggestName } from './unknownFields';

/** How many tags are named. A template from the input can be a different one for each person. */
const MAX_NAMED = 5;

/** A mistyped template may have a name of any length. */
const MAX_NAME_LENGTH = 60;

/** A tag of which nothing but a profile can know what it means. */
interface OpenTag extends FieldMention {
	/** The template in which it stands. */
	where: string;
}

/** Whether tags inside a section over this value belong to the value. */
const hasOwnFields = (value: unknown) => (Array.isArray(value) ? value.some(isRecord) : isRecord(value));

/** Finds, over all people of one run, tags that nobody has a field for. Such a tag is probably mistyped. */
export class UnknownTags {
	private readonly open = new Map<string, OpenTag>();

	private readonly profiles: Array<Record<string, unknown>> = [];

	private readonly known: Set<string>;

	private last: { compiled?: CompiledSignature; smartFields?: PersonSettings['smartFields'] } = {};

	/** @param attributes that every profile may have */
	constructor(attributes: readonly string[]) {
		this.known = new Set([...attributes, ...DERIVED, 'banner']);
	}

	/**
	 * Adds a person.
	 * @param compiled the person's template; undefined when there is none
	 */
	add(compiled: CompiledSignature | undefined, profile: Record<string, unknown>, { smartFields }: PersonSettings): void {
		this.profiles.push(profile);
		if (compiled === undefined || (this.last.compiled === compiled && this.last.smartFields === smartFields)) return;
		this.last = { compiled, smartFields };
		const { template, mentions } = compiled;
		for (const mention of mentions) {
			const name = firstName(mention.name);
			const isKnown = mention.name === '.' || this.known.has(name) || smartFields.has(name) || template.additionalFields.includes(name);
			if (isKnown || mention.guards.some((guard) => !guard.inverted && guard.name === 'banner')) continue;
			this.open.set(mention.name, { ...mention, where: template.label ?? 'template' });
		}
	}

	/** A sentence about the tags that nobody has a field for; '' when there are none. */
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
		const unknown = [...this.open.values()].filter(
			({ name, guards }) => !names.has(firstName(name)) && !guards.some((guard) => !guard.inverted && containers.has(firstName(guard.name))),
		);
		const suggestions = new Set([...this.known, ...(this.last.smartFields?.keys() ?? []), ...names]);
		const sentences = unknown.slice(0, MAX_NAMED).map(({ name, isSection, where }) => {
			const suggestion = suggestName(name, isSection, suggestions);
			return `No one in this run has the field "${name.slice(0, MAX_NAME_LENGTH)}" (${where}).${suggestion === undefined ? '' : ` Did you mean ${suggestion}?`}`;
		});
		const more = unknown.length - sentences.length;
		return [...sentences, ...(more > 0 ? [`There are ${more} more such fields.`] : [])].join(' ');
	}
}
