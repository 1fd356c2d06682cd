import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { GALLERY_FIELDS } from '../../../../nodes/OktaSignature/gallery/galleryFields';
import { compile, render as renderSignature } from '../../../../nodes/OktaSignature/engine';
import { compileTemplate } from '../../../../nodes/OktaSignature/engine/mustache/compile';
import { renderTemplate } from '../../../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf } from '../../../../nodes/OktaSignature/engine/mustache/scope';
import { attribute, elementsOf, textOf } from '../rendering';
import { faultsInHtml } from './danglingParts';
import { longValue } from './longValues';
import { fieldsOf, profileWith, settingsFor, VALUES } from './sampleProfiles';

it('documents exactly the fields that the templates use in addition to attributes', () => {
	const taken = new Set(GALLERY.flatMap(({ additionalFields }) => additionalFields));
	expect(Object.keys(GALLERY_FIELDS).sort()).toEqual([...taken].sort());
});

it('has unique names and is sorted by title', () => {
	expect(GALLERY.length).toBe(10);
	expect(new Set(GALLERY.map(({ name }) => name)).size).toBe(GALLERY.length);
	const titles = GALLERY.map(({ title }) => title);
	expect(titles).toEqual([...titles].sort());
});

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	const names = fieldsOf(template);
	const compiled = compile({ ...template, reason: '' });
	const settings = settingsFor(template);

	it('uses exactly the fields it documents', () => {
		const used = new Set([...`${template.html}${template.text}`.matchAll(/\{\{[#^]?(\w+)\}\}/g)].map(([, name]) => name));
		const language = ['optional', 'line', 'join', 'sep', 'banner', 'imageUrl', 'linkUrl', 'altText', 'phoneHref', 'mobileHref', 'emailHref', 'rtl'];
		expect([...used].filter((name) => !language.includes(name)).sort()).toEqual([...names].sort());
	});

	it('shows a number that cannot be dialed without a link', () => {
		const { signature } = renderSignature(compiled, { primaryPhone: 'reception', mobilePhone: 'n/a' }, settings, '');
		expect(elementsOf(signature.html).filter(({ tagName }) => tagName === 'a')).toEqual([]);
		expect(signature.text).toContain('reception');
	});

	it('is complete without optional fields', () => {
		const { signature } = renderSignature(compiled, profileWith(template.fields), { ...settings, smartFields: new Map() }, '');
		expect(signature).toMatchObject({ missing: [], completeness: 1, warnings: [] });
	});

	it('uses the accent color when it is set', () => {
		const html = (names: string[]) => renderSignature(compiled, profileWith(names), settings, '').signature.html;
		expect(html(names)).toContain(VALUES.accentColor);
		expect(html(names)).not.toContain('#2f6fb5');
		expect(html(names.filter((name) => name !== 'accentColor'))).toContain('#2f6fb5');
	});

	it('fits into Gmail with long values', () => {
		const profile = profileWith(names, Object.fromEntries(names.map((name) => [name, longValue(name)])));
		const { signature } = renderSignature(compiled, profile, settings, '');
		expect(signature.missing).toEqual([]);
		expect(signature.length).toBeLessThan(10_000);
	});

	it('contains only markup that email clients support', () => {
		const { signature } = renderSignature(compiled, profileWith(names), settings, '');
		expect(signature.html).not.toMatch(/<style|<svg|<div|<p\b|data:|class=|(?<!object-)position:|flex|background(?!-color)|url\(|white-space/);
		for (const element of elementsOf(signature.html)) {
			const style = attribute(element, 'style') ?? '';
			const is = (...tags: string[]) => tags.includes(element.tagName);
			if (is('table')) expect(attribute(element, 'role')).toBe('presentation');
			if (is('img')) {
				const [width, height] = ['width', 'height'].map((name) => attribute(element, name));
				expect([attribute(element, 'alt'), width, height, style]).toEqual([expect.stringMatching(/./), expect.stringMatching(/^\d+$/), expect.stringMatching(/^\d+$/), expect.stringContaining('border:0')]);
				expect(style).toContain(`width:${width}px;height:${height}px`);
			}
			if (/max-width/.test(style)) expect(element.tagName).toBe('table');
			if (/padding/.test(style)) expect(element.tagName).toBe('td');
			if (/border-radius/.test(style)) expect(is('img', 'td')).toBe(true);
			if (/background-color/.test(style)) expect([element.tagName, style]).toEqual(['td', expect.stringContaining(`background-color:${attribute(element, 'bgcolor')};`)]);
		}
	});

	it('uses a grid of 4 pixels, and text of at least 12 pixels, small print of 11', () => {
		const { signature } = renderSignature(compiled, profileWith(names), settings, '');
		for (const element of elementsOf(signature.html)) {
			const style = attribute(element, 'style') ?? '';
			const spaces = [...style.matchAll(/padding[\w-]*:([^;]+)/g)].flatMap(([, space]) => space.split(' ')).map((space) => parseInt(space, 10));
			const [, size = '12', line = '16'] = /font:(?:\w+ )?(\d+)px(?:\/(\d+)px)?/.exec(style) ?? [];
			expect([...spaces, Number(line)].filter((length) => length % 4 !== 0)).toEqual([]);
			const isSmallPrint = ['HRB 1', 'Confidential'].includes(textOf(element));
			expect(Number(size)).toBeGreaterThanOrEqual(isSmallPrint ? 11 : 12);
		}
	});

	it('does not let phone numbers wrap, and changes nothing else in them', () => {
		const { signature } = renderSignature(compiled, { primaryPhone: '+49 (30) 2312-5012 ext. 7', mobilePhone: '030 1 / 030 2' }, settings, '');
		const [primary, mobile] = ['+49\u00a0(30)\u00a02312-5012 ext. 7', '030\u00a01 / 030\u00a02'];
		expect(signature.html).toContain(`>${primary}</a>`);
		expect(signature.html).toContain(mobile);
		expect(signature.text).toMatch(/\+49 \(30\) 2312-5012 ext\. 7[^]*030 1 \/ 030 2/);
		expect(signature.html).toContain('href="tel:+493023125012;ext=7"');
	});

	it('is mirrored for right-to-left scripts, and names its language', () => {
		const turned = (direction: string) => renderSignature(compiled, profileWith(names, { ...VALUES, direction }), settings, '').signature.html;
		const swapped = turned('ltr').replace(/\b(left|right)\b/g, (side) => (side === 'left' ? 'right' : 'left'));
		expect(turned('rtl')).toBe(swapped.replace('dir="ltr"', 'dir="rtl"'));
		expect(turned('rtl')).toMatch(/^<table dir="rtl" lang="de-AT"/);
	});

	it('sets labels apart, so that each stays beside its number in a right-to-left block', () => {
		const { html } = renderSignature(compiled, { primaryPhone: '+49 30 23125012', mobilePhone: '+49 171 3920012', firstName: 'שלום' }, settings, '').signature;
		const labels = elementsOf(html).filter((element) => ['T', 'M'].includes(textOf(element)));
		// A cell of its own is apart anyway.
		expect(labels.map((label) => label.tagName === 'td' || attribute(label, 'dir') === 'auto')).toEqual([true, true]);
	});

	it.each([
		['linked', 'https://x.example/go', 'Summit: https://x.example/go'],
		['without link', '', 'Summit'],
	])('shows the banner last, %s', (_name, linkUrl, line) => {
		const banner = { imageUrl: 'https://x.example/banner.png', altText: 'Summit', linkUrl };
		const render = (source: string, mode: 'html' | 'text') =>
			renderTemplate(compileTemplate({ label: mode, text: source, indent: 0 }, mode), scopeOf({ fullName: VALUES.fullName, banner }), () => {}).trim();
		const html = render(template.html, 'html');
		expect(faultsInHtml(html)).toEqual([]);
		const [image, ...others] = elementsOf(html).filter(({ tagName }) => tagName === 'img').reverse();
		expect(others).toEqual([]);
		expect([attribute(image, 'src'), attribute(image, 'alt'), attribute(image, 'width'), attribute(image, 'height')]).toEqual([banner.imageUrl, 'Summit', '480', '120']);
		expect(attribute(image, 'style')).toContain('width:480px;max-width:100%;height:auto');
		expect(html.includes(`href="${linkUrl}"`)).toBe(linkUrl !== '');
		expect(render(template.text, 'text').split('\n').pop()).toBe(line);
	});
});
