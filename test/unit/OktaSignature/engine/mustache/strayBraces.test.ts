import fc from 'fast-check';
import { compile, render } from '../../../../../nodes/OktaSignature/engine';
import { checkTemplates } from '../../../../../nodes/OktaSignature/engine/check/checkTemplates';
import { TemplateError } from '../../../../../nodes/OktaSignature/engine/mustache/errors';
import { findStrayBraces, findUnclosedTag, strayBraceError } from '../../../../../nodes/OktaSignature/engine/mustache/strayBraces';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { holds } from '../../../../support/fuzz';

const settings = { smartFields: new Map(), phoneRegion: '', today: '2026-03-01' };

const signatureTemplate = (html: string, text = '') => ({ name: 'custom', reason: '', html, text, additionalFields: [] });

const check = (html: string, text = '', partials: Record<string, string> = {}) =>
	checkTemplates({
		templates: [{ template: signatureTemplate(html, text), textTemplate: '', partials: new Map(Object.entries(partials)) }],
		conditionFields: [],
		settings,
		target: 'none',
		hasBanners: false,
		attributes: { names: [], complete: false, error: '' },
	});

/** What rendering says about a template: its error, or its warnings. */
function saidByRender(html: string, text = ''): string[] {
	try {
		return render(compile(signatureTemplate(html, text)), { title: 'x', firstName: 'y' }, settings, '').signature.warnings;
	} catch (error) {
		expect(error).toBeInstanceOf(TemplateError);
		return [(error as Error).message];
	}
}

/** Ways in which people mistype the braces of `{{name}}`. */
const MISTYPED = ['{%}', '{%}}', '{{%}', '{{%', '%}}', '{{%}}}', '{{{%}}', '{ %}', '{ % }', '{{%}}}}', '{{ % }', '{{%} }'];

const VALUE_TAG = /\{\{\w+\}\}/g;

describe('stray braces', () => {
	it.each(MISTYPED)('%s in a gallery template is an error in Check with its place, and never silent in Render', (form) => {
		holds(
			fc.property(fc.constantFrom(...GALLERY.map(({ name }) => name)), fc.constantFrom('html' as const, 'text' as const), fc.nat(), (name, version, at) => {
				const gallery = GALLERY.find((one) => one.name === name) as (typeof GALLERY)[number];
				const tags = [...gallery[version].matchAll(VALUE_TAG)];
				const { 0: tag, index } = tags[at % tags.length];
				const damaged = gallery[version].slice(0, index) + form.replace('%', tag.slice(2, -2)) + gallery[version].slice(index + tag.length);
				const [html, text] = version === 'html' ? [damaged, ''] : ['{{title}}', damaged];
				const { valid, errors } = check(html, text);
				expect(valid).toBe(false);
				const line = damaged.slice(0, index).split('\n').length;
				expect(errors.map((error) => error.line)).toContain(line);
				expect(saidByRender(html, text)).toEqual(expect.arrayContaining([expect.stringMatching(/line \d+, column \d+/)]));
			}),
			30,
		);
	});

	it.each([
		['{{fullName}</b> and {{title}}', 'A tag is opened but not closed. Add the missing }} (template, line 1, column 1)'],
		['a {{! note } b {{title}}', 'A tag is opened but not closed. Add the missing }} (template, line 1, column 3)'],
		['{{title}}{{/line} b {{title}}', 'A tag is opened but not closed. Add the missing }} (template, line 1, column 10)'],
	])('refuses %s, which would swallow what follows', (template, message) => {
		expect(saidByRender(template)).toEqual([message]);
		expect(check(template).errors.map((error) => error.message)).toEqual([message]);
	});

	it.each([
		['a\n {firstName} {{title}}', 2, 2],
		['<a href="https://x.example/{id}">{{title}}</a>', 1, 28],
		['{{title}}}', 1, 10],
		['{{title}}\nfirstName}}', 2, 10],
		['{#line}{{title}}{/line}', 1, 1],
		['<!--[if mso]>{title}<![endif]-->{{title}}', 1, 14],
	])('in %j is an error in Check and a warning in Render', (template, line, column) => {
		const [error] = check(template).errors;
		expect(error).toEqual({ message: expect.stringMatching(/^A brace looks like half of a tag\. Write a tag as \{\{name\}\}, and a brace that readers should see as &#123; or &#125; \(template/), line, column });
		expect(saidByRender(template)).toContain(error.message);
	});

	it('is found in every partial and in the text template', () => {
		const { errors } = check('{{title}}', '{{title}}}', { used: '{firstName}' });
		expect(errors.map(({ message }) => message)).toEqual([
			'A brace looks like half of a tag. Write a tag as {{name}} (text template, line 1, column 10)',
			expect.stringContaining('(partial "used", line 1, column 1)'),
		]);
	});

	it.each(['{ } {{title}}', '{1, 2} {{title}}', '<style>@media x{td{color:red}}</style>{{title}}', '<!-- {title} -->{{title}}', '{{=<% %>=}}{{title}}<%title%>', '{ {{title}} }', '&#123;title&#125;{{title}}', '{3F2504E0-4F89-11D3} {{title}}'])(
		'does not include the braces in %s',
		(template) => {
			expect(check(template).errors).toEqual([]);
			expect(saidByRender(template)).toEqual([]);
		},
	);
});

describe('findStrayBraces', () => {
	const find = (text: string, before = '') => findStrayBraces(text, { source: { label: 'template', text: before + text, indent: 0 }, index: before.length });

	it.each<[string, number[]]>([
		['{a', [0]], ['{a b', [0]], ['{#a', [0]], ['{_a', [0]], ['{é', [0]], ['{>p', [0]], ['{&a', [0]], ['{!a', [0]], ['{^a', [0]], ['{/a', [0]],
		['{a}', [0]], ['{ a }', [0]], ['{# a }', [0]], ['{a.b1}', [0]], ['{\ta\n}', [0]],
		['{a}}', [0]], ['{1}}', [0]], ['{ }}', [0]],
		['}}', [0]], ['}}}', [0]], ['x}', [1]], ['é}', [1]], ['1}', [1]], ['_}', [1]], ['a}}', [1]],
		['{a} x {b', [0, 6]], ['ab}{c}', [2, 3]],
		['', []], ['a', []], ['{', []], ['{ a', []], ['{1', []], ['{}', []], ['{ }', []], ['{a b}', []], ['{1}', []], ['{a;}', []], ['{a-b}', []], ['{##a}', []],
		['}', []], [' }', []], ['.}', []], ['} x', []], ['}x', []], [' } x', []],
	])('in %j: %j', (text, found) => {
		expect(find(text)).toEqual(found);
	});

	it('finds the last brace of {{name}}}, directly behind the tag only', () => {
		expect(find('}', '{{a}}')).toEqual([0]);
		expect([find(' }', '{{a}}'), find('}', '{{a}} '), find('}', 'x }'), find('.}', '{{a}}')]).toEqual([[], [], [], []]);
	});

	it.each(['{{=<% %>=}}', '{{ =<% %>=}}', '{{\n=| |=}}'])('leaves braces behind %j alone', (change) => {
		const source = { label: 'template', text: `{a} ${change} {b}`, indent: 0 };
		expect(findStrayBraces('{a} ', { source, index: 0 })).toEqual([0]);
		expect(findStrayBraces(' {b}', { source, index: 4 + change.length })).toEqual([]);
	});
});

describe('findUnclosedTag', () => {
	it.each<[string, number | undefined]>([
		['', undefined], ['a } b', undefined], ['{{a}}', undefined], ['{{ a }} {{b}}', undefined], ['{{}}', undefined], ['{{{a}}}', undefined], ['{{ { a }}} {{b}}', undefined],
		['{{a', undefined], ['{{a{ x', undefined], ['{{{a}}', undefined],
		['{{a} {{b}}', 0], ['x{{a {{b}}', 1], ['{{a}}{{b} {{c}}', 5], ['{{{a}} x {{{b}}}', 0], ['{{a{b}}', 0], ['{{a}}\n {{#b} {{c}}', 7],
		['{{! a } b { c }}', undefined], ['{{!a}}{{b}}', undefined], ['{{! a {{b}}', 0], ['{{!a}} {{b} {{c}}', 7],
		['{{={ }=}}', undefined], ['{{=<% %>=}}{{a {{b}}', undefined], ['{{a {{=<% %>=}}', 0],
	])('in %j: %p', (text, index) => {
		expect(findUnclosedTag({ label: 'template', text, indent: 0 })).toBe(index);
	});
});

it('the error about a brace says how to write one, where there is a way', () => {
	const origin = { source: { label: 'template', text: 'x {a}', indent: 0 }, index: 2 };
	expect(strayBraceError(origin, false).message).toBe('A brace looks like half of a tag. Write a tag as {{name}} (template, line 1, column 3)');
	expect(strayBraceError(origin, true).message).toBe('A brace looks like half of a tag. Write a tag as {{name}}, and a brace that readers should see as &#123; or &#125; (template, line 1, column 3)');
});
