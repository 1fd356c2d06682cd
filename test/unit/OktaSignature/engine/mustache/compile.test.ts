import { compileTemplate } from '../../../../../nodes/OktaSignature/engine/mustache/compile';
import { TemplateError } from '../../../../../nodes/OktaSignature/engine/mustache/errors';
import type { UrlField } from '../../../../../nodes/OktaSignature/engine/mustache/urlFields';

const sourceOf = (text: string) => ({ label: 'template', text, indent: 0 });

/** Compiles and collects all errors. */
function compile(text: string, partials: Record<string, string> = {}) {
	const errors: string[] = [];
	const compiled = compileTemplate(sourceOf(text), 'html', new Map(Object.entries(partials)), ({ message }) => errors.push(message));
	return { compiled, errors };
}

describe('compileTemplate', () => {
	it('gives what is needed to render, and what can be said about the template', () => {
		const source = sourceOf('{a} <a href="{{u}}">{{> gone}}</a>');
		const compiled = compileTemplate(source, 'html');
		expect(compiled).toEqual({
			source,
			nodes: [{ kind: 'literal', text: '{a} <a href="' }, expect.objectContaining({ kind: 'attribute', names: ['u'] }), { kind: 'literal', text: '"></a>' }],
			uses: [{ name: 'u', url: 'url', guards: [] }],
			mentions: [{ name: 'u', guards: [], isSection: false }],
			strayBraces: [expect.objectContaining({ column: 1 })],
			warnings: ['There is no partial "gone". Add it under Partials or remove {{> gone}}'],
			urlFields: new Map([['u', { use: 'link', isRepeated: false }]]),
		});
	});

	it('throws the first error, unless someone wants all of them', () => {
		const text = '<p onclick="{{a}}"><svg>';
		expect(() => compileTemplate(sourceOf(text), 'html')).toThrow(TemplateError);
		expect(() => compileTemplate(sourceOf(text), 'html')).toThrow('"onclick"');
		const { compiled, errors } = compile(text);
		expect(errors).toEqual([expect.stringContaining('"onclick"'), expect.stringContaining('<svg>')]);
		expect(compiled.nodes).toEqual([{ kind: 'literal', text: '<p onclick=""><svg>' }]);
	});

	it('reports a mistake in the syntax of the template, of which nothing is left then', () => {
		expect(() => compileTemplate(sourceOf('x{{#a}}'), 'html')).toThrow('Section "a" is not closed. Add {{/a}} (template, line 1, column 2)');
		const { compiled, errors } = compile('x{{#a}}');
		expect(errors).toEqual(['Section "a" is not closed. Add {{/a}} (template, line 1, column 2)']);
		expect(compiled.nodes).toEqual([]);
	});

	it('puts in partials and reports their mistakes', () => {
		const { compiled, errors } = compile('{{> p}}{{> q}}', { p: '{{a}}', q: '{{#b}}' });
		expect(errors).toEqual([expect.stringContaining('(partial "q", line 1, column 1)')]);
		expect(compiled.uses.map(({ name }) => name)).toEqual(['a']);
	});

	it('takes fields that begin a URL from another version of the template', () => {
		const known = new Map<string, UrlField>([['website', { use: 'link', isRepeated: false }]]);
		const compiled = compileTemplate(sourceOf('{{website}}{{title}}'), 'text', new Map(), undefined, known);
		expect(compiled.urlFields).toBe(known);
		expect(compiled.nodes).toEqual([expect.objectContaining({ name: 'website', isUrl: true }), expect.objectContaining({ name: 'title', isUrl: false })]);
	});
});
