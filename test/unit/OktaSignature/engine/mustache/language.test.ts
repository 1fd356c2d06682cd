import { html, renderAll, text } from '../../rendering';

const nobody = {};

describe('optional and line', () => {
	it.each([
		['optional with a value', 'A{{#optional}} | M {{m}}{{/optional}}', { m: '1' }, 'A | M 1'],
		['optional without a value', 'A{{#optional}} | M {{m}}{{/optional}}', nobody, 'A'],
		['one of two is enough', '{{#optional}}{{a}}/{{b}}{{/optional}}', { b: 'B' }, '/B'],
		['a line is removed with its markup', '<tr>{{#line}}<td>{{a}}</td>{{/line}}</tr>', nobody, '<tr></tr>'],
		['nested: the inner sections decide', '{{#line}}<p>{{#optional}}T {{a}}{{/optional}}{{#optional}}M {{b}}{{/optional}}</p>{{/line}}', { b: 2 }, '<p>M 2</p>'],
		['nested and all empty', '{{#line}}<p>{{#optional}}T {{a}}{{/optional}}{{#optional}}M {{b}}{{/optional}}</p>{{/line}}', nobody, ''],
		['a section over a value counts', '{{#line}}{{#vip}}VIP{{/vip}}{{/line}}', { vip: true }, 'VIP'],
		['a section over false does not count', '{{#line}}{{#vip}}VIP{{/vip}}{{/line}}', { vip: false }, ''],
		['a fallback alone does not count', '{{#line}}{{^a}}none{{/a}}{{/line}}', nobody, ''],
		['a value in a fallback counts', '{{#line}}{{^a}}{{b}}{{/a}}{{/line}}', { b: 'B' }, 'B'],
		['of an object, only what is printed counts', '{{#line}}<p>{{#boss}}{{name}}{{/boss}}</p>{{/line}}', { boss: { name: ' ' } }, ''],
		['0 and false are values', '{{#optional}}{{a}}{{/optional}}{{#optional}}{{b}}{{/optional}}', { a: 0, b: false }, '0false'],
		['a colour does not keep a line', '{{#line}}<p style="color:{{c}}">{{a}}</p>{{/line}}', { c: 'red' }, ''],
		['nor does a refused URL', '{{#line}}<a href="{{u}}">x</a>{{/line}}', { u: 'javascript:x' }, ''],
		['inverted sections with these names are plain Mustache', '{{^line}}no{{/line}}', nobody, 'no'],
	])('%s', (_, template, view, expected) => {
		expect(html(template, view)).toBe(expected);
	});

	it('removes the line when nothing else is on it', () => {
		const template = 'A\n{{#line}}T {{t}}{{/line}}\n  {{#optional}}M {{m}}{{/optional}}{{#optional}}F {{f}}{{/optional}}\r\nZ';
		expect(text(template, {})).toBe('A\nZ');
		expect(text(template, { f: '3' })).toBe('A\n  F 3\r\nZ');
		expect(text('A\n{{#line}}{{t}}{{/line}}', {})).toBe('A');
		expect(text('A {{#line}}{{t}}{{/line}}\nB', {})).toBe('A \nB');
	});

	it('counts tags in partials', () => {
		const partials = { phone: 'T {{phone}}' };
		expect(html('a{{#optional}} {{> phone}}{{/optional}}', {}, partials)).toBe('a');
		expect(html('a{{#optional}} {{> phone}}{{/optional}}', { phone: 1 }, partials)).toBe('a T 1');
	});
});

describe('join', () => {
	const template = '{{#join}}{{a}}{{#sep}} · {{/sep}}{{b}}{{#sep}} | {{/sep}}{{c}}{{/join}}';

	it.each([
		[{}, ''],
		[{ a: 'A' }, 'A'],
		[{ b: 'B' }, 'B'],
		[{ c: 'C' }, 'C'],
		[{ a: 'A', b: 'B' }, 'A · B'],
		[{ a: 'A', c: 'C' }, 'A | C'],
		[{ b: 'B', c: 'C' }, 'B | C'],
		[{ a: 'A', b: 'B', c: 'C' }, 'A · B | C'],
	])('%j', (view, expected) => {
		expect(html(template, view)).toBe(expected);
		expect(text(template, view)).toBe(expected);
	});

	it.each([
		['a piece without tags is a value', '{{#join}}Acme{{#sep}}, {{/sep}}{{city}}{{/join}}', {}, 'Acme'],
		['unless it is blank', '{{#join}} {{#sep}}, {{/sep}}{{city}}{{/join}}', { city: 'Rome' }, 'Rome'],
		['line breaks around a piece are layout', '{{#join}}\n  {{a}}\n  {{#sep}}, {{/sep}}\n  {{b}}\n{{/join}}', { a: 1, b: 2 }, '1, 2'],
		['joins nest', '{{#join}}{{s}}{{#sep}}, {{/sep}}{{#join}}{{z}}{{#sep}} {{/sep}}{{c}}{{/join}}{{/join}}', { s: 'S', c: 'C' }, 'S, C'],
		['a join is a value for the line around it', '{{#line}}<p>{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}</p>{{/line}}', { b: 'B' }, '<p>B</p>'],
		['and no value when it is empty', '{{#line}}<p>{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}</p>{{/line}}', {}, ''],
		['in an attribute', '<p title="{{#join}}{{a}}{{#sep}}, {{/sep}}{{b}}{{/join}}">x</p>', { a: '"', b: 'B' }, '<p title="&quot;, B">x</p>'],
	])('%s', (_, source, view, expected) => {
		expect(html(source, view)).toBe(expected);
	});
});

describe('values', () => {
	it.each([
		['null, missing, blank and invisible are empty', '{{a}}{{b}}{{c}}{{d}}', { a: null, c: ' \t ', d: '\u200b\u3164\u00a0' }, ''],
		['a section over an empty value is not shown', '{{#a}}x{{/a}}{{^a}}y{{/a}}', { a: ' ' }, 'y'],
		['0 shows a section', '{{#a}}x{{/a}}', { a: 0 }, 'x'],
		['a list is joined by commas', '{{a}}', { a: ['x', null, ' ', 'y', 3] }, 'x, y, 3'],
		['an object has no text', '{{a}}', { a: { b: 1 } }, ''],
		['NaN and infinities have no text', '{{a}}{{b}}', { a: NaN, b: Infinity }, ''],
		['empty elements are skipped', '{{#a}}[{{.}}]{{/a}}', { a: ['x', '', null, 'y'] }, '[x][y]'],
		['names of the prototype are missing', '{{constructor}}{{toString}}{{__proto__}}{{#constructor}}x{{/constructor}}{{a.length}}', { a: 'abc' }, ''],
		['functions are not called', '{{a}}{{#a}}x{{/a}}', { a: () => 'y' }, ''],
		['{{{x}}} and {{&x}} are escaped', '{{a}}|{{{a}}}|{{&a}}', { a: '<&>"\'' }, Array(3).fill('&lt;&amp;&gt;&quot;&#39;').join('|')],
		['slashes, equal signs and accents are not escaped', '{{a}}', { a: 'a/b=c`é' }, 'a/b=c`é'],
		['delimiters can be changed', '{{=<% %>=}}<% a %>{{a}}', { a: 1 }, '1{{a}}'],
		['the inner name hides the outer one', '{{#o}}{{x.y}}{{/o}}', { x: { y: 'outer' }, o: { x: {} } }, ''],
	])('%s', (_, template, view, expected) => {
		expect(html(template, view)).toBe(expected);
	});

	it.each([
		['line breaks and tabs become spaces', 'a\r\n b\tc\u2028d', 'a b c d'],
		['control characters and null bytes are removed', 'a\0b\u0007c\u009fd', 'abcd'],
		['bidi overrides and isolates are removed', '\u202ea\u2066b\u2069', 'ab'],
		['marks that only affect their neighbors are kept', '\u05d0\u200f1 \u0645\u06cc\u200c\u062e', '\u05d0\u200f1 \u0645\u06cc\u200c\u062e'],
		['lone surrogates are removed, emoji are kept', '\ud800a\udc00\u{1f469}\u200d\u{1f4bb}', 'a\u{1f469}\u200d\u{1f4bb}'],
	])('%s', (_, value, expected) => {
		expect(text('{{a}}', { a: value })).toBe(expected);
	});

	it('cannot start a new line of text', () => {
		expect(text('From: {{a}}\nEnd', { a: 'x\r\nBcc: y' })).toBe('From: x Bcc: y\nEnd');
	});

	it('are not escaped in text', () => {
		expect(text('{{a}} & <b>', { a: '<&>"\'' })).toBe('<&>"\' & <b>');
	});
});

describe('syntax errors', () => {
	it.each([
		['a{{b', 'A tag is opened but not closed. Add the missing }} (template, line 1, column 2)'],
		['{{a}}\n {{{b}}', 'A tag is opened but not closed. Add the missing }} (template, line 2, column 2)'],
		['{{a}}\n{{/b}}', '{{/b}} closes a section that is not open. Remove it or add {{#b}} (template, line 2, column 1)'],
		['{{#a}}{{/a}}\n {{#a}}x', 'Section "a" is not closed. Add {{/a}} (template, line 2, column 2)'],
		['{{#a}}\n{{#b}}{{/a}}', 'Section "b" is not closed. Add {{/b}} (template, line 2, column 1)'],
		['x{{}}', 'A tag is empty. Write a field name in {{ }} (template, line 1, column 2)'],
		['{{#line}}x{{#sep}},{{/sep}}{{/line}}', '{{#sep}} only works directly inside {{#join}}…{{/join}} (template, line 1, column 11)'],
		['{{#join}}{{#a}}{{#sep}},{{/sep}}{{/a}}{{/join}}', '{{#sep}} only works directly inside {{#join}}…{{/join}} (template, line 1, column 16)'],
		['{{#optional}}x{{/optional}}', '{{#optional}} contains no tag, so it would never be shown. Put a {{field}} inside or remove it (template, line 1, column 1)'],
	])('%j', (template, message) => {
		expect(() => html(template, {})).toThrow(message);
		expect(() => text(template, {})).toThrow(message);
	});

	it('name the place in the partial', () => {
		expect(() => html('a\n  {{> p}}\n', {}, { p: 'x\n y {{#z}}' })).toThrow(
			'Section "z" is not closed. Add {{/z}} (partial "p", line 2, column 4)',
		);
	});
});

describe('partials', () => {
	it('follow a tree of data', () => {
		const view = { name: 'a', reports: [{ name: 'b', reports: [{ name: 'c', reports: [] }] }] };
		expect(html('{{> p}}', view, { p: '({{name}}{{#reports}}{{> p}}{{/reports}})' })).toBe('(a(b(c)))');
	});

	it('are stopped when they include themselves without end or multiply', () => {
		expect(() => html('{{> p}}', {}, { p: 'x{{> p}}' })).toThrow('This partial includes itself without end. Remove the {{> …}} tag, or put it in a section that ends (partial "p"');
		const doubling = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`p${i}`, `{{> p${i + 1}}}{{> p${i + 1}}}`]));
		expect(() => html('{{> p0}}', {}, { ...doubling, p20: 'x' })).toThrow('Too many partials: the limit is 500 at ');
	});

	it.each([
		['sections', '{{#optional}}'.repeat(5000) + '{{a}}' + '{{/optional}}'.repeat(5000), {}],
		['joins', '{{#join}}'.repeat(2500) + '{{a}}' + '{{/join}}'.repeat(2500), {}],
		['a chain of partials', '{{> p0}}', Object.fromEntries(Array.from({ length: 450 }, (_, i) => [`p${i}`, `{{#a}}{{> p${i + 1}}}{{/a}}`]))],
		['a partial inside itself', '{{> p}}', { p: '{{#optional}}'.repeat(190) + '{{a}}{{> p}}' + '{{/optional}}'.repeat(190) }],
	])('nesting that is too deep is refused: %s', (_, template, partials) => {
		expect(() => html(template, { a: 'x' }, partials)).toThrow('More than 200 sections are nested inside one another');
	});

	it('200 nested sections are rendered', () => {
		expect(html('{{#optional}}'.repeat(200) + '{{a}}' + '{{/optional}}'.repeat(200), { a: 'x' })).toBe('x');
	});

	it('nested lists that multiply are refused', () => {
		const nested = (depth: number) => '{{#a}}'.repeat(depth) + '.' + '{{/a}}'.repeat(depth);
		const a = Array.from({ length: 10 }, () => 'x');
		expect(html(nested(4), { a })).toHaveLength(10_000);
		expect(() => html(nested(7), { a })).toThrow('Sections over lists repeat more than 200,000 tags and texts in total');
	});

	it('that do not exist are reported', () => {
		expect(renderAll('a{{> nope}}b', {})).toEqual({
			output: 'ab',
			warnings: ['There is no partial "nope". Add it under Partials or remove {{> nope}}'],
		});
	});
});
