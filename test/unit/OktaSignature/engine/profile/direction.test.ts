import fc from 'fast-check';
import { directionOf, languageCode } from '../../../../../nodes/OktaSignature/engine/profile/direction';
import { holds } from '../../../../support/fuzz';

const withoutLetters = fc.string({ unit: fc.constantFrom(...'0 1-.,()/+٣'), maxLength: 5 });
const leftToRight = fc.constantFrom('a', 'Z', 'é', 'Я', 'λ', '漢', 'ア', '한', 'ก');
const rightToLeft = fc.constantFrom('א', 'ת', 'ا', 'ي', 'ܐ', 'ހ', 'ߊ', 'ࡀ', 'ﬡ', 'ﷲ', 'ﻼ', '𐠀', '𞤀');
const letters = fc.string({ unit: fc.oneof(leftToRight, rightToLeft), maxLength: 4 });

describe('the direction', () => {
	it('is that of the first letter in the first text with letters', () => {
		const first = fc.oneof(leftToRight.map((letter) => ({ letter, direction: 'ltr' })), rightToLeft.map((letter) => ({ letter, direction: 'rtl' })));
		holds(
			fc.property(fc.array(withoutLetters, { maxLength: 3 }), withoutLetters, first, letters, fc.array(letters, { maxLength: 2 }), (before, start, { letter, direction }, rest, after) => {
				expect(directionOf(...before, start + letter + rest, ...after)).toBe(direction);
				expect(directionOf(...before, start)).toBe('ltr');
			}),
			300,
		);
	});
});

describe('a language code', () => {
	it.each([
		['de', 'de'],
		['DE', 'de'],
		['de_DE', 'de-DE'],
		['pt-br', 'pt-BR'],
		['zh_hant_tw', 'zh-Hant-TW'],
		['gsw', 'gsw'],
		['qaa', 'qaa'],
		['de-CH-1996', 'de-CH-1996'],
		['en-x-abcdefgh', 'en-x-abcdefgh'],
	])('%j is %s', (text, expected) => {
		expect(languageCode(text)).toBe(expected);
	});

	it.each(['', 'd', 'gb', 'JP', 'xx', 'german', 'de-', 'de--DE', '-de', 'de-abcdefghi', 'de DE', ' de', 'de ', 'de-a', 'i-klingon', 'de-DE-DE', 'd1'])('%j is none', (text) => {
		expect(languageCode(text)).toBeUndefined();
	});
});
