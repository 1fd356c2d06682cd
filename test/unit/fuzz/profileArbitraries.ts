import fc from 'fast-check';
import { hostile } from '../OktaSignature/hostileValues';
import { NAMES } from './templateArbitraries';
import { anyCharacter } from '../../support/fuzz';

const scalar = fc.oneof(
	{ weight: 3, arbitrary: hostile },
	{ weight: 2, arbitrary: fc.constantFrom('Ada', '+49 30 1234567', 'https://x.example/a?b=1&c=2', 'ada@acme.example', 'DE', '', ' ', 'javascript:alert(1)') },
	{ weight: 1, arbitrary: fc.string({ unit: anyCharacter }) },
	{ weight: 1, arbitrary: fc.constantFrom('\ud800', '\0', '\u202e', 'x'.repeat(20_000), '😀'.repeat(3000), 'a\r\nb\u2028c') },
	{ weight: 1, arbitrary: fc.oneof(fc.double(), fc.boolean(), fc.constant(null)) },
);

const value = fc.oneof(
	{ weight: 6, arbitrary: scalar },
	{ weight: 1, arbitrary: fc.array(scalar, { maxLength: 3 }) },
	{ weight: 1, arbitrary: fc.dictionary(fc.constantFrom(...NAMES, 'name', '0'), scalar, { maxKeys: 3 }) },
	{ weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
);

const attribute = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NAMES, 'displayName', 'countryCode', 'primaryPhone', 'postalAddress', 'streetAddress') }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) });

/** Names and values of a profile in any order, each name once. */
export const entries = fc.uniqueArray(fc.tuple(attribute, value), { selector: ([one]) => one, maxLength: 12 });

/** A profile as parsed from JSON, where `__proto__` is an ordinary attribute. */
export function profileOf(given: ReadonlyArray<readonly [string, unknown]>): Record<string, unknown> {
	const profile: Record<string, unknown> = {};
	for (const [name, one] of given) Object.defineProperty(profile, name, { value: one, enumerable: true, configurable: true, writable: true });
	return profile;
}

/** A profile with any values. */
export const profile = entries.map(profileOf);
