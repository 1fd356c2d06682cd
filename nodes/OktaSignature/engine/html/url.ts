/** What URLs a signature may contain, and how a URL is put together from a template's text and values. */

/** What a URL is for. An image can only be loaded by http or https. */
export type UrlUse = 'link' | 'image';

/** Ordinary web addresses, recognized without the cost of parsing them. */
const ORDINARY_WEB_URL = /^https?:\/\/(?:[a-z\d][a-z\d-]*\.)+[a-z][a-z\d-]*(?::\d{1,4})?(?:[/?#]\S*)?$/i;

/** A host is there, and it ends before a backslash, which browsers read as a slash and other programs do not. */
const WEB_URL = /^https?:\/\/[^\s/?#\\]+(?:[/?#]|$)/i;

/** Another URL behind a blank, as in the text of a list. */
const SECOND_URL = /\s[a-z]+:\/\//i;

const MAIL_URL = /^mailto:(?:\?\S|\S*[^\s@]@[^\s@])/i;

/** Digits with what people write between them (RFC 3966, visual separators), and an extension. */
const PHONE_URL = /^tel:(?=\D*\d)\+?[\d\s().\-–/]+(?:;ext=\d+)?$/i;

const PHONE_SEPARATORS = /[\s().\-–/]/g;

/** One email address that email clients cannot read as several, whether or not they decode it first. */
const EMAIL_ADDRESS = /^[^\s@,;:"<>()[\]\\|]+@[^\s@,;:"<>()[\]\\|?&#%/=]+$/;

/** A web address without its scheme: labels with dots between, the last one beginning with a letter. */
const HOST_AND_PATH = /^(?:[\p{L}\p{M}\p{Nd}][\p{L}\p{M}\p{Nd}-]*\.)+\p{L}[\p{L}\p{M}\p{Nd}-]*(?::\d+)?(?:[/?#]\S*)?$/u;

/** The name of a file, which looks like a host. */
const FILE_NAME = /^[^/?#]+\.(?:png|jpe?g|gif|webp|svg|bmp|ico|pdf|html?|php|aspx?)$/i;

/** Part of a host name: no character that ends the host, and none that is mapped to such a character. */
const HOST_NAME = /^[\p{L}\p{M}\p{Nd}](?:[\p{L}\p{M}\p{Nd}.-]*[\p{L}\p{M}\p{Nd}])?$/u;

/** The value of an attribute that is yes or no, which would make a host of its own. */
const YES_OR_NO = /^(?:true|false)$/i;

/** A segment that means this or the parent folder. An entity could be a dot. */
const DOT_SEGMENT = /^(?:\.|%2e|&\w+;){1,2}$/i;

/** Longer than any dot segment. */
const MAX_DOT_SEGMENT = 24;

/** Encodes a character or a component of a URL. `'` too, because `%27` is shorter than the entity `&#39;`. */
const encode = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');

const encodeBlanks = (url: string) => (/\s/.test(url) ? url.replace(/\s/g, encode) : url);

/** Not `URL.canParse`: on Node 20, once it is called often, it refuses hosts such as münchen.example. */
function canParse(url: string): boolean {
	try {
		return new URL(url).host !== '';
	} catch {
		return false;
	}
}

function isWebUrl(url: string): boolean {
	// Most values are other URLs or begin with another letter.
	if (!/^h/i.test(url)) return false;
	// Names in Punycode are decoded, and only some of them can be.
	if (ORDINARY_WEB_URL.test(url) && !/xn--/i.test(url)) return true;
	return WEB_URL.test(url) && !SECOND_URL.test(url) && canParse(encodeBlanks(url));
}

/** Whether a value is a URL that an email client can open or load. */
export function isUsableUrl(text: string, use: UrlUse): boolean {
	if (isWebUrl(text)) return true;
	return use === 'link' && (MAIL_URL.test(text) || PHONE_URL.test(text));
}

/** How a URL that can be used is written into an attribute. */
export function writtenUrl(url: string): string {
	return /^tel:/i.test(url) ? url.replace(PHONE_SEPARATORS, '') : encodeBlanks(url);
}

/**
 * A web address with its scheme: `https://` is added when it is missing.
 * @returns '' when the text is not a web address
 */
export function completeUrl(text: string): string {
	if (isWebUrl(text)) return encodeBlanks(text);
	const address = text.startsWith('//') ? text.slice(2) : text;
	if (!HOST_AND_PATH.test(address) || FILE_NAME.test(address)) return '';
	const url = `https://${address}`;
	return isWebUrl(url) ? url : '';
}

const encodeAddress = (address: string) => address.replace(/[?&#%/=`{}^']/g, encode);

/** A `mailto:` URL (RFC 6068); '' when the text is not exactly one email address. */
export function mailtoHref(text: string): string {
	return EMAIL_ADDRESS.test(text) ? `mailto:${encodeAddress(text)}` : '';
}

/** A `tel:` URL with the digits of a number, for when nothing is known about its country; '' when there are none. */
export function plainPhoneHref(text: string): string {
	const number = text.replace(PHONE_SEPARATORS, '');
	return /^\+?\d+$/.test(number) ? `tel:${number}` : '';
}

/** A field's value in a URL, in the order of the template. */
export interface UrlValue {
	name: string;
	/** Clean text; '' when the field is empty. */
	text: string;
	/** The text consists of several values. */
	isList: boolean;
}

/** The template's own text, as HTML, or a value. */
export type UrlPart = string | UrlValue;

/** Why there is no URL: `missing` names empty fields (perhaps none) without which it leads nowhere, `refusal` says what is wrong with a value. */
export type UrlFault = { missing: string[] } | { refusal: string };

/** A URL, as the parts that were passed, with each value encoded for its place. */
export type AssembledUrl = { written: string[] } | UrlFault;

const refuse = (refusal: string): UrlFault => ({ refusal });

const SCHEME = /^\s*(https?:\/\/|mailto:|tel:)/i;

/** Nothing but a scheme, because nothing was written after it. */
const BARE_SCHEME = /^\s*(?:https?:\/*|mailto:|tel:)?\s*$/i;

/** What a template's number with its extension may become. */
const DIALED = /^tel:(\+?\d+(?:;ext=\d+)?)$/;

/** Puts a URL together, part by part. */
class UrlAssembler {
	readonly written: string[];

	/** The part in which the URL begins. */
	private first = 0;

	/** Characters before the host, address or number in that part. */
	private schemeLength = 0;

	constructor(
		private readonly parts: readonly UrlPart[],
		private readonly use: UrlUse,
		private readonly phoneHref: (text: string) => string,
	) {
		this.written = parts.map((part) => (typeof part === 'string' ? part : ''));
	}

	assemble(): UrlFault | undefined {
		const { parts } = this;
		while (this.first < parts.length && textOf(parts[this.first]).trim() === '') this.first++;
		if (this.first === parts.length) return this.missing();
		const start = parts[this.first];
		const fault = typeof start === 'string' ? this.beginWithText(start) : this.beginWithValue(start);
		if (fault !== undefined) return fault;
		const scheme = SCHEME.exec(this.written[this.first]) as RegExpExecArray;
		this.schemeLength = scheme[0].length;
		if (/^mailto:/i.test(scheme[1])) return this.recipients();
		if (/^tel:/i.test(scheme[1])) return this.number();
		const host = this.host();
		return 'rest' in host ? this.path(host) : host;
	}

	/**
	 * What a literal part writes; of the value in which the URL begins, what follows the scheme. Undefined for any other
	 * value. The # of an entity such as &#46; begins no fragment, so it is replaced.
	 */
	private literal(i: number): string | undefined {
		const part = this.parts[i];
		if (typeof part !== 'string') return i === this.first ? this.written[i].slice(this.schemeLength) : undefined;
		return (i === this.first ? part.slice(this.schemeLength) : part).replaceAll('&#', '&_');
	}

	/** The URL leads nowhere, because these fields are empty. */
	private missing(): UrlFault {
		return { missing: this.parts.flatMap((part) => (typeof part !== 'string' && part.text === '' ? [part.name] : [])) };
	}

	private get schemeRefusal(): string {
		return `it must begin with ${BEGINNINGS[this.use]}`;
	}

	private beginWithText(text: string): UrlFault | undefined {
		const scheme = SCHEME.exec(text)?.[1];
		if (scheme !== undefined && (this.use === 'link' || /^http/i.test(scheme))) return undefined;
		const isWhole = this.first === this.parts.length - 1;
		// Text behind an empty field continues what the field should have begun.
		if (this.first > 0 || (isWhole && BARE_SCHEME.test(text))) return this.missing();
		return refuse(this.schemeRefusal);
	}

	private beginWithValue({ name, text, isList }: UrlValue): UrlFault | undefined {
		if (isList) return refuse(`"${name}" holds several values. Use {{#${name}}}…{{.}}…{{/${name}}}`);
		if (!isUsableUrl(text, this.use)) return refuse(`${this.schemeRefusal}, and "${name}" does not`);
		this.written[this.first] = writtenUrl(text);
		return undefined;
	}

	/** @returns the part in which the host ends, and what that part writes behind the host */
	private host(): { part: number; rest: string } | UrlFault {
		const { parts } = this;
		let host = '';
		let last = '';
		let fromValue: string | undefined;
		let named: string | undefined;
		let hasEmpty = false;
		let part = this.first;
		let rest: string | undefined;
		for (; part < parts.length && rest === undefined; part++) {
			const literal = this.literal(part);
			if (literal !== undefined) {
				const end = literal.search(/[/?#\\]/);
				if (end >= 0) rest = literal.slice(end);
				const inHost = end < 0 ? literal : literal.slice(0, end);
				if (inHost === '') continue;
				if (fromValue !== undefined && !/^[.:-]/.test(inHost)) return refuse(hostRefusal(fromValue));
				fromValue = undefined;
				host += inHost;
				last = inHost.slice(-1);
				continue;
			}
			const { name, text } = parts[part] as UrlValue;
			hasEmpty ||= text === '';
			if (text === '') continue;
			// Without a dot between, the value would change the text before it.
			const fits = last === ':' ? /^\d{1,5}$/.test(text) : ['', '.', '-'].includes(last) && HOST_NAME.test(text) && !YES_OR_NO.test(text);
			if (!fits) return refuse(hostRefusal(name));
			this.written[part] = host === '' && part === this.first ? this.written[part] : text;
			fromValue = named = name;
			host += text;
			last = text.slice(-1);
		}
		if (host.trim() === '' || (hasEmpty && /^[.:]|\.\.|\.-|-\.|[.-](?::|$)/.test(host))) return this.missing();
		if (named !== undefined && (host.includes('@') || !canParse(`https://${host}/`))) return refuse(hostRefusal(named));
		return { part: part - 1, rest: rest ?? '' };
	}

	/** Path, query and fragment, from behind the host. */
	private path({ part, rest }: { part: number; rest: string }): UrlFault | undefined {
		let inPath = true;
		let segment = '';
		/** The last value in this segment. */
		let named: string | undefined;
		const add = (text: string) => {
			if (segment.length <= MAX_DOT_SEGMENT) segment += text.slice(0, MAX_DOT_SEGMENT + 1);
		};
		const endSegment = (): UrlFault | undefined => {
			if (named !== undefined && DOT_SEGMENT.test(segment)) return refuse(`"${named}" would lead to another folder`);
			segment = '';
			named = undefined;
			return undefined;
		};
		for (let i = part; i < this.parts.length; i++) {
			const literal = i === part ? rest : this.literal(i);
			if (literal === undefined) {
				const fault = this.component(i);
				if (fault !== undefined) return fault;
				if (this.written[i] !== '') named = (this.parts[i] as UrlValue).name;
				add(this.written[i]);
			} else if (inPath) {
				const end = literal.search(/[?#]/);
				const inThePath = end < 0 ? literal : literal.slice(0, end);
				const slash = inThePath.search(/[/\\]/);
				add(slash < 0 ? inThePath : inThePath.slice(0, slash));
				const fault = slash >= 0 || end >= 0 ? endSegment() : undefined;
				if (fault !== undefined) return fault;
				if (slash >= 0) add(inThePath.slice(Math.max(inThePath.lastIndexOf('/'), inThePath.lastIndexOf('\\')) + 1));
				inPath = end < 0;
			}
		}
		return inPath ? endSegment() : undefined;
	}

	/** Writes a value that nothing else in the URL depends on. */
	private component(i: number): UrlFault | undefined {
		const { name, text } = this.parts[i] as UrlValue;
		if (text === '') return undefined;
		const before = i > 0 ? this.written[i - 1].slice(-2) : '';
		if (/%[\da-f]?$/i.test(before)) return refuse(`"${name}" would complete the % before it`);
		this.written[i] = encode(text);
		return undefined;
	}

	/** The addresses of a `mailto:` URL and its header fields. */
	private recipients(): UrlFault | undefined {
		const { parts, written } = this;
		const following = this.firstCharacters();
		let recipients = '';
		let last = '';
		let inRecipients = true;
		let hasEmpty = false;
		for (let i = this.first; i < parts.length; i++) {
			const literal = this.literal(i);
			if (literal === undefined) {
				const fault = inRecipients ? this.recipient(i, last, following[i + 1]) : this.component(i);
				if (fault !== undefined) return fault;
				hasEmpty ||= inRecipients && written[i] === '';
			}
			if (!inRecipients) continue;
			const end = literal?.search(/[?#]/) ?? -1;
			const added = literal === undefined ? written[i] : end < 0 ? literal : literal.slice(0, end);
			recipients += added;
			last = added.slice(-1) || last;
			inRecipients = end < 0;
		}
		recipients = recipients.trim();
		// The template of a link that shares something has no recipient: mailto:?subject=…
		const first = parts[this.first];
		const isShared = this.first === 0 && typeof first === 'string' && first.slice(this.schemeLength).startsWith('?');
		if ((recipients === '' && !isShared) || (hasEmpty && /^[,@]|,[,@]|@,|[,@]$/.test(recipients))) return this.missing();
		return undefined;
	}

	/** Of each part, the first character that it or a part behind it writes; '' at the end. */
	private firstCharacters(): string[] {
		const characters = Array<string>(this.parts.length + 1).fill('');
		for (let i = this.parts.length - 1; i >= 0; i--) characters[i] = textOf(this.parts[i]).charAt(0) || characters[i + 1];
		return characters;
	}

	/** Writes a whole address, or part of one, by the characters around it. */
	private recipient(i: number, before: string, behind: string): UrlFault | undefined {
		const { name, text } = this.parts[i] as UrlValue;
		if (text === '') return undefined;
		if ((before.trim() === '' || before === ',') && ['', '?', '#', ','].includes(behind.trim())) {
			if (!EMAIL_ADDRESS.test(text)) return refuse(`"${name}" is not one email address`);
			this.written[i] = encodeAddress(text);
			return undefined;
		}
		if (/[\s,;:@"<>()[\]\\]/.test(text)) return refuse(`"${name}" cannot be part of an email address`);
		return this.component(i);
	}

	/** The number of a `tel:` URL. */
	private number(): UrlFault | undefined {
		let number = '';
		let named = '';
		let isEmpty = true;
		for (let i = this.first; i < this.parts.length; i++) {
			const literal = this.literal(i);
			if (literal === undefined && textOf(this.parts[i]) !== '') {
				const { name, text } = this.parts[i] as UrlValue;
				named = name;
				// Only a whole number can be looked up. Part of one is digits.
				const href = isEmpty ? this.phoneHref(text) : `tel:${text.replace(PHONE_SEPARATORS, '').replace('+', 'x')}`;
				const dialed = DIALED.exec(href)?.[1];
				if (dialed === undefined) return refuse(`"${name}" is not a phone number`);
				this.written[i] = dialed;
			}
			const added = literal ?? this.written[i];
			number += added;
			isEmpty &&= added.trim() === '';
		}
		if (!/^\D{0,9}\d/.test(number) || /[=+]\s*$/.test(number)) return this.missing();
		if (number.indexOf(';ext=') !== number.lastIndexOf(';ext=')) return refuse(`"${named}" has an extension of its own`);
		return undefined;
	}
}

const textOf = (part: UrlPart) => (typeof part === 'string' ? part : part.text);

/** What a URL begins with, by its use. */
export const BEGINNINGS: Record<UrlUse, string> = { image: 'https:// or http://', link: 'https://, http://, mailto: or tel:' };

const hostRefusal = (name: string) => `"${name}" is not a host name such as www.example.com, so it cannot be part of the host`;

/**
 * Puts a URL together. The value that begins it has to be a URL. Any other value is encoded for the place in which it
 * stands, so that it changes neither the host nor the path, adds no parameter, no fragment and no recipient, and is
 * refused where no encoding achieves that.
 * @param phoneHref a number as `tel:` URL, '' when it is not one
 */
export function assembleUrl(parts: readonly UrlPart[], use: UrlUse, phoneHref: (text: string) => string): AssembledUrl {
	const assembler = new UrlAssembler(parts, use, phoneHref);
	return assembler.assemble() ?? { written: assembler.written };
}
