import fc from 'fast-check';
import { cleanText, cleanValue, countValues, holdsObject, isEmpty, isVisibleText, removeUnwanted, toText } from '../../../../../nodes/OktaSignature/engine/mustache/values';
import { anyCharacter, holds } from '../../../../support/fuzz';

describe('cleanText', () => {
	it.each([
		['leaves Western text as it is', "R&D <Lead> ~ ¡Año! Ÿ Ɏ", "R&D <Lead> ~ ¡Año! Ÿ Ɏ"],
		['leaves one character as it is', 'x', 'x'],
		['leaves text of other scripts as it is', '山田 太郎', '山田 太郎'],
		['removes blanks around the text', ' \u00a0\u2003Ada\t ', 'Ada'],
		['keeps blanks inside the text', 'Ada  M.\u00a0Lovelace', 'Ada  M.\u00a0Lovelace'],
		['writes a tab as a space', 'Ada\tLovelace', 'Ada Lovelace'],
		['writes tabs as spaces also where there are line breaks', 'a\tb\nc', 'a b c'],
		['removes control characters', 'A\u0000d\u0007a\u007f\u0080', 'Ada'],
		['removes half a character', 'A\ud83dda\ude00', 'Ada'],
		['removes marks that turn the text after it', '\u202aA\u202ed\u2066a\u2069', 'Ada'],
		['removes the byte order mark and noncharacters', '\ufeffA\u2060d\ufffea\uffff', 'Ada'],
		['removes annotation marks', 'A\ufff9d\ufffba', 'Ada'],
		['keeps joiners and marks that scripts need', 'ن\u200cا\u200d\u200e\u200f\u061c', 'ن\u200cا\u200d\u200e\u200f\u061c'],
		['keeps a soft hyphen inside a word', 'Donau\u00addampf', 'Donau\u00addampf'],
		['gives nothing for invisible text', '\u200b\u00ad\u2800\u3164', ''],
		['gives nothing for blanks', ' \n\t ', ''],
		['gives nothing for nothing', '', ''],
	])('%s', (_, text, expected) => {
		expect(cleanText(text)).toBe(expected);
	});

	it.each(['\n', '\r', '\r\n', '\v', '\f', '\u0085', '\u2028', '\u2029', ' \n ', '\t\n\n'])('writes the line break %j as one space', (lineBreak) => {
		expect(cleanText(`a${lineBreak}b`)).toBe('a b');
		expect(cleanText(`${lineBreak}a${lineBreak}b${lineBreak}`)).toBe('a b');
	});

	it('keeps a no-break space before a line break, and none behind it', () => {
		expect(cleanText('a \u00a0 \nb')).toBe('a \u00a0 b');
		expect(cleanText('a\n\u00a0b')).toBe('a b');
		expect(cleanText('a\u00a0\n\u00a0b')).toBe('a\u00a0 b');
		expect(cleanText('a  b\nc')).toBe('a  b c');
	});

	it('gives one line without control characters that begins and ends visibly, and does so once', () => {
		holds(
			fc.property(fc.string({ unit: fc.oneof(anyCharacter, fc.constantFrom(' ', '\n', '\t', '\u00a0', 'a', '\u2028', '\u200b', '\ud800')) }), (text) => {
				const clean = cleanText(text);
				expect(clean).not.toMatch(/[\p{Cc}\p{Cs}\u2028\u2029]/u);
				expect(clean.trim()).toBe(clean);
				expect(clean === '' || isVisibleText(clean)).toBe(true);
				expect(cleanText(clean)).toBe(clean);
			}),
			300,
		);
	});
});

describe('parts of a text', () => {
	it('are visible unless they are blanks, controls, or drawn as nothing', () => {
		for (const text of ['a', '.', '山', '😀', ' x ', '\u0301']) expect(isVisibleText(text)).toBe(true);
		for (const text of ['', ' ', '\u00a0', '\n', '\u0007', '\u200b', '\u00ad', '\u2800', '\u3164', '\ufe0f', '\ue000']) expect(isVisibleText(text)).toBe(false);
	});

	it('are removed when they do not belong in a signature, line breaks and tabs among them', () => {
		expect(removeUnwanted('a\nb\tc\u0000d\u202ee')).toBe('abcde');
		expect(removeUnwanted('a b\u00a0c')).toBe('a b\u00a0c');
	});
});

describe('cleanValue', () => {
	it.each(['n/a', 'N/A', '-', '--', '.', ' n/a ', '-\n'])('takes the placeholder %j for empty', (text) => {
		expect(cleanValue(text)).toBe('');
		expect(cleanValue(['Ada', text])).toEqual(['Ada']);
	});

	it.each(['N/a', 'na', '---', '..', '…', 'none', '0', 'x', 'n/a/'])('keeps %j, which may be a name or a code', (text) => {
		expect(cleanValue(text)).toBe(text);
	});

	it('cleans the elements of lists and leaves out the empty ones', () => {
		expect(cleanValue([' a ', '', null, undefined, {}, [], [' ', '.'], ['b\n'], 0, false, { x: ' y ' }])).toEqual(['a', ['b'], 0, false, { x: ' y ' }]);
	});

	it('leaves other values as they are', () => {
		const object = { name: ' x ' };
		for (const value of [5, true, null, undefined, object]) expect(cleanValue(value)).toBe(value);
	});

	it('reads a hundred lists inside each other, and no more', () => {
		const nested = (levels: number): unknown => (levels === 0 ? 'x' : [nested(levels - 1)]);
		expect(countValues(cleanValue(nested(100)))).toBe(101);
		expect(cleanValue(nested(101))).toEqual([]);
	});
});

describe('toText', () => {
	it.each<[unknown, string]>([
		['a', 'a'], [0, '0'], [1.5, '1.5'], [-1, '-1'], [NaN, ''], [Infinity, ''], [-Infinity, ''], [true, 'true'], [false, 'false'], [10n, '10'],
		[null, ''], [undefined, ''], [{}, ''], [{ a: 1 }, ''], [() => 'x', ''], [Symbol('x'), ''],
		[[], ''], [['a', 'b'], 'a, b'], [['a', '', 'b', null, {}], 'a, b'], [['a', ['b']], 'a'], [[0, false], '0, false'],
	])('of %p is "%s"', (value, text) => {
		expect(toText(value)).toBe(text);
	});
});

describe('isEmpty', () => {
	it.each([[''], [null], [undefined], [NaN], [Infinity], [[]], [['', [null]]], [{}], [() => 'x']])('%p is empty', (value) => {
		expect(isEmpty(value)).toBe(true);
	});

	it.each([['a'], [' '], [0], [false], [true], [0n], [['', 0]], [[['a']]], [{ a: '' }]])('%p is not', (value) => {
		expect(isEmpty(value)).toBe(false);
	});
});

describe('holdsObject', () => {
	it.each([[{ a: '' }], [[{ a: 1 }]], [['x', { a: 1 }]], [[['x']]], [['x', ['y']]]])('%p has a part without text', (value) => {
		expect(holdsObject(value)).toBe(true);
	});

	it.each([['a'], [0], [null], [{}], [[]], [['a', 'b']], [[{}]], [[[]]], [[['']]]])('%p has none', (value) => {
		expect(holdsObject(value)).toBe(false);
	});
});

it('countValues counts lists and their elements', () => {
	expect([countValues('a'), countValues([]), countValues(['a', 'b']), countValues([['a'], []])]).toEqual([1, 1, 3, 4]);
});
