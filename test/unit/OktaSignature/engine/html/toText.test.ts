import fc from 'fast-check';
import { htmlToText } from '../../../../../nodes/OktaSignature/engine/html/toText';
import { removeUnwanted } from '../../../../../nodes/OktaSignature/engine/mustache/values';
import { holds } from '../../../../support/fuzz';
import { elementsOf, textOf } from '../../rendering';

/** Names of every kind: long and short, without a semicolon, in several cases, of two characters, and of none. */
const REFERENCES = [
	'amp', 'AMP', 'lt', 'gt', 'quot', 'apos', 'nbsp', 'copy', 'reg', 'eacute', 'Eacute', 'szlig', 'Auml', 'euro', 'hellip', 'mdash', 'middot', 'bull',
	'rarr', 'zwnj', 'zwj', 'lrm', 'shy', 'ensp', 'hearts', 'not', 'notin', 'notit', 'NotEqualTilde', 'nvlt', 'fjlig', 'bne', 'ThickSpace', 'Tab',
	'NewLine', 'CounterClockwiseContourIntegral', 'Afr', 'zscr', 'ZeroWidthSpace', 'lang', 'ang', 'sup2', 'frac12', 'acE', 'unknown', 'x', '',
	'#65', '#x41', '#X1F600', '#128', '#150', '#x9f', '#0', '#1', '#x7f', '#x8d', '#xd800', '#x110000', '#99999999999', '#xfffe', '#x202e', '#', '#x', '#x;41',
];

const reference = fc.tuple(fc.constantFrom(...REFERENCES), fc.constantFrom(';', '', ' ', '=', 'a')).map(([name, end]) => `&${name}${end}`);

const encodedText = fc
	.array(fc.oneof({ weight: 3, arbitrary: reference }, { weight: 1, arbitrary: fc.constantFrom('Ada', ' ', '&', ';', '1', 'é', '😀', '"') }), { maxLength: 6 })
	.map((parts) => parts.join(''));

/** What the text version leaves out of decoded text, and what it writes as a space. */
const tidy = (text: string) =>
	removeUnwanted(text.replace(/[\s\u0085]/g, (char) => (/[\u1680\u2000\u2001\u2004-\u2008\u200a\u202f\u205f\u3000\ufeff]/.test(char) ? char : ' ')))
		.replace(/[\u00ad\ufffd]/g, '')
		.replace(/ +/g, ' ')
		.trim();

/** A text without the characters that are kept only next to text. */
const visiblePart = (text: string) => text.replace(/[\p{Cf}\p{Co}\p{Cn}]/gu, '').replace(/\p{Z}+/gu, ' ').trim();

const HIDDEN = [
	'<div style="display:none">%</div>', '<span hidden>%</span>', '<p style="visibility:hidden">%</p>', '<style>%</style>', '<title>%</title>', '<!-- % -->',
	'<div style="display:none;max-height:0;overflow:hidden">%<p>%</p></div>', '<span style="font-size:0">%</span>', '<script>%</script>', '<b style="opacity:0">%</b>',
	'<div style="max-height:0px;overflow:hidden;mso-hide:all;font-size:1px">%</div>', '<!--[if mso]>%<![endif]-->', '<img alt="%">', '<img src="" alt="%">',
	'<template>%</template>', '<iframe>%</iframe>', '<i style="display:none"><img src="x" alt="y"><a href="https://x.example">z</a></i>',
];

const MARKUP = [
	'<p>', '</p>', '<br>', '<table>', '<tr>', '<td>', '</td>', '</tr>', '</table>', '<ul><li>', '<li>', '</li>', '<a href="https://x.example/a b&#10;c">', '</a>',
	'<a href="tel:1">', '<img src="x" alt="Logo&#1;&#10;2">', '<img src="x">', '<b>', '</b>', '<div style="display:none">', '</div>', '&#10;', '&#13;', '&#x2028;', '\u0001', '\t', ' ', 'Ada',
];

describe('htmlToText', () => {
	it.each([
		['a row is a line with its cells side by side', '<table><tr><td>T</td><td>+49</td></tr><tr><td>M</td>\n<td>+43</td></tr></table>', 'T +49\nM +43'],
		['a cell that contains several lines', '<table><tr><td><img src="x"></td><td><table><tr><td>Ada</td></tr><tr><td>Acme</td></tr></table></td></tr></table>', 'Ada\nAcme'],
		['cells without end tags', '<table><tr><td>A<td>B<tr><td>C</table>', 'A B\nC'],
		['paragraphs, breaks, lists', '<p>A</p><p>B<br>C<br/><br>D</p><ul><li>x</li><li>y</li></ul>', 'A\nB\nC\nD\n- x\n- y'],
		['white space as a browser shows it', '<p>  A\n\t <b> B</b>&nbsp;&nbsp;|&nbsp; C </p>', 'A B | C'],
		['a link with other words than its URL', '<a href="https://acme.example/book">Book a meeting</a>', 'Book a meeting: https://acme.example/book'],
		['a link whose text is its URL', '<a href="https://www.acme.example/">acme.example</a>', 'acme.example'],
		['phone and mail links', '<a href="tel:+49">+49</a> <a href="mailto:a@b.c">Mail</a> <a href="">x</a>', '+49 Mail x'],
		['a linked image', '<a href="https://x.example"><img alt="LinkedIn" src="i"></a><a href="https://y.example"><img src="i"></a>', 'LinkedIn: https://x.example https://y.example'],
		['alt texts, with entities', '<img src="x" alt="A &amp; B"><img src=y alt=C>', 'A & B C'],
		['entities', '&lt;b&gt; &#65;&#x42; &middot; &unknown; &#0;', '<b> AB · &unknown;'],
		['every named entity', '&Auml;&szlig;&hearts; a&ensp;b&shy;c', 'Äß♥ a bc'],
		['comments, including conditional comments', 'A<!-- x > y --><!--[if mso]><td>mso</td><![endif]--><![if !mso]>B<![endif]>', 'AB'],
		['style, title and script', '<title>t</title><style>p{}</style>A<script>x</script>', 'A'],
		['a style without an end', 'A<style>p{}', 'A'],
		['a quoted > in an attribute', '<p title="a>b">A</p>', 'A'],
		['a lone <', '3 < 4', '3 < 4'],
		['end tags without a start', '</td>A</tr></a>', 'A'],
		['nothing', '', ''],
		['a preheader', '<div style="display:none;mso-hide:all">Preview &zwnj;&nbsp;</div><p>Ada</p>', 'Ada'],
		['a button that only Outlook does not show', '<!--[if mso]>x<![endif]--><a style="mso-hide:all" href="https://x.example">Book</a>', 'Book: https://x.example'],
		['a text area', '<textarea>R&amp;D &lt;b&gt; &eacute;</textarea>&amp;', 'R&D <b> é&'],
		['a list without words', '<ul><li></li><li>&nbsp;</li></ul>', ''],
		['a list in a list', '<ul><li>A<ul><li>B</li></ul></li></ul>', '- A\n- B'],
		['a link without words', '<a href="https://x.example"> </a>', ''],
		['words after a link', '<a href="https://x.example">Book </a>now, <a href="https://y.example">or</a>, call', 'Book: https://x.example now, or: https://y.example, call'],
		['cells of several lines beside each other', '<table><tr><td><p>A</p></td><td>B<br>C</td><td>D</td></tr></table>', 'A\nB\nC\nD'],
		['paragraphs in cells', '<table><tr><td><p>A</p></td><td><p>B</p></td></tr></table>', 'A B'],
		['a family emoji and a direction mark', '&#128105;&zwj;&#128103; <p>&rlm;&#1488;</p>', '\u{1f469}\u200d\u{1f467}\n\u200f\u05d0'],
		['definitions', '<dl><dt>A</dt><dd>B</dd></dl>', 'A\nB'],
	])('%s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it('decodes every character reference as a browser does', () => {
		holds(
			fc.property(encodedText, (encoded) => {
				const markup = `<div>x${encoded}x</div>`;
				const [div] = elementsOf(markup);
				expect(visiblePart(htmlToText(markup))).toBe(visiblePart(tidy(textOf(div))));
			}),
			500,
		);
	});

	it('shows nothing of hidden elements and comments', () => {
		holds(
			fc.property(fc.constantFrom(...HIDDEN), encodedText, (wrapped, inside) => {
				expect(htmlToText(`A${wrapped.replaceAll('%', inside.replaceAll('"', ''))}B`)).toMatch(/^A\s?B$/);
			}),
		);
	});

	it('has no control characters, no blank lines and no blanks at the ends of lines', () => {
		holds(
			fc.property(fc.array(fc.oneof(encodedText, fc.constantFrom(...MARKUP)), { maxLength: 20 }), (parts) => {
				const text = htmlToText(parts.join(''));
				expect(text).not.toMatch(/[^\P{Cc}\n]/u);
				if (text !== '') expect(text.split('\n').every((line) => line !== '' && line === line.trim())).toBe(true);
			}),
			300,
		);
	});
});
