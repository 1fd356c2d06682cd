import { buildNodes, type TemplateNode } from '../../../../../nodes/OktaSignature/engine/mustache/buildNodes';
import type { UrlField } from '../../../../../nodes/OktaSignature/engine/mustache/urlFields';
import { contextsOf, type TemplateOptions } from './contextsOf';

interface Options extends TemplateOptions {
	urls?: string[];
}

function build(text: string, { urls = [], ...options }: Options = {}): TemplateNode[] {
	return buildNodes(contextsOf(text, options), new Map(urls.map((name): [string, UrlField] => [name, { use: 'link', isRepeated: false }])));
}

const literal = (text: string) => ({ kind: 'literal', text });
const value = (name: string, more: object = {}) => ({ kind: 'value', name, path: [name], isUrl: false, mode: 'html', conditional: false, ...more });

describe('buildNodes', () => {
	it('says of each tag how its value is written', () => {
		expect(build('{{a}}<!-- {{b}} --><!--[if mso]>{{c}}<![endif]--><p title="{{d.e}}">{{.}}')).toEqual([
			value('a'),
			literal('<!-- '),
			value('b', { mode: 'omit' }),
			literal(' --><!--[if mso]>'),
			value('c', { conditional: true }),
			literal('<![endif]--><p title="'),
			value('d.e', { path: ['d', 'e'] }),
			literal('">'),
			value('.', { path: [] }),
		]);
		expect(build('{{a}}', { mode: 'text' })).toEqual([value('a', { mode: 'plain' })]);
		expect(build('{{a}}', { mode: 'query' })).toEqual([value('a', { mode: 'component' })]);
	});

	it('keeps sections, optional parts and partials', () => {
		expect(build('{{#a}}x{{b}}{{/a}}{{^a}}y{{/a}}{{#optional}}z{{c}}{{/optional}}', { urls: ['a', 'c'] })).toEqual([
			{ kind: 'section', name: 'a', path: ['a'], isUrl: true, children: [literal('x'), value('b')] },
			{ kind: 'inverted', name: 'a', path: ['a'], isUrl: true, children: [literal('y')] },
			{ kind: 'optional', children: [literal('z'), value('c', { isUrl: true })] },
		]);
	});

	it('builds each partial once, also one inside itself', () => {
		const [first, , second] = build('{{x}}{{> p}}{{x}}{{> p}}', { partials: { p: '{{#a}}{{> p}}{{/a}}' } }).slice(1);
		expect(first).toMatchObject({ kind: 'partial', origin: { index: 5 }, body: { nodes: [{ kind: 'section', children: [{ kind: 'partial' }] }] } });
		const { body } = first as Extract<TemplateNode, { kind: 'partial' }>;
		expect(second).toMatchObject({ kind: 'partial', origin: { index: 17 } });
		expect((second as typeof first & { body: unknown }).body).toBe(body);
		const [{ children }] = body.nodes as [Extract<TemplateNode, { kind: 'section' }>];
		expect((children[0] as typeof first & { body: unknown }).body).toBe(body);
	});

	it.each(['x{{> gone}}y', 'x<p onclick="{{a}}">y', 'x<i {{a}}>y', '{a}'])('%s: leaves out what cannot be rendered', (text) => {
		expect(build(text)).toEqual([literal(text.replace(/\{\{.*\}\}/, ''))]);
	});

	it.each<[string, string[]]>([
		['<a href="https://acme.example/" title="x">y</a>', ['<a href="https://acme.example/" title="x">y</a>']],
		['<a href="">y</a>', ['<a href="">y</a>']],
		['<p style="color:red">x', ['<p style="color:red">x']],
		['<p style="color:red', ['<p style="color:red']],
	])('%s: an attribute without tags is text', (text, texts) => {
		expect(build(text)).toEqual(texts.map(literal));
	});

	it('an attribute that holds a URL or CSS is one node with the names in it', () => {
		const text = '<a href="x{{a}}{{#s}}{{b}}{{^t}}{{c}}{{/t}}{{/s}}{{#join}}{{d}}{{#sep}}{{e}}{{/sep}}{{f}}{{/join}}{{#optional}}{{g}}{{/optional}}{{> p}}" title="{{h}}" style="{{i}}">{{j}}';
		const nodes = build(text, { partials: { p: '{{k}}' } });
		expect(nodes.map((node) => (node.kind === 'attribute' ? [node.attribute, node.mode, node.names, node.children.length] : node))).toEqual([
			literal('<a href="'),
			['href', 'url', ['a', 'b', 'c', 'd', 'e', 'f', 'g'], 6],
			literal('" title="'),
			value('h'),
			literal('" style="'),
			['style', 'style', ['i'], 1],
			literal('">'),
			value('j'),
		]);
	});

	it('an attribute that is not closed is kept', () => {
		expect(build('<a href="{{u}}')).toEqual([literal('<a href="'), { kind: 'attribute', attribute: 'href', mode: 'url', names: ['u'], children: [value('u', { mode: 'url' })] }]);
	});

	it('texts side by side become one, and empty ones none', () => {
		expect(build('{{a}}<b title="x">y{{! comment }}z</b>{{b}}')).toEqual([value('a'), literal('<b title="x">yz</b>'), value('b')]);
		expect(build('<b title="{{a}}{{b}}"></b>')).toEqual([literal('<b title="'), value('a'), value('b'), literal('"></b>')]);
	});

	it.each<[string, string | undefined]>([
		['color:{{c}}', 'whole'],
		['color:#{{c}}', 'afterHash'],
		['Background-COLOR : {{c}}', 'whole'],
		['x:y;color  :  #{{c}}', 'afterHash'],
		['color:x{{c}}', undefined],
		['color:#x{{c}}', undefined],
		['color:## {{c}}', undefined],
		['color{{c}}', undefined],
		['color;{{c}}', undefined],
		['width:{{c}}', undefined],
		['{{c}}', undefined],
		['color:{{x}}{{c}}', undefined],
		['color:{{#x}}{{/x}}{{c}}', undefined],
	])('style="%s": whether CSS expects a color', (style, color) => {
		const attribute = build(`<p style="${style}">`)[1] as Extract<TemplateNode, { kind: 'attribute' }>;
		const field = attribute.children.find((node) => node.kind === 'value' && node.name === 'c');
		expect(field).toEqual(value('c', { mode: 'style', ...(color !== undefined && { color }) }));
	});

	it('no color is expected outside of a style', () => {
		expect(build('color:{{c}}<p title="color:#{{c}}"><a href="color:{{c}}">').flatMap((node) => (node.kind === 'attribute' ? node.children : node)).filter(({ kind }) => kind === 'value')).toEqual([
			value('c'), value('c'), value('c', { mode: 'url' }),
		]);
	});
});

describe('pieces of a join', () => {
	const piecesOf = (text: string) => {
		const [node] = build(text, { partials: { p: 'x' } });
		expect(node.kind).toBe('join');
		return (node as Extract<TemplateNode, { kind: 'join' }>).pieces;
	};

	it('come with the separator before them', () => {
		expect(piecesOf('{{#join}}{{a}}{{#sep}}, {{/sep}}x{{/join}}')).toEqual([
			{ separator: [], children: [value('a')], isLiteral: false, hasLineBreak: false },
			{ separator: [literal(', ')], children: [literal('x')], isLiteral: true, hasLineBreak: false },
		]);
	});

	it.each<[string, boolean]>([
		['x', true],
		['', true],
		['<a href="x" title="y">z</a>', true],
		['x {a}', true],
		['x{{a}}', false],
		['{{a}}x', false],
		['x{{#a}}y{{/a}}', false],
		['x{{^a}}y{{/a}}', false],
		['{{#optional}}{{a}}{{/optional}}', false],
		['{{#join}}x{{/join}}', false],
		['{{> p}}', false],
		['{{> gone}}', false],
	])('%s: whether it is text without tags', (piece, isLiteral) => {
		expect(piecesOf(`{{#join}}${piece}{{/join}}`)[0].isLiteral).toBe(isLiteral);
	});

	it.each<[string, boolean]>([
		['x', false],
		['{{a}}', false],
		['x\n', true],
		['x\n{{a}}', true],
		['{{#a}}x{{/a}}', false],
		['{{#a}}x\n.{{/a}}', true],
		['{{#a}}{{^b}}x\ny{{/b}}{{/a}}', true],
		['{{#optional}}{{a}}\n.{{/optional}}', true],
		['{{#join}}x{{#sep}},{{/sep}}y{{/join}}', false],
		['{{#join}}x\n.{{#sep}},{{/sep}}y{{/join}}', true],
		['{{#join}}x{{#sep}},\n.{{/sep}}y{{/join}}', true],
		['{{> p}}', true],
		['{{> gone}}', true],
	])('%j: whether the template may write a line break', (piece, hasLineBreak) => {
		expect(piecesOf(`{{#join}}${piece}{{/join}}`)[0].hasLineBreak).toBe(hasLineBreak);
	});
});
