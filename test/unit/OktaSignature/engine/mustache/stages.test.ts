import { visit } from '../../../../../nodes/OktaSignature/engine/mustache/addContexts';
import { buildNodes } from '../../../../../nodes/OktaSignature/engine/mustache/buildNodes';
import { checkContexts } from '../../../../../nodes/OktaSignature/engine/mustache/checkContexts';
import { contextsOf } from './contextsOf';

describe('addContexts', () => {
	it('gives every tag its context and cuts text at attribute values', () => {
		expect(contextsOf('<a href="{{u}}">{{t}}</a>')).toEqual([
			{ kind: 'literal', text: '<a href="' },
			{ kind: 'attributeStart', attribute: 'href' },
			{ kind: 'literal', text: '' },
			{ kind: 'value', name: 'u', origin: expect.anything(), context: { state: 'quotedValue', element: 'a', attribute: 'href', conditional: false } },
			{ kind: 'literal', text: '' },
			{ kind: 'attributeEnd' },
			{ kind: 'literal', text: '">' },
			{ kind: 'value', name: 't', origin: expect.anything(), context: expect.objectContaining({ state: 'data' }) },
			{ kind: 'literal', text: '</a>' },
		]);
	});

	it('gives the same partial another context at each place', () => {
		const states: string[] = [];
		visit(contextsOf('{{> p}}<b title="{{> p}}">', { partials: { p: '{{a}}' } }), (node) => {
			if (node.kind === 'value') states.push(node.context.state);
		});
		expect(states).toEqual(['data', 'quotedValue']);
	});

	it('leaves errors where they were found', () => {
		const kinds: string[] = [];
		visit(contextsOf('<svg>{{a}}{{#b}}<i{{/b}}<math>'), ({ kind }) => {
			if (kind !== 'literal') kinds.push(kind);
		});
		expect(kinds).toEqual(['error', 'value', 'section', 'error', 'error']);
	});

	it('visits a partial that includes itself once', () => {
		let values = 0;
		visit(contextsOf('{{> p}}', { partials: { p: '{{a}}{{#b}}{{> p}}{{/b}}' } }), ({ kind }) => {
			if (kind === 'value') values++;
		});
		expect(values).toBe(1);
	});
});

describe('checkContexts', () => {
	it('collects errors, warnings and printed fields in the order of the template', () => {
		const { errors, warnings, uses } = checkContexts(
			contextsOf('<p onclick="{{a}}">{{> gone}}<a href="{{u}}" style="color:{{c}}"><!-- {{x}} -->{{#s}}{{^t}}{{b}}{{/t}}{{/s}}</a><svg>'),
		);
		expect(errors.map(({ reason }) => reason)).toEqual([expect.stringContaining('"onclick"'), expect.stringContaining('<svg>')]);
		expect(warnings).toEqual([expect.stringContaining('no partial "gone"')]);
		expect(uses).toEqual([
			{ name: 'u', url: 'url', guards: [] },
			{ name: 'b', url: undefined, guards: [{ name: 's', inverted: false }, { name: 't', inverted: true }] },
		]);
	});
});

describe('buildNodes', () => {
	const build = (text: string) => buildNodes(contextsOf(text), new Map());

	it('makes a URL one node and joins texts side by side', () => {
		expect(build('<p class="x" title="{{t}}"><a href="https://x/{{#s}}{{u}}{{/s}}">')).toEqual([
			{ kind: 'literal', text: '<p class="x" title="' },
			{ kind: 'value', name: 't', path: ['t'], isUrl: false, mode: 'html', conditional: false },
			{ kind: 'literal', text: '"><a href="' },
			{
				kind: 'attribute',
				attribute: 'href',
				mode: 'url',
				names: ['u'],
				children: [
					{ kind: 'literal', text: 'https://x/' },
					{ kind: 'section', name: 's', path: ['s'], isUrl: false, children: [{ kind: 'value', name: 'u', path: ['u'], isUrl: false, mode: 'url', conditional: false }] },
				],
			},
			{ kind: 'literal', text: '">' },
		]);
	});

	it('leaves a URL without tags as the author wrote it', () => {
		expect(build('<a href="#top">x</a>')).toEqual([{ kind: 'literal', text: '<a href="#top">x</a>' }]);
	});
});
