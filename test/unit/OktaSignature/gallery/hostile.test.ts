import fc from 'fast-check';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { cleanText } from '../../../../nodes/OktaSignature/engine/mustache/values';
import { withoutBrackets } from '../../../../nodes/OktaSignature/engine/profile/pronouns';
import { holds } from '../../../support/fuzz';
import { hostile } from '../hostileValues';
import { attribute, elementsOf, outline } from '../rendering';
import { fieldsOf, isAddress, settingsFor } from './sampleProfiles';

/** Hostile values, and values that are valid or almost valid URLs and phone numbers. */
const likely = fc.oneof(hostile, hostile.map((value) => `https://x.example/${value}`), fc.constant('+49 30 123456'), fc.constant('reception'));

/** Sections that depend on whether a value is a valid link. */
const LINKS = ['phoneHref', 'mobileHref', 'emailHref', 'website', 'linkedInUrl', 'xUrl', 'instagramUrl', 'youTubeUrl', 'facebookUrl', 'gitHubUrl', 'bookingUrl', 'logoLink', 'photoUrl', 'logoUrl', 'iconsUrl'];

/** Those of them that are images. */
const IMAGES = ['photoUrl', 'logoUrl', 'iconsUrl'];

/** Fields with a language code. */
const LANGUAGES = ['language', 'languageSecond'];

/** Prints the names of the valid links and languages of a person. */
const probe = compile({
	name: 'probe',
	reason: '',
	html: LINKS.map((name) => (IMAGES.includes(name) ? `<img src="{{${name}}}" alt="">` : `<a href="{{${name}}}">x</a>`)).join(''),
	text: [...LINKS, ...LANGUAGES].map((name) => `{{#${name}}}${name} {{/${name}}}`).join(''),
	additionalFields: [...LINKS, ...LANGUAGES],
});

const HREFS: Record<string, [href: string, valid: string, invalid: string]> = {
	primaryPhone: ['phoneHref', '+49 30 123456', 'reception'],
	mobilePhone: ['mobileHref', '+49 30 123456', 'reception'],
	email: ['emailHref', 'x@x.example', 'x'],
};

const twinOf = (name: string, value: string, links: string[]): string => {
	// Gallery templates have brackets of their own.
	if (name === 'pronouns' && withoutBrackets(cleanText(value)) === '') return '';
	if (LANGUAGES.includes(name)) return links.includes(name) ? 'de' : '';
	const [href, valid, invalid] = HREFS[name] ?? [name, 'https://x.example', ''];
	return href !== name || isAddress(name) ? (links.includes(href) ? valid : invalid) : 'x';
};

/** A profile with these fields. The full name is set by first and last name. */
const profileOf = (names: string[], valueOf: (name: string, index: number) => string) =>
	Object.fromEntries(names.flatMap((name, i) => (name === 'fullName' ? [['firstName', valueOf(name, i)], ['lastName', 'x']] : [[name, valueOf(name, i)]])));

/** Warnings name fields, never values. */
const WARNING = /^(Field "\w+" was left out: it is not a web address|Field "(primary|mobile)Phone" (has no link|is linked as typed): [\w ,]+(\. Set the option Phone Region, or countryCode in the profile)?|"\w+" counts as empty: it is not (?:a web address|one phone number)|"emailHref" is empty: "email" is not one email address|Field "(accent|text)Color" was left out: it is not a color such as #2f6fb5|Field "direction" was left out: it is not auto, ltr or rtl|Field "language(Second)?" was left out: it is not a language code such as de or pt-BR)$/;

/** URLs and styles that no value may produce. */
const harmfulIn = (html: string) =>
	elementsOf(html).flatMap((element) => {
		const addresses = ['href', 'src'].map((name) => attribute(element, name) ?? '').filter((url) => url !== '' && !/^(https?|mailto|tel):/.test(url));
		const styles = [attribute(element, 'style') ?? ''].filter((style) => /url\(|expression|\\/i.test(style));
		return [...addresses, ...styles];
	});

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	const names = fieldsOf(template);
	const compiled = compile({ ...template, reason: '' });

	it.each(['url', 'none'] as const)('renders hostile values with the same elements and lines as harmless ones, URLs with format %s', (format) => {
		const settings = settingsFor(template, format);
		holds(
			fc.property(fc.array(likely, { minLength: names.length, maxLength: names.length }), (values) => {
				const profile = profileOf(names, (_name, i) => values[i]);
				const links = render(probe, profile, settings, '').signature.text.split(' ');
				const { signature } = render(compiled, profile, settings, '');
				const { signature: twin } = render(compiled, profileOf(names, (name, i) => twinOf(name, values[i], links)), settings, '');
				expect(outline(signature.html)).toBe(outline(twin.html));
				expect(signature.text.split('\n')).toHaveLength(twin.text.split('\n').length);
				expect(harmfulIn(signature.html)).toEqual([]);
				expect(`${signature.html}${signature.text}`.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Surrogate}\u2028\u202a-\u202e\u2066-\u2069]/u);
				expect(signature.warnings.filter((warning) => !WARNING.test(warning))).toEqual([]);
			}),
			100,
		);
	});
});
