import fc from 'fast-check';
import { htmlToText } from '../../../../../nodes/OktaSignature/engine/html/toText';
import { hasVisibleContent, readVisible } from '../../../../../nodes/OktaSignature/engine/html/visible';
import { holds } from '../../../../support/fuzz';

/** Markup with what a browser shows of it. */
interface Sample {
	html: string;
	text: boolean;
	image: boolean;
}

const nothing = (html: string): Sample => ({ html, text: false, image: false });

const piece: fc.Arbitrary<Sample> = fc.oneof(
	fc.constantFrom('Ada', '&eacute;', '山', '0', '.', '&#65;', '😀', '&notin;').map((html) => ({ html, text: true, image: false })),
	fc.constantFrom('<img src="https://x.example/i.png">', '<img src="HTTP://x.example/i.png" width="1" height=20 alt="">', '<img src="cid:logo" width="100%" style="width:1px">').map((html) => ({ html, text: false, image: true })),
	fc.constantFrom(
		'', ' ', '\n\t', '&nbsp;', '&zwnj;', '&#8203;', '&#x200b;', '&shy;', '&#8199;&#65279;&#847;', '\u2800', '\u3164', '&#0;', '&#1;', '&lrm;',
		'<!-- x -->', '<!--[if mso]>x<![endif]-->', '<br>', '<hr>', '<img src="">', '<img src=" " alt="x">', '<img src="x.png">', '<img src="/x.png" alt=" ">', '<img src="file:///x.png">', '<img src="javascript:x">',
		...['width="0"', "height='0'", 'width=1 height=1', 'width="1px" height="1px"', 'style="width:1px;height:1px"', 'width="90" style="width:0"', 'width="1" style="height:1px"', 'style="max-width:0"'].map((size) => `<img src="https://x.example/i.png" ${size} alt="x">`), '<img alt="x">', '<style>p{}</style>',
		'<script>x</script>', '<title>x</title>', '<template>x</template>', '<iframe>x</iframe>', '<a href="https://x.example"></a>', '<p title="x"></p>',
	).map(nothing),
);

const HIDING = [
	'style="display:none"', 'style="color:red;DISPLAY : none !important;max-height:0"', "style='display:none;font-size:14px'", 'hidden', 'hidden=""',
	'style="opacity:0"', 'style="max-height:0px;overflow:hidden;mso-hide:all"', 'style="overflow: hidden; height: 0"', 'style="display:&#110;one"',
	'style="font-size:1px;line-height:1px;max-height:0px;max-width:0px;opacity:0;overflow:hidden"', 'style="width:0.0em;overflow:hidden"',
];

const SHOWING = [
	'', 'class="hidden"', 'style="display:block"', 'style="opacity:0.5"', 'style="overflow:hidden;height:10px"', 'style="max-height:0"',
	'style="mso-hide:all"', 'style="visibility:visible"', 'style="font-size:10px"', 'style="font-size:0.9em"', 'title="display:none"', 'data-hidden="hidden"',
];

const wrap = (element: string, attributes: string, inside: string) => `<${element}${attributes && ` ${attributes}`}>${inside}</${element}>`;

const ELEMENTS = ['div', 'span', 'p', 'td', 'li', 'b', 'blockquote'];

const { sample } = fc.letrec<{ sample: Sample; one: Sample }>((tie) => ({
	one: fc.oneof(
		{ maxDepth: 4 },
		piece,
		fc.tuple(fc.constantFrom(...ELEMENTS), fc.constantFrom(...SHOWING), tie('sample')).map(([element, attributes, inside]) => ({
			...inside,
			html: wrap(element, attributes, inside.html),
		})),
		fc.tuple(fc.constantFrom(...ELEMENTS), fc.constantFrom(...HIDING), tie('sample')).map(([element, attributes, inside]) =>
			nothing(wrap(element, attributes, inside.html)),
		),
	),
	sample: fc.array(tie('one'), { maxLength: 4 }).map((all) => ({
		html: all.map(({ html }) => html).join(''),
		text: all.some(({ text }) => text),
		image: all.some(({ image }) => image),
	})),
}));

/** Nested blocks end paragraphs, which would end the hidden part earlier. */
const isTree = ({ html }: Sample) => !/<p\b[^>]*>(?:(?!<\/p>).)*<(?:p|div|li|blockquote|hr|td)\b/s.test(html) && !/<(?:td|li)\b.*<(?:td|li)\b/s.test(html);

describe('hasVisibleContent', () => {
	it('is whether a browser shows text or an image', () => {
		holds(fc.property(sample.filter(isTree), ({ html, text, image }) => expect(hasVisibleContent(html)).toBe(text || image)), 500);
	});

	it('agrees with the text version', () => {
		holds(
			fc.property(sample, ({ html }) => {
				const hasText = htmlToText(html) !== '';
				if (hasText || !/<img src="?(?:https?|cid):/i.test(html)) expect(hasVisibleContent(html)).toBe(hasText);
			}),
			500,
		);
	});

	it('finds in the beginning of a document what parsing the whole document finds', () => {
		holds(fc.property(sample, ({ html }) => expect(hasVisibleContent(`<!-- slow path -->${html}`)).toBe(hasVisibleContent(html))), 500);
	});

	it.each([
		['nothing', '', false],
		['an empty table', '<table><tr><td style="color:#333"></td></tr></table>', false],
		['text after a preheader', '<div style="display:none">x</div><p>Ada</p>', true],
		['shown inside invisible', '<p style="visibility:hidden">x<b style="visibility:visible">Ada</b></p>', true],
		['invisible', '<p style="visibility:hidden">x<b>y</b><img src="https://x.example/i.png"></p>', false],
		['text without a size', '<td style="font-size:0">x<b style="font-size:50%">y</b></td>', false],
		['text with a size inside one without', '<td style="font-size:0"><b style="font-size:9pt">y</b></td>', true],
		['an image in a cell without a font size', '<td style="font-size:0"><img src="https://x.example/i.png"></td>', true],
		['an image that cannot be loaded, with a text instead', '<img src="x.png" alt="Ada">', true],
		['a spacer that a style makes larger', '<img src="https://x.example/i.png" width="1" height="1" style="width:9px;height:9px">', true],
		['a head that ends without an end tag', '<head><title>x</title><p>Ada</p>', true],
		['a quoted > in an attribute', '<p title="a>b"></p>', false],
		['an unquoted quote in an attribute', '<p title=a"b>Ada</p>', true],
		['a calculated size inside text without a size', '<td style="font-size:0"><b style="font-size:calc(1em + 9px)">y</b></td>', true],
		['a size of the root element inside text without a size', '<td style="font-size:0"><b style="font-size:1rem">y</b></td>', true],
		['another style inside text without a size', '<td style="font-size:0"><b style="color:red">y</b></td>', false],
		['invisible inside invisible', '<p style="visibility:hidden"><b style="visibility:inherit">y</b></p>', false],
		['inherited visibility', '<p style="visibility:inherit">Ada</p>', true],
		['collapsed', '<p style="visibility:collapse">x</p>', false],
		['a character of two halves', '&zscr;', true],
		['a comment with a >', '<!-- a > b -->', false],
		['a double quote that does not end', `<b x='<'"y z='">w`, false],
		['a single quote that does not end', `<b x="<"'y z="'>w`, false],
		['a quote in an attribute name', `<b x="a"'"y z='">w`, false],
		['a quote in an element name', `<b""a x='">w`, false],
		['another element with a URL', '<embed src="https://x.example/i.png" alt="x">', false],
		['an image without a URL', '<img alt="x">', false],
		['an image with an empty URL', '<img src="" alt="x">', false],
		['an image with a blank URL', '<img src=" \n" alt="x">', false],
		['an image whose URL contains another', '<img src="/x?u=https://x.example/i.png">', false],
		['an image with the scheme of the page', '<img src=" //x.example/i.png">', true],
		['an image with its data', '<img src="data:image/png;base64,AA">', true],
		['an image inside an email', '<img src="\n CID:logo">', true],
		['an image over http', '<img src="http://x.example/i.png">', true],
		['text in a text area', '<textarea>&nbsp;a</textarea>', true],
		['a blank text area', '<textarea>&nbsp;</textarea>', false],
		['text far behind', `${'<br>'.repeat(2000)}Ada`, true],
	])('%s', (_, markup, expected) => {
		expect(hasVisibleContent(markup)).toBe(expected);
	});

	describe.each([['in the beginning', ''], ['behind a comment', '<!-- -->']])('%s', (_, before) => {
		const isShown = (html: string) => hasVisibleContent(before + html);

		it.each([
			'display:none', 'DISPLAY : none', 'display:\n\tnone', 'display  :none !important', 'opacity:0', 'opacity: 0.00', 'opacity:.0', 'opacity:0%', 'opacity:0.0000000000000000000000001', 'visibility:hidden', 'visibility : collapse',
			'overflow:hidden;height:0', 'overflow:hidden;max-height:0px', 'overflow:clip;width:0.0em', 'overflow:hidden auto;max-width:00', 'height:0;overflow: clip', 'font-size:0', 'font-size : 0px', 'font-size:\n.0em', 'font-size:0%', 'display:block;display:none',
			'font:0/0 a', 'font : bold 0px/1 Arial', 'font:italic 400 .0em Arial', 'font:14px Arial;font-size:0', 'font-size:14px;font:0 a', 'FONT: 0 / 0 a', 'font:0 / 12px Arial', 'font:1 0/0 a', 'font-size:0;color:red', 'font-size:0;color:inherit',
		])('hides text with %j', (style) => {
			expect(isShown(`<p style="${style}">Ada</p>`)).toBe(false);
			expect(isShown(`<p style='${style}'>Ada</p>`)).toBe(false);
		});

		it.each([
			'', 'color:red', 'display:inline', 'display:none;display:block', 'opacity:0.5', 'opacity:10', 'opacity:x0', 'overflow:hidden', 'overflow:clip;height:10px', 'overflow:auto;height:0', 'overflow:visible clip;width:0', 'height:0', 'max-height:0;max-width:0', 'width:0',
			'visibility:visible', 'font-size:10px', 'font-size:0.5em', 'font-size:medium', 'font:14px/0 Arial', 'font:bold 14px Arial', 'font:italic 900 12pt Arial', 'font:100 9px Arial', 'font:1.5em Arial', 'font:inherit', 'font:caption', 'font:medium Arial', 'font:80%/0 Arial', 'font-size:0;font:14px Arial',
			'font:0/0 a;font-size:9px', 'mso-hide:all',
		])('shows text with %j', (style) => {
			expect(isShown(`<p style="${style}">Ada</p>`)).toBe(true);
			expect(isShown(`<p style='${style}'>Ada</p>`)).toBe(true);
		});

		it.each(['style', 'title', 'script', 'template', 'iframe', 'noembed', 'noframes', 'datalist'])('does not show what is inside %s', (element) => {
			expect(isShown(`<${element}>Ada</${element}>`)).toBe(false);
			expect(isShown(`<${element} class="x">Ada</${element}><p>Ada</p>`)).toBe(true);
		});

		it.each([
			'width=0', 'height="0"', 'width=" 0 "', 'width=0.0 height=90', 'width="0%"', 'width=1 height=1', 'width="1px" height="1"', 'width=" 1 " height="1\n"', 'width=0001 height=01', 'width="1." height="1.00"', 'width="1.0px" height="01px"',
			'width="1.0000000000000000000000001px" height=1', 'style="width:1px;height:1px"', 'width=90 height=90 style="width:1px;height:1px"', 'width=90 style="width:0"', 'height=90 style="height:0"', 'width=1 style="height:1px"', 'height=1 style="width:1px"', 'style="max-width:0"', 'style="max-height:0px"',
			'width=90 height=90 style="max-height:0"', 'style="visibility:hidden"', 'style="display:none"', 'hidden',
		])('does not show an image with %s', (attributes) => {
			expect(isShown(`<img src="https://x.example/i.png" ${attributes} alt="x">`)).toBe(false);
		});

		it.each([
			'', 'width=1', 'height=1', 'width=90', 'height=90', 'style=""', 'style="color:red"', 'width=1 height=2', 'width=2 height=1', 'width=10 height=10', 'width=11 height=11', 'width=x1 height=x1', 'style="width:1em;height:1em"', 'width="1%" height="1%"', 'style="width:1cm;height:1.5em"', 'width=1.5 height=1.5',
			'width="100%"', 'width=0 height=0 style="width:9px;height:9px"', 'width=1 height=1 style="width:9px"', 'width=1 height=1 style="height:9px"', 'style="width:1px"', 'style="height:1px"', 'style="max-width:1px;max-height:1px"', 'style="font-size:0"', 'width="auto" height="auto"',
		])('shows an image with %s', (attributes) => {
			expect(isShown(`<img src="https://x.example/i.png" ${attributes} alt="">`)).toBe(true);
		});
	});

	it('reads the font size from font and font-size, also when it depends on the size around it', () => {
		const fixed = ['12px', '9pt', '1.5rem', 'medium'].map((size) => ({ size, shows: () => true }));
		const relative = ['1em', '.5ex', '120%', '2ch', 'larger', 'smaller'].map((size) => ({ size, shows: (isShownAround: boolean) => isShownAround }));
		const zero = ['0', '0px', '0.0', '.0pt', '0em', '0%'].map((size) => ({ size, shows: () => false }));
		const sizes = fc.constantFrom(...fixed, ...relative, ...zero);
		const around = fc.constantFrom('', 'color:red;', 'font-size:0;', 'font:0/0 a;', 'font:12px Arial;');
		const declaration = fc.tuple(sizes, fc.constantFrom('', 'bold ', 'italic 400 ', 'normal '), fc.constantFrom('', '/0', ' / 1.4', '/12px'), fc.boolean()).map(([{ size, shows }, before, lineHeight, isFont]) => ({
			style: isFont ? `font:${before}${size}${lineHeight} Arial, sans-serif` : `font-size:${size}`,
			shows,
		}));
		const inherited = fc.constantFrom('font:inherit', 'font-size:inherit', 'color:red', '').map((style) => ({ style, shows: (isShownAround: boolean) => isShownAround }));
		const element = fc.oneof({ weight: 3, arbitrary: fc.tuple(around, declaration, fc.constantFrom('', ';color:red', ';color:inherit')).map(([before, { style, shows }, behind]) => ({ style: before + style + behind, shows })) }, { weight: 1, arbitrary: inherited });
		holds(
			fc.property(fc.array(element, { minLength: 1, maxLength: 4 }), (elements) => {
				const html = elements.map(({ style }) => `<span style="${style}">`).join('');
				expect(hasVisibleContent(`${html}Ada`)).toBe(elements.reduce((isShown, { shows }) => shows(isShown), true));
			}),
			500,
		);
	});
});

/** What `readVisible` passes on. */
function read(html: string, endAt?: string): string[] {
	const events: string[] = [];
	const add = (event: string) => {
		events.push(event);
		return event === endAt;
	};
	readVisible(html, {
		text: (text) => add(text),
		image: ({ src }) => add(`image ${src}`),
		open: (element, { href = '' }) => void add(`<${element}${href && ` ${href}`}>`),
		close: (element) => void add(`</${element}>`),
	});
	return events;
}

describe('readVisible', () => {
	it.each([
		['text, elements and images in order', '<p>Hi <a href="https://x.example">Ada</a><img src="i.png"></p>!', ['<p>', 'Hi ', '<a https://x.example>', 'Ada', '</a>', '<img>', 'image i.png', '</img>', '</p>', '!']],
		['nothing of a hidden element', 'a<p hidden>b<b style="display:block">c</b><img src="i.png"></p>d', ['a', 'd']],
		['elements that are only invisible', '<p style="visibility:hidden">b<img src="i.png"></p>d', ['<p>', '<img>', '</img>', '</p>', 'd']],
		['images in an element without a font size', '<p style="font-size:0">b<img src="i.png"></p>d', ['<p>', '<img>', 'image i.png', '</img>', '</p>', 'd']],
		['elements whose end tag is missing', '<p>a<p>b<b>c', ['<p>', 'a', '</p>', '<p>', 'b', '<b>', 'c', '</b>', '</p>']],
		['a character reference by itself', 'a&amp;b', ['a', '&', 'b']],
		['a character of two halves as one', 'a&zscr;&#x1d4cf;b', ['a', '𝓏', '𝓏', 'b']],
		['no reference to no character', 'a&#0;b', ['a', 'b']],
		['a text area with markup and references', '<textarea><b>a &lt; b &zscr;</b></textarea>&amp;lt;', ['<textarea>', '<b>a < b 𝓏</b>', '</textarea>', '&', 'lt;']],
	])('passes on %s', (_, html, expected) => {
		expect(read(html)).toEqual(expected);
	});

	it.each([
		['a text', 'a', ['<p>', 'a']],
		['an image', 'image i.png', ['<p>', 'a', '<b>', 'c', '</b>', '<img>', 'image i.png']],
	])('ends at %s when told so', (_, endAt, expected) => {
		expect(read('<p>a<b>c</b><img src="i.png">d<img src="j.png">e</p>', endAt).filter((event) => event !== '</img>')).toEqual(expected);
	});
});
