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

/** Another template with the same partials and options. */
const withTemplate = (entry: TemplateToCheck, more: Partial<TemplateToCheck['template']>): TemplateToCheck => ({ ...entry, template: { ...entry.template, ...more } });

const warningsOf = (templates: CheckInput['templates'], more?: Partial<CheckInput>) => check(templates, more).warnings;

const fieldOf = (name: string, attributes: string[], more: object = {}) => [name, { name, attributes, default: '', format: 'none' as const, required: false, ...more }] as const;

const settingsOf = (...fields: Array<ReturnType<typeof fieldOf>>) => ({ smartFields: new Map(fields), phoneRegion: '', today: '2026-03-01' });

const BLANK = 'The signature is blank for everyone: the template has no visible text and no image. Add text or a field (template)';

describe('the warnings and errors of a template', () => {
	it.each<[string, TemplateToCheck, string[]]>([
		['nothing', template('{{title}}'), []],
		['HTML that email clients change', template('<style>p{}</style><p style="display:flex">{{title}}</p>'), ['Gmail removes <style> from signatures. Use style attributes (template, line 1, column 1)', expect.stringMatching(/^Not supported by .* in line 1 \(template\)$/)]],
		['text that is hard to read', template('<b style="color:#fff">{{title}}</b>'), [expect.stringMatching(/^Text is hard to read .* #fff on white .*\(template\)$/)]],
		['a partial that does not exist', template('{{title}}{{> nothing}}'), [expect.stringMatching(/^There is no partial "nothing"/)]],
		['a text version with such a partial', { ...template('{{title}}'), textTemplate: '{{title}}{{> nothing}}' }, [expect.stringMatching(/^There is no partial "nothing"/)]],
		['a partial with such HTML', template('{{title}}{{> a}}', { a: '<iframe></iframe>' }), ['Email clients remove <iframe> (partial "a", line 1, column 1)']],
		['a partial with an element that some clients do not support', template('{{title}}{{> a}}', { a: '<p style="display:flex"></p>' }), [expect.stringMatching(/^Not supported by .* in line 1 \(partial "a"\)$/)]],
		['a partial with text that is hard to read', template('{{title}}{{> a}}', { a: '<b style="background:#fff;color:#fff">x</b>' }), [expect.stringMatching(/^Text is hard to read .* #fff on #fff .*\(partial "a"\)$/)]],
		['a partial on a background that nobody knows', template('{{title}}{{> a}}', { a: '<b style="color:#fff">x</b>' }), []],
		['text behind a partial that opens an element', template('{{> a}}<b style="color:#fff">{{title}}</b>', { a: '<p style="background:#000">', b: '<br>' }), []],
		['text behind partials that close theirs', template('{{> a}}<b style="color:#fff">{{title}}</b>', { a: '<p style="color:#000;background:#fff"></p>' }), [expect.stringMatching(/#fff on white/)]],
		['only a picture', template('<img src="https://x.example/a.png" alt="" width="1">'), ['The text version is blank. Write a text template, or give the images alt texts (template)']],
		['only a picture with an alt text', template('<img src="https://x.example/a.png" alt="Acme" width="1">'), []],
		['only a picture, with a text template', { ...template('<img src="https://x.example/a.png" alt="" width="1">'), textTemplate: 'Acme' }, []],
		['sections that exclude each other', template('{{#title}}{{^title}}x{{/title}}{{/title}}'), ['The signature may be blank for everyone: it shows nothing both with and without values for its fields (template)']],
		['such sections, with blanks', template('{{#title}}{{  ^  title}}x{{/title}}{{/title}}'), ['The signature may be blank for everyone: it shows nothing both with and without values for its fields (template)']],
		['such sections in a partial', template('{{#title}}{{> a}}{{/title}}', { a: '{{^title}}x{{/title}}', b: 'x' }), ['The signature may be blank for everyone: it shows nothing both with and without values for its fields (template)']],
	])('%s', (_, entry, warnings) => {
		const report = check([entry]);
		expect([report.errors, report.valid]).toEqual([[], true]);
		expect(report.warnings).toEqual(warnings);
	});

	it.each<[string, TemplateToCheck, Array<{ message: unknown; line: number; column: number }>]>([
		['no content', template(' '), [{ message: BLANK, line: 1, column: 1 }]],
		['no visible content', template('<p>&nbsp;</p>{{! note }}'), [{ message: BLANK, line: 1, column: 1 }]],
		['an empty partial', template('{{> a}}', { a: ' ' }), [{ message: BLANK, line: 1, column: 1 }]],
		['half a tag', template('x\n {{title}'), [{ message: expect.stringContaining('(template, line 2, column 2)'), line: 2, column: 2 }]],
		['half a tag in the text version', { ...template('{{title}}'), textTemplate: 'a {title}}' }, [{ message: expect.stringContaining('(text template, line 1, column'), line: 1, column: expect.any(Number) }]],
		['half a tag in a partial', template('{{title}}', { a: 'x {{title}' }), [{ message: expect.stringContaining('(partial "a", line 1, column 3)'), line: 1, column: 3 }]],
		['a section that is not closed, in a partial that is not included', template('{{title}}', { a: 'x', b: '\n{{#b}}' }), [{ message: expect.stringContaining('(partial "b", line 2, column 1)'), line: 2, column: 1 }]],
		['braces in a stylesheet and a comment, in a partial that is not included', template('{{title}}', { a: '<style>p {color: red}</style><!-- {title} -->' }), []],
		['a value in a place for markup, in a partial that is not included', template('{{title}}', { a: '<p {{title}}>x</p>' }), []],
	])('%s', (_, entry, errors) => {
		const report = check([entry]);
		expect(report.errors).toEqual(errors);
		expect([report.valid, report.length > 0]).toEqual(errors.length === 0 ? [true, true] : [false, false]);
	});

	it('do not include blankness when there are other errors', () => {
		expect(check([template('{{#a}}{{/a}}{{#b}}')]).errors).toHaveLength(1);
	});

	it('name the template by its label', () => {
		expect(check([withTemplate(template(' '), { label: 'rule "Sales"' })]).errors).toEqual([{ message: BLANK.replace('(template)', '(rule "Sales")'), line: 1, column: 1 }]);
		expect(warningsOf([withTemplate(template('{{titel}}'), { label: 'rule "Sales"' })])).toEqual([expect.stringMatching(/^"titel" in the rule "Sales" is not in the org's schema/)]);
	});
});

describe('a template of the gallery', () => {
	const html = '<table style="color:#fff"><tr><td style="color:#fff;display:flex">{{title}}<a href="https://{{host}}">x</a></td></tr></table>';
	const attributes = { names: ['title', 'host'], complete: true, error: '' };
	const kindsOf = (more: Partial<TemplateToCheck['template']>) => warningsOf([withTemplate(template(html), more)], { attributes }).map((warning) => warning.split(' ', 2).join(' '));

	it('is not told what looks different, nor about empty URLs', () => {
		expect(kindsOf({})).toEqual(['Not supported', 'Text is', 'People without']);
		expect(kindsOf({ additionalFields: ['logoUrl'] })).toEqual([]);
	});

	it('is one no longer when it can be edited', () => {
		expect(kindsOf({ additionalFields: ['logoUrl'], pieces: { partials: new Map(), fields: [], companyFields: [] } })).toEqual(['Not supported', 'Text is', 'People without']);
	});

	it('has fields of its own', () => {
		expect(check([withTemplate(template('{{title}}{{logoUrl}}'), { additionalFields: ['logoUrl'] })]).unknownFields).toEqual([]);
		expect(check([template('{{title}}{{logoUrl}}')]).unknownFields).toEqual(['logoUrl']);
		expect(check([template('{{title}}{{logoUrl}}')], { settings: { ...settingsOf(), branding: new Map([['logoUrl', 'https://x.example']]) } }).unknownFields).toEqual([]);
	});
});

describe('templates of several items', () => {
	const first = withTemplate({ ...template('{{title}}'), linkParameters: 'a=b', encoding: 'utf8' }, { label: 'a' });

	it.each<[string, TemplateToCheck]>([
		['label', withTemplate(first, { label: 'b', html: '{{titel}}' })],
		['HTML', withTemplate(first, { html: '{{titel}}' })],
		['label and HTML, which together are the same text', withTemplate(first, { label: 'a{{title}}', html: '{{titel}}' })],
		['text template', { ...first, textTemplate: '{{titel}}' }],
		['name of a partial', { ...first, partials: new Map([['{{titel}', '']]) }],
		['text of a partial', { ...first, partials: new Map([['a', 'x {{titel}']]) }],
		['parameters of links', { ...first, linkParameters: 'a={{titel}}' }],
	])('are told apart by their %s', (_, second) => {
		const alone = check([second]);
		const both = check([first, first, second]);
		expect([both.errors, both.warnings, both.unknownFields]).toEqual([alone.errors, alone.warnings, alone.unknownFields]);
		expect([...both.errors, ...both.warnings, ...(second.partials.size === 1 ? ['x'] : [])]).not.toEqual([]);
	});

	it('are told apart by their encoding', () => {
		const german = template('Grüße');
		const lengths = [[german], [german, { ...german, encoding: 'ascii' as const }], [{ ...german, encoding: 'ascii' as const }]].map((entries) => check(entries).length);
		expect(lengths).toEqual([5, lengths[2], lengths[2]]);
		expect(lengths[2]).toBeGreaterThan(5);
	});

	it('are told apart where label and HTML are one text', () => {
		const labels = [withTemplate(template('b{{titel}}'), { label: 'a' }), withTemplate(template('{{titel}}'), { label: 'ab' })];
		expect(warningsOf(labels).map((warning) => /in the (\w+)/.exec(warning)?.[1])).toEqual(['a', 'ab']);
	});

	it('report the same error once, and each reading error', () => {
		const unreadable = { message: 'The gallery has no template', line: 1, column: 1 };
		expect(check([template('{{#a}}'), unreadable, template('{{#a}}'), { ...unreadable, message: 'Other' }, unreadable]).errors.map(({ message }) => message)).toEqual([expect.stringContaining('Section "a"'), unreadable.message, 'Other']);
	});
});

describe('the fields of templates', () => {
	it('are those that are printed, once each', () => {
		const html = '{{city}}{{title}}{{city}}{{#city}}{{.}}{{/city}}{{#banner}}{{imageUrl}}{{/banner}}{{^banner}}{{title}}{{/banner}}';
		expect(check([template(html)], { hasBanners: true }).fields).toEqual(['city', 'title']);
		expect(check([template('{{#title}}{{nick}}{{/title}}'), template('{{city}}')]).fields).toEqual(['nick', 'city']);
	});

	it('are compared with the schema wherever they are named', () => {
		const more = { conditionFields: ['levl', 'levl'], bannerConditionFields: ['regon', 'regon'], settings: settingsOf(fieldOf('phone', ['badg'])), attributes: { names: ['title', 'level', 'region', 'badge'], complete: true, error: '' } };
		const { warnings, unknownFields } = check([{ ...template('{{titl}}'), linkParameters: 'a={{titel}}' }], more);
		const sentence = (name: string, where: string, meant: string) => `"${name}" in ${where} is not in the org's schema. Did you mean ${meant}?`;
		expect(warnings).toEqual([
			sentence('titl', 'the template', 'title'), sentence('titel', 'the link parameters', 'title'), sentence('badg', 'the smart field "phone"', 'badge'), sentence('levl', "a rule's condition", 'level'), sentence('regon', "a banner's condition", 'region'),
		]);
		expect(unknownFields).toEqual(['titl', 'titel', 'badg', 'levl', 'regon']);
	});

	it('have no conditions of banners unless they are given', () => {
		expect(check([template('x')]).unknownFields).toEqual([]);
	});
});

describe('warnings about everything', () => {
	const branding = new Map([['logoUrl', 'https://x.example/a.png'], ['company', 'Acme']]);

	it('come in the order of template, parameters, schema, banners, what no template shows, fields, sample', () => {
		const settings = { ...settingsOf(), branding, bannerWarnings: ["The banner 'Fair' is not shown"] };
		const attributes = { names: ['host', 'title'], complete: false, error: 'Access denied' };
		const warnings = warningsOf([template('<iframe></iframe>{{titel}}<a href="https://{{host}}">x</a>')], { settings, attributes, hints: ['A hint', 'A hint'], hasBanners: true, brandingLabels: { logoUrl: 'Logo URL' } });
		expect(warnings.map((warning) => warning.slice(0, 30))).toEqual(
			['Email clients remove <iframe> (template', 'A hint', "Fields were not compared with the org's", "The banner 'Fair' is not shown", "No template shows these fields of 'Branding'", 'No template shows the banner. Add', '"titel" in the template is not one', 'People without "host" get a link'].map((text) => text.slice(0, 30)),
		);
		expect(warnings[4]).toBe("No template shows these fields of 'Branding': Logo URL, company");
	});

	it('include branding and banners that no template shows, only without errors', () => {
		const settings = { ...settingsOf(), branding };
		expect(warningsOf([template('{{title}}{{logoUrl}}'), template('{{company}}')], { settings })).toEqual([]);
		expect(warningsOf([template('{{title}}{{logoUrl}}')], { settings })).toEqual(["No template shows these fields of 'Branding': company"]);
		expect(warningsOf([template('{{title}}'), template('{{#a}}')], { settings, hasBanners: true, attributes: { names: ['title', 'a'], complete: true, error: '' } })).toEqual([]);
		expect(warningsOf([template('{{title}}')], { hasBanners: true })).toEqual([expect.stringMatching(/^No template shows the banner/)]);
		expect(warningsOf([template('{{title}}'), template('{{#banner}}x{{/banner}}{{title}}')], { hasBanners: true })).toEqual([]);
	});

	it('include a signature that is too long for its target with long values', () => {
		const html = `{{title}}${'x'.repeat(9_949)}`;
		const { length } = check([template(html)]);
		const excess = length - 10_000;
		expect(excess).toBeGreaterThan(0);
		expect(warningsOf([template(html), template('x')])).toEqual([`With long values: the HTML has ${length.toLocaleString('en-US')} characters, ${excess} more than Gmail allows (10,000)`]);
		expect(warningsOf([template(html)], { target: 'none' })).toEqual([]);
		expect(warningsOf([template(html.slice(0, -excess))])).toEqual([]);
	});

	it('include values that only the parameters of links have', () => {
		const withParameters = { ...template('<a href="https://www.example.com/">{{title}}</a>'), linkParameters: 'who={{badge}}' };
		const attributes = { names: ['title', 'badge'], complete: true, error: '' };
		expect(check([withParameters], { attributes }).length).toBeGreaterThan(check([{ ...withParameters, linkParameters: 'who=' }], { attributes }).length + 10);
	});

	it('see text in the colors of Branding', () => {
		const settings = { ...settingsOf(), branding: new Map([['accentColor', '#eeeeee']]) };
		const html = '<b style="color:{{accentColor}}">{{title}}</b>';
		expect(warningsOf([template(html)], { settings })).toEqual([expect.stringContaining('#eeeeee on white')]);
		expect(warningsOf([template('{{title}}{{accentColor}}', { a: html.replace('style="', 'style="background:#fff;') })], { settings })).toEqual([expect.stringContaining('#eeeeee on #fff')]);
		expect(warningsOf([template(html)], { attributes: { names: ['title', 'accentColor'], complete: true, error: '' } })).toEqual([]);
	});

	it('see a template with its banner when there are banners', () => {
		expect(check([template('{{#banner}}x{{/banner}}')], { hasBanners: true }).errors).toEqual([]);
		expect(check([template('{{#banner}}x{{/banner}}')]).errors).toEqual([{ message: BLANK, line: 1, column: 1 }]);
		expect(check([template('{{title}}{{#banner}}x{{/banner}}')], { settings: { ...settingsOf(), banner: { altText: 'now' } } }).length).toBe(check([template('{{title}}')]).length);
	});
});

describe('texts of smart fields', () => {
	const warnings = (html: string, ...fields: Array<ReturnType<typeof fieldOf>>) => warningsOf([template(html)], { settings: settingsOf(...fields) });

	it.each<[string, string, ReturnType<typeof fieldOf>, string[]]>([
		['a web address', '{{title}}{{site}}', fieldOf('site', [], { default: 'www.example.com', format: 'url' }), []],
		['none', '{{title}}{{site}}', fieldOf('site', [], { default: 'nowhere', format: 'url' }), ['Field "site" was left out: it is not a web address']],
		['none, behind attributes that people may have', '{{title}}{{site}}', fieldOf('site', ['city'], { default: 'nowhere', format: 'url' }), ['Field "site" was left out: it is not a web address']],
		['none, in a field that no template uses', '{{title}}', fieldOf('site', ['city'], { default: 'nowhere', format: 'url' }), ['Field "site" was left out: it is not a web address']],
		['nothing', '{{title}}{{site}}', fieldOf('site', ['city'], { default: ' ', format: 'url' }), []],
		['a phone number', '{{title}}{{fax}}', fieldOf('fax', [], { default: '+49 30 23125 123', format: 'phoneInternational' }), []],
		['no phone number', '{{title}}{{fax}}', fieldOf('fax', [], { default: 'none', format: 'phoneInternational' }), [expect.stringMatching(/^Field "fax" was left unchanged: /)]],
		['a phone number in a country that depends on the person', '{{title}}{{fax}}', fieldOf('fax', [], { default: '030 23125 123', format: 'phoneInternational' }), []],
		['no phone number in some countries', '{{title}}{{fax}}', fieldOf('fax', [], { default: '030 1', format: 'phoneInternational' }), []],
		['no phone number in some countries, behind attributes', '{{title}}{{fax}}', fieldOf('fax', ['title'], { default: '030 1', format: 'phoneInternational' }), []],
		['a URL that is none, in its place', '<a href="{{site}}">{{title}}</a>', fieldOf('site', ['city'], { default: 'javascript:x' }), [expect.stringContaining('"site"'), '"site" is empty, so a link has no URL. Put the link between {{#site}} and {{/site}}']],
	])('%s', (_, html, field, expected) => {
		expect(warnings(html, field)).toEqual(expected);
	});

	it('are looked at in every field', () => {
		const [site, page] = ['site', 'page'].map((name) => fieldOf(name, [], { default: 'nowhere', format: 'url' }));
		expect(warnings('{{title}}', site, fieldOf('city', ['city']), page)).toEqual(['site', 'page'].map((name) => `Field "${name}" was left out: it is not a web address`));
	});

	it('are not blamed for other fields', () => {
		const html = '{{title}}{{site}}{{fax}}';
		expect(warnings(html, fieldOf('site', [], { default: 'www.example.com', format: 'url' }), fieldOf('fax', ['city'], { format: 'phoneInternational' }))).toEqual([]);
	});
});

describe('checkTemplates', () => {
	it('reports nothing for nothing', () => {
		expect(check([])).toEqual({ valid: true, errors: [], warnings: [], fields: [], unknownFields: [], length: 0 });
	});

	it('has no warnings about what could not be read', () => {
		const unreadable = { message: 'The gallery has no template', line: 1, column: 1 };
		expect(check([unreadable])).toEqual({ valid: false, errors: [unreadable], warnings: [], fields: [], unknownFields: [], length: 0 });
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
