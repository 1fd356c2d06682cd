import { compile } from '../../../../../nodes/OktaSignature/engine';
import { findBlankVersions } from '../../../../../nodes/OktaSignature/engine/check/blank';
import { SAMPLE_BANNER } from '../../../../../nodes/OktaSignature/engine/check/sample';
import type { PersonSettings } from '../../../../../nodes/OktaSignature/engine/profile/person';

const NONE: PersonSettings = { smartFields: new Map(), phoneRegion: '', today: '2026-03-01' };

const blankVersions = (html: string, { text = '', partials = {}, settings = NONE }: { text?: string; partials?: Record<string, string>; settings?: PersonSettings } = {}) =>
	findBlankVersions(compile({ name: 'custom', reason: '', html, text, additionalFields: [] }, { partials: new Map(Object.entries(partials)) }), settings);

const FILLED = { html: false, text: false };

const BLANK = { html: true, text: true };

describe('findBlankVersions', () => {
	it.each([
		['text', '<p>Acme</p>'],
		['a field', '<p>{{title}}</p>'],
		['a field of the org', '<p>{{badge}}</p>'],
		['text for people with a value', '{{#badge}}Acme{{/badge}}'],
		['text for people without a value', '{{^badge}}Acme{{/badge}}'],
		['an image with a URL from a field and an alt text', '<img src="{{photoUrl}}" alt="Photo">'],
		['a field of a list or object', '{{#offices}}{{city2}}{{/offices}}'],
		['a field of an object by its path', '{{#manager}}{{name}}{{/manager}}'],
		['an element of a list', '{{#tags}}{{.}}{{/tags}}'],
		['a part that needs one value, and none of another', '{{#manager}}{{#inner}}{{^title}}{{/title}}{{inner}}{{/inner}}{{/manager}}'],
	])('finds that a template with %s shows something to someone', (_, html) => {
		expect(blankVersions(html)).toEqual(FILLED);
	});

	it.each([
		['nothing', '<p></p>'],
		['blank characters only', '<table><tr><td>&nbsp;&zwnj;</td></tr></table>'],
		['a comment', '<!-- Acme -->{{! Acme }}'],
		['hidden text', '<p style="display:none">{{title}}</p>'],
		['a part that needs a value and its absence', '{{#badge}}{{^badge}}Acme{{/badge}}{{/badge}}'],
		['a part that needs one value, and none of another', '{{#badge}}{{^title}}Acme{{/title}}{{/badge}}'],
	])('finds that a template with %s is blank for everyone', (_, html) => {
		expect(blankVersions(html)).toEqual(BLANK);
	});

	it('looks at each version by itself', () => {
		const image = '<img src="https://www.example.com/x.png" alt="">';
		expect(blankVersions(image)).toEqual({ html: false, text: true });
		expect(blankVersions(image, { text: 'Acme' })).toEqual(FILLED);
		expect(blankVersions('<p></p>', { text: 'Acme' })).toEqual({ html: true, text: false });
		expect(blankVersions('<p></p>', { text: '{{title}}' })).toEqual({ html: true, text: false });
		expect(blankVersions('<p>Acme</p>', { text: '{{! Acme }}' })).toEqual({ html: false, text: true });
		expect(blankVersions('<p></p>', { text: '{{! Acme }}' })).toEqual(BLANK);
	});

	it('looks at each version until it shows something', () => {
		const withoutTitle = '{{^title}}Acme{{/title}}';
		expect(blankVersions('Acme', { text: withoutTitle })).toEqual(FILLED);
		expect(blankVersions(withoutTitle, { text: 'Acme' })).toEqual(FILLED);
	});

	it('looks at the text version also for those with a value for every name', () => {
		const inList = '{{#offices}}{{#rooms}}{{.}}{{/rooms}}{{/offices}}';
		expect(blankVersions('<p></p>', { text: inList })).toEqual({ html: true, text: false });
		expect(blankVersions(inList, { text: '{{! Acme }}' })).toEqual({ html: false, text: true });
	});

	it('counts a banner only where there are banners', () => {
		const banner = '{{#banner}}<img src="{{imageUrl}}" alt="{{altText}}">{{/banner}}';
		expect(blankVersions(banner)).toEqual(BLANK);
		expect(blankVersions(banner, { settings: { ...NONE, banner: SAMPLE_BANNER } })).toEqual(FILLED);
		const insideBanner = '{{#banner}}{{#badge}}Acme{{/badge}}{{/banner}}';
		expect(blankVersions(insideBanner)).toEqual(BLANK);
		expect(blankVersions(insideBanner, { settings: { ...NONE, banner: SAMPLE_BANNER } })).toEqual(FILLED);
	});

	it('counts the values of smart fields', () => {
		const company = { name: 'company', attributes: [], default: 'Acme', format: 'none' as const, required: false };
		expect(blankVersions('{{company}}', { settings: { ...NONE, smartFields: new Map([['company', company]]) } })).toEqual(FILLED);
	});

	it('does not judge a partial that includes itself', () => {
		expect(blankVersions('{{> tree}}', { partials: { tree: '{{#children}}{{> tree}}{{/children}}' } })).toEqual(FILLED);
	});
});
