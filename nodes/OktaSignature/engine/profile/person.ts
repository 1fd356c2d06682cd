import type { CountryCode } from 'libphonenumber-js/max';
import { ABSENT, lookup, pathOf, scopeOf, type Scope } from '../mustache/scope';
import { completeColor } from '../html/color';
import { cleanText, cleanValue, isEmpty, toText } from '../mustache/values';
import { folderUrl, mailtoHref } from '../html/url';
import type { UrlFields } from '../mustache/urlFields';
import { UrlValues } from '../mustache/urlValues';
import { addressLine } from './address';
import { directionOf, languageCode } from './direction';
import { fullName, initials } from './name';
import { phoneRegion, Phones } from './phone';
import { withoutBrackets } from './pronouns';
import { applyFormat, type SmartField } from './smartField';

export interface PersonSettings {
	smartFields: ReadonlyMap<string, SmartField>;
	/** Constants of the company by field, checked and completed. A smart field of the same name that has a value wins. */
	branding?: ReadonlyMap<string, string>;
	/** Country of phone numbers without `+` in profiles without `countryCode`; '' for none. */
	phoneRegion: string;
	/** Phone numbers parsed for other people of the same execution. */
	phones?: Phones;
	/** `YYYY-MM-DD` */
	today: string;
	/** What `{{#banner}}` shows; undefined when no banner is active. */
	banner?: Readonly<Record<string, string>>;
	/** What is wrong with the banners of this moment. */
	bannerWarnings?: readonly string[];
}

/** What a template says about the fields of a person. */
export interface FieldRules {
	/** Fields that begin a URL. */
	urlFields: UrlFields;
	/** Fields to which a missing `https://` is added. */
	completed: readonly string[];
	/** Whether a gallery template asks, or one with parts of the gallery that gives no other meaning to their fields. */
	isGallery: boolean;
	/** Whether a gallery template asks. It turns for right-to-left names by itself, and puts brackets around pronouns. */
	isFromGallery: boolean;
}

const NO_RULES: FieldRules = { urlFields: new Map(), completed: [], isGallery: false, isFromGallery: false };

/** Fields that everyone has without an attribute of that name, made of other attributes. */
export const DERIVED: readonly string[] = ['fullName', 'initials', 'addressLine', 'phoneHref', 'mobileHref', 'emailHref', 'today'];

/** The field that gallery templates use as a color. */
export const COLOR_FIELD = 'accentColor';

/**
 * The fields of a template that come neither from the profile nor from a smart field.
 * @param additionalFields of the template. Only gallery templates have them
 */
export function brandedNames(additionalFields: readonly string[], { branding }: Pick<PersonSettings, 'branding'>): string[] {
	const names = [...additionalFields, ...(branding?.keys() ?? [])];
	return additionalFields.length > 0 || branding?.has('direction') ? [...names, 'direction', 'rtl'] : names;
}

/** Attributes in which people write several lines. In any other, a line break becomes a space. */
const MULTI_LINE_ATTRIBUTES: readonly string[] = ['postalAddress', 'streetAddress'];

/** Several lines as one, the way an address is written on one line. */
function joinLines(address: string): unknown {
	const lines = address
		.split(/[\n\r\u2028\u2029]+/)
		.map((line) => toText(cleanValue(line)).replace(/,$/, ''))
		.filter((line) => line !== '');
	return cleanValue(lines.join(', '));
}

/**
 * A person as templates see them. A name means, in this order: the smart field, the company's constant, the profile
 * attribute unless it is empty, the derived field. An empty smart field hides the attribute of its name, not the constant. Values are cleaned when they are read, and only what is asked for is read.
 */
export class Person implements Scope {
	/** Values read so far; `ABSENT` for a field without a value. */
	private readonly values = new Map<string, unknown>();

	private readonly scopes: readonly Scope[] = [this];

	private readonly phones: Phones;

	/** The country of phone numbers, once it is known. */
	private country: { region: CountryCode | undefined } | undefined;

	/** Fields that a warning named. One is enough to look at a field. */
	private doubtful: readonly string[] = [];

	/** The `tel:` URLs that were made of phone numbers, so they are not read as numbers again. */
	private hrefs: readonly string[] = [];

	/** Values of fields that begin a URL. */
	readonly urls: UrlValues;

	private readonly isGallery: boolean;

	private readonly isFromGallery: boolean;

	constructor(
		private readonly profile: Record<string, unknown>,
		private readonly settings: PersonSettings,
		private readonly warn: (warning: string) => void,
		{ urlFields, completed, isGallery, isFromGallery }: FieldRules = NO_RULES,
	) {
		this.isGallery = isGallery;
		this.isFromGallery = isFromGallery;
		this.phones = settings.phones ?? new Phones();
		this.urls = new UrlValues(urlFields, warn, (text, name) => this.dialed(text, name), completed);
	}

	get self(): unknown {
		return this.profile;
	}

	find(name: string): unknown {
		const known = this.values.get(name);
		if (known !== undefined) return known;
		const value = this.read(name) ?? ABSENT;
		this.values.set(name, value);
		return value;
	}

	private read(name: string): unknown {
		const field = this.settings.smartFields.get(name);
		const constant = this.settings.branding?.get(name);
		if (field === undefined && constant !== undefined && name !== 'direction') return constant;
		const found = field === undefined ? this.attribute(name, false) : this.smartField(field);
		switch (name) {
			case COLOR_FIELD:
				return this.color(name, found) ?? constant;
			case 'textColor':
				return (this.isGallery ? this.color(name, found) : found) || constant;
			case 'iconsUrl':
				return (this.isGallery && typeof found === 'string' ? folderUrl(found) : found) || constant;
			case 'pronouns':
				return (this.isFromGallery ? withoutBrackets(toText(found)) : found) || constant;
			case 'language':
			case 'languageSecond':
				return this.language(name, field, found) || constant;
			case 'direction':
				return this.direction(field, found);
			case 'rtl':
				return field === undefined && this.turns ? (this.find('direction') === 'rtl' ? 'rtl' : undefined) : found;
			default:
				return constant === undefined || !isEmpty(found) ? found : constant;
		}
	}

	/** The value of a field, undefined when it has none; `a.b` is read inside `a`. */
	value(path: readonly string[]): unknown {
		return this.urls.valueOf(path.length === 1 ? path[0] : path.join('.'), lookup(this.scopes, path));
	}

	/** Whether a tag prints something for a field. An object has no text. */
	has(path: readonly string[]): boolean {
		return toText(this.value(path)) !== '';
	}

	/** @param ignoreSmartFields for smart fields themselves: they read the profile, so they need no order and cannot form circles */
	private text(name: string, ignoreSmartFields: boolean): string {
		const value = ignoreSmartFields ? this.attribute(name, ignoreSmartFields) : this.find(name);
		return value === ABSENT ? '' : toText(value);
	}

	private attribute(name: string, ignoreSmartFields: boolean): unknown {
		// No attribute may replace a banner that is over.
		if (name === 'banner') {
			this.settings.bannerWarnings?.forEach(this.warn);
			return this.settings.banner;
		}
		const stored = Object.hasOwn(this.profile, name) ? this.profile[name] : undefined;
		if (typeof stored === 'string' && MULTI_LINE_ATTRIBUTES.includes(name)) return joinLines(stored) || undefined;
		const value = cleanValue(stored);
		return isEmpty(value) ? this.derived(name, ignoreSmartFields) : value;
	}

	private derived(name: string, ignoreSmartFields: boolean): unknown {
		switch (name) {
			case 'fullName':
				return fullName(this.text('firstName', ignoreSmartFields), this.text('lastName', ignoreSmartFields), this.text('displayName', ignoreSmartFields));
			case 'initials':
				return initials(this.text('firstName', ignoreSmartFields), this.text('lastName', ignoreSmartFields), this.text('displayName', ignoreSmartFields));
			case 'addressLine': {
				const [street, city, state, zipCode] = ['streetAddress', 'city', 'state', 'zipCode'].map((part) => this.text(part, ignoreSmartFields));
				return addressLine({ street, city, state, zipCode }, this.region());
			}
			case 'phoneHref':
				return this.phoneHref('primaryPhone', ignoreSmartFields);
			case 'mobileHref':
				return this.phoneHref('mobilePhone', ignoreSmartFields);
			case 'emailHref': {
				const email = this.text('email', ignoreSmartFields);
				if (email === '') return undefined;
				const href = mailtoHref(email);
				if (href === '') this.warn('"emailHref" is empty: "email" is not one email address');
				return href;
			}
			case 'today':
				return this.settings.today;
			default:
				return undefined;
		}
	}

	/** Whether `direction` is the direction of the signature. In other templates, it may be an attribute: the French word means a department. */
	private get turns(): boolean {
		return this.isFromGallery || this.settings.branding?.has('direction') === true;
	}

	/** The resolved direction of the signature, or what else the field means. */
	private direction(field: SmartField | undefined, found: unknown): unknown {
		if (!this.turns) return found;
		const chosen = field === undefined ? '' : toText(found).toLowerCase();
		const isKnown = ['', 'auto', 'ltr', 'rtl'].includes(chosen);
		if (!isKnown) this.warn('Field "direction" was left out: it is not auto, ltr or rtl');
		const direction = isKnown && chosen !== '' ? chosen : this.settings.branding?.get('direction');
		if (direction === 'ltr' || direction === 'rtl') return direction;
		return directionOf(toText(this.find('fullName')), toText(this.find('company')) || toText(this.find('organization')));
	}

	/** A language that a gallery template can name. Other templates may print any text. */
	private language(name: string, field: SmartField | undefined, found: unknown): unknown {
		const text = toText(found);
		if (!this.isGallery || text === '') return found;
		const code = languageCode(text);
		if (code === undefined && field !== undefined) this.warn(`Field "${name}" was left out: it is not a language code such as de or pt-BR`);
		return code;
	}

	private color(name: string, value: unknown): string | undefined {
		const text = toText(value);
		if (text === '') return undefined;
		const color = completeColor(text);
		if (color === undefined) this.warn(`Field "${name}" was left out: it is not a color such as #2f6fb5`);
		return color;
	}

	private smartField(field: SmartField): string | undefined {
		const texts = this.sourceTexts(field);
		if (texts.length === 0) return undefined;
		const formatted = texts.map((text) => {
			const { text: result, warning } = applyFormat(text, field.format, () => this.region(), this.phones);
			if (warning !== undefined) this.warnAbout(field.name, warning);
			return result;
		});
		return formatted.filter((text) => text !== '').join(', ');
	}

	/** The texts of the first attribute that has any; more than one only when the attribute is a list. */
	private sourceTexts({ attributes, default: fallback }: SmartField): string[] {
		for (const name of attributes) {
			const value = name.includes('.') ? lookup([scopeOf(this.profile)], pathOf(name)) : this.attribute(name, true);
			// The word "false" must not show a section around the field.
			if (value === false) continue;
			const texts = (Array.isArray(value) ? value.map(toText) : [toText(value)]).filter((text) => text !== '');
			if (texts.length > 0) return texts;
		}
		const text = cleanText(fallback);
		return text === '' ? [] : [text];
	}

	/** The `tel:` URL of a number in a template's URL; '' when it is not one, which the template warns about. */
	private dialed(text: string, name: string): string {
		if (this.hrefs.includes(text)) return text;
		const phone = this.phones.parse(text, () => this.region());
		if (phone.number === undefined && phone.href !== '' && !this.doubtful.includes(name)) this.warnAbout(name, `is linked as typed: ${phone.problem}`);
		return phone.href;
	}

	/** The `tel:` URL of a phone number as templates show it. */
	private phoneHref(name: string, ignoreSmartFields: boolean): string {
		const text = this.text(name, ignoreSmartFields);
		if (text === '') return '';
		const phone = this.phones.parse(text, () => this.region());
		if (phone.number === undefined && !this.doubtful.includes(name)) {
			this.warnAbout(name, `${phone.href === '' ? 'has no link' : 'is linked as typed'}: ${phone.problem}`);
		}
		this.hrefs = [...this.hrefs, phone.href];
		return phone.href;
	}

	/** @param warning completes the sentence `Field "x" …` */
	private warnAbout(name: string, warning: string): void {
		if (!this.doubtful.includes(name)) this.doubtful = [...this.doubtful, name];
		this.warn(`Field "${name}" ${warning}`);
	}

	/** The country of the address and of phone numbers without `+`. A `countryCode` that is no country is no reason to try another country's rules. */
	private region(): CountryCode | undefined {
		// Once per person, because every number of a list asks for it.
		this.country ??= { region: this.readRegion() };
		return this.country.region;
	}

	private readRegion(): CountryCode | undefined {
		const country = this.text('countryCode', true);
		if (country === '') return phoneRegion(this.settings.phoneRegion);
		const region = phoneRegion(country);
		if (region === undefined && !this.doubtful.includes('countryCode')) this.warnAbout('countryCode', 'was ignored: it is not a known country. Use a code such as DE or a name such as Germany');
		return region;
	}
}
