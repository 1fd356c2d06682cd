import {
	addToLinks, addToUrl, LINK_MARK, linkParametersProblem, NO_LINKS, parseLinkParameters, withoutLinkMarks, withPartialTexts,
} from '../../../../../nodes/OktaSignature/engine/html/linkParameters';

const EXAMPLE = 'such as utm_source=signature&utm_medium=email';
const isUrl = `is a URL. Enter only the parameters, ${EXAMPLE}`;
const isHtml = `contains &amp;, which is & in HTML. Write & between parameters, ${EXAMPLE}`;
const hasSpaces = `must not contain spaces outside of {{tags}}. Enter parameters ${EXAMPLE}`;
const hasStart = `must not contain ? or # inside. Enter parameters ${EXAMPLE}`;
const noPairs = `must be parameters with a name, = and a value, ${EXAMPLE}`;
const twice = (name: string) => `contains "${name}" more than once. Enter each parameter once`;

describe('linkParametersProblem', () => {
	it.each([
		'', 'a=1', 'a=1&b=2', '?a=1', '&a=1', '?&?a=1', 'a=1&', 'a=1&&b=2', 'a=b=c', 'a==', 'a=%20', 'www=1', 'xwww.=1', 'x=https://acme.example', 'a=www.acme.example', '1://=2', 'a=amp;', 'a=1&amp=2',
		'{{a}}={{b}}', 'a={{ b c }}', 'a={{b\n}}', '{{a}}x=1', 'a={{b}}&c={{d}}', '{{#a}}b=1{{/a}}', '{{# a }}b=1{{/ a }}', '{{^a}}b=1{{/a}}', '{{! a\nb }}a=1', '{{!?}}a=1', '{{#a}}&b=1{{/a}}', '{{#long}}&b=1{{/long}}', '{{#a}}{{/a}}', '{{ > p}}', 'a={{#b}}{{b}}{{/b}}{{^b}}x{{/b}}',
		'{{> p}}', '{{>p}}', 'a=1&{{> p}}', '?{{> p}}', '{{> p}}&a=1', '{{> p}}{{> q}}', '{{> p}}{{#a}}&b=1{{/a}}', '{{#a}}{{> p}}{{/a}}', 'a={{> p}}', '{{> p\n}}',
		'a=1&{{#b}}a=2{{/b}}', '{{#b}}a=1{{/b}}{{^b}}a=2{{/b}}', '{{^b}}a=1{{/b}}&a=2', 'a[]=1&a[]=2', '{{#b}}{{#c}}x{{/c}}a=1{{/b}}a=2', 'a=1&b=a=2', 'a=1&A=2', 'a=b&b=a', '{{a}}=1&{{a}}=2', 'a={{b}}a=1', 'x{{b}}a=1&a=2', 'x{{! c }}a=1&a=2', '{{b}}a=1&a=2', 'a{{b}}=1&a{{c}}=2', '{{#b}}&a=1{{/b}}{{^b}}&a=2{{/b}}', '{{^b}}&a=1{{/b}}&a=2',
	])('accepts %j', (text) => {
		expect(linkParametersProblem(text)).toBe('');
	});

	it.each([
		['https://acme.example?a=1', isUrl], ['HTTP://a=1', isUrl], ['?https://a=1', isUrl], ['www.acme.example', isUrl], ['WWW.a=1', isUrl],
		['a=1&amp;b=2', isHtml], ['a=1&AMP;b=2', isHtml], ['a=1 &amp; b=2', isHtml],
		['a=1 &b=2', hasSpaces], [' a=1', hasSpaces], ['a=\n1', hasSpaces], ['a={{b}} {{c}}', hasSpaces], [' {{> p}}', hasSpaces], ['{{> p}} ', hasSpaces], ['a=b c?', hasSpaces],
		['a=1?b=2', hasStart], ['a=1#b', hasStart], ['#a=1', hasStart],
		['a', noPairs], ['=1', noPairs], ['=a=b', noPairs], ['a=', noPairs], ['a=1&b', noPairs], ['a&b=1', noPairs], ['{{a}}', noPairs], ['{{#a}}b{{/a}}', noPairs], ['x{{> p}}', noPairs], ['{{> p}}x', noPairs], ['{{a}}{{> p}}x', noPairs],
		['a=1&a=2', twice('a')], ['a=1&b=2&a=3', twice('a')], ['?a=1&a=2', twice('a')], ['%61=1&a=2', twice('a')], ['a+b=1&a%20b=2', twice('a b')], ['%=1&%=2', twice('%')], ['a={{b}}&a={{c}}', twice('a')],
		['{{! x }}a=1&a=2', twice('a')], ['a=1&{{! x }}a=2', twice('a')], ['a=1{{#b}}x{{/b}}&a=2', twice('a')], ['{{#b}}x=1{{/b}}&a=1&a=2', twice('a')], ['{{^b}}x=1{{/b}}&a=1&a=2', twice('a')], ['a==&a=1', twice('a')], ['a=1&a==2', twice('a')], ['a=1{{! x }}&a=2', twice('a')],
		['a[]x=1&a[]x=2', twice('a[]x')], ['{{# b }}x=1{{/ b }}&a=1&a=2', twice('a')],
	])('says what is wrong with %j', (text, expected) => {
		expect(linkParametersProblem(text)).toBe(expected);
	});
});

describe('withPartialTexts', () => {
	const partials = new Map([['one', 'a=1'], ['two', '{{> one}}&b={{>  three }}'], ['three', '3'], ['noted', '{{! note }}\nc=4'], ['notes', ' \t{{! x }} \t\r\n{{!}}\nd=5'], ['not', 'x{{! x }}\ne'], ['after', '{{! x }}e'], ['loop', 'x{{> loop}}']]);

	it.each([
		['', ''], ['a={{b}}', 'a={{b}}'], ['{{> one}}', 'a=1'], ['{{>one}}', 'a=1'], ['{{ >  one  }}', 'a=1'], ['{{> one}}&{{> one}}', 'a=1&a=1'], ['{{> two}}', 'a=1&b=3'], ['{{> none}}', '{{> none}}'], ['{{> one two}}', '{{> one two}}'],
		['{{> noted}}', 'c=4'], ['{{> notes}}', 'd=5'], ['{{> not}}', 'x{{! x }}\ne'], ['{{> after}}', '{{! x }}e'], ['{{! x }}\n{{> one}}', '{{! x }}\na=1'], ['{{> loop}}', `${'x'.repeat(100)}{{> loop}}`],
	])('%j', (text, expected) => {
		expect(withPartialTexts(text, partials)).toBe(expected);
	});
});

describe('parseLinkParameters', () => {
	it.each([
		['', []], ['a=1', [['a', 'a=1']]], [' ?a=1&b=2\n', [['a', 'a=1'], ['b', 'b=2']]], ['&&a=1', [['a', 'a=1']]], ['a=1&&b=2&', [['a', 'a=1'], ['b', 'b=2']]],
		['a=&b=1&=2&c', [['b', 'b=1']]], ['=a=b', []], ['a==', [['a', 'a==']]], ['a=\n', []], ['a=\nb', [['a', 'a=%0Ab']]], ['a=b=c', [['a', 'a=b=c']]],
		['%61+b=1', [['a b', '%61+b=1']]], ['a=%20%2F%ff%FF', [['a', 'a=%20%2F%ff%FF']]], ['a=100%', [['a', 'a=100%25']]], ['a=%G1%1G%4', [['a', 'a=%25G1%251G%254']]], ['%=1', [['%', '%25=1']]],
		['a=Az09_.~!$()*+,;:@/?-', [['a', 'a=Az09_.~!$()*+,;:@/?-']]], ['a=ä"<>#[]{}|\\^`\'', [['a', 'a=%C3%A4%22%3C%3E%23%5B%5D%7B%7D%7C%5C%5E%60%27']]], ['a=😀', [['a', 'a=%F0%9F%98%80']]], ['a[]=1', [['a[]', 'a%5B%5D=1']]],
	])('%j', (query, expected) => {
		expect(parseLinkParameters(query)).toEqual(expected.map(([name, text]) => ({ name, text })));
	});
});

describe('addToUrl', () => {
	const added = (url: string) => addToUrl(url, parseLinkParameters('s=1&num=2'));

	it.each([
		['https://a.example', 'https://a.example?s=1&amp;num=2'],
		['HTTP://a.example', 'HTTP://a.example?s=1&amp;num=2'],
		[' \nhttps://a.example \n', ' \nhttps://a.example?s=1&amp;num=2 \n'],
		['https://a.example/p#f', 'https://a.example/p?s=1&amp;num=2#f'],
		['https://a.example/p #f', 'https://a.example/p?s=1&amp;num=2 #f'],
		['https://a.example/#?s=0', 'https://a.example/?s=1&amp;num=2#?s=0'],
		['https://a.example/?', 'https://a.example/?s=1&amp;num=2'],
		['https://a.example/??', 'https://a.example/??&amp;s=1&amp;num=2'],
		['https://a.example/?x', 'https://a.example/?x&amp;s=1&amp;num=2'],
		['https://a.example/?x&', 'https://a.example/?x&s=1&amp;num=2'],
		['https://a.example/?x&amp;', 'https://a.example/?x&amp;s=1&amp;num=2'],
		['https://a.example/?x;', 'https://a.example/?x;&amp;s=1&amp;num=2'],
		['https://a.example/?x&amp', 'https://a.example/?x&amp&amp;s=1&amp;num=2'],
		['https://a.example/?x&AMP', 'https://a.example/?x&AMP&amp;s=1&amp;num=2'],
		['https://a.example/?x&#38', 'https://a.example/?x&#38&amp;s=1&amp;num=2'],
		['https://a.example/?x&#38;', 'https://a.example/?x&#38;s=1&amp;num=2'],
		['https://a.example/&#63', 'https://a.example/&#63&amp;s=1&amp;num=2'],
		['https://a.example/&#63;', 'https://a.example/&#63;s=1&amp;num=2'],
		// Parameters that are there stay.
		['https://a.example/?s=0', 'https://a.example/?s=0&amp;num=2'],
		['https://a.example/?s', 'https://a.example/?s&amp;num=2'],
		['https://a.example/?%73=0', 'https://a.example/?%73=0&amp;num=2'],
		['https://a.example/?x=s&xs=1', 'https://a.example/?x=s&xs=1&amp;s=1&amp;num=2'],
		['https://a.example/?s=0&amp;num=1#f', 'https://a.example/?s=0&amp;num=1#f'],
		['https://a.example/?x=1&num=1', 'https://a.example/?x=1&num=1&amp;s=1'],
		['https://a.example/?%=1', 'https://a.example/?%=1&amp;s=1&amp;num=2'],
		// References, as browsers read them.
		['https&colon;&sol;/a.example&quest;x&equals;1', 'https&colon;&sol;/a.example&quest;x&equals;1&amp;s=1&amp;num=2'],
		['&#104;ttps://a.example', '&#104;ttps://a.example?s=1&amp;num=2'],
		['&#x68;ttps://a.example', '&#x68;ttps://a.example?s=1&amp;num=2'],
		['&#X68ttps://a.example', '&#X68ttps://a.example?s=1&amp;num=2'],
		['https://a.example&num;x', 'https://a.example?s=1&amp;num=2&num;x'],
		['https://a.example&#35;x', 'https://a.example?s=1&amp;num=2&#35;x'],
		['https://a.example&#x23;x', 'https://a.example?s=1&amp;num=2&#x23;x'],
		['https://a.example&#35x', 'https://a.example?s=1&amp;num=2&#35x'],
		['https://a.example&#x23x', 'https://a.example?s=1&amp;num=2&#x23x'],
		['https://a.example&num', 'https://a.example&num?s=1&amp;num=2'],
		['https://a.example/&copy;?x', 'https://a.example/&copy;?x&amp;s=1&amp;num=2'],
		['https://a.example/?x&#115;=1', 'https://a.example/?x&#115;=1&amp;s=1&amp;num=2'],
		['https://a.example/?&#115;=1', 'https://a.example/?&#115;=1&amp;num=2'],
		['https://a.example/?s&equals;1', 'https://a.example/?s&equals;1&amp;num=2'],
		['https://a.example/?x&amp;y#f', 'https://a.example/?x&amp;y&amp;s=1&amp;num=2#f'],
		['https://a.example/&#65571;?x', 'https://a.example/&#65571;?x&amp;s=1&amp;num=2'],
		['https://a.example/?#f', 'https://a.example/?s=1&amp;num=2#f'],
		['https://a.example/?s&#61;1', 'https://a.example/?s&#61;1&amp;num=2'],
		['https://a.example/?x&#38;s=1', 'https://a.example/?x&#38;s=1&amp;num=2'],
		['https://a.example/?x&AMP;s=1', 'https://a.example/?x&AMP;s=1&amp;num=2'],
		['https://a.example/?x&amp%73=1', 'https://a.example/?x&amp%73=1&amp;num=2'],
		['https://a.example/?x&AMP%73=1', 'https://a.example/?x&AMP%73=1&amp;num=2'],
		['https://a.example/?x&amp=1', 'https://a.example/?x&amp=1&amp;s=1&amp;num=2'],
		['https://a.example/?x&amps=1', 'https://a.example/?x&amps=1&amp;s=1&amp;num=2'],
		['https://a.example/?x&amp1', 'https://a.example/?x&amp1&amp;s=1&amp;num=2'],
		['https://a.example/?x&equals;s=1', 'https://a.example/?x&equals;s=1&amp;s=1&amp;num=2'],
		['https://a.example/?&#9731;s=1', 'https://a.example/?&#9731;s=1&amp;s=1&amp;num=2'],
		['https://a.example/?&#128;s=1', 'https://a.example/?&#128;s=1&amp;s=1&amp;num=2'],
		['https://a.example/&#7999;', 'https://a.example/&#7999;?s=1&amp;num=2'],
		['https://a.example/&#x323;', 'https://a.example/&#x323;?s=1&amp;num=2'],
		// Nobody visits these.
		['', ''], ['#top', '#top'], ['/p', '/p'], ['mailto:a@b.example', 'mailto:a@b.example'], ['xhttps://a.example', 'xhttps://a.example'], ['https:/a.example', 'https:/a.example'], ['https&amp;://a.example', 'https&amp;://a.example'],
	])('%j', (url, expected) => {
		expect(added(url)).toBe(expected);
	});

	it('adds nothing without parameters', () => {
		expect(addToUrl('https://a.example', [])).toBe('https://a.example');
	});

	it('escapes what it adds', () => {
		expect(addToUrl('https://a.example', [{ name: 'a', text: `a="'<>` }])).toBe('https://a.example?a=&quot;&#39;&lt;&gt;');
	});
});

describe('links between marks', () => {
	const html = `<a href="${LINK_MARK}https://a.example${LINK_MARK}">https://b.example</a><a href=${LINK_MARK}http://c.example?x${LINK_MARK}><a href="${LINK_MARK}${LINK_MARK}">`;

	it('have the parameters, and lose their marks', () => {
		expect(addToLinks(html, parseLinkParameters('s=1'))).toBe('<a href="https://a.example?s=1">https://b.example</a><a href=http://c.example?x&amp;s=1><a href="">');
		expect(addToLinks('https://a.example', parseLinkParameters('s=1'))).toBe('https://a.example');
	});

	it('lose their marks without parameters', () => {
		expect(withoutLinkMarks(html)).toBe('<a href="https://a.example">https://b.example</a><a href=http://c.example?x><a href="">');
	});

	it('use a character that no HTML contains', () => {
		expect(LINK_MARK).toBe('\u0002');
	});

	it('are not in elements on which nobody can click', () => {
		expect(NO_LINKS).toEqual(['link', 'base']);
	});
});
