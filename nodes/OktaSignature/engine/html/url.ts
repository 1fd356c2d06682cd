/** What URLs a signature may contain. */

/** What a URL is for. An image can only be loaded by http or https. */
export type UrlUse = 'link' | 'image';

/** What a URL begins with, by its use. */
export const BEGINNINGS: Record<UrlUse, string> = { image: 'https:// or http://', link: 'https://, http://, mailto: or tel:' };

/** Ordinary web addresses, recognized without the cost of parsing them. */
const ORDINARY_WEB_URL = /^https?:\/\/(?:[a-z\d][a-z\d-]*\.)+[a-z][a-z\d-]+(?::\d{1,4})?(?:[/?#]\S*)?$/i;

/** A host is there, and it ends before a backslash, which browsers read as a slash and other programs do not. */
const WEB_URL = /^https?:\/\/[^\s/?#\\]+(?:[/?#]|$)/i;

/** Another URL behind a blank, as in the text of a list. */
const SECOND_URL = /\s[a-z]+:\/\//i;

const MAIL_URL = /^mailto:(?:\?\S|\S*[^\s@]@[^\s@])/i;

/** Digits with what people write between them (RFC 3966, visual separators), and an extension. */
const PHONE_URL = /^tel:(?=\D*\d)\s*\+?[\d\s().\-–/]+(?:;ext=\d+)?$/i;

/** The same without a slash, which may stand between two numbers. */
const PHONE_SEPARATORS = /[\s().\-–]/g;

/** One email address that email clients cannot read as several, whether or not they decode it first. */
export const EMAIL_ADDRESS = /^[^\s@,;:"<>()[\]\\|]+@[^\s@,;:"<>()[\]\\|?&#%/=]+$/;

/** The host of a web address, without user and port. */
const HOST = /^https?:\/\/(?:[^/?#@]*@)?([^/?#:]*)/i;

/**
 * A host that is a mistake, though URLs may contain it: an empty label, a comma for a dot, a top-level domain of one letter,
 * a second scheme, or nothing but www.
 */
const MISTAKEN_HOST = /\.\.|^\.|,|\.\p{L}\.?$|^(?:https?|www)\.?$/iu;

/** A web address without its scheme: labels with dots between, the last one beginning with a letter. */
const HOST_AND_PATH = /^(?:[\p{L}\p{M}\p{Nd}][\p{L}\p{M}\p{Nd}-]*\.)+\p{L}[\p{L}\p{M}\p{Nd}-]+(?::\d+)?(?:[/?#]\S*)?$/u;

/** Two words with a dot between, as in J.Smith or Acme.Inc. Addresses with capitals end with one of the common domains. */
const WORDS = /^[^./?#]+\.(?!(?:Com|Net|Org|Info|Biz|Edu|Gov|Eu|App|Dev|Cloud|Group|Shop|Online)$)\p{Lu}\p{Ll}{2,}$/u;

/** The name of a file, which looks like a host. */
const FILE_NAME = /^[^/?#]+\.(?:png|jpe?g|gif|webp|svg|bmp|ico|pdf|html?|php|aspx?)$/i;

/** Encodes a character or a component of a URL. `'` too, because `%27` is shorter than the entity `&#39;`. */
export const encode = (text: string) => encodeURIComponent(text).replaceAll("'", '%27');

const encodeBlanks = (url: string) => (/\s/.test(url) ? url.replace(/\s/g, encode) : url);

/**
 * Whether an email client can open a web address. Not `URL.canParse`: on Node 20, once it is called often, it refuses hosts
 * such as münchen.example.
 */
export function canOpen(url: string): boolean {
	if (MISTAKEN_HOST.test(HOST.exec(url)?.[1] ?? '')) return false;
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
	return WEB_URL.test(url) && !SECOND_URL.test(url) && canOpen(encodeBlanks(url));
}

/** Whether a value is a URL that an email client can open or load. */
export function isUsableUrl(text: string, use: UrlUse): boolean {
	if (isWebUrl(text)) return true;
	return use === 'link' && (MAIL_URL.test(text) || PHONE_URL.test(text));
}

/** Whether a value is a `tel:` URL. Its number has to be read before it is dialed. */
export const isPhoneUrl = (text: string) => PHONE_URL.test(text);

/** How a web address or `mailto:` URL that can be used is written into an attribute. */
export const writtenUrl = encodeBlanks;

/** Why an image is not shown everywhere, by its URL; undefined when nothing is known against it. */
export function imageFormatProblem(url: string): string | undefined {
	if (/\.svgz?(?:[?#]|$)/i.test(url.trim())) return 'an SVG, which Gmail and Outlook do not show';
	return /\.webp(?:[?#]|$)/i.test(url.trim()) ? 'a WebP, which Outlook for Windows does not show' : undefined;
}

/** Whether a value begins like a web address, so that something else than its beginning is wrong. */
export const isIncomplete = (text: string) => /^https?:/i.test(text);

export const COMPLETE = 'a complete web address such as https://www.example.com';

/**
 * A web address with its scheme: `https://` is added when it is missing.
 * @returns '' when the text is not a web address
 */
export function completeUrl(text: string): string {
	if (isWebUrl(text)) return encodeBlanks(text);
	const address = text.startsWith('//') ? text.slice(2) : text;
	if (!HOST_AND_PATH.test(address) || FILE_NAME.test(address) || WORDS.test(address)) return '';
	const url = `https://${address}`;
	return isWebUrl(url) ? url : '';
}

/** The URL of a folder, to which `/` and a file name are added. */
export function folderUrl(url: string): string {
	let end = url.length;
	while (url[end - 1] === '/') end--;
	return url.slice(0, end);
}

export const encodeAddress = (address: string) => address.replace(/[?&#%/=`{}^']/g, encode);

/** A `mailto:` URL (RFC 6068); '' when the text is not exactly one email address. */
export function mailtoHref(text: string): string {
	return EMAIL_ADDRESS.test(text) ? `mailto:${encodeAddress(text)}` : '';
}

/** A `tel:` URL with the digits of a number, for when nothing is known about its country; '' when there are none. */
export function plainPhoneHref(text: string): string {
	const number = text.replace(/^tel:/i, '').replace(PHONE_SEPARATORS, '');
	return /^\+?\d+(?:;ext=\d+)?$/.test(number) ? `tel:${number}` : '';
}
