import { compile, render } from '../../../../nodes/OktaSignature/engine';

const settings = { smartFields: new Map(), phoneRegion: '', today: '2026-01-31' };

const signature = (html: string, profile: Record<string, unknown>, partials: Record<string, string> = {}) => {
	const template = { name: 'custom', reason: '', html, text: '', additionalFields: [] };
	return render(compile(template, { textTemplate: '', partials: new Map(Object.entries(partials)) }), profile, settings, '').signature;
};

describe('a profile or template of any size', () => {
	it('is refused when fields and values multiply to more than a signature can be', () => {
		const value = 'x'.repeat(100_000);
		expect(() => signature('{{title}}'.repeat(100), { title: value })).toThrow(/more than 2,000,000 characters/);
		expect(() => signature('{{#list}}{{> one}}{{/list}}', { list: Array(90_000).fill('a') }, { one: 'x'.repeat(100) })).toThrow(/more than 2,000,000 characters/);
	});

	it('is read when its lists are nested deeper than the call stack allows', () => {
		let list: unknown = 'x';
		for (let i = 0; i < 50_000; i++) list = [list];
		expect(signature('<p>Ada {{list}}{{#list}}{{.}}{{/list}}</p>', { list }).html).toContain('Ada');
	});

	it('counts a partial at each of its places, with the sections around it', () => {
		const partials = { one: '{{title}}' };
		expect(signature('{{#off}}{{> one}}{{/off}}{{> one}}x', {}, partials).missing).toEqual(['title']);
		expect(signature('{{#off}}{{> one}}{{/off}}x', {}, partials).missing).toEqual([]);
		expect(() => signature('{{> a}}', {}, { a: '{{> b}}'.repeat(30), b: '{{> c}}'.repeat(30), c: 'x' })).toThrow(/Too many partials/);
	});

	it('refuses deep nesting that only partials together reach', () => {
		const nested = (inside: string) => `${'{{#a}}'.repeat(150)}${inside}${'{{/a}}'.repeat(150)}`;
		expect(() => signature('{{> a}}{{> b}}', {}, { a: nested('x'), b: nested('{{> a}}') })).toThrow(/More than 200 sections/);
	});
});
