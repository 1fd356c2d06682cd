import { TemplateError } from '../../../../../nodes/OktaSignature/engine/mustache/errors';
import { parse } from '../../../../../nodes/OktaSignature/engine/mustache/parse';

const source = (text: string) => ({ label: 'template', text, indent: 0 });

const parsed = (text: string) => parse(source(text));

/** The nodes without their places. */
const shapeOf = (text: string) => JSON.parse(JSON.stringify(parsed(text), (key, value: unknown) => (key === 'origin' ? undefined : value))) as unknown;

function errorOf(text: string): string {
	try {
		parsed(text);
	} catch (error) {
		expect(error).toBeInstanceOf(TemplateError);
		return (error as Error).message;
	}
	throw new Error('Nothing was refused');
}

describe('parse', () => {
	it('tells helper sections from ordinary ones', () => {
		expect(shapeOf('a{{b}}{{{c}}}{{&d}}{{#e}}f{{/e}}{{^g}}{{h}}{{/g}}{{#optional}}{{i}}{{/optional}}{{#join}}{{j}}{{#sep}}, {{/sep}}{{/join}}{{#line}}{{k}}{{/line}}{{! no }}')).toEqual([
			{ kind: 'literal', text: 'a' },
			{ kind: 'value', name: 'b' },
			{ kind: 'value', name: 'c' },
			{ kind: 'value', name: 'd' },
			{ kind: 'section', name: 'e', children: [{ kind: 'literal', text: 'f' }] },
			{ kind: 'inverted', name: 'g', children: [{ kind: 'value', name: 'h' }] },
			{ kind: 'helper', name: 'optional', children: [{ kind: 'value', name: 'i' }] },
			{ kind: 'helper', name: 'join', children: [{ kind: 'value', name: 'j' }, { kind: 'helper', name: 'sep', children: [{ kind: 'literal', text: ', ' }] }] },
			{ kind: 'helper', name: 'line', children: [{ kind: 'value', name: 'k' }] },
		]);
	});

	it('takes an inverted helper for an ordinary section', () => {
		expect(shapeOf('{{^optional}}x{{/optional}}')).toEqual([{ kind: 'inverted', name: 'optional', children: [{ kind: 'literal', text: 'x' }] }]);
	});

	it('knows the indentation of a partial, which is alone on its line', () => {
		const partial = (indentation: string) => ({ kind: 'partial', name: 'p', indentation, indentFirstLine: true });
		expect(shapeOf(' \t{{> p}}')).toEqual([partial(' \t')]);
		expect(shapeOf('a\n  {{> p}}\nb')).toEqual([{ kind: 'literal', text: 'a\n' }, partial('  '), { kind: 'literal', text: 'b' }]);
		expect(shapeOf('\u00a0 {{> p}}')).toEqual([partial(' ')]);
		expect(shapeOf('x\t{{> p}}')).toEqual([{ kind: 'literal', text: 'x\t' }, { ...partial(' \t'), indentFirstLine: false }]);
		expect(shapeOf('{{a}} {{> p}}')).toEqual([{ kind: 'value', name: 'a' }, { kind: 'literal', text: ' ' }, { ...partial(''), indentFirstLine: expect.any(Boolean) }]);
	});

	it('removes control characters and halves of characters from the text', () => {
		expect(shapeOf('a\u0000\u0001b\u0007\u007f\u0085c\ud83dd😀\t\n\f\r')).toEqual([{ kind: 'literal', text: 'abcd😀\t\n\f\r' }]);
	});

	it('remembers where each node begins', () => {
		expect(parsed('a {{b}}{{#c}}d{{/c}}').map(({ origin }) => origin.index)).toEqual([0, 2, 7]);
	});
});

const CLOSE = 'A tag is opened but not closed. Add the missing }}';

describe('parse refuses', () => {
	it.each([
		['{{a', `${CLOSE} (template, line 1, column 1)`],
		['x\n {{a', `${CLOSE} (template, line 2, column 2)`],
		['{{{a}}', `${CLOSE} (template, line 1, column 1)`],
		['{{b}}\n{{{a}}', `${CLOSE} (template, line 2, column 1)`],
		['x{{a} {{b}}', `${CLOSE} (template, line 1, column 2)`],
		['{{=<% %>=}}<%a', `${CLOSE} (template, line 1, column 15)`],
		['{{/ab}}', '{{/ab}} closes a section that is not open. Remove it or add {{#ab}} (template, line 1, column 1)'],
		['xy{{/a at 5}}', '{{/a at 5}} closes a section that is not open. Remove it or add {{#a at 5}} (template, line 1, column 3)'],
		['{{#ab}}x', 'Section "ab" is not closed. Add {{/ab}} (template, line 1, column 1)'],
		['{{#a}}x{{/a}}{{# a }}y', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 14)'],
		['x{{ ^a }}y', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 2)'],
		['{{#a}}{{#a}}{{/a}}', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 1)'],
		['{{#a}} {{xa}}', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 1)'],
		['{{#/}} {{x/}}', 'Section "/" is not closed. Add {{//}} (template, line 1, column 1)'],
		['{{#a}}{{/b}}{{#a}}', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 1)'],
		// With other delimiters, the place is where mustache noticed.
		['{{=<% %>=}}<%#a%>{{#b}}', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 24)'],
		['{{=<% %>=}}<%#a%> {{ x', 'Section "a" is not closed. Add {{/a}} (template, line 1, column 23)'],
		['a{{=x=}}', 'Invalid tags: x (template, line 1, column 1)'],
		['a{{}}', 'A tag is empty. Write a field name in {{ }} (template, line 1, column 2)'],
		['a{{&}}', 'A tag is empty. Write a field name in {{ }} (template, line 1, column 2)'],
		['{{#optional}}x{{/optional}}', '{{#optional}} contains no tag, so it would never be shown. Put a {{field}} inside or remove it (template, line 1, column 1)'],
		['a{{#line}}{{/line}}', '{{#line}} contains no tag, so it would never be shown. Put a {{field}} inside or remove it (template, line 1, column 2)'],
		['{{#optional}} x\n {a}{{/optional}}', 'A brace looks like half of a tag. Write a tag as {{name}} (template, line 2, column 2)'],
		['{{#sep}}, {{/sep}}', '{{#sep}} only works directly inside {{#join}}…{{/join}} (template, line 1, column 1)'],
		['{{#join}}{{#a}}{{#sep}}, {{/sep}}{{/a}}{{/join}}', '{{#sep}} only works directly inside {{#join}}…{{/join}} (template, line 1, column 16)'],
	])('%j', (text, message) => {
		expect(errorOf(text)).toBe(message);
	});

	it.each(['a', 'optional'])('more than 200 sections {{#%s}} inside one another', (name) => {
		const nested = (depth: number, content: string) => `${`{{#${name}}}`.repeat(depth)}${content}${`{{/${name}}}`.repeat(depth)}`;
		const sentence = 'More than 200 sections are nested inside one another. Simplify the template';
		const tag = `{{#${name}}}`.length;
		expect(() => parsed(nested(200, '{{b}}'))).not.toThrow();
		expect(errorOf(nested(201, 'x{{b}}'))).toBe(`${sentence} (template, line 1, column ${201 * tag + 1})`);
		expect(errorOf(nested(201, ''))).toBe(`${sentence} (template, line 1, column 1)`);
	});
});
