import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { encodeHtml } from '../../../../../nodes/OktaSignature/engine/html/encoding';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { holds, holdsAsync } from '../../../../support/fuzz';
import { parseFragment } from '../../../../support/parse5';
import { profile } from '../../../fuzz/profileArbitraries';
import { custom, run, signatures } from '../../runSignatureNode';

const ascii = { options: { encoding: 'ascii' } };

/** The tree as a browser builds it. */
const treeOf = (markup: unknown) => JSON.stringify(parseFragment(markup as string), (key, value: unknown) => (key === 'parentNode' ? undefined : value));

describe('the option Encoding', () => {
	it('writes ASCII that a browser reads as the same signature', async () => {
		const template = fc.oneof(
			fc.constantFrom(...GALLERY.map(({ name }): IDataObject => ({ galleryTemplate: name }))),
			fc.constant(custom('é &eacute;&copy{{title}}&#1{{fullName}} <a href="https://x.example/ü?q={{title}}" title="{{title}}ß">{{title}}</a><b style="font-family:\'Ü\'">{{email}}</b>–{{lastName}}😀')),
		);
		await holdsAsync(
			fc.asyncProperty(template, profile, fc.string({ unit: 'grapheme' }), async (parameters, one, title) => {
				const people = [{ profile: { email: 'ä@acme.example', ...one, title, firstName: 'Zoë 😀' } }];
				const [plain] = await signatures({ ...parameters, options: { whenTooLong: 'flag' } }, people);
				const [encoded] = await signatures({ ...parameters, options: { whenTooLong: 'flag', encoding: 'ascii' } }, people);
				expect(encoded.html).toMatch(/^[\0-\x7f]*$/);
				expect(treeOf(encoded.html)).toBe(treeOf(plain.html));
				expect(encoded.text).toBe(plain.text);
				expect(encoded.length).toBe((encoded.html as string).length);
				expect(encoded.hash === plain.hash).toBe(encoded.html === plain.html);
			}),
		);
	});

	it('writes a character above U+FFFF as one reference, and stylesheets with their own escapes', () => {
		expect(encodeHtml('<p>😀é</p>', 'ascii')).toBe('<p>&#128512;&#233;</p>');
		expect(encodeHtml('ß<style type="text/css">.a{content:"ü1"}</style>ß', 'ascii')).toBe('&#223;<style type="text/css">.a{content:"\\fc 1"}</style>&#223;');
	});

	it('writes the escapes of a stylesheet in no other element', () => {
		expect(encodeHtml('<style>.a:after{content:"😀é"}</style>😀é', 'ascii')).toBe('<style>.a:after{content:"\\1f600 \\e9 "}</style>&#128512;&#233;');
		expect(encodeHtml('<style>.a{}</style><xmp>ß</xmp><noframes>ß</noframes>', 'ascii')).toBe('<style>.a{}</style><xmp>&#223;</xmp><noframes>&#223;</noframes>');
	});

	it('reads where a stylesheet is as a browser does', () => {
		expect(encodeHtml('<title><style>é</style></title>', 'ascii')).toBe('<title><style>&#233;</style></title>');
		expect(encodeHtml('<!-- <style> --><p>é</p></style>', 'ascii')).toBe('<!-- <style> --><p>&#233;</p></style>');
		expect(encodeHtml('<!--[if mso]><style>.é{}</style>é<![endif]-->', 'ascii')).toBe('<!--[if mso]><style>.\\e9 {}</style>&#233;<![endif]-->');
		const piece = fc.constantFrom('<style>', '<STYLE title="é>">', '</style>', '<title>', '</title>', '<textarea>', '</textarea>', '<!--', '-->', '<p title="<style>é">', '</p>', 'é', '😀1', '山a', 'x', '"', ' ');
		const decode = (css: string) => css.replace(/\\([\da-f]+) /g, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)));
		const references = (text: string) => text.replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)));
		// Browsers show no comments, so it does not matter how their text is written.
		const tree = (html: string) => JSON.stringify(parseFragment(html), (key, value: unknown) => (key === 'parentNode' ? undefined : key === 'data' ? references(value as string) : value));
		holds(
			fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
				const html = pieces.join('');
				const ascii = encodeHtml(html, 'ascii');
				expect(ascii).toMatch(/^[\0-\x7f]*$/);
				expect(decode(tree(ascii).replaceAll('\\\\', '\\'))).toBe(tree(html));
			}),
		);
	});

	it('applies to files and lengths, in Check Template too', async () => {
		const person = [{ profile: { firstName: 'Zoë' } }];
		const [{ html }] = await signatures(custom('{{firstName}}', ascii), person);
		expect(html).toBe('Zo&#235;');
		const { items } = await run(custom('{{firstName}}', { options: { encoding: 'ascii', files: true } }), person);
		const file = Buffer.from(items[0].binary?.['signature.htm'].data as string, 'base64').toString('latin1');
		expect(file).toContain('charset=utf-8');
		expect(file).toContain('Zo&#235;');
		expect(file).toMatch(/^[\0-\x7f]*$/);
		const length = async (options: IDataObject) => (await run({ operation: 'check', ...custom('{{firstName}}é', { options }) })).items[0].json.length as number;
		expect(await length({ encoding: 'ascii' })).toBe((await length({})) + '&#233;'.length - 1);
		const long = custom('{{firstName}}'.repeat(100), { options: { encoding: 'ascii', target: 'exchangeRule' } });
		await expect(run(long, [{ profile: { firstName: 'é'.repeat(9) } }])).rejects.toThrow('Longest parts: firstName 5,400');
	});
});
