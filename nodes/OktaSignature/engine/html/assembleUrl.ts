/** How a URL is put together from a template's text and values. */
import { escapeHtml } from './escape';
import { BEGINNINGS, canOpen, COMPLETE, EMAIL_ADDRESS, encode, encodeAddress, isIncomplete, isPhoneUrl, isUsableUrl, writtenUrl, type UrlUse } from './url';

/** Part of a host name: no character that ends the host, and none that is mapped to such a character. */
const HOST_NAME = /^[\p{L}\p{M}\p{Nd}](?:[\p{L}\p{M}\p{Nd}.-]*[\p{L}\p{M}\p{Nd}])?$/u;

/** The value of an attribute that is yes or no, which would make a host of its own. */
const YES_OR_NO = /^(?:true|false)$/i;

/** A segment that means this or the parent folder. An entity could be a dot. */
const DOT_SEGMENT = /^(?:\.|%2e|&\w+;){1,2}$/i;

/** Text that may follow a value at the end of its host: more of the host, a port, or a / or ? as an entity. `literal` writes &_ for &#. */
const BEHIND_HOST = /^(?:[.:-]|&(?:sol|quest|_0*(?:47|63)|_x0*[23]f);)/i;

/** Longer than any dot segment. */
const MAX_DOT_SEGMENT = 24;

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
const BARE_SCHEME = /^\s*(?:https?:\/*|mailto:|tel:)\s*$/i;

/** What a template's number with its extension may become. */
const DIALED = /^tel:(\+?\d+(?:;ext=\d+)?)$/;

/** Text of a template around the values of a number, so that they are one number together. */
const NUMBER_TEXT = /^[\d\s().+/-]*(?:;ext=\d*)?$/;

/** Hosts that lead to a chat by a number in international form, digits only (https://faq.whatsapp.com/5913398998672934). */
const CHAT_HOST = /^(?:wa\.me|api\.whatsapp\.com)$/i;

/**
 * Makes a `tel:` URL of a number; '' when it is not one.
 * @param name of the field, for a warning about a number that is dialed as typed
 */
export type PhoneHref = (text: string, name: string) => string;

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
		private readonly phoneHref: PhoneHref,
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
		if (/^tel:/i.test(scheme[1])) return this.number();
		const fragment = this.separate();
		if (typeof fragment !== 'string') return fragment;
		const rest = /^mailto:/i.test(scheme[1]) ? this.recipients() : this.webAddress();
		if (rest === undefined) this.written[parts.length - 1] += fragment;
		return rest;
	}

	private webAddress(): UrlFault | undefined {
		const host = this.host();
		return 'rest' in host ? this.path(host) : host;
	}

	/**
	 * Makes room for what follows a value that is a URL with a query or fragment of its own: a path is added before them,
	 * parameters are added to its query, and its fragment comes last.
	 * @returns what comes last, as HTML
	 */
	private separate(): string | UrlFault {
		const { parts, first } = this;
		const start = parts[first];
		const own = this.written[first];
		const next = parts.findIndex((part, i) => i > first && textOf(part).trim() !== '');
		if (typeof start === 'string' || next < 0 || !/[?#]/.test(own)) return '';
		const text = textOf(parts[next]);
		const has = (character: string) => [...parts.keys()].some((i) => i >= next && this.literal(i)?.includes(character));
		const address = own.slice(0, own.search(/[?#]/));
		const query = own.slice(address.length, own.search(/#|$/)).slice(1);
		const fragment = has('#') ? '' : escapeHtml(own.slice(own.search(/#|$/)));
		const isPath = /^https?:/i.test(own) && text.startsWith('/');
		const isPossible = typeof parts[next] === 'string' && (/^[?&#]/.test(text) || (isPath && (query === '' || !has('#'))));
		if (!isPossible) return refuse(`"${start.name}" has a ? or # of its own, so nothing can be added behind it`);
		if (isPath) {
			this.written[first] = address;
			return query === '' ? fragment : `${has('?') ? '&amp;' : '?'}${escapeHtml(query)}${fragment}`;
		}
		this.written[first] = own.slice(0, own.search(/#|$/));
		if (!text.startsWith('#') && this.written[first].includes('?')) {
			const parameters = text.replace(/^(?:\?|&amp;|&)/, '');
			this.written[next] = query === '' || query.endsWith('&') || parameters === '' ? parameters : `&amp;${parameters}`;
		}
		return fragment;
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

	/** The URL leads nowhere, because fields are empty. @param name the one that is to blame, if it is only one */
	private missing(name?: string): UrlFault {
		if (name !== undefined) return { missing: [name] };
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
		if (!isUsableUrl(text, this.use)) return refuse(isIncomplete(text) ? `"${name}" is not ${COMPLETE}` : `${this.schemeRefusal}, and "${name}" does not`);
		this.written[this.first] = isPhoneUrl(text) ? this.phoneHref(text, name) : writtenUrl(text);
		return this.written[this.first] === '' ? refuse(`"${name}" is not one phone number`) : undefined;
	}

	/** @returns the part in which the host ends, and what that part writes behind the host */
	private host(): { part: number; rest: string; host: string } | UrlFault {
		const { parts } = this;
		let host = '';
		let last = '';
		/** What is wrong with text that changes the host of the value before it. */
		let refusal: string | undefined;
		let named: string | undefined;
		let part = this.first;
		let rest: string | undefined;
		for (; part < parts.length && rest === undefined; part++) {
			const literal = this.literal(part);
			if (literal !== undefined) {
				const end = literal.search(/[/?#\\]/);
				if (end >= 0) rest = literal.slice(end);
				const inHost = end < 0 ? literal : literal.slice(0, end);
				if (inHost === '') continue;
				if (inHost.trim() !== '') {
					if (refusal !== undefined && !BEHIND_HOST.test(inHost)) return refuse(refusal);
					const own = parts[part];
					refusal = typeof own === 'string' ? undefined : `"${own.name}" ends with its host, which the text behind it would change. Begin that text with /`;
				}
				host += inHost;
				last = inHost.slice(-1);
				continue;
			}
			const { name, text } = parts[part] as UrlValue;
			if (text === '') return this.missing(name);
			// Without a dot between, the value would change the text before it.
			const fits = last === ':' ? /^\d{1,5}$/.test(text) : ['', '.', '-'].includes(last) && HOST_NAME.test(text) && !YES_OR_NO.test(text);
			if (!fits) return refuse(hostRefusal(name));
			this.written[part] = text;
			refusal = hostRefusal(name);
			named = name;
			host += text;
			last = text.slice(-1);
		}
		if (host.trim() === '') return this.missing();
		if (named !== undefined && (host.includes('@') || !canOpen(`https://${host}/`))) return refuse(hostRefusal(named));
		return { part: part - 1, rest: rest ?? '', host };
	}

	/** Path, query and fragment, from behind the host. */
	private path({ part, rest, host }: { part: number; rest: string; host: string }): UrlFault | undefined {
		const isChat = CHAT_HOST.test(host);
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
				const { name, text } = this.parts[i] as UrlValue;
				// Without it, the URL is another page or none: https://acme.example/photos/.png
				if (text === '' && inPath) return this.missing(name);
				const isChatNumber = isChat && text !== '' && /\/$|[?&;]phone=$/.test(textOf(this.parts[i - 1]));
				const fault = isChatNumber ? this.chatNumber(i) : this.component(i);
				if (fault !== undefined) return fault;
				named = name;
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

	/** Writes a phone number as digits in international form. */
	private chatNumber(i: number): UrlFault | undefined {
		const { name, text } = this.parts[i] as UrlValue;
		const digits = /^tel:\+(\d+)$/.exec(this.phoneHref(text, name))?.[1];
		// Digits alone are already the form that is needed.
		if (digits === undefined && !/^[1-9]\d{7,14}$/.test(text)) return refuse(`"${name}" is not a phone number with country code`);
		this.written[i] = digits ?? text;
		return undefined;
	}

	/** Writes a value that nothing else in the URL depends on. */
	private component(i: number): UrlFault | undefined {
		const { name, text } = this.parts[i] as UrlValue;
		if (text === '') return undefined;
		let before = '';
		// The part in which the URL begins is longer.
		for (let k = i - 1; before.length < 2; k--) before = this.written[k] + before;
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

	/** The number of a `tel:` URL, in one value or put together from several parts. */
	private number(): UrlFault | undefined {
		const { parts, written, first } = this;
		const indices = [...parts.keys()].filter((i) => i >= first && this.literal(i) === undefined);
		const values = indices.map((i) => parts[i] as UrlValue);
		const [filled, ...others] = values.filter(({ text }) => text !== '');
		const hasEmpty = values.some(({ text }) => text === '');
		const template = parts.map((_, i) => this.literal(i) ?? '').join('');
		const whole = parts.map((part, i) => this.literal(i) ?? textOf(part)).join('');
		// An empty value leaves a gap in a number, but not between a number and another one to use instead.
		if (!/\d/.test(filled?.text ?? whole) || (/[\d;]/.test(template) && hasEmpty)) {
			return filled === undefined || hasEmpty ? this.missing() : refuse(`"${filled.name}" is not a phone number`);
		}
		if (filled === undefined) return undefined;
		const { name, text } = others.at(-1) ?? filled;
		const isWhole = template.trim() === '' && others.length === 0;
		if (isWhole || NUMBER_TEXT.test(template)) {
			const hasOwnCode = !isWhole && /^\s*\+\d/.test(template) && /^(?:\+|00)/.test(filled.text);
			if (hasOwnCode) return refuse(`"${filled.name}" has a country code of its own. Write tel:{{${filled.name}}}`);
			const dialed = DIALED.exec(this.phoneHref(isWhole ? text : whole.trim(), name))?.[1];
			if (dialed === undefined) return refuse(isWhole ? `"${name}" is not a phone number` : `"${name}" and the text around it are not one phone number`);
			written.fill('', first);
			written[first] = `tel:${dialed}`;
			return undefined;
		}
		for (const i of indices) {
			const part = parts[i] as UrlValue;
			const digits = part.text.replace(/[\s().-]/g, '');
			const isStart = part === filled && parts.slice(first, i).every((_, k) => (this.literal(first + k) ?? '').trim() === '');
			if (!(isStart ? /^\+?\d*$/ : /^\d*$/).test(digits)) return refuse(`"${part.name}" is not a phone number`);
			written[i] = digits;
		}
		return undefined;
	}
}

const textOf = (part: UrlPart) => (typeof part === 'string' ? part : part.text);

const hostRefusal = (name: string) => `"${name}" is not a host name such as www.example.com, so it cannot be part of the host`;

/**
 * Puts a URL together. The value that begins it has to be a URL. Any other value is encoded for the place in which it
 * stands, so that it changes neither the host nor the path, adds no parameter, no fragment and no recipient, and is
 * refused where no encoding achieves that.
 */
export function assembleUrl(parts: readonly UrlPart[], use: UrlUse, phoneHref: PhoneHref): AssembledUrl {
	const assembler = new UrlAssembler(parts, use, phoneHref);
	return assembler.assemble() ?? { written: assembler.written };
}
