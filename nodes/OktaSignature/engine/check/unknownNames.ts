import { isRecord } from '../../../okta/isRecord';
import type { CompiledSignature } from '../index';
import type { FieldMention } from '../mustache/checkContexts';
import { pathOf } from '../mustache/scope';
import { brandedNames, DERIVED, type PersonSettings } from '../profile/person';
import { unusedBanner } from './unusedBanner';
import { unusedBranding, type BrandingLabels } from './unusedBranding';
import { adviceFor, firstName, isLonelyDot, lonelyDot, MAX_NAME_LENGTH, smartFieldInSmartField, Suggestions } from './unknownFields';

/** How many tags are named. A template from the input can be a different one for each person. */
const MAX_NAMED = 5;

/** Dotted names that are looked up in every profile. */
const MAX_PATHS = 50;

/** A name of which nothing but a profile can know what it means. */
interface OpenName extends FieldMention {
	/** Where it stands. */
	where: string;
	/** The attributes that a smart field tries. One of them without a similar name may well be empty for everyone. */
	alternatives?: readonly string[];
	/** The smart field that selects it, which cannot select other smart fields. */
	inSmartField?: string;
	/** Its first name is a field with text, which has no fields inside. */
	isText?: boolean;
}

/** In a smaller run, an attribute that nobody has is not unusual: Okta leaves out custom attributes without a value. */
const MIN_PEOPLE = 20;

/** Whether tags inside a section over this value belong to the value. */
const hasOwnFields = (value: unknown) => (Array.isArray(value) ? value.some(isRecord) : isRecord(value));

/** Whether a profile has a field inside another one. */
function hasPath(profile: Record<string, unknown>, path: readonly string[]): boolean {
	let inner: unknown = profile;
	for (const name of path) {
		if (!(isRecord(inner) || Array.isArray(inner)) || !Object.hasOwn(inner, name)) return false;
		inner = (inner as Record<string, unknown>)[name];
	}
	return true;
}

/**
 * Compares, over all people of one run, the names in templates with the fields that exist. A name that nobody has a field
 * for is probably mistyped. Branding that no template names is not shown.
 */
export class UnknownNames {
	private readonly open = new Map<string, OpenName>();

	/** Templates with `{{.}}` outside of lists. */
	private readonly lonelyDots = new Set<string>();

	private readonly profiles: Array<Record<string, unknown>> = [];

	private readonly known: Set<string>;

	/** Fields that the gallery or the parameter Branding adds, to suggest them. */
	private readonly branded = new Set<string>();

	/** Fields that Branding or a smart field gives somebody. Expressions may give them only to some people. */
	private readonly given = new Set<string>();

	private readonly mentioned = new Set<string>();

	private branding: PersonSettings['branding'];

	private hasBanner = false;

	private last: { compiled?: CompiledSignature; smartFields?: PersonSettings['smartFields'] } = {};

	/**
	 * @param attributes that every profile may have
	 * @param conditionFields returns the fields that the conditions of rules name; called once somebody's rules could be read
	 * @param bannerConditionFields that the conditions of banners name
	 * @param brandingLabels of the fields in the editor
	 */
	constructor(
		attributes: readonly string[],
		private readonly conditionFields: () => readonly string[],
		private readonly bannerConditionFields: readonly string[] = [],
		private readonly brandingLabels: BrandingLabels = {},
	) {
		this.known = new Set([...attributes, ...DERIVED, 'banner']);
	}

	/**
	 * Adds a person.
	 * @param compiled the person's template; undefined when there is none
	 */
	add(compiled: CompiledSignature | undefined, profile: Record<string, unknown>, settings: PersonSettings): void {
		const { smartFields } = settings;
		this.profiles.push(profile);
		if (this.branding !== settings.branding) for (const name of brandedNames([], settings)) this.given.add(name);
		this.branding = settings.branding;
		this.hasBanner ||= settings.banner !== undefined;
		if (this.last.smartFields !== smartFields) this.addSmartFields(smartFields);
		else if (this.last.compiled === compiled) return;
		this.last = { compiled, smartFields };
		if (compiled === undefined) return;
		const { template, mentions } = compiled;
		const branded = brandedNames(template.additionalFields, settings);
		for (const name of branded) this.branded.add(name);
		for (const mention of mentions) {
			const name = firstName(mention.name);
			this.mentioned.add(mention.name);
			if (isLonelyDot(mention)) this.lonelyDots.add(mention.where ?? template.label ?? 'template');
			const isText = smartFields.has(name) || this.known.has(name) || branded.includes(name);
			const isKnown = mention.name === '.' || (isText && (name === mention.name || name === 'banner'));
			if (isKnown || mention.guards.some((guard) => !guard.inverted && guard.name === 'banner')) continue;
			this.open.set(mention.name, { ...mention, where: mention.where ?? template.label ?? 'template', isText });
		}
	}

	private addSmartFields(smartFields: PersonSettings['smartFields']): void {
		const note = (name: string, where: string, inSmartField?: string, alternatives?: readonly string[]) => {
			if (!this.known.has(firstName(name)) && !this.open.has(name)) this.open.set(name, { name, guards: [], isSection: false, where, inSmartField, alternatives });
		};
		for (const { name, attributes } of smartFields.values()) {
			this.given.add(name);
			for (const attribute of attributes) note(attribute, `smart field "${name}"`, name, attributes);
		}
		for (const field of this.conditionFields()) if (!smartFields.has(firstName(field))) note(field, 'a condition of a rule');
		for (const field of this.bannerConditionFields) if (!smartFields.has(firstName(field))) note(field, 'a condition of a banner');
	}

	/** A sentence about branding that no template shows; '' when there is none. */
	get brandingHint(): string {
		return unusedBranding(this.branding, this.mentioned, this.brandingLabels);
	}

	/** A sentence about banners that no template shows; '' when there is none. */
	get bannerHint(): string {
		return this.hasBanner ? unusedBanner(this.mentioned) : '';
	}

	/** Sentences about the names that nobody has a field for; '' when there are none. */
	describe(): string {
		const dots = [...this.lonelyDots].slice(0, MAX_NAMED).map((where) => `${lonelyDot(`the ${where}`)}.`);
		return [...dots, ...this.unknownSentences()].join(' ');
	}

	private unknownSentences(): string[] {
		if (this.open.size === 0) return [];
		const names = new Set<string>();
		const containers = new Set<string>();
		for (const profile of this.profiles) {
			for (const [name, value] of Object.entries(profile)) {
				names.add(name);
				if (hasOwnFields(value)) containers.add(name);
			}
		}
		const smartFields = this.last.smartFields ?? new Map<string, unknown>();
		const inTemplates = new Suggestions(new Set([...this.known, ...this.branded, ...this.given, ...names]));
		const inSmartFields = new Suggestions(new Set([...this.known, ...names]));
		const isKnown = (name: string) => names.has(firstName(name)) || this.known.has(firstName(name));
		const sentences: string[] = [];
		let more = 0;
		let paths = 0;
		let mayBeCorrect = false;
		for (const { name, guards, where, isSection, alternatives, inSmartField, isText = false } of this.open.values()) {
			const first = firstName(name);
			if (inSmartField === undefined && this.given.has(name)) continue;
			if (guards.some((guard) => !guard.inverted && containers.has(firstName(guard.name)))) continue;
			if (names.has(first) || isText) {
				const path = pathOf(name);
				// A smart field hides the attribute of its name, but not from smart fields.
				const canExist = path.length === 1 || ((inSmartField !== undefined || !smartFields.has(first)) && (++paths > MAX_PATHS || this.profiles.some((profile) => hasPath(profile, path))));
				if (canExist) continue;
			}
			const isOther = inSmartField !== undefined && first !== inSmartField && smartFields.has(first);
			const advice = adviceFor(name, (isText || names.has(first)) && !containers.has(first));
			const similar = isOther || names.has(first) || advice !== '' ? undefined : (inSmartField === undefined ? inTemplates : inSmartFields).of(name, isSection);
			// A field of the gallery means nothing in a condition or another template.
			const suggestion = similar === name ? undefined : similar;
			const mayBeEmpty = alternatives !== undefined && (this.profiles.length < MIN_PEOPLE || alternatives.some(isKnown));
			if (mayBeEmpty && suggestion === undefined && !isOther && advice === '') continue;
			if (sentences.length === MAX_NAMED) more++;
			else if (isOther) sentences.push(`${smartFieldInSmartField(inSmartField, first)}.`);
			else {
				const help = advice !== '' ? ` ${advice}.` : suggestion === undefined ? '' : ` Did you mean ${suggestion}?`;
				mayBeCorrect ||= help === '' && this.profiles.length < MIN_PEOPLE;
				sentences.push(`No one in this run has the field "${name.slice(0, MAX_NAME_LENGTH)}" (${where}).${help}`);
			}
		}
		const rest = more > 0 ? [`There are ${more} more such fields.`] : [];
		return [...sentences, ...rest, ...(mayBeCorrect ? ['Okta leaves out custom attributes that are empty.'] : [])];
	}
}
