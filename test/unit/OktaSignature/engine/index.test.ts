import { compile, measureFields, render, requiredFields, withPieces, type CompileInput, type SignatureTemplate } from '../../../../nodes/OktaSignature/engine';
import { smartFieldsSchema } from '../../../../nodes/OktaSignature/helpers/parameterSchemas';

function sign(html: string, profile: Record<string, unknown>, { text = '', smartFields = [] as object[], previousHash = '' } = {}) {
	const compiled = compile({ name: 't', reason: 'r', html, text, additionalFields: [] });
	const settings = { smartFields: smartFieldsSchema.parse({ values: smartFields }), phoneRegion: '', today: '2026-03-01' };
	return render(compiled, profile, settings, previousHash).signature;
}

describe('missing and completeness', () => {
	it.each([
		['a printed field counts once', '{{a}}{{a}}{{b}}', { b: 1 }, ['a'], 0.5],
		['a template without fields is complete', 'x', {}, [], 1],
		['links count as their attribute', '{{mobileHref}}{{mobilePhone}}{{emailHref}}', { email: 'x' }, ['mobilePhone'], 0.5],
		['today never counts', '{{today}}', {}, [], 1],
		['a section around its own field', '{{#a}}{{a}}{{/a}}', {}, ['a'], 0],
		['a section around its own link', '{{#mobileHref}}{{mobilePhone}}{{/mobileHref}}', {}, ['mobilePhone'], 0],
		['a field behind a switch that is off', '{{#vip}}{{a}}{{/vip}}', { vip: false }, [], 1],
		['a field behind a switch that is on', '{{#vip}}{{a}}{{/vip}}', { vip: true }, ['a'], 0],
		['a fallback that is not needed', '{{a}}{{^a}}{{b}}{{/a}}', { a: 1 }, [], 1],
		['a fallback that is needed', '{{a}}{{^a}}{{b}}{{/a}}', {}, ['a', 'b'], 0],
		['names inside an object are not the person\'s', '{{#boss}}{{name}}{{/boss}}', { boss: { x: 1 } }, [], 1],
		['nor are names inside a list', '{{#tags}}{{.}}{{x}}{{/tags}}', { tags: ['a'] }, [], 1],
		['nor are names inside the banner', '{{#banner}}{{imageUrl}}{{/banner}}', {}, [], 1],
		['a dotted name', '{{boss.name}}{{boss.title}}', { boss: { name: 'x' } }, ['boss.title'], 0.5],
		['colours and comments do not count', '<p style="color:{{a}}"><!-- {{b}} --></p>', {}, [], 1],
		['0 and false are filled', '{{a}}{{b}}', { a: 0, b: false }, [], 1],
		['helper sections count what is inside', '{{#line}}{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}{{/line}}', { a: 1 }, ['b'], 0.5],
	])('%s', (_, template, profile, missing, completeness) => {
		expect(sign(template, profile)).toMatchObject({ missing, completeness });
	});

	it('counts the text template and required fields', () => {
		const smartFields = [{ name: 'r', attributes: ['x'], required: true }];
		expect(sign('{{a}}', { a: 1 }, { text: '{{b}}', smartFields })).toMatchObject({ missing: ['b', 'r'], completeness: 1 / 3 });
	});
});

it('takes a blank text template for none', () => {
	const template = { name: 't', reason: 'r', html: '<b>{{a}}</b>', text: '', additionalFields: [] };
	const compiled = compile(template, { textTemplate: ' \n', partials: new Map() });
	expect(render(compiled, { a: 'Ada' }, { smartFields: new Map(), phoneRegion: '', today: '' }, '').signature.text).toBe('Ada');
});

describe('hash', () => {
	it('is SHA-256 over HTML and text, separated, and over nothing else', () => {
		const one = sign('{{a}}b', { a: 'a' });
		// printf 'ab\0ab' | sha256sum
		expect(one.hash).toBe('0e6b69fd115eab743bda85f074178ce77b89d917a32af799d37319c41b6a9d24');
		expect(sign('ab', {}).hash).toBe(one.hash);
		expect(sign('ab', { x: 1 }, { smartFields: [{ name: 'q' }] }).hash).toBe(one.hash);
		expect(sign('ab', {}, { text: 'a' }).hash).not.toBe(one.hash);
		expect(sign('a', {}, { text: 'bab' }).hash).not.toBe(sign('ab', {}, { text: 'ab' }).hash);
	});

	it('shows whether anything changed', () => {
		const { hash } = sign('a', {});
		expect(sign('a', {}, { previousHash: hash }).changed).toBe(false);
		expect(sign('b', {}, { previousHash: hash }).changed).toBe(true);
	});
});

/** What a template with these parts shows for a profile. */
function show(template: Partial<SignatureTemplate>, profile: Record<string, unknown> = {}, input: Partial<CompileInput> = {}) {
	const compiled = compile({ name: 't', reason: 'r', html: '', text: '', additionalFields: [], ...template }, input);
	const settings = { smartFields: new Map(), phoneRegion: '', today: '2026-03-01' };
	return { compiled, settings, ...render(compiled, profile, settings, '').signature };
}

describe('the text version', () => {
	it.each([
		['\n \t\r\n  a\n\nb \n\n', '  a\n\nb'],
		['\r\n\r\na', 'a'],
		['\n\na', 'a'],
		['a\r\nb', 'a\r\nb'],
		['x\n\na', 'x\n\na'],
	])('%j is %j', (text, expected) => {
		expect(show({ html: '<b>x</b>', text }).text).toBe(expected);
	});

	it('replaces the own one of the template, and has the same values as the HTML', () => {
		expect(show({ html: '{{a}}', text: 'one {{a}}' }, { a: 'x' }, { textTemplate: 'two {{a}}' }).text).toBe('two x');
		expect(show({ html: '{{a}}', text: 'T {{a}}' }, { a: '<b>' })).toMatchObject({ html: '&lt;b&gt;', text: 'T <b>' });
	});

	it('is a name in errors', () => {
		expect(() => show({ html: '{{#a}}' })).toThrow(/template/);
		expect(() => show({ html: '{{#a}}', label: 'my label' })).toThrow(/my label/);
		expect(() => show({ text: '{{#a}}' })).toThrow(/text template/);
	});
});

describe('link parameters', () => {
	const link = '<a href="https://acme.example/">x</a>';

	it('are added to links in the HTML, not in the text', () => {
		expect(show({ html: link }, {}, { linkParameters: 'a=1&b=2' })).toMatchObject({ html: '<a href="https://acme.example/?a=1&amp;b=2">x</a>', text: show({ html: link }).text });
		expect(show({ html: link }, { city: 'Berlin Mitte' }, { linkParameters: 'c={{city}}' }).html).toBe('<a href="https://acme.example/?c=Berlin%20Mitte">x</a>');
		expect(show({ html: link }).html).toBe(link);
	});

	it.each([
		['values with a meaning in URLs', 'c={{city}}', 'c=R%26D%20%3D%20x'],
		['blanks around', ' \t a=1 \n', 'a=1'],
		['a comment', 'a={{! note }}1', 'a=1'],
		['a partial', 'a=1&{{> pair}}', 'a=1&amp;b=R%26D%20%3D%20x'],
		['a partial that does not exist', 'a=1{{> none}}', 'a=1'],
	])('are encoded: %s', (_, linkParameters, expected) => {
		const partials = new Map([['pair', 'b={{city}}']]);
		expect(show({ html: link }, { city: 'R&D = x' }, { linkParameters, partials }).html).toBe(`<a href="https://acme.example/?${expected}">x</a>`);
	});

	it.each([
		['<a href="https://acme.example/">acme.example</a>', 'acme.example'],
		['<a href=https://acme.example/p>Acme</a>', 'Acme: https://acme.example/p'],
		['a<!--[if mso]><a href=https://acme.example<![endif]-->b', 'ab'],
		['<p>a</p title="" href="><a href="https://acme.example/">b</a>', 'a\nb: https://acme.example/'],
	])('do not change the text of %s', (html, text) => {
		for (const linkParameters of ['', 'a=1', 'a={{city}}']) expect(show({ html }, { city: 'x' }, { linkParameters }).text).toBe(text);
	});

	it('need no partials', () => {
		const { html, warnings } = show({ html: link }, {}, { linkParameters: 'a=1{{> none}}' });
		expect({ html, warnings }).toEqual({ html: '<a href="https://acme.example/?a=1">x</a>', warnings: ['There is no partial "none". Add it under Partials or remove {{> none}}'] });
	});

	it('are read once when they are the same for everyone', () => {
		const constantOf = (linkParameters: string) => show({ html: link }, {}, { linkParameters }).compiled.linkParameters?.constant;
		expect(constantOf('a=1&b=%20x')).toEqual([{ name: 'a', text: 'a=1' }, { name: 'b', text: 'b=%20x' }]);
		expect(constantOf('a=1{{! note }}&b=2')).toEqual([{ name: 'a', text: 'a=1' }, { name: 'b', text: 'b=2' }]);
		for (const different of ['a={{city}}', 'a=1{{#city}}&b=2{{/city}}']) expect(constantOf(different)).toBeUndefined();
		for (const none of [{}, { linkParameters: '' }]) expect(show({ html: link }, {}, none).compiled.linkParameters).toBeUndefined();
	});

	it('are mentioned, but not needed', () => {
		const { compiled, missing } = show({ html: link }, {}, { linkParameters: 'c={{city}}' });
		expect(compiled.mentions.map(({ name, where }) => [name, where])).toEqual([['city', 'link parameters']]);
		expect(missing).toEqual([]);
	});

	it('that are none are an error', () => {
		expect(() => show({ html: link }, {}, { linkParameters: '#x' })).toThrow(/Option 'Link Parameters' /);
		const errors: string[] = [];
		compile({ name: 't', reason: 'r', html: link, text: '', additionalFields: [] }, { linkParameters: '#x' }, (error) => errors.push(error.message));
		expect(errors).toEqual([expect.stringContaining("Option 'Link Parameters' ")]);
		const partials = new Map([['note', 'my campaign']]);
		expect(() => show({ html: link }, {}, { linkParameters: 'a={{> note}}', partials })).toThrow("Option 'Link Parameters' must not contain spaces");
	});

	it('are a name in errors', () => {
		expect(() => show({ html: link }, {}, { linkParameters: 'a={{#b}}x' })).toThrow('(link parameters, line 1, column 3)');
	});

	it('have warnings behind those of the template', () => {
		const brace = expect.stringContaining('A brace looks like half of a tag');
		const missing = (name: string) => expect.stringContaining(`There is no partial "${name}"`);
		expect(show({ html: '{{> one}}{name}', text: 'x{{> two}}' }, {}, { linkParameters: 'a={name}{{> three}}' }).warnings).toEqual([missing('one'), brace, missing('two'), missing('three'), brace]);
		expect(show({ html: '{name}' }).warnings).toEqual([brace]);
	});
});

describe('parts of the gallery', () => {
	const pieces = {
		partials: new Map([['card', '{{name}} {{website}}{{accentColor}}'], ['look', '{{textColor}}{{language}}']]),
		fields: ['website', 'accentColor', 'textColor', 'language', 'linkedInUrl'],
		companyFields: ['company'],
	};

	it('are partials, and those that people write win', () => {
		const own = new Map([['card', 'mine'], ['other', 'x']]);
		const template = { name: 't', reason: 'r', html: '', text: '', additionalFields: [] };
		expect(withPieces({ ...template, pieces }, own)).toEqual(new Map([['look', '{{textColor}}{{language}}'], ...own]));
		expect(withPieces({ ...template, pieces })).toEqual(pieces.partials);
		expect(withPieces(template, own)).toBe(own);
	});

	it.each([
		['{{>card}}', ['website', 'accentColor'], ['website', 'accentColor'], true],
		['{{ > card}}', ['website', 'accentColor'], ['website', 'accentColor'], true],
		['{{>card}}{{website}}', ['accentColor'], ['website', 'accentColor'], true],
		['{{>card}}{{textColor}}', ['website', 'accentColor'], ['website', 'accentColor'], false],
		['{{>card}}{{>look}}', ['website', 'accentColor', 'textColor', 'language'], ['website', 'accentColor'], true],
		['{{>look}}', ['textColor', 'language'], [], true],
		['{{>look}}{{language}}', ['textColor'], [], false],
		['{{>card}}{{>mine}}', ['accentColor'], ['website', 'accentColor'], true],
		['{{>mine}}', [], [], false],
		['{{>mine}}\n<p title="\n{{>mine}}">x</p>', [], [], false],
		['{{>none}}', [], [], false],
		['{{name}}', [], [], false],
	])('%s has additional fields %j and completes %j', (html, additionalFields, completed, isGallery) => {
		const { compiled } = show({ html, pieces }, {}, { partials: new Map([['mine', '{{website}}']]) });
		expect({ additionalFields: compiled.template.additionalFields, completed: compiled.completed, isGallery: compiled.isGallery, isFromGallery: compiled.isFromGallery }).toEqual({ additionalFields, completed, isGallery, isFromGallery: false });
	});

	it('complete the URLs of their fields', () => {
		const link = '<a href="{{website}}">x</a>';
		expect(show({ html: `${link}{{>card}}`, pieces }, { website: 'acme.example' }).html).toContain('<a href="https://acme.example">');
		expect(show({ html: link, pieces }, { website: 'acme.example' }).html).not.toContain('acme.example');
	});

	it('are partials that do not exist for a template without pieces', () => {
		expect(show({ html: 'x{{>card}}' })).toMatchObject({ html: 'x', warnings: [expect.stringContaining('There is no partial "card"')] });
	});

	it.each([
		['{{company}}{{^company}}Acme{{/company}}', ['company']],
		['{{#company}}{{company}}{{/company}}{{^company}}Acme{{/company}}', []],
		['{{#company}}{{company}}{{/company}}', ['company']],
		['{{company}}', ['company']],
		['{{#vip}}{{company}}{{/vip}}{{^company}}Acme{{/company}}', ['company']],
		['{{#vip}}{{#company}}{{company}}{{/company}}{{^company}}Acme{{/company}}{{/vip}}', []],
	])('%s misses %j', (html, missing) => {
		expect(show({ html, pieces }, { vip: true }).missing).toEqual(missing);
	});
});

describe('additional fields', () => {
	it('are missing only when a smart field sets them, and a color never', () => {
		const { compiled } = show({ html: '{{a}}{{website}}{{accentColor}}', additionalFields: ['website', 'accentColor'] });
		const smartFields = smartFieldsSchema.parse({ values: [{ name: 'website', attributes: ['x'] }, { name: 'accentColor', attributes: ['x'] }, { name: 'q', attributes: ['x'] }] });
		const names = (fields: typeof smartFields) => requiredFields(compiled, fields).map((field) => JSON.stringify(field)).join().match(/website|accentColor|"q"|"a"/g);
		expect(new Set(names(new Map()))).toEqual(new Set(['"a"']));
		expect(new Set(names(smartFields))).toEqual(new Set(['"a"', 'website']));
		expect(requiredFields(compiled, smartFields)).toBe(requiredFields(compiled, smartFields));
		expect(compiled).toMatchObject({ isGallery: true, isFromGallery: true, completed: ['website', 'accentColor'] });
	});
});

it('measures the characters of each field', () => {
	const { compiled, settings } = show({ html: '{{a}}-{{b}}{{a}}' });
	expect(measureFields(compiled, { a: 'xyz', b: '&' }, settings)).toEqual(new Map([['a', 6], ['b', 5]]));
});

it('writes characters as they are, or as references for ASCII', () => {
	expect(show({ html: 'ü {{a}}' }, { a: '山' }).html).toBe('ü 山');
	expect(show({ html: 'ü {{a}}' }, { a: '山' }, { encoding: 'ascii' }).html).toBe('&#252; &#23665;');
});

it('trims the HTML and shows the warnings', () => {
	expect(show({ html: '\n <b>{{accentColor}}</b> \n' }, { accentColor: 'nice' })).toMatchObject({ html: '<b></b>', warnings: ['Field "accentColor" was left out: it is not a color such as #2f6fb5'] });
});
