import fc from 'fast-check';
import { lintHtml } from '../../../../../nodes/OktaSignature/engine/check/lint';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { holds } from '../../../../support/fuzz';

const warningsOf = (text: string) => lintHtml({ label: 'template', text, indent: 0 }).map((warning) => warning.replace(/ \(template, line \d+, column \d+\)$/, ''));

const NO_LINK = 'A link has no URL, so it leads nowhere. Write one in href or remove the link';
const INCOMPLETE = 'A link needs a complete URL that begins with https://, mailto: or tel:';

describe('lintHtml', () => {
	it.each([
		['{{email}}', '"email" is not a URL. Write href="{{emailHref}}"'],
		['{{ secondEmail }}', '"secondEmail" is not a URL. Write href="mailto:{{secondEmail}}"'],
		['{{{email}}}', '"email" is not a URL. Write href="{{emailHref}}"'],
		['{{primaryPhone}}', '"primaryPhone" is not a URL. Write href="{{phoneHref}}"'],
		['{{mobilePhone}}', '"mobilePhone" is not a URL. Write href="{{mobileHref}}"'],
		['{{phone}}', '"phone" is not a URL. Write href="tel:{{phone}}"'],
		['mailto:{{emailHref}}', '"emailHref" already begins with mailto:. Write href="{{emailHref}}"'],
		['tel:{{phoneHref}}', '"phoneHref" already begins with tel:. Write href="{{phoneHref}}"'],
		['tel:{{ mobileHref }}', '"mobileHref" already begins with tel:. Write href="{{mobileHref}}"'],
		['', NO_LINK],
		[' ', NO_LINK],
		['#', NO_LINK],
		['/about', INCOMPLETE],
		['www.acme.example', INCOMPLETE],
		['//acme.example', INCOMPLETE],
		['about/team:x', INCOMPLETE],
		['/login?to=https://acme.example', INCOMPLETE],
		['/people/{{login}}', INCOMPLETE],
	])('warns about the link "%s"', (href, warning) => {
		expect(warningsOf(`<a href="${href}">x</a>`).filter((one) => !one.startsWith('A value is always text'))).toEqual([warning]);
	});

	it.each([
		'{{#mail}}mailto:{{mail}}{{/mail}}',
		'{{#fax}}tel:{{fax}}{{/fax}}',
		'{{emailLink}}',
		'{{phoneLink}}',
		'{{phoneNumberUrl}}',
		'h323:room@acme.example',
		'ms-teams.v2+web:/call',
		'HTTPS://acme.example',
		' https://acme.example ',
	])('accepts the link "%s"', (href) => {
		expect(warningsOf(`<a href="${href}">x</a>`)).toEqual([]);
	});

	it.each([
		['src=""', 'An image has no URL, so it is shown as broken. Write one in src or remove the image'],
		['src=" "', 'An image has no URL, so it is shown as broken. Write one in src or remove the image'],
		['src="data:image/png;base64,AA=="', 'Gmail does not show embedded images (data: URLs). Use an https URL'],
		['src="DATA:image/png;base64,AA=="', 'Gmail does not show embedded images (data: URLs). Use an https URL'],
		['src="i/{{photo}}"', 'An image needs a complete URL that begins with https://'],
		['src="/proxy?to=https://x.example/a.png"', 'An image needs a complete URL that begins with https://'],
		['src="https://x.example/a.svg"', 'Gmail and Outlook do not show SVG. Use a PNG'],
		['src="https://x.example/a.svgz"', 'Gmail and Outlook do not show SVG. Use a PNG'],
		['src="https://x.example/a.SVG#b"', 'Gmail and Outlook do not show SVG. Use a PNG'],
		['src="https://x.example/a.webp"', 'Outlook for Windows does not show WebP. Use PNG or JPEG'],
		['src="https://x.example/a.WebP?v=1"', 'Outlook for Windows does not show WebP. Use PNG or JPEG'],
		['src="https://x.example/a.webp#b"', 'Outlook for Windows does not show WebP. Use PNG or JPEG'],
		['src="x.png"', 'An image needs a complete URL that begins with https://'],
		['src="/i/x.png"', 'An image needs a complete URL that begins with https://'],
		['src="//cdn.example/x.png"', 'An image needs a complete URL that begins with https://'],
		['src="https://x.example/a.svg?v=1"', 'Gmail and Outlook do not show SVG. Use a PNG'],
	])('warns about the image %s', (src, warning) => {
		expect(warningsOf(`<img ${src} alt="" width="9">`)).toEqual([warning]);
	});

	it.each([
		'',
		'src="https://x.example/a.png"',
		'src=" https://x.example/a.png "',
		'src="http://x.example/a.png"',
		'src="HTTPS://x.example/a.jpg"',
		'src="{{photoUrl}}"',
		'src="https://x.example/a.png?from=data:x"',
		'src="https://x.example/a.svgs/b.png"',
		'src="https://x.example/a.webpages/b.png"',
	])('accepts the image %s', (src) => {
		expect(warningsOf(`<img ${src} alt="" width="9">`)).toEqual([]);
	});

	it('asks for the alt text and the width of an image', () => {
		const alt = '<img> has no alt text. People who block images see nothing';
		const width = '<img> has no width attribute. Outlook for Windows shows it at full size';
		expect(warningsOf('<img src="https://x.example/a.png">')).toEqual([alt, width]);
		expect(warningsOf('<img src="https://x.example/a.png" width="9">')).toEqual([alt]);
		expect(warningsOf('<img src="https://x.example/a.png" alt="x">')).toEqual([width]);
	});

	it('names the elements that email clients remove, and says what to do instead', () => {
		expect(warningsOf('<style></style><link rel="stylesheet" href="a.css"><iframe></iframe><form></form><video></video><base href="/">')).toEqual([
			'Gmail removes <style> from signatures. Use style attributes',
			'Email clients remove <link>. Use style attributes',
			'Email clients remove <iframe>',
			'Email clients remove <form>. Link to a page instead',
			'Most email clients remove <video>. Link an image to it instead',
			'Email clients remove <base>. Write complete URLs',
		]);
		expect(warningsOf('<table><tr><td><p>x</p><map><area href="x"></map></td></tr></table>')).toEqual([]);
	});

	it.each(['background:url(x.png)', 'background-image:url(x.png)', 'color:red; background : #fff URL(x.png)', 'color:red;\n\tBackground-Image\n:\nurl(x.png);color:blue'])(
		'says that Outlook does not show the background image in "%s"',
		(style) => {
			expect(warningsOf(`<td style="${style}">`)).toEqual(['Outlook for Windows does not show background images in styles']);
		},
	);

	it.each(['', 'background:red', 'background-color:red', 'mso-background:url(x.png)', 'background:red;list-style:url(x.png)'])('finds no background image in "%s"', (style) => {
		expect(warningsOf(`<td style="${style}">`)).toEqual([]);
	});

	it('says that values are never markup, for each way to ask for it', () => {
		const sentence = 'A value is always text, never markup: {{{x}}} and {{&x}} are escaped like {{x}}';
		expect(warningsOf('{{{a}}} {{&b}} {{ & c }} {{d}} & {{e}}')).toEqual([sentence, sentence, sentence]);
	});

	it('says where each warning belongs: first those about elements, then those about tags', () => {
		expect(lintHtml({ label: 'partial "logo"', text: '{{{a}}}\n<p>\n  <a href="#">x</a><iframe>', indent: 0 })).toEqual([
			'A link has no URL, so it leads nowhere. Write one in href or remove the link (partial "logo", line 3, column 3)',
			'Email clients remove <iframe> (partial "logo", line 3, column 20)',
			'A value is always text, never markup: {{{x}}} and {{&x}} are escaped like {{x}} (partial "logo", line 1, column 1)',
		]);
	});

	it('accepts every link that works, with tags or without', () => {
		const start = fc.constantFrom('https://', 'http://x.example/', 'mailto:a@b.example', 'mailto:{{email}}', 'tel:{{mobilePhone}}', 'tel:+43', 'sms:+43', 'https://x.example/{{email}}', '{{#website}}{{website}}{{/website}}', '{{website}}', '{{emailHref}}', '{{phoneHref}}', '{{mobileHref}}', '{{phoneLink}}', '{{faxUrl}}');
		holds(fc.property(start, fc.constantFrom('', '?a=1', '&amp;b={{title}}'), (begin, end) => expect(warningsOf(`<a href="${begin}${end}">x</a> <a name="x">y</a>`)).toEqual([])));
		for (const { html } of GALLERY) expect(warningsOf(html)).toEqual([]);
	});
});
