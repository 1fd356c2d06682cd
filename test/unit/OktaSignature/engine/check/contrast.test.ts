import fc from 'fast-check';
import { coloredTexts, contrast, contrastWarnings, isBalanced, knownColors } from '../../../../../nodes/OktaSignature/engine/check/contrast';
import type { SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';
import { holds } from '../../../../support/fuzz';

const warningsOf = (text: string, isWhole?: boolean) => contrastWarnings({ label: 'template', text, indent: 0 }, isWhole);

const pairs = (html: string) => coloredTexts(html).map(({ color, background }) => [color, background ?? 'client'].join(' on '));

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
	])('finds nothing where %s', (_, html) => {
		expect(pairs(html)).toEqual([]);
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

	it('gives two warnings at most', () => {
		holds(fc.property(fc.array(hex), (colors) => expect(warningsOf(colors.map((color) => `<b style="color:${color}">x</b>\n`).join('')).length).toBeLessThanOrEqual(2)));
	});
});

it('knows partials that close what they open', () => {
	for (const html of ['', 'a', '<p>a<br></p>', '<td>{{title}}</td><td></td>', '<img src="x">']) expect([html, isBalanced(html)]).toEqual([html, true]);
	for (const html of ['<td bgcolor="#000">', '</td>', '</td><td>', '<b><i></b>']) expect([html, isBalanced(html)]).toEqual([html, false]);
});
