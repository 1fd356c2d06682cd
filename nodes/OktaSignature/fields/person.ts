import { lookup, type Scope } from '../template/scope';
import { cleanText, isEmpty, textOf } from '../template/values';
import { applyFormat, type Format } from './formats';
import { fullName, initials } from './name';
import { phoneHref, phoneRegion } from './phone';

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
	/** `YYYY-MM-DD` */
	today: string;
}

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
	private readonly known = new Map<string, unknown>();

	constructor(
		private readonly profile: Record<string, unknown>,
		private readonly settings: PersonSettings,
		private readonly warn: (warning: string) => void,
	) {}

	get self(): unknown {
		return this.profile;
	}

	has(name: string): boolean {
		return this.read(name) !== undefined;
	}

	/** @returns undefined when no such field has a value */
	read(name: string): unknown {
		if (!this.known.has(name)) this.known.set(name, this.resolve(name));
		return this.known.get(name);
	}

	/** A field's value; `a.b` is read inside `a`. */
	value(name: string): unknown {
		return lookup([this], name.split('.'));
	}

	private resolve(name: string): unknown {
		const field = this.settings.smartFields.get(name);
		return field === undefined ? this.attribute(name, (other) => this.text(other)) : this.smart(field);
	}

	private text(name: string): string {
		return textOf(this.read(name));
	}

	/** @param read how a derived field gets at the fields it is made of */
	private attribute(name: string, read: (name: string) => string): unknown {
		const value = Object.hasOwn(this.profile, name) ? this.profile[name] : undefined;
		if (typeof value === 'string' && ADDRESSES.includes(name)) return oneLine(value) || undefined;
		return isEmpty(value) ? this.derived(name, read) : value;
	}

	private derived(name: string, read: (name: string) => string): unknown {
		switch (name) {
			case 'fullName':
				return fullName(read('firstName'), read('lastName'), read('displayName'));
			case 'initials':
				return initials(read('firstName'), read('lastName'), read('displayName'));
			case 'phoneHref':
				return phoneHref(read('primaryPhone'), this.region());
			case 'mobileHref':
				return phoneHref(read('mobilePhone'), this.region());
			case 'emailHref': {
				const email = read('email');
				return email === '' ? undefined : `mailto:${email.replace(/[\s?&#%"<>]/g, encodeURIComponent)}`;
			}
			case 'today':
				return this.settings.today;
			default:
				return undefined;
		}
	}

	private smart(field: SmartField): string | undefined {
		// The profile itself, never other smart fields: no order between them, no circles.
		const raw = (name: string): string => textOf(this.attribute(name, raw));
		const text = field.attributes.map(raw).find((value) => value !== '') ?? cleanText(field.default);
		if (text === '') return undefined;
		const formatted = applyFormat(text, field.format, this.region());
		if (formatted.warning !== undefined) this.warn(`Field "${field.name}" ${formatted.warning}`);
		return formatted.text;
	}

	private region() {
		return phoneRegion(textOf(this.profile.countryCode)) ?? phoneRegion(this.settings.phoneRegion);
	}
}
