import { htmlToText } from '../../../../../nodes/OktaSignature/engine/html/toText';

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
	])('%s', (_, markup, expected) => {
		expect(htmlToText(markup)).toBe(expected);
	});
});
