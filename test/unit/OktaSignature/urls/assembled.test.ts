import fc from 'fast-check';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { cleanText } from '../../../../nodes/OktaSignature/engine/mustache/values';
import { holds } from '../../../support/fuzz';
import { attribute, elementsOf } from '../rendering';
import { urlHostile } from './urlValues';

const settings = { smartFields: new Map(), phoneRegion: '', today: '' };

/** The URL of a link to what the template says, and the warnings. */
function linkTo(template: string, profile: Record<string, unknown>, partials: ReadonlyMap<string, string> = new Map()) {
	const compiled = compile({ name: 't', reason: '', html: `<a href="${template}">x</a>`, text: '', additionalFields: [] }, { partials });
	const { html, warnings } = render(compiled, profile, settings, '').signature;
	const [link, ...others] = elementsOf(html);
	expect(others).toEqual([]);
	expect(link.attrs.map(({ name }) => name)).toEqual(['href']);
	return { url: attribute(link, 'href') ?? '', warnings };
}

/** What a URL leads to, without the values in it. */
function shapeOf(url: string) {
	const { protocol, username, password, host, pathname, searchParams, hash } = new URL(url);
	const decoded = protocol === 'mailto:' ? decodeURIComponent(pathname) : '';
	return {
		protocol, username, password, host,
		depth: pathname.split(/[/\\]/).length,
		parameters: [...searchParams.keys()],
		hasFragment: hash !== '' || url.endsWith('#'),
		recipients: protocol === 'mailto:' ? decoded.split(/[,;]/).length : 0,
		ats: decoded.split('@').length,
	};
}

const values = fc.record({ a: urlHostile, b: urlHostile });

/** Templates of URLs that begin with a literal host, and a partial for them. */
const webTemplate = fc
	.record({
		start: fc.constantFrom('https://acme.example', 'HTTP://acme.example:8080', '\n https://user@acme.example', 'http{{#a}}s{{/a}}://acme.example'),
		path: fc.array(fc.constantFrom('/{{a}}', '/x/{{b}}', '/{{a}}.{{b}}', '/{{a}}{{b}}', '/.{{a}}', '/x-{{a}}/', '/%{{a}}', '/&#46;{{a}}', '{{#a}}/{{a}}{{/a}}', '/{{#join}}{{a}}{{#sep}}/{{/sep}}{{b}}{{/join}}', '{{> path}}', '{{#optional}}/{{a}}{{/optional}}', '/{{#line}}{{#none}}y{{/none}}{{b}}{{/line}}', '/@{{a}}', '/{{none}}'), { minLength: 1, maxLength: 4 }),
		query: fc.subarray(['q={{a}}', 'r={{b}}&amp;s=1', 't={{a}}{{b}}', 'u={{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}', '{{#a}}v={{a}}{{/a}}'], { maxLength: 3 }),
		fragment: fc.constantFrom('', '', '#{{a}}', '#x{{b}}'),
	})
	.map(({ start, path, query, fragment }) => `${start}${path.join('')}${query.length > 0 ? `?${query.join('&')}` : ''}${fragment}`);

const partials = new Map([['path', '/p/{{b}}']]);

describe('a value behind a literal part of a URL', () => {
	it('changes neither host, path, parameters nor fragment, or the URL is left out with a warning that names the field', () => {
		holds(
			fc.property(webTemplate, values, (template, profile) => {
				const { url, warnings } = linkTo(template, profile, partials);
				if (url === '') {
					expect(warnings).toContainEqual(expect.stringMatching(/^The URL in href \(.*\) was left out: "[ab]" /));
					return;
				}
				expect(shapeOf(url)).toEqual(shapeOf(linkTo(template, { a: 'x', b: 'x' }, partials).url));
			}),
			700,
		);
	});

	it('can be read back from a parameter, a path segment and a fragment', () => {
		holds(
			fc.property(urlHostile, (a) => {
				const { url } = linkTo('https://acme.example/s-{{a}}-e?q={{a}}#{{a}}', { a });
				const { pathname, searchParams, hash } = new URL(url);
				const query = searchParams.get('q') ?? '';
				expect(decodeURIComponent(pathname)).toBe(`/s-${query}-e`);
				expect(decodeURIComponent(hash)).toBe(`#${query}`);
				expect(query).not.toBe('');
			}),
			500,
		);
	});

	it('adds no recipient and no header to a mailto URL', () => {
		const template = fc.tuple(
			fc.constantFrom('{{a}}', 'info@acme.example,{{a}}', '{{a}},{{b}}', '{{a}}@acme.example', 'info@{{b}}', '{{a}}.{{b}}@acme.example', 'info@acme.example', '{{#optional}}{{a}}{{/optional}}', '{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}'),
			fc.constantFrom('', '?subject={{a}}', '?subject={{b}}&amp;body={{a}}', '?cc={{a}}'),
		).map(([recipients, headers]) => `mailto:${recipients}${headers}`);
		holds(
			fc.property(template, values, (text, profile) => {
				const { url, warnings } = linkTo(text, profile);
				if (url === '') {
					expect(warnings).toContainEqual(expect.stringMatching(/^The URL in href \(.*\) was left out: "[ab]" /));
					return;
				}
				const parts = /mailto:(?:\{\{[#/]?\w+\}\})*\{\{[ab]\}\}(?![.@])/.test(text) || text.includes(',{{') || text.includes('{{/sep}}{{b}}');
				const harmless = parts ? { a: 'x@acme.example', b: 'y@acme.example' } : { a: 'x', b: 'y' };
				expect(shapeOf(url)).toEqual(shapeOf(linkTo(text, harmless).url));
				// What mail clients take apart once the URL is decoded.
				expect(decodeURIComponent(new URL(url).pathname)).not.toMatch(/[\s;<>"]/);
			}),
			700,
		);
	});

	it.each([
		['mailto:{{a}}', 'ada+mail@acme.example', 'mailto:ada+mail@acme.example'],
		['mailto:{{a}}', "o'brien@acme.example", 'mailto:o%27brien@acme.example'],
		['mailto:{{a}}', 'a?b&c#d%e@acme.example', 'mailto:a%3Fb%26c%23d%25e@acme.example'],
		['mailto:{{a}}@acme.example?subject={{a}}', 'ada', 'mailto:ada@acme.example?subject=ada'],
		['mailto:?subject={{a}}', 'Hi & bye', 'mailto:?subject=Hi%20%26%20bye'],
		['https://acme.example/{{a}}', "it's (a) b!*", 'https://acme.example/it%27s%20(a)%20b!*'],
		['https://{{a}}/x', 'www.acme.example', 'https://www.acme.example/x'],
		['https://{{a}}', 'münchen.example', 'https://münchen.example'],
		['https://{{a}}.acme.example:{{b}}/', 'team-1', 'https://team-1.acme.example:/'],
		['https://{{none}}acme.example/{{none}}', '', 'https://acme.example/'],
		['{{a}}?ref={{a}}', 'https://acme.example/x', 'https://acme.example/x?ref=https%3A%2F%2Facme.example%2Fx'],
		['{{none}}{{#a}}https://acme.example/{{/a}}{{a}}', 'x', 'https://acme.example/x'],
		['tel:{{a}}', '+49 (30) 12-34', 'tel:+49301234'],
		['tel:{{a}};ext={{b}}', '+49301234', ''],
		['tel:+49{{a}}', '30 12-34', 'tel:+49301234'],
	])('%s with %j', (template, a, expected) => {
		expect(linkTo(template, { a }).url).toBe(expected);
	});

	it('dials what was typed and nothing else', () => {
		holds(
			fc.property(fc.constantFrom('tel:{{a}}', 'tel:+{{a}}', 'tel:+49{{a}}{{b}}', 'tel:{{a}};ext={{b}}', '{{#a}}tel:{{/a}}{{a}}'), values, (template, profile) => {
				const { url, warnings } = linkTo(template, profile);
				if (url === '') expect(warnings).toContainEqual(expect.stringMatching(/^The URL in href \(.*\) was left out: "[ab]" /));
				else expect(url).toMatch(/^tel:\+?\d+(;ext=\d+)?$/);
			}),
			1000,
		);
	});

	it.each([false, true])('forms no host of %s', (a) => {
		expect(linkTo('https://{{a}}/p', { a })).toEqual({ url: '', warnings: [expect.stringContaining('"a" is not a host name')] });
	});

	it('forms a host only when it is a plain host name', () => {
		holds(
			fc.property(fc.constantFrom('https://{{a}}/p', 'https://{{a}}', 'https://{{a}}.acme.example/p?x={{b}}', 'https://www.{{a}}/p', 'https://acme.example{{a}}/p', 'https://acme.example{{a}}', 'https://acme.example:{{a}}/p', 'https://{{a}}{{b}}/p', 'https://{{a}}@acme.example/p'), values, (template, profile) => {
				const { url, warnings } = linkTo(template, profile);
				if (url === '') {
					expect(warnings).toContainEqual(expect.stringMatching(/^The URL in href \(.*\) was left out: "[ab]" /));
					return;
				}
				const { host, username, pathname, searchParams, hash } = new URL(url);
				expect([username, pathname, [...searchParams.keys()], hash]).toEqual(['', template.includes('/p') ? '/p' : '/', template.includes('?x') ? ['x'] : [], '']);
				if (template.includes('acme.example')) expect(host).toMatch(/(^|\.)acme\.example(:\d+)?$/);
				else expect(cleanText(profile.a)).toMatch(/^[\p{L}\p{M}\p{N}.-]+$/u);
			}),
			1000,
		);
	});
});
