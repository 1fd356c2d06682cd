import { checkTemplates, type CheckInput, type TemplateToCheck } from '../../../../../nodes/OktaSignature/engine/check/checkTemplates';
import { superlinearGrowth } from '../../growth';

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

	it.each([
		['{{title.x}}', ['"title.x" in the template does not exist. "title" has no fields of its own. Use {{title}}']],
		['{{title.toUpperCase()}}', ['"title.toUpperCase()" in the template does not exist. A template cannot call functions. Use a smart field with the format Upper Case']],
		['{{initials.length.x}}', ['"initials.length.x" in the template does not exist. "initials" has no fields of its own. Use {{initials}}']],
		['{{fancy}}{{fancy.x}}', ['"fancy.x" in the template does not exist. "fancy" has no fields of its own. Use {{fancy}}']],
		['{{.}}{{^title}}{{.}}{{/title}}', ['{{.}} in the template prints nothing: it stands for an element of a list. Put it in a section over a list, or write the name of a field']],
		['{{title.0}}{{title.length}}{{#title}}{{.}}{{/title}}{{#banner}}{{linkUrl}}{{/banner}}{{banner.altText}}', []],
	])('looks into dotted names: %s', (html, warnings) => {
		const fancy = { name: 'fancy', attributes: ['title'], default: '', format: 'none' as const, required: false };
		const settings = { smartFields: new Map([['fancy', fancy]]), phoneRegion: '', today: '' };
		for (const complete of [true, false]) expect(check([template(html)], { settings, attributes: { names: ['title', 'city'], complete, error: '' } }).warnings).toEqual(warnings);
	});

	it('says that a smart field cannot select another one, unless it has the name of an attribute', () => {
		const field = (name: string, ...attributes: string[]) => [name, { name, attributes, default: '', format: 'none' as const, required: false }] as const;
		const settings = { smartFields: new Map([field('alpha', 'title'), field('beta', 'alpha', 'city'), field('city', 'city'), field('title', 'title')]), phoneRegion: '', today: '' };
		const sentence = 'The smart field "beta" selects "alpha", which is another smart field. Select attributes of the profile instead';
		for (const complete of [true, false]) expect(check([template('{{beta}}')], { settings, attributes: { names: ['title', 'city'], complete, error: '' } }).warnings).toEqual([sentence]);
	});

	it('takes time in proportion to names plus attributes, not to their product', () => {
		const names = (count: number, prefix: string) => Array.from({ length: count }, (_, i) => `${prefix}${i}`);
		expect(
			superlinearGrowth((size) => {
				const attributes = { names: names(size / 4, 'attribut'), complete: true, error: '' };
				return check([template(names(size / 4, 'attribus').map((name) => `{{${name}}}`).join(''))], { attributes });
			}),
		).toBeUndefined();
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
