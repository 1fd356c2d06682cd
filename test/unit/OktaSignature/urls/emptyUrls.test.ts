import fc from 'fast-check';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { TemplateError } from '../../../../nodes/OktaSignature/engine/mustache/errors';
import { activeBanners, selectBanner } from '../../../../nodes/OktaSignature/engine/profile/banner';
import { FORMAT_VALUES, type SmartField } from '../../../../nodes/OktaSignature/engine/profile/smartField';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { holds } from '../../../support/fuzz';
import { profile as anyProfile } from '../../fuzz/profileArbitraries';
import { partials, template as anyTemplate } from '../../fuzz/templateArbitraries';
import { attribute, elementsOf } from '../rendering';
import { likelyUrl, notText, urlHostile } from './urlValues';

const settings = { smartFields: new Map<string, SmartField>(), phoneRegion: '', today: '2026-03-01' };

/** Links and images whose URL is written but empty. */
const emptyUrlsIn = (html: string) => elementsOf(html).filter((element) => ['href', 'src'].some((name) => attribute(element, name)?.trim() === ''));

const webUrl = /^https?:\/\/[^/?#]/i;

describe('a gallery template', () => {
	const FIELDS = [...new Set(GALLERY.flatMap(({ fields, additionalFields }) => [...fields, ...additionalFields])), 'phoneHref', 'emailHref', 'mobileHref'];
	const value = fc.oneof({ weight: 5, arbitrary: likelyUrl }, { weight: 2, arbitrary: fc.constantFrom('', ' ', 'Ada', 'a@b.example', 'a@b.example, c@d.example', '+49 30 123456') }, { weight: 1, arbitrary: notText });
	const smartField = fc.record({ name: fc.constantFrom(...FIELDS), attributes: fc.constantFrom<string[]>([], ['url'], ['email']), default: fc.oneof(fc.constant(''), likelyUrl), format: fc.constantFrom(...FORMAT_VALUES), required: fc.boolean() });
	const banner = fc.record({ name: fc.constantFrom('', 'Spring'), imageUrl: fc.oneof(likelyUrl, fc.constant('')), linkUrl: fc.oneof(likelyUrl, fc.constant('')), altText: fc.constantFrom('', 'Fair'), startsAt: fc.constant(''), endsAt: fc.constant('') });

	it('writes no empty and no unusable URL, whatever the profile, the smart fields and the banner hold', () => {
		holds(
			fc.property(
				fc.constantFrom(...GALLERY),
				fc.dictionary(fc.constantFrom(...FIELDS, 'url', 'firstName'), value),
				fc.array(smartField, { maxLength: 4 }),
				fc.array(banner, { maxLength: 2 }),
				(chosen, person, fields, banners) => {
					const compiled = compile({ ...chosen, reason: '' });
					const how = { ...settings, smartFields: new Map(fields.map((field) => [field.name, field])), ...selectBanner(activeBanners(banners, 0, 'UTC'), () => true) };
					const { html } = render(compiled, person, how, '').signature;
					for (const element of elementsOf(html)) {
						const [href, src] = [attribute(element, 'href'), attribute(element, 'src')];
						if (href !== undefined && !/^(mailto:|tel:\+?\d)/i.test(href)) expect([href, webUrl.test(href) && new URL(href).host !== '']).toEqual([href, true]);
						if (href?.startsWith('mailto:')) expect(href.length).toBeGreaterThan('mailto:'.length);
						if (src !== undefined) expect([src, webUrl.test(src) && new URL(src).host !== '']).toEqual([src, true]);
					}
				},
			),
			500,
		);
	});

	it.each([
		['acme.com', 'https://acme.com'],
		['www.acme.com/x', 'https://www.acme.com/x'],
		['//acme.com', 'https://acme.com'],
		['HTTP://acme.com', 'HTTP://acme.com'],
		['javascript:alert(1)', undefined],
		['foo', undefined],
		['logo.png', undefined],
		['', undefined],
	])('with the website %j links to %s', (website, expected) => {
		const [classic] = GALLERY.filter(({ name }) => name === 'classic');
		const { html, warnings } = render(compile({ ...classic, reason: '' }), { firstName: 'Ada', website }, settings, '').signature;
		expect(elementsOf(html).filter(({ tagName }) => tagName === 'a').map((link) => attribute(link, 'href'))).toEqual(expected === undefined ? [] : [expected]);
		expect(warnings.filter((warning) => warning.includes('"website"'))).toHaveLength(expected === undefined && website !== '' ? 1 : 0);
	});
});

describe('a URL that cannot be used', () => {
	const notUrl = fc.oneof(urlHostile, notText).filter((value) => typeof value !== 'string' || !/^\s*(https?|mailto|tel):/i.test(value.replace(/[^\x20-\x7e]/g, ''))).filter((value) => !Array.isArray(value) && (typeof value !== 'object' || value === null));

	it.each([
		'{{#line}}<a href="{{url}}">x</a> {{url}}{{/line}}{{^url}}none{{/url}}{{#url}}some{{/url}}{{#join}}{{url}}{{#sep}},{{/sep}}a{{/join}}',
		'{{#url}}<a href="{{.}}">{{.}}</a>{{/url}}',
		'{{url}} {{#optional}}M {{url}}{{/optional}}<a href="{{url}}/x">x</a>',
		'<a href="{{#url}}{{url}}{{/url}}{{^url}}{{other}}{{/url}}">x</a>{{url}}',
		'{{#vip}}<img src="{{url}}" alt="{{url}}">{{/vip}}{{^url}}none{{/url}}',
		'<a href="{{> link}}">{{url}}</a>',
		'<p title="{{url}}">x</p><a href="{{#join}}{{url}}{{/join}}">x</a>',
	])('counts as empty everywhere: %s', (html) => {
		holds(
			fc.property(notUrl, fc.constantFrom('', 'U {{url}}\n{{#url}}x{{/url}}'), fc.constantFrom('https://x.example', ''), (url, text, other) => {
				const compiled = compile({ name: 't', reason: '', html, text, additionalFields: [] }, { partials: new Map([['link', '{{url}}']]) });
				const person = { vip: true, other };
				const { warnings, ...signature } = render(compiled, { ...person, url }, settings, '').signature;
				const { warnings: others, ...without } = render(compiled, person, settings, '').signature;
				expect(signature).toEqual(without);
				if (url !== null) expect(warnings.filter((warning) => !others.includes(warning))).toEqual([expect.stringContaining('"url"')]);
			}),
			200,
		);
	});

	it('counts as empty everywhere in any template', () => {
		holds(
			fc.property(anyTemplate, partials, anyProfile, notUrl, (html, others, person, url) => {
				/** The signature without its warnings, or why the template cannot be used. */
				const sign = (profile: Record<string, unknown>) => {
					try {
						const compiled = compile({ name: 't', reason: '', html: `<img src="{{url}}" alt="">${html}`, text: '', additionalFields: [] }, { partials: others });
						return { ...render(compiled, profile, settings, '').signature, warnings: [] };
					} catch (error) {
						expect(error).toBeInstanceOf(TemplateError);
						return (error as TemplateError).message;
					}
				};
				expect(sign({ ...person, url })).toEqual(sign({ ...person, url: '' }));
			}),
			300,
		);
	});

	it('counts as empty in lists and objects too', () => {
		const sign = (html: string, profile: Record<string, unknown>) => render(compile({ name: 't', reason: '', html, text: '', additionalFields: [] }), profile, settings, '').signature;
		const links = '{{#links}}<a href="{{.}}">{{.}}</a>{{/links}}';
		expect(sign(links, { links: ['https://a.example', 'javascript:x', 'foo'] })).toMatchObject({ html: '<a href="https://a.example">https://a.example</a>', warnings: [expect.stringContaining('"links"')] });
		const people = '{{#people}}{{#url}}<a href="{{url}}">{{name}}</a>{{/url}}{{^url}}{{name}}{{/url}} {{/people}}';
		expect(sign(people, { people: [{ name: 'A', url: 'https://a.example' }, { name: 'B', url: 'b' }] })).toMatchObject({ html: '<a href="https://a.example">A</a> B', warnings: [expect.stringContaining('"url"')] });
		expect(sign('<a href="{{boss.url}}">x</a>', { boss: { url: 'x' } })).toMatchObject({ missing: ['boss.url'], completeness: 0 });
		expect(sign('<a href="{{links}}">x</a>', { links: ['https://a.example', 'https://b.example'] })).toMatchObject({ html: '<a href="">x</a>', warnings: [expect.stringContaining('"links" counts as empty: it holds several values'), expect.stringContaining('has no URL')] });
	});
});

describe('an empty URL', () => {
	const name = fc.constantFrom('a', 'b', 'url', 'none');
	const url = fc.oneof(
		name.map((one) => `{{${one}}}`),
		fc.tuple(fc.constantFrom('https://', 'https://acme.example/', 'mailto:', 'tel:', 'mailto:{{b}}?subject=', '{{a}}/', 'https://www.{{a}}.example/', ' '), name).map(([start, one]) => `${start}{{${one}}}`),
		fc.tuple(name, name).map(([one, other]) => `{{#${one}}}{{${other}}}{{/${one}}}`),
		fc.tuple(name, name).map(([one, other]) => `{{#${one}}}{{${one}}}{{/${one}}}{{^${one}}}{{${other}}}{{/${one}}}`),
		fc.tuple(name, name).map(([one, other]) => `{{#join}}{{${one}}}{{#sep}}/{{/sep}}{{${other}}}{{/join}}`),
		fc.constant('{{> link}}'),
	);
	const element = fc.oneof(url.map((one) => `<a href="${one}">x</a>`), url.map((one) => `<img src='${one}' alt="{{b}}">`));
	const { template } = fc.letrec<{ template: string; part: string }>((tie) => ({
		template: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
		part: fc.oneof(
			{ maxDepth: 3 },
			element,
			fc.tuple(fc.constantFrom('optional', 'line'), name, tie('template')).map(([helper, one, inside]) => `{{#${helper}}}{{${one}}}${inside}{{/${helper}}}`),
			fc.tuple(fc.constantFrom('#', '^'), name, tie('template')).map(([kind, one, inside]) => `{{${kind}${one}}}${inside}{{/${one}}}`),
			fc.array(tie('template'), { minLength: 1, maxLength: 3 }).map((parts) => `{{#join}}${parts.join('{{#sep}} · {{/sep}}')}{{/join}}`),
		),
	}));
	const person = fc.record({ a: fc.oneof(likelyUrl, fc.constant('')), b: fc.oneof(likelyUrl, fc.constant('')), url: fc.oneof(likelyUrl, fc.constant('')) }, { requiredKeys: [] });

	it('is never written without a warning that names the field, and never warned about when it is not written', () => {
		holds(
			fc.property(template, person, (html, profile) => {
				const compiled = compile({ name: 't', reason: '', html, text: '', additionalFields: [] }, { partials: new Map([['link', '{{url}}']]) });
				const { html: output, warnings } = render(compiled, profile, settings, '').signature;
				const empty = emptyUrlsIn(output);
				const aboutEmpty = warnings.filter((warning) => warning.includes('has no URL'));
				const refused = warnings.filter((warning) => /^The URL in (href|src) \("/.test(warning));
				expect(aboutEmpty.length > 0 || refused.length > 0 || empty.length === 0).toBe(true);
				if (empty.length === 0) expect(aboutEmpty).toEqual([]);
				for (const warning of aboutEmpty) expect(warning).toMatch(/^"(a|b|url|none)" is empty, so (a link|an image) has no URL\. Put the (link|image) between \{\{#(a|b|url|none)\}\} and \{\{\/\2?/);
			}),
			500,
		);
	});

	it.each([
		['<img src="{{photoUrl}}" alt="{{fullName}}">', '"photoUrl" is empty, so an image has no URL. Put the image between {{#photoUrl}} and {{/photoUrl}}'],
		['{{#optional}}<img src="{{photoUrl}}" alt="{{fullName}}">{{/optional}}', '"photoUrl" is empty, so an image has no URL. Put the image between {{#photoUrl}} and {{/photoUrl}}'],
		['<a href="mailto:{{secondEmail}}?subject=Hi">x</a>', '"secondEmail" is empty, so a link has no URL. Put the link between {{#secondEmail}} and {{/secondEmail}}'],
		['<a href="https://{{none}}/x">x</a>', '"none" is empty, so a link has no URL. Put the link between {{#none}} and {{/none}}'],
		['<a href="{{> link}}">x</a>', '"url" is empty, so a link has no URL. Put the link between {{#url}} and {{/url}}'],
	])('%s', (html, warning) => {
		const compiled = compile({ name: 't', reason: '', html, text: '', additionalFields: [] }, { partials: new Map([['link', '{{url}}']]) });
		expect(render(compiled, { firstName: 'Ada' }, settings, '').signature.warnings).toEqual([warning]);
	});
});
