import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { GALLERY_FIELDS } from '../../../../nodes/OktaSignature/gallery/galleryFields';
import { compile, render as renderSignature } from '../../../../nodes/OktaSignature/engine';
import { compileTemplate } from '../../../../nodes/OktaSignature/engine/mustache/compile';
import { renderTemplate } from '../../../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf } from '../../../../nodes/OktaSignature/engine/mustache/scope';
import { attribute, elementsOf } from '../rendering';
import { faultsInHtml } from './danglingParts';
import { fieldsOf, isAddress, profileWith, settingsFor, VALUES } from './sampleProfiles';

/** The longest values that occur in practice, with characters that HTML has to escape. */
const LONG: Record<string, string> = {
	fullName: `Maximiliane-Alexandra ${'von-Hohenstein-Wittelsbach-und-Schwarzenberg'}`,
	title: 'Senior Vice President for Digital Transformation, Process Excellence & Sustainability in Europe, the Middle East & Africa',
	department: 'Corporate Strategy, Mergers & Acquisitions, Investor Relations & "Special Projects" of the Executive Board',
	organization: "Acme Versicherungs- & Vermögensverwaltungsgesellschaft mbH & Co. KG – Zweigniederlassung für Deutschland, Österreich & d'Europe",
	primaryPhone: '+49 89 99998012 ext. 90123', mobilePhone: '+49 176 04069012',
	email: "maximiliane-alexandra.o'von-hohenstein-wittelsbach-und-schwarzenberg@vermoegensverwaltung.versicherungen.acme.example",
	streetAddress: 'Bürgermeister-Freiherr-von-Stauffenberg-Straße 123–125, Gebäude C, 4. Obergeschoss, Eingang "Süd" & Tiefgarage',
	zipCode: '85774-1234', city: 'Unterföhring bei München an der Isar', accentColor: 'rgb(160, 90, 44)',
	disclaimer: 'This e-mail & its attachments may contain "confidential" information. If you are not the recipient, please delete it. '.repeat(9),
	companyDetails: 'Acme Versicherungs-AG & Co. KGaA · Sitz der Gesellschaft: München · Amtsgericht München HRB 123456 · '.repeat(4),
};
const longAddress = 'https://www.versicherungen.acme.example/unternehmen/signatur?kampagne=signatur&quelle=mail&seite=investoren';
const longValue = (name: string) => LONG[name] ?? (isAddress(name) ? longAddress : LONG.organization);

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
		expect(signature.html).not.toMatch(/<style|<svg|<div|<p\b|data:|class=|position:|flex|background-image|url\(|white-space/);
		for (const element of elementsOf(signature.html)) {
			const style = attribute(element, 'style') ?? '';
			const is = (...tags: string[]) => tags.includes(element.tagName);
			if (is('table')) expect(attribute(element, 'role')).toBe('presentation');
			if (is('img')) expect([attribute(element, 'alt'), attribute(element, 'width'), style]).toEqual([expect.stringMatching(/./), expect.stringMatching(/^\d+$/), expect.stringContaining('border:0')]);
			if (is('img')) expect(style).toMatch(new RegExp(`width:${attribute(element, 'width')}px;.*height:(?:auto|${attribute(element, 'height')}px)|width:${attribute(element, 'width')}px;height:${attribute(element, 'height')}px`));
			if (/max-width/.test(style)) expect(is('table', 'img')).toBe(true);
			if (/padding/.test(style)) expect(element.tagName).toBe('td');
			if (/border-radius/.test(style)) expect(is('img', 'td')).toBe(true);
		}
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
		expect([attribute(image, 'src'), attribute(image, 'alt'), attribute(image, 'width')]).toEqual([banner.imageUrl, 'Summit', '480']);
		expect(html.includes(`href="${linkUrl}"`)).toBe(linkUrl !== '');
		expect(render(template.text, 'text').split('\n').pop()).toBe(line);
	});
});
