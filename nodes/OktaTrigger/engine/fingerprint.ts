/**
 * Compact, salted fingerprints of profile attributes. They show that and where a profile changed,
 * and are too short to learn a value from. Each attribute has 12 bits, which name it when it changes.
 * The profile has 18 more, so that one change goes unnoticed once in 2^30.
 */

/** Characters of one attribute's hash. */
export const ATTRIBUTE_WIDTH = 2;

/** Characters of the hash over all watched attributes. */
export const PROFILE_WIDTH = 3;

/** Attributes with a hash of their own. For any further ones only the profile's hash shows a change. */
export const MAX_NAMED_ATTRIBUTES = 128;

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The `width` lowest base64 digits of a number. */
export function encodeNumber(value: number, width: number): string {
	let text = '';
	for (let rest = value; text.length < width; rest = Math.floor(rest / 64)) {
		text = BASE64[rest % 64] + text;
	}
	return text;
}

/** The number that `encodeNumber` wrote. */
export function decodeNumber(text: string): number {
	let value = 0;
	for (const digit of text) value = value * 64 + BASE64.indexOf(digit);
	return value;
}

/**
 * A value as text; `''` for every empty value. Okta may send an empty attribute as null or leave it
 * out, and may change the order of keys (reference/okta-api.md 1.1). None of that is a change.
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

/** A 48-bit hash: two 32-bit lanes of multiply and rotate, 24 bits of each kept. */
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
const PROFILE_RANGE = 64 ** PROFILE_WIDTH;

export interface Fingerprint {
	/** Hash over everything watched. The order of the attributes does not matter. */
	profileHash: string;
	/** The hash of each attribute, ATTRIBUTE_WIDTH characters each, in the order of the names. */
	attributeHashes: string;
}

/**
 * @param names the watched attributes
 * @param unnamed the canonical text of everything else that is watched, `''` for nothing
 */
export function fingerprint(
	profile: Record<string, unknown>,
	names: readonly string[],
	salt: string,
	unnamed = '',
): Fingerprint {
	let sum = unnamed === '' ? 0 : hash(`${salt}\u0003${unnamed}`) % PROFILE_RANGE;
	let attributeHashes = '';
	for (const name of names) {
		const value = Object.hasOwn(profile, name) ? canonical(profile[name]) : '';
		if (value === '') {
			attributeHashes += EMPTY_ATTRIBUTE;
			continue;
		}
		const mixed = hash(`${salt}\u0002${name}\u0002${value}`);
		attributeHashes += encodeNumber(1 + (mixed % (ATTRIBUTE_RANGE - 1)), ATTRIBUTE_WIDTH);
		sum = (sum + Math.floor(mixed / ATTRIBUTE_RANGE)) % PROFILE_RANGE;
	}
	return { profileHash: encodeNumber(sum, PROFILE_WIDTH), attributeHashes };
}

/** The hash of an attribute without a value. */
export const EMPTY_ATTRIBUTE = encodeNumber(0, ATTRIBUTE_WIDTH);

/** Names of the attributes whose hashes differ. Hashes that are missing at the end count as empty. */
export function differingAttributes(before: string, after: string, names: readonly string[]): string[] {
	return names.filter((_name, index) => {
		const start = index * ATTRIBUTE_WIDTH;
		const hashBefore = before.slice(start, start + ATTRIBUTE_WIDTH) || EMPTY_ATTRIBUTE;
		return hashBefore !== (after.slice(start, start + ATTRIBUTE_WIDTH) || EMPTY_ATTRIBUTE);
	});
}
