import fc from 'fast-check';
import { htmlToText } from '../../../../../nodes/OktaSignature/engine/html/toText';
import { hasVisibleContent } from '../../../../../nodes/OktaSignature/engine/html/visible';
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
		['text far behind', `${'<br>'.repeat(2000)}Ada`, true],
	])('%s', (_, markup, expected) => {
		expect(hasVisibleContent(markup)).toBe(expected);
	});
});
