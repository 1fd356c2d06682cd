import fc from 'fast-check';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { Phones } from '../../../../nodes/OktaSignature/engine/profile/phone';
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
		path: fc.array(fc.constantFrom('/{{a}}', '/x/{{b}}', '/{{a}}.{{b}}', '/{{a}}{{b}}', '/.{{a}}', '/x-{{a}}/', '/%{{a}}', '/&#46;{{a}}', '{{#a}}/{{a}}{{/a}}', '/{{#join}}{{a}}{{#sep}}/{{/sep}}{{b}}{{/join}}', '{{> path}}', '{{#optional}}/{{a}}{{/optional}}', '/{{#line}}{{#none}}y{{/none}}{{b}}{{/line}}', '/@{{a}}'), { minLength: 1, maxLength: 4 }),
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
		['https://{{a}}.acme.example:{{b}}/', 'team-1', ''],
		['https://{{none}}acme.example/', '', ''],
		['https://acme.example/{{none}}', '', ''],
		['https://acme.example/{{a}}.{{none}}.png', 'ada', ''],
		['https://acme.example/x{{#none}}/{{none}}{{/none}}', '', 'https://acme.example/x'],
		['https://acme.example/{{a}}?q={{none}}', 'ada', 'https://acme.example/ada?q='],
		['{{a}}?utm=1&amp;x=2', 'https://acme.example/#team', 'https://acme.example/?utm=1&x=2#team'],
		['{{a}}?utm={{a}}', 'https://acme.example/?p=1#t', 'https://acme.example/?p=1&utm=https%3A%2F%2Facme.example%2F%3Fp%3D1%23t#t'],
		['{{a}}?utm=1', 'https://acme.example?', 'https://acme.example?utm=1'],
		['{{a}}&amp;utm=1', 'https://acme.example?p', 'https://acme.example?p&utm=1'],
		['{{a}}#x', 'https://acme.example/#y', 'https://acme.example/#x'],
		['{{a}}?utm=1#x', 'https://acme.example/#y', 'https://acme.example/?utm=1#x'],
		['{{a}}/x', 'https://acme.example?p=1&q#f', 'https://acme.example/x?p=1&q#f'],
		['{{a}}/x?y', 'https://acme.example/p?p=1#f', 'https://acme.example/p/x?y&p=1#f'],
		['{{a}}/x#y', 'https://acme.example/p#f', 'https://acme.example/p/x#y'],
		['{{a}}/x#y', 'https://acme.example/p?p=1', ''],
		['{{a}}{{a}}', 'https://acme.example/p?p=1', ''],
		['{{a}}.html', 'https://acme.example/p?p=1', ''],
		['{{a}}/x', 'https://acme.example/p', 'https://acme.example/p/x'],
		['{{a}}?subject=x', 'mailto:a@b.example?cc=c@d.example', 'mailto:a@b.example?cc=c@d.example&subject=x'],
		['https://wa.me/{{a}}', '+49 171 3920012', 'https://wa.me/491713920012'],
		['https://wa.me/{{a}}?text=Hi', '+49 (0)171 / 39 200 12', 'https://wa.me/491713920012?text=Hi'],
		['https://wa.me/{{a}}', '491713920012', 'https://wa.me/491713920012'],
		['https://wa.me/{{a}}', '0171 3920012', ''],
		['https://wa.me/{{a}}', '+49 30 901820 ext. 12', ''],
		['https://api.whatsapp.com/send?phone={{a}}', '+49 171 3920012', 'https://api.whatsapp.com/send?phone=491713920012'],
		['https://wa.me/?text={{a}}', 'A b', 'https://wa.me/?text=A%20b'],
		['{{a}}?ref={{a}}', 'https://acme.example/x', 'https://acme.example/x?ref=https%3A%2F%2Facme.example%2Fx'],
		['{{none}}{{#a}}https://acme.example/{{/a}}{{a}}', 'x', 'https://acme.example/x'],
		['tel:{{a}}', '+49 (30) 12-34', 'tel:+49301234'],
		['tel:{{a}};ext={{b}}', '+49301234', ''],
		['tel:+49{{a}}', '30 12-34', 'tel:+49301234'],
		['tel:+49{{a}}', '0171 3920012', 'tel:+491713920012'],
		['tel:+49 {{a}}', '(0171) 3920012', 'tel:+491713920012'],
		['tel:+39{{a}}', '06 1234567', 'tel:+39061234567'],
		['tel:+49{{a}}', '+49 171 3920012', ''],
		['tel:+49{{a}}', '030 901820 / 901821', ''],
		['tel:+4930{{a}}', '901820 / 901821', ''],
		['tel:+49{{none}}{{a}}', '901820', ''],
		['tel:{{none}}{{a}}', '+49 30 901820', 'tel:+4930901820'],
		['tel:+4930901820;ext={{a}}', '12', 'tel:+4930901820;ext=12'],
		['tel:+4930901820;ext={{a}}', '12 / 13', ''],
		['tel:{{a}}', '+49 30 901820 / 901821', ''],
		['tel:{{a}};phone-context=acme.example', '47-11', 'tel:4711;phone-context=acme.example'],
		['{{a}}', 'tel:+49 30 901820 / 901821', ''],
		['{{a}}', 'tel:+49 30 12345 12346', ''],
		['{{a}}', 'tel:+49 (0)30 901820', 'tel:+4930901820'],
		['{{#a}}{{.}}{{/a}}', 'tel:+49 30 901820 / 901821', ''],
	])('%s with %j', (template, a, expected) => {
		const { url, warnings } = linkTo(template, { a });
		expect(url).toBe(expected);
		if (url === '') expect(warnings).not.toEqual([]);
	});

	it('never leads anywhere when the host or path has an empty tag, and says which', () => {
		const piece = fc.constantFrom('https://{{x}}/p', 'https://{{x}}.acme.example', 'https://www.{{x}}.example/{{a}}', 'https://acme.example/{{x}}', 'https://acme.example/{{a}}/{{x}}.png', 'https://acme.example/{{x}}?q={{a}}', 'https://acme.example{{x}}/', 'https://{{x}}acme.example', 'https://acme.example:{{x}}/', '{{u}}/{{x}}', 'https://wa.me/{{x}}');
		holds(
			fc.property(piece, fc.constantFrom('href', 'src'), urlHostile, (template, name, a) => {
				const element = name === 'href' ? `<a href="${template}">x</a>` : `<img src="${template}" alt="y">`;
				const compiled = compile({ name: 't', reason: '', html: element, text: '', additionalFields: [] });
				const { html, warnings } = render(compiled, { a, u: 'https://acme.example' }, settings, '').signature;
				expect(attribute(elementsOf(html)[0], name)).toBe('');
				expect(warnings).toEqual([expect.stringMatching(/^("x" is empty, so (a link|an image) has no URL|The URL in \w+ \(.*\) was left out: "a" )/)]);
			}),
			300,
		);
	});

	it('is added to the query of a value that is a URL, whatever that has', () => {
		holds(
			fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.constantFrom('?utm=1', '?utm={{b}}', '?utm=1&amp;z={{b}}', '?utm=1#f'), fc.constantFrom('1', 'a b&c#d'), (a, template, b) => {
				const { url, warnings } = linkTo(`{{a}}${template}`, { a, b });
				if (url === '') return expect(warnings).not.toEqual([]);
				const [before, after] = [new URL(a), new URL(url)];
				expect([after.host, after.pathname, after.hash]).toEqual([before.host, before.pathname, template.endsWith('#f') ? '#f' : before.hash]);
				const added: Array<[string, string]> = [['utm', template.includes('utm=1') ? '1' : b]];
				if (template.includes('z=')) added.push(['z', b]);
				expect([...after.searchParams]).toEqual([...[...before.searchParams], ...added]);
				expect(warnings).toEqual([]);
			}),
			500,
		);
	});

	it('dials the number that the parts are together, however it was typed', () => {
		const number = fc.tuple(fc.constantFrom('30', '221', '89', '171', '2241'), fc.integer({ min: 2_000_000, max: 9_999_999 }));
		const write = fc.constantFrom<(area: string, rest: number) => string>((area, rest) => `${area}${rest}`, (area, rest) => `0${area} ${rest}`, (area, rest) => `(0${area}) ${rest}`, (area, rest) => `${area}-${rest}`, (area, rest) => `(0)${area} ${rest}`, (area, rest) => `0${area}/${rest}`);
		holds(
			fc.property(number, write, fc.constantFrom('tel:+49{{a}}', 'tel:+49 {{a}}', 'tel:0049{{a}}', '{{#a}}tel:+49{{/a}}{{a}}'), ([area, rest], typed, template) => {
				expect(linkTo(template, { a: typed(area, rest), countryCode: 'DE' }).url).toBe(`tel:+49${area}${rest}`);
			}),
			300,
		);
	});

	it('dials the same number by a value that is a tel URL and by a phone number', () => {
		holds(
			fc.property(fc.oneof(urlHostile, fc.constantFrom('+49 30 901820 / 901821', '+49 30 901820-20-25', '+49 (0)30 901820', '030 12345 12346', '+8 495 123 45 67', '4711')), (value) => {
				const { url, warnings } = linkTo('{{a}}', { a: `tel:${value}` });
				if (url === '') return expect(warnings).toContainEqual(expect.stringContaining('"a"'));
				expect(url).toBe(new Phones().parse(cleanText(`tel:${value}`), () => undefined).href);
			}),
			500,
		);
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
