import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { PIECES } from '../../../../nodes/OktaSignature/gallery/parts';
import { holdsAsync } from '../../../support/fuzz';
import { profile } from '../../fuzz/profileArbitraries';
import { hasVisibleContent } from '../../../../nodes/OktaSignature/engine/html/visible';
import { attribute, elementsOf } from '../rendering';
import { custom, run, signatures } from '../runSignatureNode';

const NAMES = Object.keys(PIECES);

const branding: IDataObject = {
	company: 'Acme', logoUrl: 'acme.example/logo.png', logoLink: 'acme.example', website: 'acme.example', linkedInUrl: 'linkedin.com/company/acme', disclaimer: 'Confidential.', companyDetails: 'Acme GmbH', accentColor: '#0b6e4f',
};

const ada = { profile: { firstName: 'Ada', email: 'ada@acme.example', primaryPhone: '+49 30 23125 123' } };

const allPieces = `<p>{{firstName}}</p>\n${NAMES.map((name) => `{{> ${name}}}`).join('\n')}`;

const check = async (parameters: IDataObject) => (await run({ operation: 'check', ...parameters })).items[0].json;

describe('pieces of the gallery in custom templates', () => {
	it('show what Branding contains', async () => {
		const [{ html, text, warnings, missing }] = await signatures(custom(allPieces, { branding }), [ada]);
		const links = elementsOf(html as string).flatMap((element) => attribute(element, 'href') ?? []);
		expect(links).toEqual(expect.arrayContaining(['https://acme.example', 'mailto:ada@acme.example', 'https://linkedin.com/company/acme']));
		expect(html).toContain('https://acme.example/logo.png');
		for (const shown of ['Ada', 'Confidential.', 'Acme GmbH']) expect(text).toContain(shown);
		expect({ warnings, missing }).toEqual({ warnings: [], missing: ['mobilePhone'] });
	});

	it.each(NAMES.flatMap((name) => ['Ada', 'נועה'].map((firstName) => ({ name, firstName }))))('leave nothing behind without values: $name, $firstName', async ({ name, firstName }) => {
		const [{ html }] = await signatures(custom(`x{{firstName}}[{{> ${name}}}]`), [{ profile: { firstName } }]);
		expect(html).toBe(`x${firstName}[]`);
	});

	it.each(NAMES)('show something with values, and are clean in Check Template: %s', async (name) => {
		const [{ html }] = await signatures(custom(`{{> ${name}}}`, { branding }), [ada]);
		expect(hasVisibleContent(html as string)).toBe(true);
		const report = await check(custom(`{{firstName}}{{> ${name}}}`, { branding }));
		expect({ ...report, warnings: (report.warnings as string[]).filter((warning) => !warning.startsWith('No template shows these fields')) }).toMatchObject({ valid: true, errors: [], warnings: [] });
	});

	it('give way to partials of the same name', async () => {
		const partials = { values: [{ name: 'contact', content: 'call {{email}}' }, { name: 'mine', content: '{{> social}}{{> contact}}' }] };
		const [{ html }] = await signatures(custom('{{> contact}} and {{> mine}}', { partials, branding }), [ada]);
		expect(html).toMatch(/^call ada@acme\.example and .*linkedin.*call ada@acme\.example$/s);
		expect(await check(custom('{{> contact}}{{> mine}}', { partials, branding: { linkedInUrl: branding.linkedInUrl } }))).toMatchObject({ valid: true, warnings: [] });
	});

	it('are listed when a partial does not exist', async () => {
		const [{ warnings }] = await signatures(custom('{{firstName}}{{> logos}}'), [ada]);
		expect(warnings).toEqual(['There is no partial "logos". Add it under Partials or remove {{> logos}}. There are contact, disclaimer, logo, social']);
	});

	it('belong to HTML: a text template has none', async () => {
		const [{ text, warnings }] = await signatures(custom('{{firstName}}', { options: { textTemplate: 'T {{firstName}}{{> contact}}' } }), [ada]);
		expect({ text, warnings }).toEqual({ text: 'T Ada', warnings: ['There is no partial "contact". Add it under Partials or remove {{> contact}}'] });
	});

	it('leave other fields of the template as they are', async () => {
		const [{ missing }] = await signatures(custom('{{firstName}}{{#website}}{{website}}{{/website}}{{> contact}}{{> social}}'), [ada]);
		expect(missing).toEqual(['website', 'mobilePhone']);
		const [without] = await signatures(custom('{{firstName}}{{direction}}'), [{ profile: { firstName: 'Ada', direction: 'Finance' } }]);
		expect(without.html).toBe('AdaFinance');
		for (const name of ['direction', 'language', 'languageSecond', 'textColor', 'rtl']) {
			const [withPiece] = await signatures(custom(`{{firstName}} {{${name}}}{{> logo}}`), [{ profile: { firstName: 'Ada', [name]: 'Finance' } }]);
			expect(withPiece).toMatchObject({ html: expect.stringMatching(/^Ada Finance/), warnings: [] });
			if (name !== 'rtl') expect(withPiece.html).toBe('Ada Finance');
		}
	});

	it('are laid out from left to right like what is around them, and in the direction of the name when Branding has a direction', async () => {
		const template = NAMES.map((name) => `{{> ${name}}}`).join('\n');
		const people = [
			{ profile: { fullName: 'Noa Levi', email: 'noa@acme.example', primaryPhone: '+49 30 23125 123' } },
			{ profile: { firstName: 'נועה', lastName: 'לוי', email: 'noa@acme.example', primaryPhone: '+49 30 23125 123' } },
		];
		const plain = await signatures(custom(template, { branding }), people);
		expect(plain[1].html).toBe(plain[0].html);
		const [latin, hebrew] = await signatures(custom(template, { branding: { ...branding, direction: 'auto' } }), people);
		const tables = (html: unknown) => elementsOf(html as string).filter(({ tagName }) => tagName === 'table').map((table) => attribute(table, 'dir'));
		expect(tables(latin.html)).toEqual(NAMES.map(() => 'ltr'));
		expect(tables(hebrew.html)).toEqual(NAMES.map(() => 'rtl'));
		const swapped = (html: unknown) => (html as string).replaceAll('dir="ltr"', 'DIR').replaceAll('left', 'LEFT').replaceAll('right', 'left').replaceAll('LEFT', 'right');
		const tags = (html: unknown) => (html as string).replaceAll('<table dir="rtl"', '<table DIR').replaceAll('dir="ltr"', 'DIR');
		expect(tags(hebrew.html)).toBe(swapped(latin.html).replaceAll('<table dir="ltr"', '<table DIR'));
	});

	it('keep the order of numbers without a link', async () => {
		const [{ html }] = await signatures(custom('{{> contact}}'), [{ profile: { fullName: 'נועה', firstName: 'נועה', primaryPhone: '030 123 45 ext. 7 or 8', email: 'a@b.example, c@d.example' } }]);
		expect(html).toContain('<span dir="ltr">030\u00a0123\u00a045 ext. 7 or 8</span>');
		expect(html).toContain('<span dir="ltr">a@b.example, c@d.example</span>');
	});

	it.each(['\t\t<td>{{> contact}}</td>', '        <td>x {{> contact}}'])('are not indented within a line: %j', async (line) => {
		const [{ html }] = await signatures(custom(`<table><tr>\n${line}\n</tr></table>`), [ada]);
		expect(html).toContain(`${line.split('{{')[0]}<table`);
		expect(html).not.toMatch(/^\s+(?:<tr|<\/?table)/m);
	});

	it('are found after other delimiters', async () => {
		const [{ missing, warnings }] = await signatures(custom('{{=<% %>=}}<%firstName%><%> social%>'), [ada]);
		expect({ missing, warnings }).toEqual({ missing: [], warnings: [] });
	});

	it('complete a URL that the template shows as well', async () => {
		const [{ html, warnings }] = await signatures(custom('{{website}}{{> contact}}'), [{ profile: { ...ada.profile, website: 'acme.example' } }]);
		expect(warnings).toEqual([]);
		expect(html).toContain('href="https://acme.example"');
	});

	it('do not complete the URLs of other fields', async () => {
		const [{ html, warnings }] = await signatures(custom('{{firstName}}<a href="{{photoUrl}}">x</a>{{> logo}}'), [{ profile: { ...ada.profile, photoUrl: 'acme.example/ada.png' } }]);
		expect(html).not.toContain('acme.example/ada.png');
		expect((warnings as string[])[0]).toContain('photoUrl');
	});

	it('say which fields of Branding no template shows', async () => {
		const { hints } = await run(custom('{{firstName}}{{> logo}}', { branding: { logoUrl: 'acme.example/logo.png', website: 'acme.example' } }), [ada]);
		expect(hints.map(({ message }) => message)).toEqual(["No template shows these fields of 'Branding': Website"]);
	});

	it('never write a link or image that leads nowhere', async () => {
		await holdsAsync(
			fc.asyncProperty(profile, fc.subarray(NAMES, { minLength: 1 }), fc.boolean(), async (one, names, hasBranding) => {
				const template = names.map((name) => `{{> ${name}}}`).join('');
				const parameters = { ...custom(`x{{fullName}}${template}`), ...(hasBranding && { branding }) };
				const { items } = await run({ ...parameters, options: { whenTooLong: 'flag' } }, [{ profile: { email: 'x@y.example', ...one } }], 'continueRegularOutput');
				const signature = items[0].json.signature as { html: string; text: string; warnings: string[] } | undefined;
				expect(signature?.html ?? '').not.toMatch(/href=""|src=""/);
				for (const element of elementsOf(signature?.html ?? '')) {
					const href = attribute(element, 'href');
					if (href !== undefined) expect(href).toMatch(/^(?:https?:\/\/|mailto:|tel:)/);
				}
			}),
		);
	});
});
