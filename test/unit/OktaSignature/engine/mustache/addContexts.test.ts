import { visit, type ContextNode, type TemplateMode } from '../../../../../nodes/OktaSignature/engine/mustache/addContexts';
import { contextsOf, type TemplateOptions } from './contextsOf';

/** Nodes as text: `[` and `]` around attribute values, `{name state}` for a tag, `(…)` for what holds other nodes, `!` before errors. */
function shapeOf(nodes: readonly ContextNode[], open: readonly unknown[] = []): string {
	const shape = (node: ContextNode): string => {
		switch (node.kind) {
			case 'literal':
				return node.text;
			case 'attributeStart':
				return `[${node.attribute}:`;
			case 'attributeEnd':
				return ']';
			case 'value':
				return `{${node.name} ${node.context.state}${node.context.conditional ? ' conditional' : ''}}`;
			case 'section':
			case 'inverted':
				return `(${node.kind} ${node.name}: ${shapeOf(node.children, open)})`;
			case 'optional':
				return `(optional: ${shapeOf(node.children, open)})`;
			case 'join':
				return `(join: ${node.pieces.map(({ separator, children }) => `<${shapeOf(separator, open)}>${shapeOf(children, open)}`).join('')})`;
			case 'partial':
				return open.includes(node.body) ? '(partial again)' : `(partial: ${shapeOf(node.body.nodes, [...open, node.body])})`;
			case 'missingPartial':
				return `(missing ${node.name}: ${node.known.join(' ')})`;
			case 'strayBrace':
				return `{!${node.error.column}}`;
			case 'error':
				return `!${node.error.message}!`;
		}
	};
	return nodes.map(shape).join('');
}

const shape = (text: string, options?: TemplateOptions) => shapeOf(contextsOf(text, options));

const errorsIn = (text: string, options?: TemplateOptions) => {
	const messages: string[] = [];
	visit(contextsOf(text, options), (node) => {
		if (node.kind === 'error') messages.push(node.error.message);
	});
	return messages;
};

describe('addContexts', () => {
	it.each<[string, string]>([
		['<p>{{a}}</p>', '<p>{a data}</p>'],
		['<a title="x" href=\'{{u}}\'>{{t}}', '<a title="[title:x]" href=\'[href:{u quotedValue}]\'>{t data}'],
		['<!-- {{a}} --><!--[if mso]>{{b}}<![endif]--><title>{{c}}</title>', '<!-- {a comment} --><!--[if mso]>{b data conditional}<![endif]--><title>{c rcdata}</title>'],
		['{{#a}}x{{b}}{{/a}}{{^a}}y{{/a}}', '(section a: x{b data})(inverted a: y)'],
		['{{#optional}}x{{a}}{{/optional}}{{#line}}{{b}}{{/line}}', '(optional: x{a data})(optional: {b data})'],
		['{{#join}}{{a}}{{#sep}}, {{/sep}}b{{#sep}}|{{/sep}}{{#optional}}{{c}}{{/optional}}{{/join}}', '(join: <>{a data}<, >b<|>(optional: {c data}))'],
		['<b {{#a}}title="{{b}}"{{/a}} lang="{{c}}">{{d}}', '<b (section a: title="[title:{b quotedValue}]") lang="[lang:{c quotedValue}]">{d data}'],
	])('%s: every tag knows its context, and text is cut at attribute values', (text, expected) => {
		expect(shape(text)).toBe(expected);
	});

	it('gives plain nodes', () => {
		const origin = { source: expect.objectContaining({ label: 'template' }) as unknown, index: expect.any(Number) as unknown };
		const context = { state: 'data', element: 'a', attribute: '', conditional: false };
		expect(contextsOf('<a href="{{u}}">{{#join}}{{a}}{{#sep}}, {{/sep}}b{{/join}}')).toEqual([
			{ kind: 'literal', text: '<a href="' },
			{ kind: 'attributeStart', attribute: 'href' },
			{ kind: 'literal', text: '' },
			{ kind: 'value', name: 'u', origin, context: { ...context, state: 'quotedValue', attribute: 'href' } },
			{ kind: 'literal', text: '' },
			{ kind: 'attributeEnd' },
			{ kind: 'literal', text: '">' },
			{
				kind: 'join',
				pieces: [
					{ separator: [], children: [{ kind: 'value', name: 'a', origin, context }] },
					{ separator: [{ kind: 'literal', text: ', ' }], children: [{ kind: 'literal', text: 'b' }] },
				],
			},
		]);
	});

	it('a field or partial with the name sep is no separator', () => {
		expect(shape('{{#join}}{{sep}}{{> sep}}{{^sep}}x{{/sep}}{{/join}}')).toBe('(join: <>{sep data}(missing sep: )(inverted sep: x))');
	});

	it.each<[TemplateMode, string]>([
		['html', '<a href="[href:{u quotedValue}]">{t data}'],
		['text', '<a href="{u plainText}">{t plainText}'],
		['query', '<a href="{u query}">{t query}'],
	])('the mode "%s" decides what is followed', (mode, expected) => {
		expect(shape('<a href="{{u}}">{{t}}', { mode })).toBe(expected);
	});

	it('links are marked, in templates with marks only', () => {
		const marked = (text: string) => shape(text, { mode: 'markedHtml' }).replaceAll('\u0002', '~');
		expect(marked('<a href="{{u}}" title="x">')).toBe('<a href="~[href:{u quotedValue}]~" title="[title:x]">');
		expect(marked('<a href=x title=y>')).toBe('<a href=~x~ title=y>');
		expect(marked('<area href="x">')).toBe('<area href="~[href:x]~">');
		expect(marked('<link href="x"><base href=x><img src="x">')).toBe('<link href="[href:x]"><base href=x><img src="[src:x]">');
		expect(shape('<a href="x"><a href=x>')).toBe('<a href="[href:x]"><a href=x>');
	});

	it('marks what looks like half of a tag where it stands', () => {
		expect(shape('a {b} {{c}} d}} {e')).toBe('a {!3}{b} {c data} d{!14}}} {!17}{e');
		expect(shape('a {b}', { mode: 'text' })).toBe('a {!3}{b}');
		expect(shape('<style>a{b}</style><!-- {a} --><?x {a} ><p title="{a}">{b}')).toBe(
			'<style>a{b}</style><!-- {a} --><?x {a} ><p title="[title:{!51}{a}]">{!56}{b}',
		);
	});

	it.each<[TemplateMode, string]>([
		['html', 'A brace looks like half of a tag. Write a tag as {{name}}, and a brace that readers should see as &#123; or &#125; (template, line 1, column 1)'],
		['text', 'A brace looks like half of a tag. Write a tag as {{name}} (template, line 1, column 1)'],
	])('says in the mode "%s" how to write a brace', (mode, message) => {
		const node = contextsOf('{a}', { mode }).find(({ kind }) => kind === 'strayBrace');
		expect(node).toMatchObject({ error: { message } });
	});

	it.each<[string, string[]]>([
		['x<svg>y{{a}}{a<math>', [
			'<svg> cannot be used in a signature: Gmail and Outlook do not show SVG. Use a PNG with an https URL (template, line 1, column 6)',
			'<math> cannot be used in a signature: email clients do not show MathML (template, line 1, column 20)',
		]],
		['a\n<b', ['The tag <b> is not closed at the end (template, line 2, column 3)']],
		['<!-- x', ['A comment or declaration (<!) is not closed at the end (template, line 1, column 7)']],
		...['{{#a}}<b{{/a}}', '{{^a}}<b{{/a}}'].map((text): [string, string[]] => [text, [half('Section "a"')]]),
		['{{#optional}}{{a}}<b{{/optional}}', [half('Section "optional"')]],
		['{{#line}}{{a}}<b{{/line}}', [half('Section "line"')]],
		['{{#join}}<b{{/join}}', [half('A part of "join"')]],
		['{{#join}}<b{{#sep}}x{{/sep}}{{a}}{{/join}}', [half('A part of "join"')]],
		['{{#join}}{{a}}{{#sep}}<b{{/sep}}{{/join}}', ['Section "sep" contains only half of a tag, quoted value or comment. Move its start and end so that it contains the whole of it (template, line 1, column 15)']],
		['{{> half}}', [half('Partial "half"')]],
		['{{> open}}', ['Section "x" is not closed. Add {{/x}} (partial "open", line 1, column 2)']],
	])('%s: errors stand where they were found', (text, messages) => {
		expect(errorsIn(text, { partials: { half: '<b', open: ' {{#x}}' } })).toEqual(messages);
	});

	function half(what: string): string {
		return `${what} contains only half of a tag, quoted value or comment. Move its start and end so that it contains the whole of it (template, line 1, column 1)`;
	}

	it('reads on from before a section with half of a tag', () => {
		expect(shape('{{#a}}<b{{/a}}{{c}}')).toMatch(/\{c data\}$/);
		expect(errorsIn('{{#a}}<b{{/a}}{{#c}}<i{{/c}}', { mode: 'text' })).toEqual([]);
	});
});

describe('partials', () => {
	it.each<TemplateMode>(['html', 'text'])('are put in where they are named, in the mode "%s"', (mode) => {
		const state = mode === 'html' ? 'data' : 'plainText';
		const options = { mode, partials: { p: 'x{{a}}{{> q}}', q: 'y' } };
		expect(shape('{{> p}}-{{> p}}-{{> q}}', options)).toBe(`(partial: x{a ${state}}(partial: y))-(partial: x{a ${state}}(partial: y))-(partial: y)`);
		expect(shape('{{> p}}{{b}}', { mode, partials: { p: '{{#a}}{{> p}}{{/a}}{{c}}' } })).toBe(`(partial: (section a: (partial again)){c ${state}}){b ${state}}`);
	});

	it('get the context of each place', () => {
		expect(shape('{{> p}}<b title="{{> p}}">', { partials: { p: '{{a}}' } })).toBe('(partial: {a data})<b title="[title:(partial: {a quotedValue})]">');
		expect(shape('<b {{> p}} {{> p}}>{{b}}', { partials: { p: 'title="{{a}}"' } })).toBe(
			'<b (partial: title="[title:{a quotedValue}]") (partial: title="[title:{a quotedValue}]")>{b data}',
		);
		expect(errorsIn('<b {{> p}} {{> p}}x>', { partials: { p: 'lang' } })).toEqual([expect.stringContaining('Put a space after the section')]);
	});

	it('are put in once where the HTML stands the same', () => {
		const bodies: unknown[] = [];
		visit(contextsOf('{{> p}}\n{{> p}}\n<b title="{{> p}}">', { partials: { p: '{{a}}' } }), (node) => {
			if (node.kind === 'partial') bodies.push(node.body);
		});
		expect(bodies[1]).toBe(bodies[0]);
		expect(bodies[2]).not.toBe(bodies[0]);
	});

	it('that do not exist come with the names of those that do, in order', () => {
		expect(shape('{{> x}}{{> y}}', { partials: { b: '', c: '', a: '' } })).toBe('(missing x: a b c)(missing y: a b c)');
	});

	it('on a line of their own are indented as in Mustache', () => {
		const partials = { p: 'a\n\nb\n' };
		const indented = (text: string) => shape(text, { mode: 'text', partials });
		expect(indented('  {{> p}}\nx')).toBe('(partial:   a\n\n  b\n)x');
		expect(indented('{{> p}}\nx')).toBe('(partial: a\n\nb\n)x');
		expect(indented(' x {{> p}}y')).toBe(' x (partial: a\n\n   b\n)y');
		expect(indented('\t{{> p}}\n  {{> p}}\n')).toBe('(partial: \ta\n\n\tb\n)(partial:   a\n\n  b\n)');
	});

	it('with errors say where they are, without the indentation', () => {
		expect(errorsIn('   {{> p}}\n', { partials: { p: 'x\n <svg>' } })).toEqual([expect.stringContaining('(partial "p", line 2, column 6)')]);
		expect(errorsIn('abc {{> p}}', { partials: { p: 'x <svg>\n <svg>' } })).toEqual([
			expect.stringContaining('(partial "p", line 1, column 7)'),
			expect.stringContaining('(partial "p", line 2, column 6)'),
		]);
		expect(errorsIn('<b>{{> p}}', { partials: { p: 'x {{#a}}' } })).toEqual([expect.stringContaining('(partial "p", line 1, column 3)')]);
	});

	const TOO_MANY = 'Too many partials: the limit is 500 at "p". Include fewer partials inside partials (template, line 1, column ';

	it('are put in at most 500 times, those inside them included', () => {
		expect(errorsIn('{{> p}}'.repeat(500), { partials: { p: 'x' } })).toEqual([]);
		expect(errorsIn('{{> p}}'.repeat(501), { partials: { p: 'x' } })).toEqual([`${TOO_MANY}3501)`]);
		const partials = { p: '{{> q}}', q: 'x' };
		expect(errorsIn(`{{> q}}${'{{> p}}'.repeat(249)}{{> q}}`, { partials })).toEqual([]);
		expect(errorsIn(`{{> q}}${'{{> p}}'.repeat(250)}`, { partials })).toEqual([`${TOO_MANY}1751)`]);
	});
});

describe('nesting', () => {
	const nested = (depth: number, inside: string) => `${'{{#s}}'.repeat(depth)}${inside}${'{{/s}}'.repeat(depth)}`;
	const tooDeep = (text: string, partials: Record<string, string>) => errorsIn(`{{x}}${text}`, { partials });
	const ERROR = [expect.stringContaining('More than 200 sections are nested inside one another. Simplify the template')];

	it('has no limit for what stands side by side', () => {
		expect(tooDeep('{{#s}}x{{/s}}'.repeat(300), {})).toEqual([]);
	});

	it('counts a partial and what is in it', () => {
		expect(tooDeep(nested(199, '{{> p}}'), { p: 'x' })).toEqual([]);
		expect(tooDeep(nested(200, '{{> p}}'), { p: 'x' })).toEqual(ERROR);
		expect(tooDeep(nested(100, '{{> p}}'), { p: nested(99, 'x') })).toEqual([]);
		expect(tooDeep(nested(100, '{{> p}}'), { p: nested(100, 'x') })).toEqual(ERROR);
	});

	it('counts the same for a partial that was put in before', () => {
		const partials = { p: nested(99, 'x') };
		expect(tooDeep(`{{> p}}${nested(100, '{{> p}}')}`, partials)).toEqual([]);
		expect(tooDeep(`{{> p}}${nested(101, '{{> p}}')}`, partials)).toEqual(ERROR);
	});

	it('counts the deepest part of a partial', () => {
		const first = { p: `${nested(50, 'x')}{{> q}}`, q: 'x' };
		expect(tooDeep(`{{> p}}${nested(149, '{{> p}}')}`, first)).toEqual([]);
		expect(tooDeep(`{{> p}}${nested(150, '{{> p}}')}`, first)).toEqual(ERROR);
		const last = { p: `{{> q}}${nested(50, 'x')}`, q: 'x' };
		expect(tooDeep(`{{> p}}${nested(149, '{{> p}}')}`, last)).toEqual([]);
		expect(tooDeep(`{{> p}}${nested(150, '{{> p}}')}`, last)).toEqual(ERROR);
	});

	it('counts a partial inside a partial, put in before or not', () => {
		const partials = { p: '{{> q}}', q: nested(98, 'x') };
		for (const before of ['', '{{> q}}', '{{> p}}', '{{> q}}{{> p}}', '{{> p}}{{> q}}', `${nested(5, '{{> q}}')}{{> p}}`]) {
			expect(tooDeep(before + nested(100, '{{> p}}'), partials)).toEqual([]);
			expect(tooDeep(before + nested(101, '{{> p}}'), partials)).toEqual(ERROR);
		}
	});
});

describe('visit', () => {
	const visited = (text: string, partials: Record<string, string> = {}) => {
		const values: string[] = [];
		visit(contextsOf(text, { partials }), (node, guards) => {
			if (node.kind === 'value') values.push([...guards.map(({ name, inverted }) => (inverted ? '^' : '#') + name), node.name].join(' '));
		});
		return values;
	};

	it.each<[string, string[]]>([
		['{{a}}{{b}}', ['a', 'b']],
		['{{#s}}{{a}}{{^t}}{{b}}{{/t}}{{/s}}{{c}}', ['#s a', '#s ^t b', 'c']],
		['{{#s}}{{a}}{{/s}}{{^s}}{{b}}{{/s}}{{#t}}{{c}}{{/t}}', ['#s a', '^s b', '#t c']],
		['{{#optional}}{{a}}{{/optional}}{{#s}}{{#line}}{{b}}{{/line}}{{/s}}', ['a', '#s b']],
		['{{#s}}{{#join}}{{a}}{{#sep}}{{b}}{{/sep}}{{c}}{{/join}}{{/s}}', ['#s a', '#s b', '#s c']],
		['{{> p}}{{#s}}{{> p}}{{/s}}', ['x', '#s x']],
		['{{> p}}{{> p}}{{#s}}{{> p}}{{/s}}{{#s}}{{> p}}{{/s}}{{^s}}{{> p}}{{/s}}', ['x', '#s x', '^s x']],
		['{{> again}}', ['x']],
		['{{#s}}{{> again}}{{/s}}{{> again}}', ['#s x', 'x']],
	])('%s: every node with the sections around it', (text, expected) => {
		expect(visited(text, { p: '{{x}}', again: '{{x}}{{#t}}{{> again}}{{/t}}' })).toEqual(expected);
	});

	it('gives equal sections as the same list, and tells signs in names apart', () => {
		const lists = new Map<string, unknown>();
		visit(contextsOf('{{#s}}{{a}}{{/s}}{{#s}}{{b}}{{/s}}{{^s}}{{c}}{{/s}}{{# ^s}}{{d}}{{/ ^s}}{{# #s}}{{e}}{{/ #s}}{{^ #s}}{{f}}{{/ #s}}'), (node, guards) => {
			if (node.kind === 'value') lists.set(node.name, guards);
		});
		expect(lists.get('b')).toBe(lists.get('a'));
		expect(new Set(lists.values()).size).toBe(5);
	});
});
