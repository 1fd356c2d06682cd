import type { TemplateMode } from '../../../../../nodes/OktaSignature/engine/mustache/addContexts';
import { compileTemplate } from '../../../../../nodes/OktaSignature/engine/mustache/compile';
import { renderTemplate } from '../../../../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf } from '../../../../../nodes/OktaSignature/engine/mustache/scope';

interface Options {
	mode?: TemplateMode;
	partials?: Record<string, string>;
	isGallery?: boolean;
}

function render(text: string, view: unknown, { mode = 'html', partials = {}, isGallery }: Options = {}) {
	const warnings: string[] = [];
	const written: string[][] = [];
	const template = compileTemplate({ label: 'template', text, indent: 0 }, mode, new Map(Object.entries(partials)));
	const output = renderTemplate({ ...template, isGallery }, scopeOf(view), (warning) => warnings.push(warning), (...field) => written.push(field));
	return { output, warnings, written };
}

const outputOf = (text: string, view: unknown, options?: Options) => render(text, view, options).output;

const URL = 'https://acme.example';

describe('sections', () => {
	it.each<[unknown, string]>([
		[undefined, 'no'],
		[null, 'no'],
		['', 'no'],
		[' ', 'no'],
		[[], 'no'],
		[['', null], 'no'],
		[[[]], 'no'],
		[false, 'no'],
		[NaN, 'no'],
		[true, 'yes'],
		[0, 'yes'],
		['x', 'yes'],
		[{}, 'yes'],
		[{ b: '' }, 'yes'],
		[['x', 'y'], 'yesyes'],
		[['', 'x', null, {}, [[]]], 'yes'],
		[[false, 0], 'yesyes'],
	])('over %j show %s', (a, expected) => {
		expect(outputOf('{{#a}}yes{{/a}}{{^a}}no{{/a}}', { a })).toBe(expected);
	});

	it('leave their scope behind', () => {
		expect(outputOf('{{#a}}{{b}}{{/a}}{{b}}{{#c}}{{.}}{{/c}}{{b}}', { a: { b: 1 }, b: 2, c: [3, 4] })).toBe('12342');
	});
});

describe('what keeps an optional part', () => {
	it.each<[string, string, unknown, string]>([
		['a value', '{{#optional}}T {{a}}{{/optional}}', { a: 'x' }, 'T x'],
		['no value', 'A {{#optional}}T {{a}}{{/optional}}', {}, 'A '],
		['a second value does not undo the first', '{{#optional}}{{a}}{{b}}{{/optional}}', { a: 'x', b: 'y' }, 'xy'],
		['a section over a value', '{{#optional}}{{#a}}x{{/a}}{{/optional}}', { a: 'y' }, 'x'],
		['two sections over values', '{{#optional}}{{#a}}x{{/a}}{{#b}}y{{/b}}{{/optional}}', { a: 1, b: 2 }, 'xy'],
		['not a section over an object', '{{#optional}}{{#a}}x{{/a}}{{/optional}}', { a: { b: 1 } }, ''],
		['not a section over a list of texts alone', '{{#optional}}{{#a}}x{{/a}}{{/optional}}', { a: ['y'] }, ''],
		['a value inside a URL', '{{#optional}}<a href="https://x.example/{{a}}">x</a>{{/optional}}', { a: 'y' }, '<a href="https://x.example/y">x</a>'],
		['not an empty value inside a URL', '{{#optional}}<a href="https://x.example/?a={{a}}">x</a>{{/optional}}', {}, ''],
		['a value that is a URL', '{{#optional}}<a href="{{a}}">x</a>{{/optional}}', { a: URL }, `<a href="${URL}">x</a>`],
		['not a URL that is left out', '{{#optional}}<a href="tel:+49{{a}}">x</a>{{/optional}}', { a: 'x' }, ''],
		['nothing in a style', '{{#optional}}<p style="color:{{a}}">x</p>{{/optional}}', { a: 'red' }, ''],
		['not a value in a comment', '{{#optional}}<!-- {{a}} -->{{/optional}}', { a: 'x' }, ''],
		['an empty value beside a style', '{{#optional}}<p style="color:{{a}}">{{b}}</p>{{/optional}}', { a: 'red', b: 'x' }, '<p style="color:red">x</p>'],
		['a text in a join', '{{#optional}}{{#join}}x{{#sep}}, {{/sep}}{{a}}{{/join}}{{/optional}}', {}, 'x'],
		['not a blank text in a join', '{{#optional}}{{#join}} {{#sep}}, {{/sep}}{{a}}{{/join}}{{/optional}}', {}, ''],
		['a value in a join', '{{#optional}}{{#join}}{{b}}{{#sep}}, {{/sep}}{{a}}{{/join}}{{/optional}}', { a: 'x' }, 'x'],
	])('%s', (_, template, view, expected) => {
		expect(outputOf(template, view)).toBe(expected);
	});

	it('a separator is no value, whatever it contains', () => {
		const template = '{{#join}}{{#join}}{{a}}{{#sep}}{{s}}{{/sep}}{{b}}{{/join}}{{#sep}}|{{/sep}}{{c}}{{/join}}';
		expect(outputOf(template, { a: 1, b: 2, c: 3, s: '+' })).toBe('1+2|3');
		expect(outputOf('{{#join}}{{a}}{{#sep}}{{s}}{{/sep}}{{b}}{{#sep}}-{{/sep}}{{c}}{{/join}}', { a: 1, b: 2, s: '+' })).toBe('1+2');
	});

	it('a line is deleted with everything else on it that is left out', () => {
		expect(outputOf('a\n {{#line}}{{x}}{{/line}} {{#join}}{{y}}{{/join}}\nb', {})).toBe('a\nb');
		expect(outputOf('a\n{{#join}}{{x}}{{#sep}}, {{/sep}}{{y}}{{/join}}\nb', {})).toBe('a\nb');
	});
});

describe('pieces of a join', () => {
	it.each<[string, string, unknown, string]>([
		['line breaks at the edges of a piece are layout', '{{#join}}\n {{a}} \n{{#sep}}|{{/sep}}\n {{b}} \n{{/join}}', { a: 1, b: 2 }, '1|2'],
		['at its start only', '{{#join}}{{x}}{{#sep}}|{{/sep}}\n {{a}} {{#sep}}|{{/sep}}{{b}}{{/join}}', { a: 1, b: 2 }, '1 |2'],
		['at its end only', '{{#join}}{{a}}{{#sep}}|{{/sep}} {{b}} \n {{#sep}}|{{/sep}}{{c}}{{/join}}', { a: 1, b: 2, c: 3 }, '1| 2|3'],
		['spaces without a line break stay between pieces', '{{#join}}{{a}} {{#sep}}|{{/sep}} {{b}} {{#sep}}|{{/sep}} {{c}}{{/join}}', { a: 1, b: 2, c: 3 }, '1 | 2 | 3'],
		['a line break inside a piece stays', '{{#join}} {{a}}\n{{b}} {{#sep}}|{{/sep}}{{c}}{{/join}}', { a: 1, b: 2, c: 3 }, '1\n2 |3'],
		['the join itself has no blanks around it', '[{{#join}} {{a}} {{#sep}}|{{/sep}}{{b}}{{/join}}]', { a: 1 }, '[1]'],
		['texts stand where values are empty', '{{#join}}{{a}}{{#sep}}, {{/sep}}GmbH{{#sep}}; {{/sep}} {{/join}}', {}, 'GmbH'],
		['text around a join is kept', 'x{{#join}}{{a}}{{#sep}}, {{/sep}}{{b}}{{/join}}y', { a: 1, b: 2 }, 'x1, 2y'],
	])('%s', (_, template, view, expected) => {
		expect(outputOf(template, view)).toBe(expected);
	});
});

describe('the ways to write a value', () => {
	it('in HTML, text, a query and a conditional comment', () => {
		const view = { a: 'R&D - "x"!' };
		expect(outputOf('{{a}}', view)).toBe('R&amp;D - &quot;x&quot;!');
		expect(outputOf('{{a}}', view, { mode: 'text' })).toBe('R&D - "x"!');
		expect(outputOf('a={{a}}', view, { mode: 'query' })).toBe('a=R%26D%20-%20%22x%22!');
		expect(outputOf('<!-- {{a}} -->', view)).toBe('<!--  -->');
		expect(outputOf('<!--[if mso]>{{a}}<![endif]-->{{a}}', view)).toBe('<!--[if mso]>R&amp;D &#45; &quot;x&quot;&#33;<![endif]-->R&amp;D - &quot;x&quot;!');
	});

	it('each field that is written to HTML is reported as written', () => {
		const template = '{{a}}{{b}}<a href="{{u}}">x</a><a href="https://x.example/{{a}}/{{b}}?c={{c}}">x</a><!--[if mso]>{{c}}<![endif]--><!-- {{a}} --><p style="color:{{d}}">';
		const { written, output } = render(template, { a: 'R&D', u: `${URL}/?a&b`, c: 'x-y', b: 'é', d: 'red' });
		expect(written).toEqual([['a', 'R&amp;D'], ['b', 'é'], ['u', `${URL}/?a&amp;b`], ['a', 'R%26D'], ['b', '%C3%A9'], ['c', 'x-y'], ['c', 'x&#45;y'], ['d', 'red']]);
		expect(output).toBe(`R&amp;Dé<a href="${URL}/?a&amp;b">x</a><a href="https://x.example/R%26D/%C3%A9?c=x-y">x</a><!--[if mso]>x&#45;y<![endif]--><!--  --><p style="color:red">`);
		expect(render('{{a}}{{b}}', { a: 'x' }, { mode: 'text' }).written).toEqual([]);
		expect(render('{{a}}{{b}}<a href="https://x.example/?a={{a}}">', { b: 'x' }).written).toEqual([['b', 'x']]);
	});
});

describe('values that a tag cannot print', () => {
	const inside = (name: string) => `Use {{#${name}}}…{{/${name}}}, or {{${name}.…}} with the name of a field in it`;

	it.each<[string, unknown, string[]]>([
		['{{a}}', { a: { b: 1 } }, [`"a" holds an object, which a tag cannot print. ${inside('a')}`]],
		['{{a.b}}', { a: { b: { c: 1 } } }, [`"a.b" holds an object, which a tag cannot print. ${inside('a.b')}`]],
		['{{a}}', { a: ['x', { b: 1 }] }, [`"a" holds a list that contains lists or objects, which a tag cannot print. ${inside('a')}`]],
		['{{a}}', { a: ['x', ['y']] }, [`"a" holds a list that contains lists or objects, which a tag cannot print. ${inside('a')}`]],
		['{{#a}}{{.}}{{/a}}', { a: { b: 1 } }, ['"." holds an object, which a tag cannot print. Write the name of a field in it']],
		['{{#a}}{{b}}{{/a}}', { a: { b: { c: 1 } } }, [`"b" holds an object, which a tag cannot print. ${inside('b')}`]],
		['<a href="https://x.example/{{a}}">', { a: { b: 1 } }, [`"a" holds an object, which a tag cannot print. ${inside('a')}`, expect.stringContaining('"a" is empty') as unknown as string]],
		['{{.}}', { a: 1 }, []],
		['{{a}}{{b}}{{c}}{{d}}{{e}}', { a: {}, b: ['x'], c: null, d: 1, e: [] }, []],
		['<!-- {{a}} -->', { a: { b: 1 } }, []],
	])('%s with %j', (template, view, warnings) => {
		expect(render(template, view).warnings).toEqual(warnings);
	});
});

describe('values in a style', () => {
	it.each<[string, string, string, string[]]>([
		['color:{{a}}', 'red', 'color:red', []],
		['color:{{a}}', '2f6fb5', 'color:#2f6fb5', []],
		['color:{{a}}', '#2f6fb5', 'color:#2f6fb5', []],
		['color:#{{a}}', '#2f6fb5', 'color:#2f6fb5', []],
		['color:#{{a}}', '2f6fb5', 'color:#2f6fb5', []],
		['color:{{a}}', 'reddish', 'color:reddish', ['"a" is not a color such as #2f6fb5']],
		['color:#{{a}}', '2f6f', 'color:#2f6f', ['"a" is not a color such as #2f6fb5']],
		['color:#{{a}}', 'x#y', 'color:#x#y', ['"a" is not a color such as #2f6fb5']],
		['width:{{a}}px', '12', 'width:12px', []],
		['width:{{a}}', 'reddish', 'width:reddish', []],
		['color:{{a}}', '', 'color:', []],
		['color:{{a}}', 'red;x', 'color:', ['"a" was left out of a style: only a plain color, size or font name can be used there']],
		['width:{{a}}', 'url(x)', 'width:', ['"a" was left out of a style: only a plain color, size or font name can be used there']],
	])('%s with %j', (style, a, written, warnings) => {
		expect(render(`<p style="${style}">`, { a })).toMatchObject({ output: `<p style="${written}">`, warnings });
	});
});

describe('URLs', () => {
	it.each<[string, Record<string, unknown>, string]>([
		['{{u}}', { u: `${URL}/a b?c&d` }, `${URL}/a%20b?c&amp;d`],
		['{{u}}', { u: 'mailto:ada@acme.example' }, 'mailto:ada@acme.example'],
		['{{u}}', { u: 'tel:+49 30 123' }, 'tel:+4930123'],
		['{{u}}', { u: [URL] }, URL],
		['{{u}}', { u: 7 }, ''],
		['{{u}}/path', { u: URL }, `${URL}/path`],
		['{{u}}?a=1', { u: URL }, `${URL}?a=1`],
		['{{u}}#top', { u: URL }, `${URL}#top`],
		['{{u}}/path?a=1', { u: `${URL}?b=2` }, `${URL}/path?a=1&amp;b=2`],
		['{{u}}/path', { u: `${URL}#top` }, `${URL}/path#top`],
		['{{u}}?a=1', { u: 'mailto:ada@acme.example?b=2' }, 'mailto:ada@acme.example?b=2&amp;a=1'],
		['{{u}}?subject=x', { u: 'mailto:ada@acme.example' }, 'mailto:ada@acme.example?subject=x'],
		['{{u}}/x', { u: '' }, ''],
		['{{u}}.example/x', { u: 'https://acme' }, 'https://acme.example/x'],
		['{{u}}x', { u: `${URL}/y` }, `${URL}/yx`],
		['{{u}} ', { u: URL }, `${URL} `],
		['{{u}}/x{{a}}', { u: URL, a: 'y/z' }, `${URL}/xy%2Fz`],
		['{{u}}{{a}}', { u: `${URL}/`, a: 'y/z' }, `${URL}/y%2Fz`],
		['{{u}}/{{a}}/z', { u: URL, a: 'x y' }, `${URL}/x%20y/z`],
		['https://acme.example/{{a}}', { a: 'x/y' }, `${URL}/x%2Fy`],
		['https://acme.example/?a={{a}}&b={{b}}&c={{a}}', { a: 'x', b: '' }, `${URL}/?a=x&b=&c=x`],
		['https://acme.example/{{#a}}{{a}}{{/a}}{{#b}}/{{.}}{{/b}}', { a: 'x', b: ['y', 'z'] }, `${URL}/x/y/z`],
		['https://acme.example/?a={{#optional}}x{{a}}{{/optional}}{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}', { b: 'y' }, `${URL}/?a=y`],
		['https://acme.example/?a={{a}}', { a: ['x', 'y'] }, `${URL}/?a=x%2C%20y`],
		['mailto:{{a}}', { a: 'ada@acme.example' }, 'mailto:ada@acme.example'],
		['tel:{{a}}', { a: '+49 (30) 123' }, 'tel:+4930123'],
		['{{#u}}{{u}}{{/u}}', { u: URL }, URL],
	])('%s with %j', (template, view, url) => {
		expect(outputOf(`<a href="${template}">`, view)).toBe(`<a href="${url}">`);
	});

	it('are not mixed up when there are several', () => {
		expect(outputOf('<a href="https://{{a}}.example/{{b}}"><img src="https://{{c}}.example/{{a}}">', { a: 'x', b: 'y', c: 'z' })).toBe(
			'<a href="https://x.example/y"><img src="https://z.example/x">',
		);
	});

	it.each<[string, Record<string, unknown>, string[]]>([
		['<a href="{{u}}">', {}, ['"u" is empty, so a link has no URL. Put the link between {{#u}} and {{/u}}']],
		['<img src="{{u}}">', {}, ['"u" is empty, so an image has no URL. Put the image between {{#u}} and {{/u}}']],
		['<img src="{{u}}/x.png">', {}, ['"u" is empty, so an image has no URL. Put the image between {{#u}} and {{/u}}']],
		['<a href="{{#s}}{{u}}{{/s}}">', {}, ['"u" is empty, so a link has no URL. Put the link between {{#u}} and {{/u}}']],
		['<a href="https://{{u}}/{{v}}">', {}, ['"u" is empty, so a link has no URL. Put the link between {{#u}} and {{/u}}']],
		['<a href="{{#s}}{{/s}}">', {}, ['There is no URL in href, so a link leads nowhere']],
		['<img src="{{#s}}{{/s}}">', {}, ['There is no URL in src, so an image leads nowhere']],
		['<a href="https://{{u}}.example/{{v}}{{u}}">', { u: 'x/y', v: 'z' }, ['The URL in href ("u", "v") was left out: "u" is not a host name such as www.example.com, so it cannot be part of the host']],
		['<a href="tel:{{u}}">', { u: ['+49301', '+49302'] }, [expect.stringMatching(/^The URL in href \("u"\) was left out: /) as unknown as string]],
		['<a href="{{u}}">', { u: 'javascript:x' }, [
			expect.stringMatching(/^"u" counts as empty: as the URL of a link/) as unknown as string,
			'"u" is empty, so a link has no URL. Put the link between {{#u}} and {{/u}}',
		]],
		['<a href="{{u}}">', { u: [URL, URL] }, [
			expect.stringContaining('"u" counts as empty: it holds several values') as unknown as string,
			expect.stringContaining('"u" is empty') as unknown as string,
		]],
		['{{#optional}}<a href="{{u}}">x</a>{{/optional}}', {}, []],
		['{{#optional}}<a href="{{u}}">{{a}}</a>{{/optional}}', { a: 'x' }, [expect.stringContaining('"u" is empty') as unknown as string]],
		['<a href="{{v}}"></a>{{#optional}}<a href="{{u}}">x</a>{{/optional}}', {}, [expect.stringContaining('"v" is empty') as unknown as string]],
		['{{#join}}<a href="{{u}}">x</a>{{#sep}}, {{/sep}}{{a}}{{/join}}', { a: 'x' }, []],
		['{{#join}}<a href="{{u}}">{{a}}</a>{{#sep}}, {{/sep}}{{a}}{{/join}}', { a: 'x' }, [expect.stringContaining('"u" is empty') as unknown as string]],
		['<a href="{{v}}"></a>{{#join}}<a href="{{u}}">x</a>{{#sep}}, {{/sep}}{{a}}{{/join}}', { a: 'x' }, [expect.stringContaining('"v" is empty') as unknown as string]],
	])('%s with %j: a warning says why there is none', (template, view, warnings) => {
		const rendering = render(template, view);
		expect(rendering.warnings).toEqual(warnings);
		expect(rendering.output).not.toContain('http');
	});

	it('a repeated URL is left out where it is empty, and where several of them would be one', () => {
		const template = '{{#a}}<a href="{{.}}">x</a>{{/a}}<b href="{{a}}"/>';
		const link = `<a href="${URL}">x</a>`;
		expect(render(template, { a: [URL, URL] })).toMatchObject({
			output: `${link}${link}<b href=""/>`,
			warnings: ['The URL in href ("a") was left out: "a" holds several values. Use {{#a}}…{{.}}…{{/a}}'],
		});
		expect(outputOf(template, { a: ['x', URL, 'y'] })).toBe(`${link}<b href="${URL}"/>`);
		expect(render(template, { a: [URL] })).toMatchObject({ output: `${link}<b href="${URL}"/>`, warnings: [] });
	});

	it('a section over a URL writes what is in it', () => {
		const view = { u: URL, v: 'x' };
		expect(outputOf('<a href="{{u}}"><a href="{{#u}}https://x.example/{{v}}{{/u}}">', view)).toBe(`<a href="${URL}"><a href="https://x.example/x">`);
		expect(outputOf('<a href="{{u}}"><a href="{{^w}}https://x.example/{{v}}{{/w}}">', view)).toBe(`<a href="${URL}"><a href="https://x.example/x">`);
	});
});

describe('gallery templates', () => {
	it.each(['rtl', 'direction', 'language', 'languageSecond'])('"%s" alone does not keep a line', (name) => {
		for (const template of [`{{#line}}<p dir="{{${name}}}">x</p>{{/line}}`, `{{#line}}{{#${name}}}x{{/${name}}}{{/line}}`]) {
			expect(outputOf(template, { [name]: 'y' }, { isGallery: true })).toBe('');
			expect(outputOf(template, { [name]: 'y' })).not.toBe('');
			expect(outputOf(template, { [name]: 'y' }, { isGallery: false })).not.toBe('');
		}
	});

	it('any other field keeps a line', () => {
		expect(outputOf('{{#line}}{{title}}{{/line}}{{#line}}{{#city}}x{{/city}}{{/line}}', { title: 'a', city: 'b' }, { isGallery: true })).toBe('ax');
	});

	it.each(['primaryPhone', 'mobilePhone'])('"%s" does not wrap', (name) => {
		const view = { [name]: '+49 (30) 12 34 ext. 5 and 6 (x) (7)' };
		const template = `{{${name}}}`;
		expect(outputOf(template, view, { isGallery: true })).toBe('+49\u00a0(30)\u00a012\u00a034 ext. 5 and 6\u00a0(x)\u00a0(7)');
		expect(outputOf(template, view)).toBe('+49 (30) 12 34 ext. 5 and 6 (x) (7)');
		expect(outputOf('{{street}}', { street: '1 2' }, { isGallery: true })).toBe('1 2');
	});
});

describe('limits', () => {
	const TOO_LONG = 'The signature has more than 2,000,000 characters. Use fewer or shorter fields and partials (template, line 1, column 1)';
	const TOO_MUCH = 'Sections over lists repeat more than 200,000 tags and texts in total. Use shorter lists, or fewer tags and lists inside lists (template, line 1, column 1)';

	it('a signature has at most 2,000,000 characters', () => {
		const a = 'x'.repeat(1_000_000);
		expect(outputOf('{{a}}{{a}}', { a })).toHaveLength(2_000_000);
		expect(() => outputOf('{{a}}{{a}}.', { a })).toThrow(TOO_LONG);
		expect(() => outputOf('{{b}}{{a}}{{a}}{{a}}{{b}}', { a, b: '' })).toThrow(TOO_LONG);
	});

	it('lists repeat at most 200,000 tags and texts', () => {
		const a = Array<string>(99_999).fill('x');
		// A section, a list with 99,999 elements, and as many tags.
		expect(outputOf('{{#a}}{{b}}{{/a}}', { a, b: 'x' })).toHaveLength(99_999);
		expect(() => outputOf('{{#a}}{{b}}{{/a}}.', { a, b: 'x' })).toThrow(TOO_MUCH);
	});

	it('a list is read as often as it is named', () => {
		const names = { a: Array<string>(500).fill('x'), b: 'x' };
		expect(() => outputOf('{{#a}}<!-- {{a}} -->{{^a}}{{/a}}{{/a}}', names)).toThrow(TOO_MUCH);
		expect(outputOf('{{#a}}{{b}}{{b}}{{^b}}{{/b}}{{/a}}', names)).toHaveLength(1000);
		expect(outputOf('{{b}}'.repeat(100), { b: 'x'.repeat(2500) })).toHaveLength(250_000);
	});

	it('a partial is inside itself at most 100 times', () => {
		const tree = (depth: number): unknown => ({ n: depth > 1 ? tree(depth - 1) : null });
		const partials = { p: 'x{{#n}}{{> p}}{{/n}}' };
		expect(outputOf('{{> p}}{{> p}}', tree(100), { partials })).toBe('x'.repeat(200));
		expect(() => outputOf('{{> p}}', tree(101), { partials })).toThrow(
			'This partial includes itself without end. Remove the {{> …}} tag, or put it in a section that ends (partial "p", line 1, column 8)',
		);
	});

	it('what is written needs no listener', () => {
		const template = compileTemplate({ label: 'template', text: '{{a}}', indent: 0 }, 'html');
		expect(renderTemplate(template, scopeOf({ a: 'R&D' }), () => {})).toBe('R&amp;D');
	});

	it('more than the memory or the stack holds is refused with a reason', () => {
		const renderOver = (find: () => unknown) => () => {
			const template = compileTemplate({ label: 'template', text: '{{a}}', indent: 0 }, 'html');
			renderTemplate(template, { self: undefined, find }, () => {});
		};
		const long = 'x'.repeat(2 ** 20);
		expect(renderOver(() => Array<string>(600).fill(long))).toThrow(TOO_LONG);
		const deep = (): unknown => [deep()];
		expect(renderOver(deep)).toThrow('More than 200 sections are nested inside one another. Simplify the template (template, line 1, column 1)');
		expect(
			renderOver(() => {
				throw new TypeError('string length');
			}),
		).toThrow(TypeError);
	});
});
