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
		['a space between two words', 'Ada Lovelace', 'Ada Lovelace'],
	])('%s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it.each([
		['text beside a list and in it', '<ul>Skills<li>Maths <b>and</b> music</li>More</ul>', 'Skills\n- Maths and music\nMore'],
		['an item with an invisible character only', 'A<ul><li>&zwnj;</li></ul>', 'A'],
		['text behind a paragraph', '<p>Ada</p>Acme', 'Ada\nAcme'],
		['text behind a paragraph and a space', '<p>Ada</p> Acme', 'Ada\nAcme'],
		['header cells', '<table><tr><th>Office</th><th>Mobile</th></tr></table>', 'Office Mobile'],
		['a cell of several words', '<table><tr><td>Ada <b>King</b> of <i>L</i></td><td>Acme</td></tr></table>', 'Ada King of L Acme'],
		['a cell without words between others', '<p>A</p><p>B</p><table><tr><td>C</td><td> </td><td>D</td></tr></table>', 'A\nB\nC D'],
		['several lines in a row of a table in a row', '<table><tr><td>A</td><td><table><tr><td>B<br>C</td><td>D</td></tr></table></td></tr></table>', 'A\nB\nC\nD'],
		['rows behind text', 'A<tr><td>B</td></tr><tr><td>C</td></tr>D', 'A\nB\nC\nD'],
		['cells without a row', '<table><td>A</td><td>B</td></table>', 'A\nB'],
		['text in a row outside its cells', '<table><tr><td>A</td><td></td>B<td>C</td></tr></table>', 'A\nB C'],
	])('keeps lines and cells apart: %s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it.each([
		'p', 'div', 'table', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'address', 'section', 'header', 'footer', 'body', 'html', 'tbody', 'thead',
		'tfoot', 'caption', 'center', 'article', 'aside', 'main', 'nav', 'dl', 'dt', 'dd', 'pre', 'form', 'tr',
	])('begins and ends a line: %s', (element) => {
		expect(htmlToText(`A<${element}>B</${element}>C`)).toBe('A\nB\nC');
	});

	it.each(['br', 'hr'])('breaks a line: %s', (element) => {
		expect(htmlToText(`A<${element}>B`)).toBe('A\nB');
	});

	it.each(['b', 'i', 'u', 'span', 'font', 'strong', 'em', 'sup', 'small', 'a'])('stays in a line: %s', (element) => {
		expect(htmlToText(`A<${element}>B</${element}>C`)).toBe('ABC');
	});

	it.each(['\t', '\n', '\v', '\f', '\r', ' ', '\u0085', '\u00a0', '\u2002', '\u2003', '\u2009', '\u2028', '\u2029'])('has one space for blanks: %j', (blank) => {
		expect(htmlToText(`A${blank}B`)).toBe('A B');
		expect(htmlToText(`${blank}A ${blank}${blank}<b>${blank}B</b>${blank}`)).toBe('A B');
	});

	it.each(['\u2000', '\u2004', '\u2007', '\u200a', '\u202f', '\u205f', '\u3000'])('keeps a space that belongs to the text, but not at the ends of a line: %j', (space) => {
		expect(htmlToText(`<p>${space}山${space}田${space}</p>${space}<p>A</p>`)).toBe(`山${space}田\nA`);
	});

	it.each(['A', 'V', '!', '~', 'Ada King', '!A~ ~B!'])('keeps words: %s', (words) => {
		expect(htmlToText(words)).toBe(words);
		expect(htmlToText(`  ${words}  é  ${words} `)).toBe(`${words} é ${words}`);
		expect(htmlToText(`${words}  ${words}\u00a0`)).toBe(`${words} ${words}`);
		expect(htmlToText(`${words}  <b>${words}</b> \u00a0`)).toBe(`${words} ${words}`);
	});

	it.each([
		['another scheme', 'https://acme.example', 'http://acme.example'],
		['another scheme and www', 'http://acme.example', 'https://www.acme.example'],
		['without a scheme', 'http://acme.example/', 'acme.example'],
		['only www', 'https://acme.example', 'www.acme.example'],
		['www in the URL', 'https://www.acme.example', 'acme.example'],
		['slashes at the end', 'https://acme.example//', 'acme.example/'],
		['capitals', 'HTTPS://acme.example/', 'Acme.Example'],
		['www in the path', 'https://acme.example/www.html', 'acme.example/www.html'],
		['a URL in the URL', 'https://acme.example/?u=https://x.example', 'acme.example/?u=https://x.example'],
		['words in several elements', 'https://acme.example', 'acme<b>.example</b>'],
		['the longest way to write it', 'http://acme.example', `https://www.acme.example${'/'.repeat(27)}`],
	])('does not repeat the URL of a link that says it: %s', (_, url, words) => {
		const said = words.replace(/<\/?b>/g, '');
		expect(htmlToText(`<a href="${url}">${words}</a>`)).toBe(said);
		expect(htmlToText(`<p>${'Words before it. '.repeat(20)}</p>See <a href="${url}">${words}</a>.`)).toBe(`${'Words before it. '.repeat(20).trim()}\nSee ${said}.`);
	});

	it.each([
		['another path', 'https://acme.example/x', 'acme.example'],
		['http', 'http://acme.example', 'Acme'],
		['capitals', 'HTTPS://ACME.EXAMPLE', 'Acme'],
		['part of the host', 'https://www.acme.example', 'www.'],
		['www inside the host', 'https://a.www.acme.example', 'a.acme.example'],
		['words with many slashes', 'http://acme.example', `https://www.acme.example${'/'.repeat(28)}`],
	])('shows the URL of a link that does not say it: %s', (_, url, words) => {
		expect(htmlToText(`<a href="${url}">${words}</a>`)).toBe(`${words}: ${url}`);
		expect(htmlToText(`${'Words before it. '.repeat(20)}<a href="${url}">${words}</a>`)).toBe(`${'Words before it. '.repeat(20)}${words}: ${url}`);
	});

	it.each(['mailto:a@b.example?body=https://x.example', 'sms:1', 'javascript:x', '#top', 'page.html', '//x.example', 'httpx://x.example', 'cid:x', ' '])(
		'shows no URL for what is not a web address: %s',
		(href) => {
			expect(htmlToText(`<a href="${href}">Ada</a><a href="${href}"><img src="i"></a>`)).toBe('Ada');
			expect(htmlToText('<a name="x">Ada</a>')).toBe('Ada');
		},
	);

	it.each([
		['a word before a link', 'See<a href="https://x.example">Book</a>', 'See Book: https://x.example'],
		['a word behind a link', '<a href="https://x.example">Book</a>now', 'Book: https://x.example now'],
		['a space before a link', 'See <a href="https://x.example">Book</a>', 'See Book: https://x.example'],
		['links with a space between them', '<a href="https://x.example">Book</a> <a href="https://y.example">Call</a>', 'Book: https://x.example Call: https://y.example'],
		['a link without words in a word', 'Ada<a href="https://x.example"></a>s', 'Adas'],
		['a mark at the beginning', '.<b>net</b>', '.net'],
		['a number behind a link', '<a href="https://x.example">Book</a>24/7', 'Book: https://x.example 24/7'],
		['a slash behind a link', '<a href="https://x.example">Book</a>/<a href="https://y.example">Call</a>', 'Book: https://x.example / Call: https://y.example'],
		['a sign between links', '<a href="https://x.example">Book</a>|<a href="https://y.example">Call</a>', 'Book: https://x.example |Call: https://y.example'],
		['a mark and a word behind a link', '<a href="https://x.example">Book</a>.pdf', 'Book: https://x.example .pdf'],
		['a mark behind a link, with an invisible character', '<a href="https://x.example">Book</a>&rlm;, now', 'Book: https://x.example \u200f, now'],
		['a mark and a word in another element behind a link', '<a href="https://x.example">Book</a>,<b>now</b>', 'Book: https://x.example, now'],
		['words in several elements behind a link', '<a href="https://x.example">Book</a>, now<b>here</b>', 'Book: https://x.example, nowhere'],
		['marks in several elements behind a link', '<a href="https://x.example">Book</a><b>)</b>.<i>Now</i>', 'Book: https://x.example). Now'],
		['marks behind a link', '(<a href="https://x.example">Book</a>)., now', '(Book: https://x.example)., now'],
		['a paragraph behind a link', '<a href="https://x.example">Book</a><p>Call</p>', 'Book: https://x.example\nCall'],
		['brackets around a link', 'Acme(<a href="https://x.example">Book</a>)', 'Acme(Book: https://x.example)'],
		['a link in a link’s place in a row', '<table><tr><td>A</td><td><a href="https://x.example">Book</a></td></tr></table>', 'A Book: https://x.example'],
		['the link of an image and a word', '<a href="https://x.example"><img src="i"></a>now', 'https://x.example now'],
		['the link of an image that ends with a sign, and a word', '<a href="https://x.example/?q="><img src="i"></a>now', 'https://x.example/?q= now'],
		['an invisible character between a URL and a link that says its URL', '<a href="https://x.example">Book</a>&zwnj;<a href="https://y.example">y.example</a>', 'Book: https://x.example \u200cy.example'],
		['invisible characters around a link that says its URL', '<a href="https://y.example">&rlm;&rlm;www.&shy;y.example&lrm;</a>', '\u200f\u200fwww.y.example\u200e'],
		['an invisible character in the words of a link, which make another URL', '<a href="https://y.example">y.&zwnj;example</a>', 'y.\u200cexample: https://y.example'],
		['the links of two images', '<a href="https://x.example/?q="><img src="i"></a><a href="https://y.example"><img src="i"></a>', 'https://x.example/?q= https://y.example'],
		['a comma behind the link of an image', '<a href="https://x.example"><img src="i"></a>, now', 'https://x.example, now'],
		['an image behind a paragraph', '<p>Ada</p><img src="i" alt="Acme">', 'Ada\nAcme'],
		['an image behind a word', 'Ada<img src="i" alt="Acme">', 'Ada Acme'],
		['an image behind a short word', 'A<img src="i" alt="Acme">', 'A Acme'],
		['an image behind a number', 'Ada 1<img src="i" alt="Acme">', 'Ada 1 Acme'],
		['an image behind a letter above U+FFFF', '&Afr;<img src="i" alt="Acme">', '\u{1d504} Acme'],
		['an image in brackets', 'Ada(<img src="i" alt="Acme">)', 'Ada(Acme)'],
		['a word behind an image', '<img src="i" alt="Acme">.', 'Acme.'],
	])('holds apart, and only what is apart: %s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it.each([
		['behind a word', 'Shalom!&rlm; Ada', 'Shalom!\u200f Ada'],
		['behind the last word', 'Shalom!&rlm;', 'Shalom!\u200f'],
		['before the first word', '&rlm;&#1488;', '\u200f\u05d0'],
		['between words', 'A &rlm;B', 'A \u200fB'],
		['in a word', 'A&zwj;B', 'A\u200dB'],
		['before an image', 'A&rlm;<img src="i" alt="B">', 'A\u200f B'],
		['at the end of a link', '<a href="https://x.example">&#9742;&#xfe0f;</a> Ada', '\u260e\ufe0f: https://x.example Ada'],
		['before the word behind a link', '<a href="https://x.example">Book</a> &rlm;&#1488;', 'Book: https://x.example \u200f\u05d0'],
		['directly behind a link', '<a href="https://x.example">Book</a>&rlm;&#1488;', 'Book: https://x.example \u200f\u05d0'],
	])('keeps an invisible character with its word: %s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it.each([
		['between paragraphs', '<p>A</p>&zwnj;<p>B</p>', 'A\nB'],
		['before a space at the beginning', '&zwnj; A', 'A'],
		['between spaces', 'A &zwnj; B', 'A B'],
		['behind the URL of a link', '<a href="https://x.example">Book</a>&zwnj; Ada', 'Book: https://x.example Ada'],
		['behind the URL of a link at the end', '<p><a href="https://x.example">Book</a>&zwnj;</p>', 'Book: https://x.example'],
	])('leaves out an invisible character without a word: %s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});

	it.each(['.', ',', ';', ':', '!', '?', ')', ']', '"', "'", '»', '”', '’', '…', ').', '!”'])('writes a closing mark directly behind a URL: %s', (mark) => {
		expect(htmlToText(`<a href="https://x.example">Book</a>${mark}`)).toBe(`Book: https://x.example${mark}`);
		expect(htmlToText(`<a href="https://x.example">Book</a>${mark} now`)).toBe(`Book: https://x.example${mark} now`);
	});

	it.each(['-', '_', '/', '|', '·', '#', '=', '&amp;', '(', '%', 'é', '1'])('separates what would continue a URL: %s', (sign) => {
		expect(htmlToText(`<a href="https://x.example">Book</a>${sign}`)).toBe(`Book: https://x.example ${sign.replace('&amp;', '&')}`);
	});

	it('writes the URL of each link whole, with a space or a closing mark behind it', () => {
		const around = fc.constantFrom(
			'', ' ', 'Ada', '1', '/', '-', '|', ', ', '. ', ')', '&rlm;', '&zwnj;', '&#xfe0f;', '&nbsp;', '&#1488;', '\u3000', '<br>', '<p>', '</p>', '<b>B</b>', '<img src="i" alt="C">', '<img src="i">',
			'<table><tr><td>', '</td><td>', '</td></tr></table>', '<li>', '</li>',
		);
		const words = fc.constantFrom('Book', '(Book)', '<img src="i">', '<img src="i" alt="Acme">', '&#9742;&#xfe0f;', '山', '<b>Book</b> now ', '<p>Book</p>', '<br>Book');
		const link = fc.tuple(words, around, around).map(([inside, before, after]) => `${before}<a href="https://x.example/?q=">${inside}</a>${after}`);
		holds(
			fc.property(fc.array(link, { minLength: 1, maxLength: 4 }), (links) => {
				const urls = htmlToText(links.join('')).match(/(?<![\p{L}\p{N}])https:\/\/x\.example\/\?q=(?=[.,)]*(?:\s|$))/gu);
				expect(urls).toHaveLength(links.length);
			}),
			300,
		);
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
