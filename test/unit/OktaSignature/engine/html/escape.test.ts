import fc from 'fast-check';
import { parseFragment } from '../../../../support/parse5';
import { escapeForComment, escapeHtml, isHarmlessCss } from '../../../../../nodes/OktaSignature/engine/html/escape';
import { holds } from '../../../../support/fuzz';

const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));

describe('escapeHtml', () => {
	it.each([['&', '&amp;'], ['<', '&lt;'], ['>', '&gt;'], ['"', '&quot;'], ["'", '&#39;'], ['<a&b>\'"', '&lt;a&amp;b&gt;&#39;&quot;'], ['', ''], ['&amp;', '&amp;amp;']])('%j', (text, expected) => {
		expect(escapeHtml(text)).toBe(expected);
	});

	it('changes no other character', () => {
		expect(ascii.filter((char) => escapeHtml(`a${char}b`) !== `a${char}b`).join('')).toBe('"&\'<>');
		expect(escapeHtml('Zoë 山 😀')).toBe('Zoë 山 😀');
	});
});

describe('escapeForComment', () => {
	it.each([['', ''], ['a-->b', 'a&#45;&#45;>b'], ['--!>', '&#45;&#45;&#33;>'], ['<b>&amp;', '<b>&amp;']])('%j', (html, expected) => {
		expect(escapeForComment(html)).toBe(expected);
	});

	it('ends no comment, and says the same once its references are decoded', () => {
		holds(
			fc.property(fc.string({ unit: fc.constantFrom('-', '!', '>', '<', 'x'), maxLength: 8 }), (text) => {
				const escaped = escapeForComment(escapeHtml(text));
				expect(parseFragment(`<!--${escaped}-->`).childNodes).toHaveLength(1);
				const shown = parseFragment(escaped).childNodes.map((node) => ('value' in node ? node.value : node.nodeName)).join('');
				expect(shown).toBe(text);
			}),
			100,
		);
	});
});

describe('isHarmlessCss', () => {
	it.each(['#0a66c2', 'red', 'Segoe UI', 'Arial, sans-serif', '12px', '1.5em', '100%', '+1', '-apple-system', 'a_b', 'rgb(1, 2, 3)', 'RGBA(1,2,3,.5)', 'hsl(120 50% 50%)', 'hsla(1)'])('%s', (text) => {
		expect(isHarmlessCss(text)).toBe(true);
	});

	it.each(['', 'url(x)', 'rgb(a)', 'rgb()', 'rgb(1', 'xrgb(1)', 'rgb(1)x', 'rgb(1) (2)', 'cmyk(1)', 'expression(1)', 'red;x', 'x:y', 'calc(1)', 'red; rgb(1)', 'rgb(1);'])('not %j', (text) => {
		expect(isHarmlessCss(text)).toBe(false);
	});

	it('has only characters of colors, sizes and names', () => {
		expect(ascii.filter((char) => isHarmlessCss(`a${char}b`)).join('')).toBe('\t\n\v\f\r #%+,-.0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz');
		for (const char of ascii) expect([char, isHarmlessCss(char)]).toEqual([char, isHarmlessCss(`a${char}b`)]);
	});
});
