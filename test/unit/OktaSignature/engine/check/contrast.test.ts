import fc from 'fast-check';
import { coloredTexts, contrast, contrastWarnings, isBalanced, knownColors } from '../../../../../nodes/OktaSignature/engine/check/contrast';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';
import { holds } from '../../../../support/fuzz';

const warningsOf = (text: string, isWhole?: boolean) => contrastWarnings({ label: 'template', text, indent: 0 }, isWhole);

const pairs = (html: string) => coloredTexts(html).map(({ color, background }) => [color, background ?? 'client'].join(' on '));

/** Whether the only text of a known color is large. */
function isLarge(html: string): boolean {
	const texts = coloredTexts(html);
	expect(texts).toHaveLength(1);
	return texts[0].isLarge;
}

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('contrast', () => {
	it('is that of WCAG', () => {
		expect(contrast('#000', 'white')).toBeCloseTo(21, 5);
		expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2);
		expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2);
		expect(contrast('rgb(107, 114, 128)', '#1f1f1f')).toBeCloseTo(3.41, 2);
		expect(contrast('{{color}}', 'white')).toBeUndefined();
		expect(contrast('rgba(0,0,0,0.5)', 'white')).toBeUndefined();
	});

	it('is the same in both directions, and from 1 to 21', () => {
		holds(
			fc.property(hex, hex, (one, other) => {
				const value = contrast(one, other) as number;
				expect(value).toBe(contrast(other, one));
				expect(value).toBeGreaterThanOrEqual(1);
				expect(value).toBeLessThanOrEqual(21);
				expect(contrast(one, one)).toBe(1);
			}),
		);
	});
});

describe('colors', () => {
	// HTML 4's sixteen, orange, and the grays of CSS: https://www.w3.org/TR/css-color-4/#named-colors
	it.each([
		['aqua', '#00ffff'], ['black', '#000000'], ['blue', '#0000ff'], ['darkgray', '#a9a9a9'], ['darkgrey', '#a9a9a9'], ['dimgray', '#696969'], ['dimgrey', '#696969'], ['fuchsia', '#ff00ff'],
		['gray', '#808080'], ['grey', '#808080'], ['green', '#008000'], ['lightgray', '#d3d3d3'], ['lightgrey', '#d3d3d3'], ['lime', '#00ff00'], ['maroon', '#800000'], ['navy', '#000080'],
		['olive', '#808000'], ['orange', '#ffa500'], ['purple', '#800080'], ['red', '#ff0000'], ['silver', '#c0c0c0'], ['teal', '#008080'], ['white', '#ffffff'], ['whitesmoke', '#f5f5f5'], ['yellow', '#ffff00'],
	])('%s is %s', (name, value) => {
		expect([contrast(name, value), contrast(name, 'white')]).toEqual([1, contrast(value, 'white')]);
	});

	it.each([
		['#1a9', '#11aa99'], ['rgb(1,2,3)', '#010203'], ['rgb(17, 170, 153)', '#11aa99'], ['rgb( 17 170 153 )', '#11aa99'], ['rgb(\t17 ,\t170 ,\t153\t)', '#11aa99'], ['rgb(300,999,256)', '#ffffff'],
	])('%s is %s', (written, value) => {
		expect([contrast(written, value), contrast(written, 'white'), contrast('white', written)]).toEqual([1, contrast(value, 'white'), contrast(value, 'white')]);
	});

	it.each([
		'', '#', '#1', '#12', '#1234', '#12345', '#1234567', '#12345678', '#xyz', '123', 'x#123', '#123 x', '#123456 x', 'x#123456', 'rgb(1,2)', 'rgb(1,2,3,4)', 'rgb(1000,2,3)', 'rgb(1,2000,3)', 'rgb(1,2,3000)',
		'rgb(a,2,3)', 'rgb(1,b,3)', 'rgb(1,2,c)', 'rgb(10%,20%,30%)', 'x rgb(1,2,3)', 'rgb(1,2,3) x', 'rgb(1-2,3)', 'rgb(1,2-3)', 'rgb(x1,2,3)', 'rgb(1,2,3x)', 'Red', 'crimson',
	])('%s is none that is known here', (written) => {
		expect([contrast(written, 'white'), contrast('white', written)]).toEqual([undefined, undefined]);
	});

	// Computed with another implementation of https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio
	it.each([
		['#ff0000', 3.9985], ['#00ff00', 1.3722], ['#0000ff', 8.5925], ['#050505', 20.3814], ['#0a0a0a', 19.7981], ['#0b0b0b', 19.6826], ['#0a0000', 20.7324], ['#000a00', 20.1262], ['#00000a', 20.9084], ['#336699', 5.9978], ['#c08040', 3.2797],
	])('%s on white has a contrast of %s', (color, figure) => {
		expect(contrast(color, 'white')).toBeCloseTo(figure, 3);
	});
});

describe('text whose color and background are known', () => {
	it.each([
		['<p style="color:#999">x</p>', ['#999 on client']],
		['<font color="Red">{{title}}</font>', ['red on client']],
		['<td bgcolor="#EEE"><b style="color:#999">x</b></td>', ['#999 on #eee']],
		['<td style="background:navy;color:white"> x <i>y</i></td>', ['white on navy', 'white on navy']],
		['<td bgcolor="navy" style="background-color:transparent;color:white">x</td>', ['white on navy']],
		['<p style="color:#999">{{#title}}a{{/title}}{{^title}}b{{/title}}</p>', ['#999 on client', '#999 on client']],
		['{{#line}}<tr><td style="color:#999">x</td></tr>{{/line}}<b style="color:#333">y</b>', ['#999 on client', '#333 on client']],
	])('finds it in %s', (html, expected) => {
		expect(pairs(html)).toEqual(expected);
	});

	it.each([
		['nothing is written', '<p style="color:#999"> {{#a}} {{/a}}{{! note }}{{> piece}}&nbsp;</p>'],
		['the color depends on a field', '<p style="color:{{accentColor}}">x</p>'],
		['the color depends on a section', '<p style="{{#a}};color:#fff;{{/a}}">x</p>'],
		['the background depends on a field', '<td bgcolor="{{accentColor}}" style="color:#fff">x</td>'],
		['the background is an image', '<td style="background:#fff url(https://x.example/a.png);background-color:#fff;color:#fff">x</td>'],
		['the background attribute is an image', '<td background="https://x.example/a.png" style="background-color:#fff;color:#fff">x</td>'],
		['links have the color of the email client', '<p style="color:#fff"><a href="https://x.example">x</a></p>'],
		['cells may not inherit from what is around the table', '<div style="color:#fff"><table><tr><td>x</td></tr></table></div>'],
		['it is hidden', '<div style="display:none;color:#fff">x</div><div style="font-size:0;color:#fff">x</div><p style="font:1px Arial;color:#fff">x</p>'],
		['only Word reads it', '<!--[if mso]><p style="color:#fff">x</p><![endif]-->'],
		['a section opens the cell', '{{#a}}<td bgcolor="#000">{{/a}}{{^a}}<td>{{/a}}<b style="color:#fff">x</b></td>'],
		['a section closes the cell', '<td bgcolor="#000">{{#a}}</td>{{/a}}<b style="color:#fff">x</b>'],
		['it is a comment', '{{! <b style="color:#fff">x</b> }}'],
		['the delimiters are others', '{{=<% %>=}}<p style="color:#fff"><%title%></p>'],
		['an attribute of a section', '<td {{#a}}class="x"{{/a}} bgcolor="#fff" style="color:#999">x</td>'],
		['an attribute is a tag, and so is the background', '<td {{more}}><b style="color:#fff">x</b></td>'],
		['the element has the attribute hidden', '<div hidden style="color:#fff">x</div>'],
		['the element around is hidden, whatever its other attributes', '<div hidden {{more}}><b style="background:#fff;color:#fff">x</b></div>'],
		['the text is invisible', '<p style="visibility:hidden;color:#fff">x</p>'],
		['the text is transparent', '<p style="opacity:0;color:#fff">x</p>'],
		['Word does not show it', '<p style="mso-hide:all;color:#fff">x</p>'],
		['the size is nothing', '<p style="font-size:0px;color:#fff">x</p><p style="font-size:0em;color:#fff">x</p><p style="font-size:0%;color:#fff">x</p><p style="font:0/0 a;color:#fff">x</p><p style="font:italic 0 Arial;color:#fff">x</p>'],
		['the size is a pixel', '<p style="font-size:1px;color:#fff">x</p><p style="font-size:.75pt;color:#fff">x</p>'],
		['the style has an image', '<td style="background-color:#fff;background-image:url(https://x.example/a.png);color:#fff">x</td>'],
		['the background is a gradient', '<td style="background:linear-gradient(red,blue);background-color:#fff;color:#fff">x</td>'],
		['the background is not a known color', '<td bgcolor="#fff"><p style="background:crimson;color:#fff">x</p></td>'],
		['only tags without a text of their own are there', '<p style="color:#fff">{{ ! note }}{{ > piece }}{{ # a }}{{ / a }}{{ ^ a }} {{ / a }}{{#a.b}}{{/a.b}}</p>'],
		['a section opens an element that it does not close', '<p>{{#a}}<b>{{/a}}</p><b style="color:#fff">x</b>'],
		['an inverted section opens an element that it does not close', '<p>{{^a}}<b>{{/a}}<i style="color:#fff">x</i>'],
		['a section of a section closes an element of the outer one', '{{#a}}<p>{{#b}}</p>{{/b}}{{/a}}<b style="color:#fff">x</b>'],
		['a section closes the cell and opens another', '<td bgcolor="#000">{{#a}}</td><td bgcolor="#fff">{{/a}}<b style="color:#fff">x</b></td>'],
		['other elements have the attribute of font', '<p color="#fff">x</p>'],
	])('finds nothing where %s', (_, html) => {
		expect(pairs(html)).toEqual([]);
	});

	it.each(['transparent', 'none', 'inherit', 'initial', 'unset', ''])('sees through the background "%s"', (value) => {
		expect(pairs(`<td bgcolor="navy"><p bgcolor="${value}" style="color:#fff">x</p><p style="background:${value};color:#fff">x</p><p style="background-color:${value};color:#fff">x</p></td>`)).toEqual(Array(3).fill('#fff on navy'));
	});

	it.each(['b', 'strong', 'th', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6'])('is bold in %s', (element) => {
		expect(isLarge(`<${element} style="font-size:20px;color:#888">x</${element}>`)).toBe(true);
		expect(isLarge(`<${element} style="font-size:20px;font-weight:normal;color:#888">x</${element}>`)).toBe(false);
	});

	it.each([
		'font-size:24px', 'font-size:18pt', 'font-size:1000.5px', 'font:24px Arial', 'font:italic 24px/30px Arial', 'font-weight:bold;font-size:18.66px', 'font-weight:bold;font-size:14pt', 'font-size:20px;font-weight:bolder',
		...[600, 700, 800, 900].flatMap((weight) => [`font-size:20px;font-weight:${weight}`, `font:${weight} 20px Arial`]),
		'font:bold 20px Arial', 'font:italic bold 20px Arial', 'font:normal normal normal bold 20px Arial', 'FONT: Bold 20PX Arial',
	])('is large with %s', (style) => {
		expect(isLarge(`<p style="color:#888;${style}">x</p>`)).toBe(true);
	});

	it.each([
		'', 'font-size:23.99px', 'font-size:17.99pt', 'font-size:20px', 'font-size:large', 'font-size:30em', 'font-size:0.9em', 'font-size:10em', 'font-weight:bold', 'font-weight:bold;font-size:18.65px', 'font-weight:bold;font-size:13.9pt',
		...['normal', 'lighter', '100', '400', '500', '550', '60', '6000', '1600', 'bolde', 'bold x', 'x bold'].map((weight) => `font-size:20px;font-weight:${weight}`),
		'font:20px Arial', 'font:italic 20px Arial', 'font:500 20px Arial', 'font:20px Arial bold ', 'font:20px bold x', 'font:1600 20px Arial', 'font:bolder 20px Arial', 'font-weight:bold;font:20px Arial',
		'font-size:24px;font-size:20px', 'line-height:30px', 'font-family:bold', 'font:1em/30px Arial', 'font:16px/30px Arial', 'font-size:10.0px',
	])('is not large with "%s"', (style) => {
		expect(isLarge(`<p style="color:#888;${style}">x</p>`)).toBe(false);
	});

	it('has the look of the elements around it', () => {
		expect(isLarge('<p style="font-size:20px"><b><i style="color:#888">x</i></b></p>')).toBe(true);
		expect(isLarge('<p style="font-size:20px"><b>a</b><i style="color:#888">x</i></p>')).toBe(false);
	});

	it.each([
		['<p style="color:#999"><font face="Arial">x</font></p>', '#999 on client'],
		['<font color=" #ABC ">x</font>', '#abc on client'],
		['<td bgcolor=" NAVY "><font color="white">x</font></td>', 'white on navy'],
		['<p style="color:#999"><b style="color:inherit">x</b></p>', '#999 on client'],
		['<p style="color:#999"><i>x</i></p>', '#999 on client'],
		['<a href="https://x.example" style="color:#999">x</a>', '#999 on client'],
		['<table style="color:#999"><tr><td>x</td></tr></table>', '#999 on client'],
		['<td style="background:rgb(0, 0, 128);color:#fff">x</td>', '#fff on rgb(0, 0, 128)'],
		['<p style="list-style:url(https://x.example/a.png);color:#999">x</p>', '#999 on client'],
		['<p style="background-repeat:no-repeat;color:#999">x</p>', '#999 on client'],
		['<p style="display:block;visibility:visible;float:none;overflow:hidden;color:#999">x</p>', '#999 on client'],
		['<p style="font-size:2px;color:#999">x</p>', '#999 on client'],
		['<p style="font-size:{{size}};color:#999">x</p>', '#999 on client'],
		['<p style="color:#999">{{{title}}}</p>', '#999 on client'],
		['<p style="color:#999">{{ title }}</p>', '#999 on client'],
		['<p style="color:#999">{{& title}}</p>', '#999 on client'],
		['{{#a}}{{#b}}<p>x</p>{{/b}}<i>y</i>{{/a}}<b style="color:#999">x</b>', '#999 on client'],
		['{{/a}}<p style="color:#999">x</p>', '#999 on client'],
		['{{#a}}<p>{{^b}}x{{/b}}</p>{{/a}}<b style="color:#999">x</b>', '#999 on client'],
	])('finds one in %s', (html, expected) => {
		expect(pairs(html)).toEqual([expected]);
	});

	it('begins at its first visible character', () => {
		const template = '{{#a}}<p style="color:#999">\n  {{! note }} one {{#b}}two{{/b}}  </p>{{/a}}\n<td bgcolor="#fff"> <b style="color:#888;font-size:24px">&amp;</b></td>';
		expect(coloredTexts(template)).toStrictEqual([
			{ color: '#999', isLarge: false, index: template.indexOf('one') },
			{ color: '#999', isLarge: false, index: template.indexOf('two') },
			{ color: '#888', background: '#fff', isLarge: true, index: template.indexOf('&') },
		]);
	});

	it('has no background of its own around a partial', () => {
		expect(coloredTexts('<p style="color:#999">x</p>', false)).toEqual([]);
		expect(coloredTexts('<p style="color:#999;background:#fff">x</p>', false)).toHaveLength(1);
	});

	it.each([
		'{{accentColor}}', '{{{accentColor}}}', '{{&accentColor}}', '{{& accentColor }}', '{{{ accentColor }}}', '{{  accentColor  }}', '{{#accentColor}}{{accentColor}}{{/accentColor}}', '{{ # accentColor }}{{ accentColor }}{{ / accentColor }}',
		'{{^accentColor}}red{{/accentColor}}{{accentColor}}', '{{ ^ accentColor }}red{{  /  accentColor  }}{{accentColor}}{{^accentColor}}red{{/accentColor}}', '{{#accentColor}}#{{/accentColor}}{{#accentColor}}eeeeee{{/accentColor}}',
	])('has the known color in %s', (value) => {
		const colors = new Map([['textColor', '#123456'], ['accentColor', '#eeeeee']]);
		expect(coloredTexts(`<p style="color:${value}">x</p>`, true, colors)).toEqual([expect.objectContaining({ color: '#eeeeee' })]);
		expect(coloredTexts(`<td bgcolor="${value}"><b style="color:{{textColor}}">x</b></td>`, true, colors)).toEqual([expect.objectContaining({ color: '#123456', background: '#eeeeee' })]);
	});

	it('has the known color in all tags of a style', () => {
		const html = '<td style="border:1px solid {{accentColor}};background:{{accentColor}};color:{{accentColor}}">x</td>';
		expect(coloredTexts(html, true, new Map([['accentColor', '#eeeeee']]))).toEqual([expect.objectContaining({ color: '#eeeeee', background: '#eeeeee' })]);
	});

	it.each(['{{accentColor2}}', '{{my.accentColor}}', '{{#accentColor}}{{accentColor}}', '{{#accentColor}}{{accentColor}}{{/other}}', '{accentColor}', 'accentColor', '{{> accentColor}}'])('has no known color in %s', (value) => {
		expect(coloredTexts(`<p style="color:${value}">x</p>`, true, new Map([['accentColor', '#eeeeee']]))).toEqual([]);
	});
});

describe('known colors', () => {
	const smartFields = new Map<string, SmartField>();

	it('are those of Branding, in lower case', () => {
		expect([...knownColors({ branding: new Map([['accentColor', '#ABCDEF'], ['logoUrl', '#123456'], ['textColor', 'Navy']]), smartFields })]).toEqual([['accentColor', '#abcdef'], ['textColor', 'navy']]);
		expect([...knownColors({ branding: new Map([['textColor', '#111'], ['accentColor', '']]), smartFields })]).toEqual([['textColor', '#111']]);
	});

	it('are none without Branding', () => {
		expect([...knownColors({ smartFields }), ...knownColors({ branding: new Map(), smartFields })]).toEqual([]);
	});

	it('are not those that a smart field may replace', () => {
		const field = { name: 'textColor', attributes: ['color'], format: 'none', default: '', required: false } as unknown as SmartField;
		expect([...knownColors({ branding: new Map([['accentColor', '#abcdef'], ['textColor', '#111']]), smartFields: new Map([['textColor', field]]) })]).toEqual([['accentColor', '#abcdef']]);
	});
});

/** A piece of a template: HTML, or a section. `%` is a text of its own. */
type Piece = string | { name: string; isInverted: boolean; content: Piece[] };

const markup = fc.constantFrom('%', '%', '<td bgcolor="#000">', '<td style="background:#fff;color:#999">', '</td>', '<b style="color:#fff">', '</b>', '<p style="color:#333">', '</p>', '<table bgcolor="#eee">', '</table>', '<tr>', '</tr>', '<i style="display:none">', '</i>', '<br>');

const { pieces } = fc.letrec<{ pieces: Piece[] }>((tie) => ({
	pieces: fc.array(
		fc.oneof({ depthSize: 'small' }, { weight: 4, arbitrary: markup }, { weight: 1, arbitrary: fc.record({ name: fc.constantFrom('a', 'b'), isInverted: fc.boolean(), content: tie('pieces') }) }),
		{ maxLength: 8 },
	),
}));

/** The template's text, or what is left of it for a person who has some fields. */
const write = (list: readonly Piece[], filled?: readonly string[]): string =>
	list
		.map((piece) => {
			if (typeof piece === 'string') return piece;
			const { name, isInverted, content } = piece;
			if (filled === undefined) return `{{${isInverted ? '^' : '#'}${name}}}${write(content)}{{/${name}}}`;
			return filled.includes(name) === isInverted ? '' : write(content, filled);
		})
		.join('');

/** Gives each text a number. */
function numbered(list: readonly Piece[], next = { number: 0 }): Piece[] {
	return list.map((piece) => (typeof piece === 'string' ? piece.replace('%', () => `<s>text${next.number++}.</s>`) : { ...piece, content: numbered(piece.content, next) }));
}

it('is right about the colors of a text for everyone, whatever sections are left out', () => {
	const looks = (html: string) => new Map(coloredTexts(html).map(({ color, background, index }) => [/text\d+\./.exec(html.slice(index))?.[0], `${color} on ${background ?? 'client'}`]));
	holds(
		fc.property(pieces, (list) => {
			const template = numbered(list);
			const known = looks(write(template));
			for (const filled of [[], ['a'], ['b'], ['a', 'b']]) {
				const html = write(template, filled);
				const seen = looks(html);
				for (const [text, look] of known) if (html.includes(text as string)) expect([text, seen.get(text) ?? 'hidden']).toEqual([text, look]);
			}
		}),
		2000,
	);
});

describe('warnings about contrast', () => {
	it('gives figures on white, on known backgrounds and on dark', () => {
		const template = '<b style="color:#999">x</b>\n<b style="color:#fff;background:#5bc0de">x</b>\n<b style="color:#333">x</b>\n<b style="color:#999">x</b>';
		expect(warningsOf(template)).toEqual([
			'Text is hard to read below a contrast of 4.5, or 3 if it is large: #999 on white (2.8, 5.7 on dark) in lines 1 and 4; #fff on #5bc0de (2.0) in line 2 (template)',
			'Text is hard to read where an email client shows #1f1f1f behind it but keeps its color: contrast below 3 for #333 (1.3) in line 3 (template)',
		]);
	});

	it('judge text and buttons in the colors of Branding, but not when a smart field may replace them', () => {
		const branding = new Map([['accentColor', '#FFEB3B'], ['textColor', '#111111']]);
		const smartField = { name: 'accentColor', attributes: ['color'], format: 'none', default: '', required: false } as unknown as SmartField;
		const colors = knownColors({ branding, smartFields: new Map() });
		const judged = (text: string, known = colors) => contrastWarnings({ label: 'template', text, indent: 0 }, true, known);
		const section = '{{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#2f6fb5{{/accentColor}}';
		for (const attribute of ['bgcolor="{{accentColor}}"', 'style="background-color:{{ accentColor }}"', `style="background:${section}"`]) {
			const button = `<td ${attribute}><a style="color:#fff">x</a></td>`;
			expect(judged(button)).toEqual(['Text is hard to read below a contrast of 4.5, or 3 if it is large: #fff on #ffeb3b (1.2) in line 1 (template)']);
			expect(judged(button.replace('#fff', '{{textColor}}'))).toEqual([]);
			expect(judged(button, knownColors({ branding, smartFields: new Map([['accentColor', smartField]]) }))).toEqual([]);
		}
		expect(judged('<b style="color:{{textColor}}">x</b>')).toEqual(judged('<b style="color:#111111">x</b>'));
		expect(judged('<b style="color:{{textColor}}">x</b>')).toEqual([expect.stringContaining('#111111 (1.1)')]);
	});

	it('claim nothing about colors with alpha, hsl() and names that are not known here', () => {
		for (const color of ['rgba(255,255,255,.5)', 'rgb(255 255 255 / 50%)', 'hsl(0,0%,100%)', '#ffffff80', 'ghostwhite', 'currentcolor', 'transparent']) {
			expect(warningsOf(`<td style="background-color:#ffffff"><b style="color:${color}">x</b></td>`)).toEqual([]);
			if (color !== 'transparent') expect(warningsOf(`<td style="background-color:${color}"><b style="color:#fff">x</b></td><td bgcolor="${color}"><b style="color:#fff">x</b></td>`)).toEqual([]);
		}
	});

	it('asks less of large text', () => {
		expect(warningsOf('<p style="font:24px Arial;color:#888">x</p><p style="color:#888;font-size:15pt"><b>x</b></p><p style="color:#888;font:bold 19px/20px Arial">x</p>')).toEqual([]);
		expect(warningsOf('<p style="font:20px Arial;color:#888">x</p>')).toHaveLength(1);
	});

	it('does not know what is behind a partial', () => {
		expect(warningsOf('<b style="color:#fff">x</b>', false)).toEqual([]);
		expect(warningsOf('<td bgcolor="#fff"><b style="color:#fff">x</b></td>', false)).toHaveLength(1);
	});

	it('is right about every pair of colors', () => {
		holds(
			fc.property(hex, hex, fc.constantFrom('bgcolor="%"', 'style="background-color:%"', 'style="background: %"'), (color, background, attribute) => {
				const value = contrast(color, background) as number;
				expect(warningsOf(`<td ${attribute.replace('%', background)}><b style="color:${color}">x</b></td>`)).toHaveLength(value < 4.5 ? 1 : 0);
				const [light, dark] = [contrast(color, '#fff') as number, contrast(color, '#1f1f1f') as number];
				expect(warningsOf(`<b style="color:${color}">x</b>`)).toHaveLength(light < 4.5 || dark < 3 ? 1 : 0);
			}),
			200,
		);
	});

	it('cuts figures off, so that one below the limit is shown as one', () => {
		expect(warningsOf('<p style="color:#777">x</p>')).toEqual(['Text is hard to read below a contrast of 4.5, or 3 if it is large: #777 on white (4.4, 3.6 on dark) in line 1 (template)']);
	});

	it('names each color once, with its lines', () => {
		const template = ['#999', '#aaa', '#999', '#222', '#111', '#222'].map((color) => `<b style="color:${color}">x</b>`).join('\n');
		expect(warningsOf(template)).toEqual([
			'Text is hard to read below a contrast of 4.5, or 3 if it is large: #999 on white (2.8, 5.7 on dark) in lines 1 and 3; #aaa on white (2.3, 7.0 on dark) in line 2 (template)',
			'Text is hard to read where an email client shows #1f1f1f behind it but keeps its color: contrast below 3 for #222 (1.0) in lines 4 and 6; #111 (1.1) in line 5 (template)',
		]);
	});

	it('gives two warnings at most', () => {
		holds(fc.property(fc.array(hex), (colors) => expect(warningsOf(colors.map((color) => `<b style="color:${color}">x</b>\n`).join('')).length).toBeLessThanOrEqual(2)));
	});
});

describe('partials', () => {
	it.each(['', 'a', '<p>a<br></p>', '<td>{{title}}</td><td></td>', '<img src="x">', '<b></B>', '<B><I></i></B>', '< /b>', 'a </ b'])('close what they open in %s', (html) => {
		expect(isBalanced(html)).toBe(true);
	});

	it.each(['<td bgcolor="#000">', '</td>', '</td><td>', '<b><i></b>', '</B>', '<b></b></i>', '<p>a<br>'])('do not close what they open, or close more, in %s', (html) => {
		expect(isBalanced(html)).toBe(false);
	});

	it.each(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr'])('need not close %s', (element) => {
		expect([isBalanced(`<${element}>`), isBalanced(`<div>a<${element}>b</div>`), isBalanced(`<div>a<${element}>`)]).toEqual([true, true, false]);
	});
});
