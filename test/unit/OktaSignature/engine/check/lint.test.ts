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
	])('warns about the link "%s"', (href, warning) => {
		expect(warningsOf(`<a href="${href}">x</a>`).filter((one) => !one.startsWith('A value is always text'))).toEqual([warning]);
	});

	it.each([
		['src=""', 'An image has no URL, so it is shown as broken. Write one in src or remove the image'],
		['src="x.png"', 'An image needs a complete URL that begins with https://'],
		['src="/i/x.png"', 'An image needs a complete URL that begins with https://'],
		['src="//cdn.example/x.png"', 'An image needs a complete URL that begins with https://'],
		['src="https://x.example/a.svg?v=1"', 'Gmail and Outlook do not show SVG. Use a PNG'],
	])('warns about the image %s', (src, warning) => {
		expect(warningsOf(`<img ${src} alt="" width="9">`)).toEqual([warning]);
	});

	it('accepts every link that works, with tags or without', () => {
		const start = fc.constantFrom('https://', 'http://x.example/', 'mailto:a@b.example', 'mailto:{{email}}', 'tel:{{mobilePhone}}', 'tel:+43', 'sms:+43', 'https://x.example/{{email}}', '{{#website}}{{website}}{{/website}}', '{{website}}', '{{emailHref}}', '{{phoneHref}}', '{{mobileHref}}', '{{phoneLink}}', '{{faxUrl}}');
		holds(fc.property(start, fc.constantFrom('', '?a=1', '&amp;b={{title}}'), (begin, end) => expect(warningsOf(`<a href="${begin}${end}">x</a> <a name="x">y</a>`)).toEqual([])));
		for (const { html } of GALLERY) expect(warningsOf(html)).toEqual([]);
	});
});
