import fc from 'fast-check';
import { deleteMarks, REMOVAL_MARK } from '../../../../../nodes/OktaSignature/engine/mustache/removal';
import { holds } from '../../../../support/fuzz';

const marked = (text: string) => deleteMarks(text.replaceAll('X', REMOVAL_MARK));

describe('deleteMarks', () => {
	it.each([
		['', ''],
		['a\nb', 'a\nb'],
		[' \n ', ' \n '],
		['aXb', 'ab'],
		['a X b', 'a  b'],
		['aX', 'a'],
		['Xa', 'a'],
		['aX\nb', 'a\nb'],
		['a\nXb', 'a\nb'],
		['a\nX\nb', 'a\nb'],
		['a\n \t X X \r\nb', 'a\nb'],
		['X\na', 'a'],
		['a\nX', 'a'],
		['a\n X ', 'a'],
		['a\n\nX', 'a\n'],
		['a\nX\n', 'a\n'],
		['X', ''],
		['X\n', ''],
		['X\nX', ''],
		['XX\n X \nX', ''],
		['a\nX\n\nb', 'a\n\nb'],
		['a\nX\nX\nb', 'a\nb'],
		['aX\nX\nXb', 'a\nb'],
		['aXbXc', 'abc'],
		['a\nX-X\nb', 'a\n-\nb'],
		['a\n\u00a0X\nb', 'a\n\u00a0\nb'],
	])('of %j gives %j', (text, expected) => {
		expect(marked(text)).toBe(expected);
	});

	it('deletes marks and lines of blanks with a mark, and nothing else', () => {
		holds(
			fc.property(fc.string({ unit: fc.constantFrom('X', 'X', ' ', '\t', '\r', '\n', 'a'), maxLength: 20 }), (text) => {
				const lines = text.split('\n');
				const isRemoved = (line: string) => line.includes('X') && /^[X \t\r]*$/.test(line);
				let expected = lines.filter((line) => !isRemoved(line)).map((line) => line.replaceAll('X', '')).join('\n');
				// Each line break that is left ends a line.
				if (isRemoved(lines[lines.length - 1])) expected = lines.slice(0, -1).every(isRemoved) ? '' : expected;
				expect(marked(text)).toBe(expected);
			}),
			1000,
		);
	});
});
