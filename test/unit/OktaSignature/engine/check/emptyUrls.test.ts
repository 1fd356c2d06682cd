import { compile } from '../../../../../nodes/OktaSignature/engine';
import { findEmptyUrls } from '../../../../../nodes/OktaSignature/engine/check/emptyUrls';
import { sampleProfile } from '../../../../../nodes/OktaSignature/engine/check/sample';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';

const smartField = (name: string, ...attributes: string[]): SmartField => ({ name, attributes, default: '', format: 'none', required: false });

/** The warnings about a template for someone with a value for every field. */
function warningsOf(html: string, { fields = [], profile = {}, label }: { fields?: SmartField[]; profile?: Record<string, unknown>; label?: string } = {}) {
	const smartFields = new Map(fields.map((field) => [field.name, field]));
	const compiled = compile({ name: 'custom', reason: '', html, text: '', additionalFields: [], label });
	const settings = { smartFields, phoneRegion: '', today: '2026-03-01' };
	return findEmptyUrls(compiled, { ...sampleProfile(compiled.uses, smartFields), ...profile }, settings);
}

const linkWarning = (field: string) => `People without "${field}" get a link without a URL. Put the link between {{#${field}}} and {{/${field}}} (template)`;

const imageWarning = (field: string) => `People without "${field}" get an image without a URL. Put the image between {{#${field}}} and {{/${field}}} (template)`;

describe('findEmptyUrls', () => {
	it.each([
		['<a href="{{website}}">x</a>', [linkWarning('website')]],
		['<a href=" {{website}} ">x</a>', [linkWarning('website')]],
		['<a href="https://{{host}}/">x</a>', [linkWarning('host')]],
		['<a href="mailto:{{assistant}}">x</a>', [linkWarning('assistant')]],
		['<a href="{{phoneHref}}">x</a>', [linkWarning('phoneHref')]],
		['<a href="tel:{{mobilePhone}}">x</a>', [linkWarning('mobilePhone')]],
		['<img src="{{photoUrl}}" alt="x">', [imageWarning('photoUrl')]],
		['<a href="{{website}}"><img src="{{photoUrl}}" alt="x"></a>', [linkWarning('website'), imageWarning('photoUrl')]],
		['<a href="{{website}}">x</a><a href="{{website}}">y</a>', [linkWarning('website')]],
		['<a href="{{website}}"><img src="{{website}}" alt="x"></a>', [linkWarning('website'), imageWarning('website')]],
	])('names the field that a URL needs: %s', (html, warnings) => {
		expect(warningsOf(html)).toEqual(warnings);
	});

	it.each([
		['its element is inside a section', '{{#website}}<a href="{{website}}">x</a>{{/website}}'],
		['other elements have no attribute for a URL', '{{#website}}<a href="{{website}}">x</a>{{/website}}<a name="x">y</a><img alt="x">'],
		['the URL leads somewhere without it', '<a href="https://www.example.com/?t={{title}}">x</a>'],
		['it stands in text', '<a href="https://www.example.com">{{title}}</a>{{#title}}{{/title}}{{^title}}<a href="">x</a>{{/title}}'],
		['the URL is that of another element', '<area href="{{website}}"><input src="{{website}}"><table background="{{website}}"></table>'],
		['nobody has a URL there', '<a href="">{{title}}</a><img src="" alt="{{title}}">'],
		['everyone has one', '<a href="mailto:{{email}}">x</a><a href="{{emailHref}}">x</a><a href="mailto:{{login}}">x</a>'],
	])('says nothing about a field when %s', (_, html) => {
		expect(warningsOf(html)).toEqual([]);
	});

	it('counts only what the missing field adds to elements that never have a URL', () => {
		expect(warningsOf('<a href="">x</a><img src="" alt="x"><a href="{{website}}">y</a>')).toEqual([linkWarning('website')]);
		expect(warningsOf('<a href="">x</a><a href="">x</a><img src="{{photoUrl}}" alt="x">')).toEqual([imageWarning('photoUrl')]);
	});

	it('takes a URL of blanks as none', () => {
		const blankImage = '<img src=" " alt="x">';
		expect(warningsOf(`{{#website}}<a href="{{website}}">x</a>{{/website}}{{^website}}${blankImage}{{/website}}`)).toEqual([imageWarning('website')]);
	});

	it('looks at a smart field for people without each of its attributes', () => {
		const fields = [smartField('website', 'site', 'homepage')];
		expect(warningsOf('<a href="{{website}}">x</a>', { fields })).toEqual([linkWarning('website')]);
		expect(warningsOf('<a href="{{website}}">x</a>', { fields: [{ ...fields[0], default: 'https://www.example.com' }] })).toEqual([]);
		expect(warningsOf('<a href="{{phoneHref}}">x</a>', { fields: [smartField('primaryPhone', 'desk')], profile: { desk: '+49 30 23125 123' } })).toEqual([linkWarning('phoneHref')]);
	});

	it('does not trust that everyone has an email address where a smart field takes its place', () => {
		expect(warningsOf('<a href="mailto:{{email}}">x</a>', { fields: [smartField('email', 'alias')], profile: { alias: 'x@example.com' } })).toEqual([linkWarning('email')]);
		expect(warningsOf('<a href="{{emailHref}}">x</a>', { fields: [smartField('email', 'alias')], profile: { alias: 'x@example.com' } })).toEqual([linkWarning('emailHref')]);
		expect(warningsOf('<a href="{{emailHref}}">x</a>', { fields: [smartField('emailHref', 'alias')], profile: { alias: 'mailto:x@example.com' } })).toEqual([linkWarning('emailHref')]);
	});

	it('says which template it is', () => {
		expect(warningsOf('<a href="{{website}}">x</a>', { label: 'template "sales"' })).toEqual([linkWarning('website').replace('(template)', '(template "sales")')]);
	});

	it('looks at 50 fields', () => {
		const names = Array.from({ length: 60 }, (_, i) => `url${i}`);
		expect(warningsOf(names.map((name) => `<a href="{{${name}}}">x</a>`).join(''))).toEqual(names.slice(0, 50).map(linkWarning));
	});
});
