import { escapeModeIn, PLAIN_TEXT, QUERY, urlUse, wholeValueMode } from '../../../../../nodes/OktaSignature/engine/html/escapeContext';
import { html, renderAll, text } from '../../rendering';

const NAME = "A field cannot be the name of an element or attribute";
const TAG_NAME = 'A field cannot be the name of an element. Write &lt; if you mean the character <';
const HALF = 'contains only half of a tag, quoted value or comment';

describe('contexts in which no field is allowed', () => {
	it.each([
		['<p title={{a}}>', 'Put quotes around the value of the attribute "title"', 10],
		['<p title=x{{a}}>', 'Put quotes around the value of the attribute "title"', 11],
		['<{{a}}>', TAG_NAME, 2],
		['</{{a}}>', TAG_NAME, 3],
		['<p{{a}}>', NAME, 3],
		['<p {{a}}>', NAME, 4],
		['<p x{{a}}="y">', NAME, 5],
		['<p x="y"{{a}}>', NAME, 9],
		['</p {{a}}>', NAME, 5],
		['<!{{a}}>', TAG_NAME, 3],
		['<style>p{color:{{a}}}</style>', 'Fields cannot be used inside <style>. Use a style attribute instead', 16],
		['<p OnClick="{{a}}">', 'Fields cannot be used in "onclick": it would run as a script', 13],
		['<iframe srcdoc="{{a}}">', 'Fields cannot be used in "srcdoc"', 17],
		['<img srcset="{{a}} 2x">', 'Fields cannot be used in "srcset"', 14],
		['<meta content="0;{{a}}">', 'Fields cannot be used in <meta>', 18],
		['<script>x</script>', '<script> cannot be used in a signature: email clients remove scripts', 8],
		['<svg>', '<svg> cannot be used in a signature: Gmail and Outlook do not show SVG', 5],
	])('%s', (template, reason, column) => {
		expect(() => html(template, { a: 'x' })).toThrow(expect.objectContaining({ message: expect.stringContaining(reason), line: 1, column }));
	});

	it.each([
		'{{#a}}<p title="{{/a}}x">',
		'{{#a}}<!-- {{/a}} -->',
		'<p title="{{#a}}"{{/a}}>',
		'<p {{#a}}title="x{{/a}}">',
		'{{#join}}<b{{#sep}}>{{/sep}}{{a}}{{/join}}',
		'<b{{#a}}r{{/a}}>',
		'<!--[if mso]>{{#a}}<![endif]-->{{/a}}',
		'{{> half}}',
	])('a section with half of a tag, quoted value or comment: %s', (template) => {
		expect(() => html(template, { a: 'x' }, { half: '<p title="' })).toThrow(HALF);
	});

	it.each(['<p title="x', '<p', '<!-- x', '<p title=x'])('a template that ends inside a tag or comment: %s', (template) => {
		expect(() => html(template, {})).toThrow('is not closed at the end');
	});

	it('do not exist in a text template', () => {
		expect(text('<{{a}} x={{a}} {{#a}}<!--{{/a}}', { a: '<' })).toBe('<< x=< <!--');
	});
});

describe('contexts in which a field is allowed', () => {
	it.each([
		['text', '<p>{{a}}</p>', '<p>&lt;</p>'],
		['a character <', 'I <3 {{a}} < {{a}}', 'I <3 &lt; < &lt;'],
		['quotes of both kinds', `<p title="{{a}}" lang='{{a}}'>`, `<p title="&lt;" lang='&lt;'>`],
		['a title', '<title>{{a}}<b</title>{{a}}', '<title>&lt;<b</title>&lt;'],
		['behind a style element', '<style>a>b{}</style >{{a}}', '<style>a>b{}</style >&lt;'],
		['behind comments of every form', '<!-->{{a}}<!--->{{a}}<!-- x --!>{{a}}<?x?>{{a}}<!doctype html>{{a}}', '<!-->&lt;<!--->&lt;<!-- x --!>&lt;<?x?>&lt;<!doctype html>&lt;'],
		['a whole attribute in a section', '<p{{#a}} title="{{a}}"{{/a}}>x', '<p title="&lt;">x'],
		['two of them', '<p {{#a}}title="{{a}}"{{/a}} {{#b}}nowrap{{/b}}>x', '<p title="&lt;" >x'],
		['a section that ends a name', '<p no{{#a}}wrap{{/a}}>', '<p nowrap>'],
		['a section inside an attribute', '<p class="x{{#a}} y{{/a}}">', '<p class="x y">'],
	])('%s', (_, template, expected) => {
		expect(html(template, { a: '<' })).toBe(expected);
	});

	it('a section that writes an attribute must be followed by white space or the end of the tag', () => {
		expect(() => html('<p {{#a}}title="x"{{/a}}class="y">', {})).not.toThrow();
		expect(() => html('<p{{#a}} title="x"{{/a}}class="y">', {})).toThrow('Put a space after the section');
		expect(() => html('<p {{#a}}data{{/a}}="y">', {})).toThrow('Put a space after the section');
	});

	it('comments print no values, so no value can end a comment', () => {
		expect(html('<!-- {{a}} -->{{a}}', { a: '-->' })).toBe('<!--  -->--&gt;');
		expect(html('{{#line}}<!-- {{a}} -->{{/line}}', { a: 'x' })).toBe('');
	});

	it("Outlook's conditional comments are HTML for Outlook and one comment for everyone else", () => {
		const template = '<!--[if mso]><td title="{{a}}">{{a}}</td><![endif]-->{{a}}';
		expect(html(template, { a: '-->!' })).toBe(
			'<!--[if mso]><td title="&#45;&#45;&gt;&#33;">&#45;&#45;&gt;&#33;</td><![endif]-->--&gt;!',
		);
		expect(html('<!--[if !mso]><!--><b>{{a}}</b><!--<![endif]-->{{a}}', { a: 'x-' })).toBe('<!--[if !mso]><!--><b>x-</b><!--<![endif]-->x-');
		expect(() => html('<!--[if mso]><td {{a}}><![endif]-->', { a: 1 })).toThrow(NAME);
		expect(() => html('<!--[if mso]><td title="-->{{a}}">', { a: 1 })).toThrow('in the middle of a tag');
	});
});

describe('URLs', () => {
	const ANY = 'https://, http://, mailto: or tel:';
	const notUrl = (name: string) => `"${name}" counts as empty: as the URL of a link, it must begin with ${ANY}. The smart field format URL adds a missing https://`;
	const refused = (names: string, reason: string) => `The URL in href (${names}) was left out: ${reason}`;
	const empty = (name: string) => `"${name}" is empty, so a link has no URL. Put the link between {{#${name}}} and {{/${name}}}`;

	it.each([
		['http://x', 'http://x'],
		['HTTPS://x/a?b=c&d#e', 'HTTPS://x/a?b=c&amp;d#e'],
		['mailto:a@b.c?subject=x', 'mailto:a@b.c?subject=x'],
		['tel:+1', 'tel:+1'],
		['https://x/a b"c', 'https://x/a%20b&quot;c'],
	])('%s', (a, expected) => {
		expect(renderAll('<a href="{{a}}">', { a })).toEqual({ output: `<a href="${expected}">`, warnings: [] });
	});

	it.each([
		'javascript:alert(1)', 'JAVASCRIPT:x', ' java\nscript:x', '\u0001javascript:x', 'java\0script:x', 'data:text/html,x',
		'vbscript:x', 'file:///x', 'cid:x', 'www.acme.com', '//x', '/x', '&#106;avascript:x', 'javascript&colon;x', 'https&colon;x', 'xhttps://x',
	])('refused: %j', (a) => {
		expect(renderAll('<a href="{{a}}">x</a>', { a })).toEqual({ output: '<a href="">x</a>', warnings: [notUrl('a'), empty('a')] });
	});

	it('are checked as a whole, however they are put together', () => {
		const view = { a: 'java', b: 'script:x', c: 'x' };
		expect(renderAll('<a href="{{a}}{{b}}">', view)).toEqual({ output: '<a href="">', warnings: [notUrl('a'), refused('"a", "b"', `it must begin with ${ANY}, and "b" does not`)] });
		expect(html('<a href="{{a}}script:x">', view)).toBe('<a href="">');
		expect(html('<a href="{{#c}}{{a}}{{/c}}{{> p}}">', view, { p: 'script:x' })).toBe('<a href="">');
		expect(html('<a href="&#106;{{c}}">', view)).toBe('<a href="">');
		expect(html('<a href="https://x/{{a}}:{{b}}">', view)).toBe('<a href="https://x/java:script%3Ax">');
	});

	it.each(['href', 'src', 'background', 'action', 'formaction', 'poster', 'cite', 'data', 'xlink:href', 'HREF'])('in %s', (name) => {
		expect(html(`<x ${name}='{{a}}'>`, { a: 'javascript:x' })).toBe(`<x ${name}=''>`);
	});

	it('cannot add header fields to an email', () => {
		expect(renderAll('<a href="mailto:{{a}}">', { a: 'a@b.c?bcc=d&e#f' })).toEqual({ output: '<a href="">', warnings: [refused('"a"', '"a" is not one email address')] });
		expect(html('<a href="mailto:{{a}}">', { a: 'a?bcc=d&e#f@b.c' })).toBe('<a href="mailto:a%3Fbcc%3Dd%26e%23f@b.c">');
	});

	it('are empty with a warning that says what to do when the field is empty', () => {
		expect(renderAll('<a href="{{a}}"><a href="mailto:{{a}}"><a href="https://{{a}}">', {})).toEqual({
			output: '<a href=""><a href=""><a href="">',
			warnings: [empty('a'), empty('a'), empty('a')],
		});
	});

	it('without tags stay as the author wrote them', () => {
		expect(html('<a href="#top">{{a}}</a><img src="cid:logo">', {})).toBe('<a href="#top"></a><img src="cid:logo">');
	});
});

describe('styles', () => {
	it.each(['red', '#3b7dc4', '12px', '1.5', 'rgb(1, 2, 3)', 'rgba(1,2,3,.5)', 'Segoe UI, Arial', '-2px'])('accept %s', (a) => {
		expect(html('<p style="x:{{a}};y:z">', { a })).toBe(`<p style="x:${a};y:z">`);
	});

	it.each([
		'red;background:url(x)', 'url(x)', 'URL(https://x)', 'expression(alert(1))', 'rgb(1,2', '\\75rl(x)', "a'b", 'a"b', 'a:b', '/*', 'x)', 'var(--x)', '!important', '</style>',
	])('refuse %j', (a) => {
		expect(renderAll('<p style="x:{{a}};y:z">', { a })).toEqual({
			output: '<p style="x:;y:z">',
			warnings: ['"a" was left out of a style: only a plain color, size or font name can be used there'],
		});
	});

	it('cannot form a url() from two values', () => {
		expect(html('<p style="{{a}}{{b}}">', { a: 'ur', b: 'l(x)' })).toBe('<p style="ur">');
	});
});

describe('escapeModeIn', () => {
	it.each([
		['data', 'html'],
		['rcdata', 'html'],
		['comment', 'omit'],
		['bogusComment', 'omit'],
		['quotedValue', 'html'],
	] as const)('in the state %s the mode is %s', (state, mode) => {
		expect(escapeModeIn({ ...PLAIN_TEXT, state, element: 'p', attribute: 'title' })).toEqual({ mode });
	});

	it('writes text and parameters of a URL without HTML escapes', () => {
		expect(escapeModeIn(PLAIN_TEXT)).toEqual({ mode: 'plain' });
		expect(escapeModeIn(QUERY)).toEqual({ mode: 'component' });
	});

	it.each([
		...['href', 'src', 'background', 'action', 'formaction', 'poster', 'cite', 'data', 'longdesc', 'lowsrc', 'dynsrc'],
		...['codebase', 'classid', 'manifest', 'profile', 'usemap', 'v:src', 'o:href', 'a:b:href'],
	])('checks the whole value of "%s" as a URL', (attribute) => {
		expect(wholeValueMode(attribute)).toBe('url');
	});

	it('checks the whole value of a style, and of no other attribute', () => {
		expect(wholeValueMode('style')).toBe('style');
		for (const attribute of ['title', 'x:style', 'hrefs', 'hre', 'href:x', '']) expect(wholeValueMode(attribute)).toBeUndefined();
	});

	it('tells images from links', () => {
		for (const attribute of ['src', 'background', 'poster', 'lowsrc', 'dynsrc', 'v:src']) expect(urlUse(attribute)).toBe('image');
		for (const attribute of ['href', 'action', 'cite', 'o:href', '']) expect(urlUse(attribute)).toBe('link');
	});

	it.each([
		['srcdoc', 'Fields cannot be used in "srcdoc": it holds a whole HTML page'],
		['srcset', 'Fields cannot be used in "srcset": it holds several URLs. Use src'],
		['imagesrcset', 'Fields cannot be used in "imagesrcset": it holds several URLs. Use src'],
		['ping', 'Fields cannot be used in "ping": it holds several URLs. Use href'],
		['archive', 'Fields cannot be used in "archive": it holds several URLs'],
		['http-equiv', 'Fields cannot be used in "http-equiv": it changes how the page works'],
		['x:onclick', 'Fields cannot be used in "x:onclick": it would run as a script'],
	])('refuses "%s"', (attribute, refusal) => {
		expect(escapeModeIn({ state: 'quotedValue', element: 'p', attribute, conditional: false })).toEqual({ refusal });
	});

	it.each([
		['rawtext', 'Fields cannot be used inside <xmp>. Use a style attribute instead'],
		['tagOpen', TAG_NAME],
		['endTagOpen', TAG_NAME],
		['markupDeclarationOpen', TAG_NAME],
		['beforeAttributeValue', 'Put quotes around the value of the attribute "x"'],
		['unquotedValue', 'Put quotes around the value of the attribute "x"'],
		['attributeName', `${NAME}. Put it in the quoted value of an attribute of <xmp>`],
	] as const)('refuses a field in the state %s', (state, refusal) => {
		expect(escapeModeIn({ state, element: 'xmp', attribute: 'x', conditional: false })).toEqual({ refusal });
	});
});
