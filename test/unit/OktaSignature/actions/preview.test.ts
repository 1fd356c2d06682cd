import type { DefaultTreeAdapterMap } from 'parse5';
import { hash } from 'crypto';
import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { escapeHtml } from '../../../../nodes/OktaSignature/engine/html/escape';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { holdsAsync } from '../../../support/fuzz';
import { parse } from '../../../support/parse5';
import { template as anyTemplate } from '../../fuzz/templateArbitraries';
import { hostile } from '../hostileValues';
import { ada, condition, conditions, custom, run } from '../runSignatureNode';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;

/** Elements of the page itself. What a signature consists of is in a template or in a frame. */
function elements(html: string): Element[] {
	const all: Element[] = [];
	const visit = (node: Node) => {
		if (isElement(node)) all.push(node);
		if ('childNodes' in node) node.childNodes.forEach(visit);
	};
	visit(parse(html));
	return all;
}

const attribute = (element: Element, name: string) => element.attrs.find((one) => one.name === name)?.value ?? '';

const textOf = (node: Node): string => ('value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '');

const preview = async (parameters: IDataObject, people?: IDataObject[]) => {
	const { items } = await run({ operation: 'preview', ...parameters }, people);
	expect(items).toHaveLength(1);
	const { html, ...counts } = items[0].json as { html: string } & Record<string, number>;
	const all = elements(html);
	const articles = all.filter(({ tagName }) => tagName === 'article');
	return { html, counts, all, articles, texts: articles.map(textOf), item: items[0] };
};

const person = (index: number, profile: IDataObject = {}): IDataObject => ({ id: `00u${index}`, profile: { firstName: 'Ada', lastName: `Number${index}`, email: `a${index}@acme.example`, ...profile } });

const people = (count: number) => Array.from({ length: count }, (_, index) => person(index));

describe('Preview', () => {
	it('shows everybody on light and dark, with template, reason, missing fields and length', async () => {
		const { counts, articles, texts, item, html } = await preview(custom('<b>{{fullName}}</b> {{title}}'), [ada, person(1)]);
		expect(counts).toEqual({ people: 2, incomplete: 1, warnings: 0, changed: 0, tooLong: 0 });
		expect(item.pairedItem).toEqual([{ item: 0 }, { item: 1 }]);
		expect(texts[0]).toContain("Ada O'Neil");
		expect(texts[0]).toMatch(/Template *custom.*Length\d+ of 10,000 characters \(Gmail\)/s);
		expect(texts[1]).toContain('Missingtitle');
		expect(attribute(articles[0], 'class')).toBe('');
		expect(attribute(articles[1], 'class')).toBe('incomplete');
		expect(html.split('<template shadowrootmode="open"><b>Ada O&#39;Neil</b> R&amp;D &lt;Lead&gt;</template>')).toHaveLength(3);
	});

	it('compares with the HTML and the hash of the last push', async () => {
		const template = custom('<b>{{lastName}}</b>');
		const [hashed] = (await run(template, [person(3)])).items.map(({ json }) => (json.signature as IDataObject).hash as string);
		const input = [
			{ ...person(0), old: '<i>old</i>' },
			{ ...person(1), old: ' <b>Number1</b>\n' },
			person(2),
			{ ...person(3), hash: hashed },
			{ ...person(4), hash: 'other' },
			{ ...person(5), hash: 'other', old: '<i>old</i>' },
		];
		const options = { previousHtml: '={{ $json.old ?? "" }}', previousHash: '={{ $json.hash ?? "" }}' };
		const { counts, texts, articles, html } = await preview({ ...template, options }, input);
		expect(counts.changed).toBe(4);
		const badges = ['Changed', 'Unchanged', 'New', 'Unchanged', 'Changed', 'Changed'];
		for (const [index, badge] of badges.entries()) expect(texts[index]).toMatch(new RegExp(`a${index}@acme.example${badge}\\s`));
		expect(texts.map((text) => text.includes('Before, light'))).toEqual([true, false, false, false, false, true]);
		expect(articles.map((article) => attribute(article, 'class'))).toEqual(['changed', '', 'changed', '', 'changed', 'changed']);
		expect(html.split('<i>old</i>')).toHaveLength(5);
	});

	it('stops for no mass change, no length and no required field, but points them out', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };
		const options = { previousHash: 'other', maxChangedPercent: 1, whenTooLong: 'error', target: 'exchangeRule' };
		const { counts, texts } = await preview({ ...custom(`<b>{{lastName}}</b>${'x'.repeat(6000)}`), smartFields, options }, people(30));
		expect(counts).toEqual({ people: 30, incomplete: 30, warnings: 30, changed: 30, tooLong: 30 });
		expect(texts[0]).toContain('Required fields are empty: phone');
		expect(texts[0]).toContain('Too long');
	});

	it('shows who fails with the error, item and Okta ID, and who is left out', async () => {
		const rules = { values: [{ name: 'a', conditions: conditions(condition('lastName', 'equals', 'Number0')), templateSource: 'custom', template: '{{mobilePhone}}' }] };
		const parameters = { ...custom('{{lastName}}'), chooseByRules: true, rules, noMatch: 'skip' };
		const { counts, texts, articles } = await preview(parameters, [person(0), person(1), { id: '00uNull', profile: null }, person(0, { mobilePhone: '+43 1 234567' })]);
		expect(counts).toEqual({ people: 4, incomplete: 0, warnings: 2, changed: 0, tooLong: 0 });
		expect(texts[0]).toContain('The signature is blank: it has no visible text and no image (item 0, Okta ID 00u0)');
		expect(texts[0]).toContain('Empty for this person: mobilePhone.');
		expect(texts[1]).toContain('No rule matches this person');
		expect(texts[2]).toContain('The item is not a person: the field "profile" is null (item 2, Okta ID 00uNull)');
		expect(attribute(articles[2], 'class')).toBe('warnings error');
	});

	it('stops when the template is invalid for everyone', async () => {
		await expect(preview(custom('{{#a}}'), people(3))).rejects.toThrow('Section "a" is not closed');
		await expect(preview({ ...custom('x{{title}}'), options: { now: 'never' } }, people(3))).rejects.toThrow("Option 'Now' is not a date");
	});

	it('shows an invalid template of one person among others', async () => {
		const parameters = { templateSource: 'input', templateFromInput: '={{ $json.template }}' };
		const { texts } = await preview(parameters, [{ ...person(0), template: '{{lastName}}' }, { ...person(1), template: '{{#a}}' }]);
		expect(texts[1]).toContain('Section "a" is not closed');
	});

	it('says that nobody came in', async () => {
		const { counts, html, articles } = await preview({}, [{}]);
		expect(counts).toEqual({ people: 0, incomplete: 0, warnings: 0, changed: 0, tooLong: 0 });
		expect(articles).toHaveLength(0);
		expect(html).toContain('No people came in.');
		expect((await preview({ profile: '{"firstName": "Ada"}' }, [{}])).counts.people).toBe(1);
	});

	it('shows the first 500 and everyone later with an error, and says how many are missing', async () => {
		const many = [...people(510), { id: '00uLate', profile: null }, ...people(9)];
		const { counts, articles, html } = await preview(custom('{{lastName}}'), many);
		expect(counts.people).toBe(520);
		expect(articles).toHaveLength(501);
		expect(html).toContain('This page shows the first 500 and, after them, 1 with an error. 19 more are not shown.');
		expect(textOf(articles[500])).toContain('00uLate');
	});

	it('keeps the page small when signatures are long', async () => {
		const { items } = await run({ operation: 'preview', ...custom(`{{lastName}}${'x'.repeat(600_000)}`), options: { target: 'none' } }, people(20));
		const html = items[0].json.html as string;
		expect(items[0].json.people).toBe(20);
		expect(html.length).toBeLessThan(20_100_000);
		expect(html.split('<article')).toHaveLength(17);
		expect(html).toContain('This page shows the first 16, because more would make it too large. 4 more are not shown.');
	});

	it('lets only its own script run', async () => {
		const { all } = await preview({ ...custom('{{lastName}}<b onclick="alert(1)">x</b>'), options: { previousHtml: '<script>alert(1)</script>' } });
		const scripts = all.filter(({ tagName }) => tagName === 'script');
		expect(scripts).toHaveLength(1);
		const policy = all.find((element) => attribute(element, 'http-equiv') === 'Content-Security-Policy');
		expect(attribute(policy as Element, 'content')).toContain(`script-src 'sha256-${hash('sha256', textOf(scripts[0]), 'base64')}';`);
	});

	it('has the page as a file with the option Files', async () => {
		const { item, html } = await preview({ options: { files: true } });
		const file = item.binary?.['preview.htm'];
		expect(file).toMatchObject({ fileName: 'preview.htm', mimeType: 'text/html' });
		expect(Buffer.from(file?.data ?? '', 'base64').toString()).toBe(html);
	});

	it('names an option with the wrong type as the editor does', async () => {
		const failing = preview({ ...custom('{{lastName}}'), options: { previousHtml: '={{ {} }}' } }, people(2));
		await expect(failing).rejects.toThrow("Option 'Previous HTML' has the wrong type");
	});

	const previous = fc.array(fc.oneof(hostile, fc.constantFrom('<p>', '</p>', '<!--', '<a href="', '<style>', '<plaintext>', '</template>', '</div>', '</article>', '<b>x</b>', '<textarea>', '<svg>', '</main>')), { maxLength: 4 }).map((parts) => parts.join(''));

	const ownTemplate = fc.oneof(anyTemplate, fc.array(fc.constantFrom('{{lastName}}', '<b>{{title}}', '<!-- x', '<style>b{}</style>', '</template>', '<p title="{{title}}">', '<svg>', '<plaintext>', '</article>', '<textarea>'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')));

	const templates = fc.oneof(
		fc.constantFrom(...GALLERY).map(({ name }) => ({ name, own: '' })),
		ownTemplate.map((own) => ({ name: '', own })),
	);

	it('has everybody on it once and nothing else, whatever profiles, templates and previous HTML hold', async () => {
		const anyPerson = fc.record({ firstName: hostile, lastName: hostile, title: hostile, email: hostile, old: previous });
		await holdsAsync(
			fc.asyncProperty(fc.array(anyPerson, { minLength: 1, maxLength: 5 }), templates, async (all, { name, own }) => {
				const input = all.map(({ old, ...profile }, index) => ({ id: `00u${index}`, old, own, profile }));
				const template = own === '' ? { galleryTemplate: name } : { templateSource: 'input', templateFromInput: '={{ $json.own }}' };
				let result;
				try {
					result = await preview({ ...template, options: { previousHtml: '={{ $json.old }}', target: 'none' } }, input);
				} catch (error) {
					// Only a template that is invalid for everyone stops the node.
					await expect(run({ ...template, options: { target: 'none' } }, input)).rejects.toThrow((error as Error).message);
					return;
				}
				const { html, articles, all: found } = result;
				expect(articles.map(({ parentNode }) => parentNode?.nodeName)).toEqual(all.map(() => 'main'));
				expect(articles.every((article) => attribute(article, 'class').split(' ').every((one) => ['', 'incomplete', 'changed', 'warnings', 'tooLong', 'error'].includes(one)))).toBe(true);
				const allowed = ['html', 'head', 'meta', 'title', 'base', 'style', 'body', 'header', 'h1', 'p', 'nav', 'div', 'label', 'input', 'span', 'b', 'br', 'main', 'article', 'h2', 'small', 'template', 'iframe', 'dl', 'dt', 'dd', 'script'];
				expect(found.map(({ tagName }) => tagName).filter((tag) => !allowed.includes(tag))).toEqual([]);
				expect(found.flatMap(({ attrs }) => attrs.map((one) => one.name)).filter((one) => one.startsWith('on') || one === 'href' || one === 'src')).toEqual([]);
				expect(found.filter(({ tagName }) => tagName === 'script')).toHaveLength(1);
				expect(html.endsWith('</html>\n')).toBe(true);
				// What Render says about a person is on the page.
				const { items } = await run({ ...template, options: { target: 'none' } }, input, 'continueRegularOutput');
				for (const [index, { json }] of items.entries()) {
					const signature = json.signature as { html: string; warnings: string[]; missing: string[] } | undefined;
					const told = signature === undefined ? [String(json.error)] : [...signature.warnings, ...signature.missing];
					for (const text of told) expect(textOf(articles[index])).toContain(text.replace(/\s+/g, ' '));
					if (signature !== undefined) expect(html.split(signature.html).length + html.split(escapeHtml(signature.html)).length).toBeGreaterThanOrEqual(4);
				}
			}),
			300,
		);
	});
});
