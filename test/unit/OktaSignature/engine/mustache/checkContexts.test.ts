import type { TemplateMode } from '../../../../../nodes/OktaSignature/engine/mustache/addContexts';
import { checkContexts } from '../../../../../nodes/OktaSignature/engine/mustache/checkContexts';
import { contextsOf, type TemplateOptions } from './contextsOf';

const check = (text: string, options?: TemplateOptions) => checkContexts(contextsOf(text, options));

describe('checkContexts', () => {
	it('finds nothing in an ordinary template but its fields', () => {
		expect(check('<p>{{#a}}{{b}}{{/a}}</p>')).toEqual({
			errors: [],
			warnings: [],
			strayBraces: [],
			uses: [{ name: 'b', url: undefined, guards: [{ name: 'a', inverted: false }] }],
			mentions: [{ name: 'a', guards: [], isSection: true, isFallback: false }, { name: 'b', guards: [{ name: 'a', inverted: false }], isSection: false }],
		});
	});

	it('collects errors in the order of the template, with their places', () => {
		const { errors, uses, mentions } = check('<p onclick="{{a}}">\n<svg>{{b}}<i {{c}}>');
		expect(errors.map(({ message }) => message)).toEqual([
			'Fields cannot be used in "onclick": it would run as a script (template, line 1, column 13)',
			expect.stringMatching(/^<svg> cannot be used .* \(template, line 2, column 5\)$/),
			expect.stringMatching(/^A field cannot be the name .* \(template, line 2, column 14\)$/),
		]);
		expect(uses.map(({ name }) => name)).toEqual(['b']);
		expect(mentions.map(({ name }) => name)).toEqual(['a', 'b', 'c']);
	});

	it('collects braces that look like half of a tag', () => {
		const { strayBraces, errors } = check('{a} x {{b}} {c');
		expect(strayBraces.map(({ column }) => column)).toEqual([1, 13]);
		expect(errors).toEqual([]);
	});

	it('fields that are not printed are mentioned only', () => {
		const { uses, mentions } = check('<!-- {{a}} --><p style="color:{{b}}">{{^c}}{{d}}{{/c}}');
		expect(uses).toEqual([{ name: 'd', url: undefined, guards: [{ name: 'c', inverted: true }] }]);
		expect(mentions).toEqual([
			{ name: 'a', guards: [], isSection: false },
			{ name: 'b', guards: [], isSection: false },
			{ name: 'c', guards: [], isSection: true, isFallback: true },
			{ name: 'd', guards: [{ name: 'c', inverted: true }], isSection: false },
		]);
	});

	it.each<[string, Array<string | undefined>]>([
		['<a href="{{a}}">', ['url']],
		['<p title="x"><a href=" {{a}}">', ['url']],
		['<a href="{{#s}}{{a}}{{/s}}">', ['url']],
		['<a href="https://{{a}}">', ['host']],
		['<a href="http://{{a}}">', ['host']],
		['<a href=" HTTPS:// {{a}}">', ['host']],
		['<a href="https://{{a}}.example/{{b}}">', ['host', 'text']],
		['<a href="https://x.example/{{a}}">', ['text']],
		['<a href="https:/{{a}}">', ['text']],
		['<a href="https://x{{a}}">', ['text']],
		['<a href="xhttps://{{a}}">', ['text']],
		['<a href="mailto:{{a}}">', ['email']],
		['<a href="MailTo:{{a}}?subject={{b}}">', ['email', 'text']],
		['<a href="xmailto:{{a}}">', ['text']],
		['<a href="mailto:x{{a}}">', ['text']],
		['<a href="tel:{{a}}">', ['phone']],
		['<a href="TEL: {{a}}">', ['phone']],
		['<a href="xtel:{{a}}">', ['text']],
		['<a href="tel:+{{a}}">', ['text']],
		['<a href="{{a}}{{b}}">', ['url', 'text']],
		['<a href="{{a}}mailto:{{b}}">', ['url', 'text']],
		['<a href="ma{{#s}}ilto:{{/s}}{{a}}">', ['email']],
		['<a href="{{a}}"><a href="{{b}}">{{c}}', ['url', 'url', undefined]],
		['<p title="https://{{a}}">', [undefined]],
	])('%s: what a value has to be in a URL', (text, roles) => {
		expect(check(text).uses.map(({ url }) => url)).toEqual(roles);
	});

	it.each<[TemplateMode, string]>([['text', '{{a}}'], ['query', 'a={{a}}']])('in the mode "%s", fields are printed outside of URLs', (mode, text) => {
		expect(check(text, { mode }).uses).toEqual([{ name: 'a', url: undefined, guards: [] }]);
	});

	it('warns about a partial that does not exist, and names at most 20 of those that do', () => {
		const start = 'There is no partial "gone". Add it under Partials or remove {{> gone}}';
		const named = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [String.fromCharCode(97 + i), '']));
		const warnings = (count: number) => check('{{> gone}}', { partials: named(count) }).warnings;
		expect(warnings(0)).toEqual([start]);
		expect(warnings(2)).toEqual([`${start}. There are a, b`]);
		const twenty = [...'abcdefghijklmnopqrst'].join(', ');
		expect(warnings(20)).toEqual([`${start}. There are ${twenty}`]);
		expect(warnings(21)).toEqual([`${start}. There are ${twenty}, …`]);
	});
});
