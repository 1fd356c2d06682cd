/**
 * Compact, salted fingerprints of profile attributes: enough to see that and where a profile
 * changed, too short to learn a value from. An attribute gets 12 bits to be named by, the person 18
 * more to be noticed by, so that a single change goes unseen once in 2^30.
 */

/** An attribute's fingerprint, in characters. */
export const ATTRIBUTE_WIDTH = 2;

/** The fingerprint over all watched attributes, in characters. */
export const PERSON_WIDTH = 3;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The `width` lowest base64 digits of a number. */
export function digits(value: number, width: number): string {
	let text = '';
	for (let rest = value; text.length < width; rest = Math.floor(rest / 64)) {
		text = BASE64[rest % 64] + text;
	}
	return text;
}

/** What `digits` was made of. */
export function fromDigits(text: string): number {
	let value = 0;
	for (const digit of text) value = value * 64 + BASE64.indexOf(digit);
	return value;
}

/**
 * A value as text; `''` for what counts as empty: Okta may send an empty attribute as null or leave
 * it out, in any order (reference/okta-api.md 1.1), and none of that is a change.
 */
export function canonical(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (typeof value !== 'object') return String(value);
	if (Array.isArray(value)) return value.length === 0 ? '' : JSON.stringify(value.map(canonical));
	const filled = Object.entries(value)
		.map(([key, inner]) => [key, canonical(inner)])
		.filter(([, inner]) => inner !== '')
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return filled.length === 0 ? '' : JSON.stringify(filled);
}

/** 48 well mixed bits: two 32-bit lanes of multiply and rotate, 24 bits of each kept. */
function hash(text: string): number {
	let a = 0x9e3779b1;
	let b = 0x85ebca77;
	for (let i = 0; i < text.length; i++) {
		const unit = text.charCodeAt(i);
		a = Math.imul(a ^ unit, 0x27d4eb2f);
		a ^= a >>> 15;
		b = Math.imul(b ^ unit, 0x165667b1);
		b ^= b >>> 13;
	}
	a = Math.imul(a ^ (b >>> 16), 0x85ebca6b);
	b = Math.imul(b ^ (a >>> 13), 0xc2b2ae35);
	a ^= b >>> 15;
	return (a >>> 8) * 2 ** 24 + (b >>> 8);
}

const ATTRIBUTE_RANGE = 64 ** ATTRIBUTE_WIDTH;
const PERSON_RANGE = 64 ** PERSON_WIDTH;

export interface Fingerprint {
	/** Over everything watched; does not depend on the attributes' order. */
	person: string;
	/** One of ATTRIBUTE_WIDTH characters for each name, in the names' order; 0 for empty ones only. */
	attributes: string;
}

/**
 * @param names the watched attributes
 * @param extra what else of a person is watched, `''` for nothing
 */
export function fingerprint(
	profile: Record<string, unknown>,
	names: readonly string[],
	salt: string,
	extra = '',
): Fingerprint {
	let sum = extra === '' ? 0 : hash(`${salt}\u0003${extra}`) % PERSON_RANGE;
	let attributes = '';
	for (const name of names) {
		const value = Object.hasOwn(profile, name) ? canonical(profile[name]) : '';
		if (value === '') {
			attributes += EMPTY;
			continue;
		}
		const mixed = hash(`${salt}\u0002${name}\u0002${value}`);
		attributes += digits(1 + (mixed % (ATTRIBUTE_RANGE - 1)), ATTRIBUTE_WIDTH);
		sum = (sum + Math.floor(mixed / ATTRIBUTE_RANGE)) % PERSON_RANGE;
	}
	return { person: digits(sum, PERSON_WIDTH), attributes };
}

/** The fingerprint of an attribute without a value. */
export const EMPTY = digits(0, ATTRIBUTE_WIDTH);

/** The attributes in which two fingerprints differ; a fingerprint that is too short ends in empties. */
export function differing(before: string, after: string, names: readonly string[]): string[] {
	return names.filter((_name, index) => {
		const at = index * ATTRIBUTE_WIDTH;
		const one = before.slice(at, at + ATTRIBUTE_WIDTH) || EMPTY;
		return one !== (after.slice(at, at + ATTRIBUTE_WIDTH) || EMPTY);
	});
}
