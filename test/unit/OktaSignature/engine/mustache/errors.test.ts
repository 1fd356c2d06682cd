import fc from 'fast-check';
import { positionOf, TemplateError } from '../../../../../nodes/OktaSignature/engine/mustache/errors';
import { holds } from '../../../../support/fuzz';

const source = (text: string, indent = 0) => ({ label: 'template', text, indent });

describe('positionOf', () => {
	it('counts lines and columns from 1, as an editor does', () => {
		holds(
			fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '😀', '\r'), maxLength: 30 }), fc.nat(60), (text, at) => {
				const index = at % (text.length + 1);
				const before = text.slice(0, index).split('\n');
				const one = source(text);
				const position = { line: before.length, column: before[before.length - 1].length + 1 };
				expect(positionOf(one, index)).toEqual(position);
				expect(positionOf(one, index)).toEqual(position);
			}),
			500,
		);
	});

	it('does not count the characters that Mustache puts before the lines of a partial', () => {
		const one = source('  a\n  bc', 2);
		expect([positionOf(one, 2), positionOf(one, 7), positionOf(one, 4)]).toEqual([{ line: 1, column: 1 }, { line: 2, column: 2 }, { line: 2, column: 1 }]);
	});

	it('counts all characters of a first line that got none', () => {
		const one = { ...source('a\n  bc', 2), indentFirstLine: false };
		expect([positionOf(one, 1), positionOf(one, 5)]).toEqual([{ line: 1, column: 2 }, { line: 2, column: 2 }]);
		expect(positionOf({ ...source('  a', 2), indentFirstLine: true }, 2)).toEqual({ line: 1, column: 1 });
	});
});

it('a TemplateError says what, in which text and where', () => {
	const one = { label: 'partial "footer"', text: 'a\nb{{', indent: 0 };
	const error = new TemplateError('A tag is not closed', one, 3);
	expect(error).toBeInstanceOf(Error);
	expect(error).toMatchObject({ name: 'TemplateError', message: 'A tag is not closed (partial "footer", line 2, column 2)', reason: 'A tag is not closed', line: 2, column: 2, source: one });
});
