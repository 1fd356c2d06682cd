import fc from 'fast-check';
import { isContained } from '../../../../../nodes/OktaSignature/engine/preview/contained';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { holds } from '../../../../support/fuzz';
import { parseFragment } from '../../../../support/parse5';

const PIECES = [
	'<p>', '</p>', '<b', '<b>', '</b>', '<a href="', '<a href=', '<a href="x">', '">', "'", '"', '>', '<', '/', '=', ' ', '\n', '\0', 'x', 'é', '&lt;', '&#60;', '<!--', '-->', '--!>', '<!-->', '<!--->', '-', '!', '<!', '<?', '</', '</ ', '<![CDATA[', ']]>',
	'<![if !mso]>', '<![endif]>', '<!--[if mso]>', '<![endif]-->', '<table>', '<tr>', '<td>', '</td>', '</table>', '<template>', '</template>', '<template', '</template', '<script>', '</script>', '<style>', '</style>', '<title>', '</title>', '<textarea>',
	'<plaintext>', '<xmp>', '<noscript>', '<noembed>', '<noframes>', '<iframe>', '<select>', '<option>', '<svg>', '<math>', '<foreignObject>', '<mi>', '<body>', '</body>', '</html>', '<html>', '<head>', '<frameset>', '<form>', '<button>', '<marquee>', '<object>',
	'<col>', '<caption>', '<slot>', '</article>', '</main>', '<article>', '<b a"', '<b a"></template>">', '<b a=></template>', '<img/src=x>', '<IMG SRC=x>', '<Template>', '<br/>', '<b/a=">"></template>',
];

/** Whether a browser reads what stands after the HTML as what it is. */
function leavesTheRestAlone(html: string): boolean {
	const [first, second, ...more] = parseFragment(`<template>${html}</template><p>end</p>`).childNodes;
	return first?.nodeName === 'template' && second?.nodeName === 'p' && more.length === 0 && 'childNodes' in second && second.childNodes.length === 1;
}

it('affects nothing after it, whatever it consists of', () => {
	let contained = 0;
	holds(
		fc.property(fc.array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 3 })), { maxLength: 8 }), (pieces) => {
			const html = pieces.join('');
			if (!isContained(html)) return;
			contained++;
			expect([html, leavesTheRestAlone(html)]).toEqual([html, true]);
		}),
		5000,
	);
	expect(contained).toBeGreaterThan(500);
});

it.each([
	['<b>unclosed <!-- ', false],
	['<a href="x', false],
	['</template>', false],
	['<plaintext>', false],
	['<style>b { color: red }</style>', false],
	['<p>1 < 2</p>', true],
	['<!--[if mso]><table><tr><td><![endif]--><b>x</b><!--[if mso]></td></tr></table><![endif]-->', true],
	['<![if !mso]><img src="https://x.example/a.png" alt=\'a>b\' width=9 hidden/><![endif]>', true],
	['', true],
])('%s: %s', (html, expected) => {
	expect(isContained(html)).toBe(expected);
});

it('is true for every gallery template', () => {
	expect(GALLERY.filter(({ html }) => !isContained(html.replace(/\{\{[^}]*\}\}/g, ''))).map(({ name }) => name)).toEqual([]);
});
