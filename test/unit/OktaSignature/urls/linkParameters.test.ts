import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { holds, holdsAsync } from '../../../support/fuzz';
import { addToUrl, parseLinkParameters, withPartialTexts } from '../../../../nodes/OktaSignature/engine/html/linkParameters';
import { attribute, elementsOf } from '../rendering';
import { custom, run, signatures } from '../runSignatureNode';

const person = (profile: IDataObject) => [{ profile: { firstName: 'Ada', email: 'ada@acme.example', ...profile } }];

const withParameters = (linkParameters: string, more: IDataObject = {}) => ({ options: { linkParameters, ...more } });

const htmlOf = async (template: string, linkParameters: string, profile: IDataObject = {}) =>
	(await signatures(custom(template, withParameters(linkParameters)), person(profile)))[0].html as string;

const decoded = (markup: string) => elementsOf(markup).flatMap((element) => attribute(element, 'href') ?? []);

describe('Link Parameters', () => {
	it.each([
		['a literal link', '<a href="https://a.example">x</a>', '<a href="https://a.example?s=1&amp;t=2">x</a>'],
		['a path and a fragment', "<a href='https://a.example/p#top'>x</a>", "<a href='https://a.example/p?s=1&amp;t=2#top'>x</a>"],
		['a query', '<a href="https://a.example/?q=1&amp;r=2#f">x</a>', '<a href="https://a.example/?q=1&amp;r=2&amp;s=1&amp;t=2#f">x</a>'],
		['a parameter that is there', '<a href="https://a.example/?x=1&s=own">x</a>', '<a href="https://a.example/?x=1&s=own&amp;t=2">x</a>'],
		['all parameters that are there', '<a href="https://a.example/?t=0&amp;s=own">x</a>', '<a href="https://a.example/?t=0&amp;s=own">x</a>'],
		['an encoded name', '<a href="https://a.example/?%73=own">x</a>', '<a href="https://a.example/?%73=own&amp;t=2">x</a>'],
		['an open query', '<a href="https://a.example/?">x</a>', '<a href="https://a.example/?s=1&amp;t=2">x</a>'],
		['references', '<a href="https&colon;//a.example/&quest;x&equals;1&num;f">x</a>', '<a href="https&colon;//a.example/&quest;x&equals;1&amp;s=1&amp;t=2&num;f">x</a>'],
		['names of references in a query', '<a href="https://a.example/?q=1&num=2&copy=3&reg=4&lt=5&t=0#f">x</a>', '<a href="https://a.example/?q=1&num=2&copy=3&reg=4&lt=5&t=0&amp;s=1#f">x</a>'],
		['names that begin like a reference', '<a href="https://a.example/?q=1&amps=2&ampt=3">x</a>', '<a href="https://a.example/?q=1&amps=2&ampt=3&amp;s=1&amp;t=2">x</a>'],
		['an apostrophe as a reference', '<a href="https://a.example/it&#39;s">x</a>', '<a href="https://a.example/it&#39;s?s=1&amp;t=2">x</a>'],
		['no quotes', '<a href=https://a.example title=x>x</a>', '<a href=https://a.example?s=1&amp;t=2 title=x>x</a>'],
		['no quotes at the end of the tag', '<a href=https://a.example>x</a>', '<a href=https://a.example?s=1&amp;t=2>x</a>'],
		['Outlook', '<!--[if mso]><a href="https://a.example">x</a><![endif]--><i>y</i>', '<!--[if mso]><a href="https://a.example?s=1&amp;t=2">x</a><![endif]--><i>y</i>'],
		['an image map', '<area href="http://a.example">x', '<area href="http://a.example?s=1&amp;t=2">x'],
		['images, email and phone', '<img src="https://a.example/i.png" alt=""><a href="mailto:a@b.example">x</a><a href="tel:+491">x</a>', undefined],
		['links to nowhere', '<a href="">x</a><a href="#top">x</a><a href="/path">x</a><a href>x</a><a>x</a>', undefined],
		['text', '<p title="https://a.example">href="https://a.example"</p>', undefined],
		['stylesheets', '<link rel="stylesheet" href="https://a.example/s.css">x', undefined],
	])('are added to links: %s', async (_what, template, expected) => {
		expect(await htmlOf(template, 's=1&t=2')).toBe(expected ?? template);
	});

	it('hold encoded values, and leave out empty ones', async () => {
		const parameters = '?utm_source=signature&utm_campaign={{department}}{{#city}}&utm_term={{city}}-{{state}}{{/city}}';
		const link = '<a href="{{url}}">x</a>';
		expect(decoded(await htmlOf(link, parameters, { url: 'https://a.example/#f', department: "R&D = 'x' 100%#?", city: 'São', state: 'SP' }))).toEqual([
			'https://a.example/?utm_source=signature&utm_campaign=R%26D%20%3D%20%27x%27%20100%25%23%3F&utm_term=S%C3%A3o-SP#f',
		]);
		expect(decoded(await htmlOf(link, parameters, { url: 'https://a.example/' }))).toEqual(['https://a.example/?utm_source=signature']);
	});

	it('change nothing but the links of any signature, and every web link has each parameter once', async () => {
		const url = fc.constantFrom('https://a.example', 'http://a.example/p?q=1', 'https://a.example/?s=0#x', 'https://a.example/#a&b', 'mailto:x@y.example', 'a.example', '');
		const value = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 12 }), fc.constantFrom('Sales', 'R&D', '<b>"\'', '-->', 'ü 山'));
		const template = fc.oneof(
			fc.constantFrom(...GALLERY.map(({ name }): IDataObject => ({ galleryTemplate: name }))),
			fc.constant(custom('{{firstName}} <a href="{{url}}/x?d={{title}}#{{city}}">{{url}}</a><!--[if mso]><a href="{{url}}">{{title}}</a><![endif]--><a href=\'{{url}}\'>x</a>')),
		);
		const branding = { website: 'https://acme.example/?s=own', linkedInUrl: 'https://l.example', bookingUrl: 'https://b.example/#x' };
		await holdsAsync(
			fc.asyncProperty(template, url, value, value, async (parameters, web, title, department) => {
				const people = person({ url: web, title, department, city: 'Rome', primaryPhone: '+49 30 23125 123' });
				const all = { ...parameters, branding: { ...branding } };
				const [plain] = await signatures(all, people);
				const [tagged] = await signatures({ ...all, ...withParameters('s=1&d2={{department}}') }, people);
				for (const mark of ['\u0002', '\u0003']) expect(tagged.html).not.toContain(mark);
				expect(tagged.text).toBe(plain.text);
				const without = (markup: unknown) => elementsOf(markup as string).map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name, value: one }) => (name === 'href' ? name : `${name}=${one}`))]);
				expect(without(tagged.html)).toEqual(without(plain.html));
				const [before, after] = [decoded(plain.html as string), decoded(tagged.html as string)];
				for (const [i, href] of after.entries()) {
					if (!/^https?:/.test(before[i])) {
						expect(href).toBe(before[i]);
						continue;
					}
					const [old, now] = [new URL(before[i]), new URL(href)];
					expect([now.origin, now.pathname, now.hash]).toEqual([old.origin, old.pathname, old.hash]);
					expect(now.searchParams.getAll('s')).toEqual(old.searchParams.has('s') ? old.searchParams.getAll('s') : ['1']);
					expect(now.searchParams.getAll('d2').length).toBeLessThanOrEqual(1);
					for (const [name, one] of old.searchParams) expect(now.searchParams.getAll(name)).toContain(one);
				}
			}),
		);
	});

	it('are added to what a browser reads, whatever looks like a reference', () => {
		const piece = fc.constantFrom('?', '&', '=', '#', ';', 'x', '1', '&amp', '&amp;', '&AMP;', '&Amp;', '&num', '&num;', '&copy=3', '&reg=', '&lt=2', '&equals;', '&#38', '&#x23;', '&quest;', '/');
		const parameters = parseLinkParameters('s=1&num=2');
		holds(
			fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
				const url = `https://a.example/${pieces.join('')}`;
				const [before] = decoded(`<a href="${url}">x</a>`);
				const [after] = decoded(`<a href="${addToUrl(url, parameters)}">x</a>`);
				const [old, now] = [new URL(before), new URL(after)];
				expect([now.pathname, now.hash]).toEqual([old.pathname, old.hash]);
				for (const { name, text } of parameters) expect(now.searchParams.getAll(name)).toEqual(old.searchParams.has(name) ? old.searchParams.getAll(name) : [text.split('=')[1]]);
				expect(now.search.startsWith(old.search)).toBe(true);
			}),
			2000,
		);
	});

	it('are added once, however often', () => {
		const url = fc.webUrl({ withFragments: true, withQueryParameters: true }).map((one) => one.replaceAll('&', '&amp;'));
		const parameters = parseLinkParameters('a=1&b=%20x&c=ü');
		holds(
			fc.property(url, (one) => {
				const once = addToUrl(one, parameters);
				expect(addToUrl(once, parameters)).toBe(once);
			}),
		);
	});

	it.each([
		['https://acme.com?a=b', 'is a URL'],
		['www.acme.com', 'is a URL'],
		['utm_source', 'must be parameters with a name, = and a value'],
		['a=b&utm_source', 'must be parameters with a name, = and a value'],
		['=b', 'must be parameters with a name, = and a value'],
		['a=', 'must be parameters with a name, = and a value'],
		['{{#department}}a{{/department}}', 'must be parameters with a name, = and a value'],
		['a=my campaign', 'must not contain spaces'],
		['a=b, c=d', 'must not contain spaces'],
		['a=b&amp;c=d', 'contains &amp;'],
		['a=b#c', 'must not contain ? or # inside'],
		['a=1&b=2&a=3', 'contains "a" more than once'],
		['%61=1&a={{city}}', 'contains "a" more than once'],
		['a={{> note}}', 'must not contain spaces'],
		['a=1{{> more}}', 'must not contain ? or # inside'],
		['a=1&{{> again}}', 'contains "a" more than once'],
		['a=b?c=d', 'must not contain ? or # inside'],
	])('refuse "%s" by name', async (linkParameters, problem) => {
		const partials = { values: [['note', 'my campaign'], ['more', '#x'], ['again', 'a=3']].map(([name, content]) => ({ name, content })) };
		const parameters = { ...custom('{{firstName}}', withParameters(linkParameters)), partials };
		await expect(run(parameters)).rejects.toThrow(`Option 'Link Parameters' ${problem}`);
		const { items } = await run({ operation: 'check', ...parameters });
		expect(items[0].json).toMatchObject({ valid: false, errors: [{ message: expect.stringContaining(`Option 'Link Parameters' ${problem}`) }] });
	});

	it.each(['{{ department }}={{ city }}', '&a={{#b}}{{b}}{{/b}}{{^b}}none{{/b}}&', 'a=b=c', 'a={{! note }}1', '  a=1  ', '{{#department}}a=1{{/department}}{{^department}}a=2{{/department}}', 'a=1&b=a=c', '{{#department}}a=1{{/department}}{{#city}}&a=2{{/city}}', 'tag[]=1&tag[]=2', 'a={{city}}&c={{city}}'])('accept "%s"', async (linkParameters) => {
		await expect(htmlOf('<a href="https://a.example">{{firstName}}</a>', linkParameters, { department: 'x', city: 'y' })).resolves.toContain('https://a.example?');
	});

	it('are checked quickly when partials include one another many times over', () => {
		const partials = new Map(Array.from({ length: 60 }, (_, i) => [`p${i}`, `{{> p${i + 1}}}{{> p${i + 1}}}`]));
		expect(withPartialTexts('a={{> p0}}', partials).length).toBeLessThan(5000);
		expect(withPartialTexts('{{> one}}', new Map([['one', 'a=1{{> one}}']]))).toBe(`${'a=1'.repeat(100)}{{> one}}`);
	});

	it('can come from partials', async () => {
		const partials = { values: [{ name: 'pair', content: 'b={{city}}&c=3' }, { name: 'value', content: '{{city}}-x' }, { name: 'noted', content: '{{! tracking }}\nd=4' }] };
		for (const [written, expected] of [['a=1&{{> pair}}', 'a=1&amp;b=Rome&amp;c=3'], ['{{> pair}}', 'b=Rome&amp;c=3'], ['{{> noted}}', 'd=4'], ['a={{> value}}', 'a=Rome-x']]) {
			const [{ html }] = await signatures({ ...custom('<a href="https://a.example">x</a>', withParameters(written)), partials }, person({ city: 'Rome' }));
			expect(html).toBe(`<a href="https://a.example?${expected}">x</a>`);
		}
	});

	it('report mistakes in tags and unknown fields as templates do', async () => {
		await expect(run(custom('{{firstName}}', withParameters('a={{#b}}x')))).rejects.toThrow('Section "b" is not closed. Add {{/b}} (link parameters, line 1, column 3)');
		const misspelt = custom('{{firstName}}', withParameters('a={{departmnt}}'));
		expect((await run(misspelt, person({ department: 'IT' }))).hints.map(({ message }) => message)).toEqual(['No one in this run has the field "departmnt" (link parameters). Did you mean department?']);
		const { items } = await run({ operation: 'check', ...misspelt });
		expect(items[0].json).toMatchObject({ valid: true, warnings: [expect.stringMatching(/"departmnt".*the link parameters.*department/)] });
	});

	it('count for the length and the hash, and an empty one is not missing', async () => {
		const template = custom('<a href="https://a.example">{{firstName}}</a>');
		const [plain] = await signatures(template, person({}));
		const [tagged] = await signatures({ ...template, ...withParameters('a=1&b={{department}}') }, person({}));
		expect(tagged).toMatchObject({ length: (plain.length as number) + '?a=1'.length, missing: [], completeness: 1 });
		expect(tagged.hash).not.toBe(plain.hash);
		const long = custom('<a href="https://a.example">{{firstName}}</a>'.repeat(100), withParameters(`a=${'x'.repeat(100)}`, { target: 'gmail' }));
		await expect(run(long, person({}))).rejects.toThrow('more than Gmail allows');
		const { items } = await run({ operation: 'check', ...long });
		expect(items[0].json.length).toBeGreaterThan(10_000);
	});
});
