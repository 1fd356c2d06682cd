import { ABSENT, lookup, pathOf, scopeOf, type Scope } from '../mustache/scope';
import { cleanText, isBlank, isEmpty, printed, textOf } from '../mustache/values';
import { applyFormat, type Format } from './smartField';
import { fullName, initials } from './name';
import { phoneHref, phoneRegion, Phones } from './phone';

/** A field made of profile attributes: the first that is not empty, else the default. */
export interface SmartField {
	name: string;
	/** Profile attributes (or derived fields such as `fullName`) in the order in which they are tried. */
	attributes: string[];
	default: string;
	format: Format;
	/** Empty counts as missing even when the template does not use it. */
	required: boolean;
}

export interface PersonSettings {
	smartFields: ReadonlyMap<string, SmartField>;
	/** ISO 3166 alpha-2, for profiles without `countryCode`; '' = none. */
	phoneRegion: string;
	/** Numbers read for other people; without it this person's are read anew. */
	phones?: Phones;
	/** `YYYY-MM-DD` */
	today: string;
	/** What `{{#banner}}` shows; undefined outside every banner's window. */
	banner?: Readonly<Record<string, string>>;
}

/** Fields that everyone has without an attribute of that name, made of others. */
export const DERIVED: readonly string[] = ['fullName', 'initials', 'phoneHref', 'mobileHref', 'emailHref', 'today'];

/** Attributes in which people write several lines; elsewhere a line break is just a blank. */
const ADDRESSES: readonly string[] = ['postalAddress', 'streetAddress'];

/** Several lines as one, the way an address is written in one line. */
function oneLine(address: string): string {
	return address
		.split(/[\n\r\u2028\u2029]+/)
		.map((line) => cleanText(line).replace(/,$/, ''))
		.filter((line) => line !== '')
		.join(', ');
}

/**
 * A person as a template sees them. A name means, in this order: the smart field, the profile attribute unless it is
 * empty, the derived field. Read when asked for, so thirty unused attributes cost nothing.
 */
export class Person implements Scope {
	readonly clean = true;

	/** `ABSENT` for a field without a value. */
	private readonly known = new Map<string, unknown>();

	private readonly alone: readonly Scope[] = [this];

	private readonly phones: Phones;

	constructor(
		private readonly profile: Record<string, unknown>,
		private readonly settings: PersonSettings,
		private readonly warn: (warning: string) => void,
	) {
		this.phones = settings.phones ?? new Phones();
	}

	get self(): unknown {
		return this.profile;
	}

	find(name: string): unknown {
		const known = this.known.get(name);
		if (known !== undefined) return known;
		const field = this.settings.smartFields.get(name);
		const value = (field === undefined ? this.attribute(name, false) : this.smart(field)) ?? ABSENT;
		this.known.set(name, value);
		return value;
	}

	/** A field's value, undefined when it has none; `a.b` is read inside `a`. */
	value(path: readonly string[]): unknown {
		return lookup(this.alone, path);
	}

	/** Whether a field has a value. */
	has(path: readonly string[]): boolean {
		return !isBlank(this.value(path));
	}

	/** @param raw whether smart fields are passed over: they see the profile itself, so they need no order and form no circles */
	private text(name: string, raw: boolean): string {
		const value = raw ? this.attribute(name, raw) : this.find(name);
		return value === ABSENT ? '' : printed(value);
	}

	private attribute(name: string, raw: boolean): unknown {
		// No attribute may take the place of a banner that is over.
		if (name === 'banner') return this.settings.banner;
		const value = Object.hasOwn(this.profile, name) ? this.profile[name] : undefined;
		if (typeof value !== 'string') return isEmpty(value) ? this.derived(name, raw) : value;
		if (ADDRESSES.includes(name)) return oneLine(value) || undefined;
		return cleanText(value) || this.derived(name, raw);
	}

	private derived(name: string, raw: boolean): unknown {
		switch (name) {
			case 'fullName':
				return fullName(this.text('firstName', raw), this.text('lastName', raw), this.text('displayName', raw));
			case 'initials':
				return initials(this.text('firstName', raw), this.text('lastName', raw), this.text('displayName', raw));
			case 'phoneHref':
				return phoneHref(this.text('primaryPhone', raw), this.region(), this.phones);
			case 'mobileHref':
				return phoneHref(this.text('mobilePhone', raw), this.region(), this.phones);
			case 'emailHref': {
				const email = this.text('email', raw);
				return email === '' ? undefined : `mailto:${email.replace(/[\s?&#%"<>]/g, encodeURIComponent)}`;
			}
			case 'today':
				return this.settings.today;
			default:
				return undefined;
		}
	}

	private smart(field: SmartField): string | undefined {
		const texts = this.source(field);
		if (texts.length === 0) return undefined;
		const formatted = texts.map((text) => {
			const { text: written, warning } = applyFormat(text, field.format, this.region(), this.phones);
			if (warning !== undefined) this.warn(`Field "${field.name}" ${warning}`);
			return written;
		});
		return formatted.filter((text) => text !== '').join(', ');
	}

	/** The texts of the first source that has any; more than one only when the attribute is a list. */
	private source({ attributes, default: fallback }: SmartField): string[] {
		for (const name of attributes) {
			const value = name.includes('.') ? lookup([scopeOf(this.profile)], pathOf(name)) : this.attribute(name, true);
			// A section around the field must not be shown because of the word "false".
			if (value === false) continue;
			const texts = Array.isArray(value) ? value.map(textOf) : [textOf(value)];
			if (texts.some((text) => text !== '')) return texts.filter((text) => text !== '');
		}
		const text = cleanText(fallback);
		return text === '' ? [] : [text];
	}

	private region() {
		return phoneRegion(textOf(this.profile.countryCode)) ?? phoneRegion(this.settings.phoneRegion);
	}
}
