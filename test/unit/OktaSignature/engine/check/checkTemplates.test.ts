import { checkTemplates, type CheckInput, type TemplateToCheck } from '../../../../../nodes/OktaSignature/engine/check/checkTemplates';

const template = (html: string, partials: Record<string, string> = {}): TemplateToCheck => ({
	template: { name: 'custom', reason: '', html, text: '', additionalFields: [] },
	textTemplate: '',
	partials: new Map(Object.entries(partials)),
});

const check = (templates: CheckInput['templates'], more: Partial<CheckInput> = {}) =>
	checkTemplates({
		templates,
		conditionFields: [],
		settings: { smartFields: new Map(), phoneRegion: '', today: '2026-03-01' },
		target: 'gmail',
		hasBanners: false,
		attributes: { names: ['title', 'city'], complete: true, error: '' },
		...more,
	});

describe('checkTemplates', () => {
	it('reports nothing for nothing', () => {
		expect(check([])).toEqual({ valid: true, errors: [], warnings: [], fields: [], unknownFields: [], length: 0 });
	});

	it('lists reading errors and template errors in the order of the input', () => {
		const unreadable = { message: 'The gallery has no template', line: 1, column: 1 };
		const { valid, errors, length } = check([template('x\n{{#a}}'), unreadable]);
		expect([valid, length]).toEqual([false, 0]);
		expect(errors).toEqual([{ message: expect.stringContaining('Section "a" is not closed'), line: 2, column: 1 }, unreadable]);
	});

	it('reports an error in a partial once, however many templates share it', () => {
		const partials = { open: '{{#a}}' };
		expect(check([template('{{title}}', partials), template('{{city}}', partials)]).errors).toHaveLength(1);
	});

	it('lists the fields of all templates, and the unknown names of templates, conditions and smart fields', () => {
		const phone = { name: 'phone', attributes: ['badge'], default: '', format: 'none' as const, required: false };
		const report = check([template('{{title}}{{phone}}'), template('{{title}}{{citty}}')], {
			conditionFields: ['level', 'level'],
			settings: { smartFields: new Map([['phone', phone]]), phoneRegion: '', today: '' },
		});
		expect(report.fields).toEqual(['title', 'phone', 'citty']);
		expect(report.unknownFields).toEqual(['citty', 'badge', 'level']);
		expect(report.warnings).toContainEqual(expect.stringContaining('Did you mean city?'));
	});

	it('says why fields were not compared with the schema', () => {
		const attributes = { names: ['title'], complete: false, error: 'Access denied' };
		expect(check([template('{{title}}')], { attributes }).warnings).toEqual([
			"Fields were not compared with the org's schema: Access denied",
		]);
	});

	it('warns about a URL only for people without the field that it needs', () => {
		const website = { name: 'website', attributes: ['site'], default: '', format: 'url' as const, required: false };
		const settings = { smartFields: new Map([['website', website]]), phoneRegion: '', today: '' };
		const attributes = { names: ['site', 'host', 'mail', 'fax', 'title'], complete: true, error: '' };
		const about = (html: string) => check([template(html)], { settings, attributes }).warnings.map((warning) => /"(\w+)"/.exec(warning)?.[1]);
		expect(about('<a href="https://{{host}}/{{title}}">x</a>')).toEqual(['host', 'title']);
		expect(about('<a href="https://{{host}}/?t={{title}}">x</a>')).toEqual(['host']);
		expect(about('<a href="mailto:{{mail}}?subject={{title}}">x</a>')).toEqual(['mail']);
		expect(about('<a href="tel:{{fax}}">{{title}}</a>')).toEqual(['fax']);
		expect(about('<a href="{{website}}?x={{title}}">x</a>{{#fax}}<a href="tel:{{fax}}">x</a>{{/fax}}')).toEqual(['website']);
	});

	it('warns about the banner of this moment', () => {
		const settings = { smartFields: new Map(), phoneRegion: '', today: '', bannerWarnings: ["The banner 'Fair' is not shown"] };
		expect(check([template('{{title}}')], { settings }).warnings).toEqual(["The banner 'Fair' is not shown"]);
	});

	it('measures the longest template, with a banner only when there are banners', () => {
		const templates = [template('y{{#banner}}{{altText}}{{/banner}}'), template('x')];
		expect(check(templates).length).toBe(1);
		expect(check(templates, { hasBanners: true }).length).toBeGreaterThan(1);
	});
});
