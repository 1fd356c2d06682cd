import { HtmlTokenizer } from '../../../../../nodes/OktaSignature/engine/html/tokenizer';

/** The events of some HTML, with the text that each attribute value or error points at. */
function eventsIn(html: string): string[] {
	const events: string[] = [];
	new HtmlTokenizer().read(html, (event, index) => {
		if (event.kind === 'error') events.push(`${index}: ${event.reason}`);
		else events.push(`${index}: ${event.kind}${event.kind === 'attributeStart' ? ` ${event.attribute}` : ''}`);
	});
	return events;
}

function contextAfter(html: string) {
	const tokenizer = new HtmlTokenizer();
	tokenizer.read(html, () => {});
	return tokenizer.context;
}

describe('HtmlTokenizer', () => {
	it('reports where attribute values start and end', () => {
		expect(eventsIn(`<a HREF="x" title='y' width=9>`)).toEqual([
			'9: attributeStart href',
			'10: attributeEnd',
			'19: attributeStart title',
			'20: attributeEnd',
			'28: unquotedValue',
			'29: unquotedValue',
		]);
	});

	it('reports no attribute values in text, comments and raw text', () => {
		expect(eventsIn('a="b" <!-- <a href="x"> --> <style><a href="x"></style> <!doctype html "x">')).toEqual([]);
	});

	it.each([
		['script', 'email clients remove scripts'],
		['svg', 'Gmail and Outlook do not show SVG. Use a PNG with an https URL'],
		['math', 'email clients do not show MathML'],
		['plaintext', 'nothing after it would be read as HTML'],
	])('reports <%s> where its tag ends', (element, reason) => {
		const error = `: <${element}> cannot be used in a signature: ${reason}`;
		expect(eventsIn(`x<${element}>`)).toEqual([`${element.length + 2}${error}`]);
		expect(eventsIn(`x<${element.toUpperCase()} a="/"/>`).at(-1)).toBe(`${element.length + 9}${error}`);
		expect(eventsIn(`<${element} a=>`)).toEqual([`${element.length + 4}${error}`]);
		expect(eventsIn(`<${element} a=b>`).at(-1)).toMatch(/unquotedValue$/);
		expect(eventsIn(`<${element} a=b>`)).toContain(`${element.length + 5}${error}`);
		expect(eventsIn(`</${element}><b${element}><!--<${element}>-->`)).toEqual([]);
	});

	it('reports and cuts names of more than 100 characters, once', () => {
		const tooLong = ': The name of an element or attribute has more than 100 characters. Close the tag or quote before it';
		const name = 'x'.repeat(100);
		expect(eventsIn(`<${name} ${name}>`)).toEqual([]);
		expect(contextAfter(`<${name}`).element).toBe(name);
		expect(eventsIn(`<${name}x`)).toEqual([`101${tooLong}`]);
		expect(eventsIn(`<${name}xxx>`)).toEqual([`101${tooLong}`]);
		expect(contextAfter(`<${name}x`).element).toBe(`${name}…`);
		expect(contextAfter(`<${name}xxx`).element).toBe(`${name}…`);
		expect(eventsIn(`<p ${name}xxx>`)).toEqual([`103${tooLong}`]);
		expect(contextAfter(`<p ${name}xxx`).attribute).toBe(`${name}…`);
	});

	it('reports a conditional comment that ends in a tag', () => {
		const error = ': "-->" ends the conditional comment in the middle of a tag. Move it after the tag';
		expect(eventsIn('<!--[if mso]><p title="-->')).toEqual(['23: attributeStart title', `25${error}`]);
		expect(eventsIn('<!--[if mso]><p a-->')).toEqual([]);
		expect(eventsIn('<!--[if mso]><style>--></style>')).toEqual([`22${error}`]);
		expect(eventsIn('<!--[if mso]><p>--><p title="-->">')).toEqual(['29: attributeStart title', '32: attributeEnd']);
		expect(eventsIn('<!--[if mso]><p title="->')).toEqual(['23: attributeStart title']);
		expect(eventsIn('<!--[if mso]><p title="--x>')).toEqual(['23: attributeStart title']);
		expect(contextAfter('<!--[if mso]>x--y>').conditional).toBe(true);
		expect(contextAfter('<!--[if mso]>x--').conditional).toBe(true);
		expect(contextAfter('<!--[if mso]><p title="-->').conditional).toBe(false);
	});

	it.each([
		['', { state: 'data' }],
		['<', { state: 'tagOpen' }],
		['</', { state: 'endTagOpen' }],
		['<P', { state: 'tagName', element: 'p' }],
		['<p ', { state: 'beforeAttributeName', element: 'p' }],
		['<p Class', { state: 'attributeName', element: 'p', attribute: 'class' }],
		['<p class ', { state: 'afterAttributeName', element: 'p', attribute: 'class' }],
		['<p class=', { state: 'beforeAttributeValue', element: 'p', attribute: 'class' }],
		['<p class="x', { state: 'quotedValue', element: 'p', attribute: 'class' }],
		['<p class=x', { state: 'unquotedValue', element: 'p', attribute: 'class' }],
		['<p class="x"', { state: 'beforeAttributeName', element: 'p', attribute: '' }],
		['<!', { state: 'markupDeclarationOpen' }],
		['<!--', { state: 'comment' }],
		['<!doctype', { state: 'bogusComment' }],
		['<style>a<b', { state: 'rawtext', element: 'style' }],
		['<title>a<b', { state: 'rcdata', element: 'title' }],
		...['style', 'xmp', 'iframe', 'noembed', 'noframes', 'noscript'].map((element): [string, object] => [`<${element}><p a`, { state: 'rawtext', element }]),
		...['title', 'textarea'].map((element): [string, object] => [`<${element}><p a`, { state: 'rcdata', element }]),
		...['p', 'styles', 'pre', 'template', 'titles'].map((element): [string, object] => [`<${element}><p a`, { state: 'attributeName', element: 'p' }]),
		...['style', 'title'].flatMap((element): Array<[string, object]> => [
			[`<${element}></${element}`, { state: element === 'style' ? 'rawtext' : 'rcdata' }],
			[`<${element}></${element}>`, { state: 'data' }],
			[`<${element}>a</${element.toUpperCase()}>`, { state: 'data' }],
			[`<${element}><</${element}>`, { state: 'data' }],
			[`<${element}></${element.slice(0, 2)}</${element}>`, { state: 'data' }],
			[`<${element}></${element}/`, { state: 'beforeAttributeName', element }],
			[`<${element}></${element} `, { state: 'beforeAttributeName', element }],
			[`<${element}></${element}\n>`, { state: 'data' }],
			[`<${element}></${element} ><p `, { state: 'beforeAttributeName', element: 'p' }],
			...['</p>', `</x${element}>`, `<x/${element}>`, `</${element}x>`, `</${element}x >`, `</ ${element}>`, `/${element}>`, `${element}>`, `</${element}-`, `</${element}"`, `x</x${element}>`].map((text): [string, object] => [`<${element}>${text}`, { state: element === 'style' ? 'rawtext' : 'rcdata' }]),
		]),
		['</style>', { state: 'data' }],
		['</title>x', { state: 'data' }],
		['</style><p ', { state: 'beforeAttributeName' }],
		['<?', { state: 'bogusComment' }],
		['<?x>', { state: 'data' }],
		['<<', { state: 'tagOpen' }],
		['<<p', { state: 'tagName', element: 'p' }],
		['<1', { state: 'data' }],
		['< ', { state: 'data' }],
		['<=', { state: 'data' }],
		['</p', { state: 'tagName', element: 'p' }],
		['</P ', { state: 'beforeAttributeName', element: 'p' }],
		['</p>', { state: 'data' }],
		['</>', { state: 'data' }],
		['</1', { state: 'bogusComment' }],
		['</ ', { state: 'bogusComment' }],
		['</1>', { state: 'data' }],
		['<p/', { state: 'beforeAttributeName' }],
		['<p\t', { state: 'beforeAttributeName' }],
		['<p\n', { state: 'beforeAttributeName' }],
		['<p\f', { state: 'beforeAttributeName' }],
		['<p\r', { state: 'beforeAttributeName' }],
		['<p\v', { state: 'tagName', element: 'p\v' }],
		['<p=', { state: 'tagName', element: 'p=' }],
		['<p =', { state: 'attributeName', attribute: '=' }],
		['<p a/', { state: 'beforeAttributeName', attribute: '' }],
		['<p a>', { state: 'data', attribute: '' }],
		['<p a"\'<', { state: 'attributeName', attribute: 'a"\'<' }],
		['<p a  ', { state: 'afterAttributeName', attribute: 'a' }],
		['<p a =', { state: 'beforeAttributeValue', attribute: 'a' }],
		['<p a b', { state: 'attributeName', attribute: 'b' }],
		['<p a /', { state: 'beforeAttributeName', attribute: '' }],
		['<p a >', { state: 'data', attribute: '' }],
		['<p a= \n', { state: 'beforeAttributeValue', attribute: 'a' }],
		['<p a= "', { state: 'quotedValue', attribute: 'a' }],
		["<p a='\">", { state: 'quotedValue', attribute: 'a' }],
		['<p a=">\'', { state: 'quotedValue', attribute: 'a' }],
		['<p a="x"b', { state: 'attributeName', attribute: 'b' }],
		['<p a=>', { state: 'data', attribute: '' }],
		['<p a=/', { state: 'unquotedValue', attribute: 'a' }],
		['<p a=b/"', { state: 'unquotedValue', attribute: 'a' }],
		['<p a=b ', { state: 'beforeAttributeName', attribute: '' }],
		['<p a=b>', { state: 'data', attribute: '' }],
		['<!-', { state: 'markupDeclarationOpen' }],
		['<!->', { state: 'data' }],
		['<!-x', { state: 'bogusComment' }],
		['<!>', { state: 'data' }],
		['<!x>', { state: 'data' }],
		['<!x><!--', { state: 'comment' }],
		['<!---->', { state: 'data' }],
		['<!--x->', { state: 'comment' }],
		['<!--x-->', { state: 'data' }],
		['<!--x--!>', { state: 'data' }],
		['<!--x--!x>', { state: 'comment' }],
		['<!--x--x>', { state: 'comment' }],
		['<!--x---->', { state: 'data' }],
		['<!--x--', { state: 'comment' }],
		['<!--[if mso]>', { state: 'data', conditional: true }],
		['<!--[IF gte mso 9]>', { state: 'data', conditional: true }],
		['<!--[if(mso)]>', { state: 'data', conditional: true }],
		['<!--[if ]]>', { state: 'data', conditional: true }],
		['<!--[if a]b]>', { state: 'data', conditional: true }],
		['<!--[if a]b>', { state: 'comment', conditional: false }],
		['<!--[if a>b]>', { state: 'comment', conditional: false }],
		['<!--[if a]b>]>', { state: 'comment', conditional: false }],
		['<!--[if>]>', { state: 'comment', conditional: false }],
		['<!--[iff]>', { state: 'comment', conditional: false }],
		['<!--[fi mso]>', { state: 'comment', conditional: false }],
		['<!--[mso]>', { state: 'comment', conditional: false }],
		['<!-- [if mso]>', { state: 'comment', conditional: false }],
		['<!--x?[if mso]>', { state: 'comment', conditional: false }],
		['<!--x[if mso]>', { state: 'comment', conditional: false }],
		['<!--[if mso]', { state: 'comment', conditional: false }],
		['<!--[if mso]--><!--]>', { state: 'comment', conditional: false }],
		['<!--[if x-->y]>', { state: 'data', conditional: false }],
		['<!--[if x--><!--]>', { state: 'comment', conditional: false }],
		['<!--[if mso]><!--x-->', { state: 'data', conditional: false }],
		['<!--[if mso]><!--[if mso]>', { state: 'data', conditional: true }],
		['<!--[if mso]><p', { state: 'tagName', element: 'p', conditional: true }],
		['<!--[if mso]><p><![endif]-->', { state: 'data', conditional: false }],
	])('knows the context after %j', (html, context) => {
		expect(contextAfter(html)).toMatchObject(context);
	});

	it.each([
		['<p', ' title="x"', true],
		['<p title="', 'x', true],
		['x', '<p>', true],
		['<p', '>', false],
		['<p title="', '"', false],
		['x', '<!--', false],
		['<p', ' ', true],
		['<p a', ' ', true],
		['<p a', ' b ', true],
		['<p ', 'a="x" ', true],
		['<p a="x"', ' b', true],
		['<p ', 'a=', false],
		['<p ', 'a="', false],
		['<p ', '><p ', true],
		['<p ', '><b ', false],
		['<p ', '></p ', false],
		['</p ', '><p ', false],
		['<p ', '><!--[if mso]><p ', false],
		['<p ', '><!--[if mso]><p a', false],
		['<!--[if mso]>x', '--><!--[if mso]>x', true],
		['x', '<!--x-->', true],
		['x', '<p>y</p>', true],
		['x', '--', true],
		['<!--x', '--', false],
		['<!--x', '-', false],
		['<!--x', '!', true],
		['<!--x-', '-', false],
		['<!--x--', '!', false],
		['<!--x--', '--', true],
		['<!--x-', 'y-', true],
		['<!--x-', 'y', false],
		['<!--[if mso]>x', '-', false],
		['<!--[if mso]>x', '--', false],
		['<!--[if mso]>x', 'y', true],
		['<!--[if mso]><p title="', 'x--', false],
		['<p title="', 'x--', true],
		['<!--', 'x', false],
		['<!--[if ', 'x', true],
		['<!--[if x', ']', false],
		['<!x', '--', true],
		['<!x', '><p><!y', true],
		['x', '<p><b></b>', true],
		['<!--x', '--><p><!--x', true],
		['<style>a', 'b', true],
		['<style>a', '<', false],
		['<style>a', '</sty', false],
		['<style>a', '</stx', true],
		['<style>a', '</style><style>a', true],
		['<style>a', '</style><xmp>a', false],
		['<p title="', '"><p title="', true],
		['<p title="', '" title=\'', false],
		['<p title="', '" alt="', false],
		['<p a', '=b c', true],
		['<p falsex', '><pfalse x', false],
	])('after %j, reading or skipping %j can be joined: %s', (before, section, expected) => {
		const around = new HtmlTokenizer();
		around.read(before, () => {});
		const through = around.clone();
		through.read(section, () => {});
		expect(through.joinBranches(around)).toBe(expected);
	});

	describe('after a section that ends inside a tag', () => {
		const space = 'Put a space after the section: what it writes into the tag would run into the text that follows';

		function after(text: string) {
			const around = new HtmlTokenizer();
			around.read('<p a', () => {});
			const through = around.clone();
			through.read('="x" b', () => {});
			expect(through.joinBranches(around)).toBe(true);
			expect(through.context).toEqual({ state: 'afterSection', element: 'p', attribute: '', conditional: false });
			expect(around.context).toEqual({ state: 'attributeName', element: 'p', attribute: 'a', conditional: false });
			const errors: string[] = [];
			through.read(text, (event) => errors.push(event.kind === 'error' ? event.reason : event.kind));
			return [through.context.state, through.context.attribute, ...errors];
		}

		it.each([
			[' ', ['beforeAttributeName', '']], ['\n', ['beforeAttributeName', '']], ['/', ['beforeAttributeName', '']], ['>', ['data', '']], [' b', ['attributeName', 'b']],
			['B', ['attributeName', 'b', space]], ['"', ['attributeName', '"', space]], ['=', ['beforeAttributeValue', '', space]], ['="', ['quotedValue', '', space, 'attributeStart']],
		])('%j', (text, expected) => {
			expect(after(text)).toEqual(expected);
		});

		it('another section can follow', () => {
			const around = new HtmlTokenizer();
			around.read('<p', () => {});
			const first = around.clone();
			first.read(' a="x"', () => {});
			expect(first.joinBranches(around)).toBe(true);
			const second = first.clone();
			second.read(' b="x"', () => {});
			expect(second.joinBranches(first)).toBe(true);
			expect(second.key).toBe(first.key);
		});
	});

	it.each([
		['', undefined], ['x', undefined], ['<', undefined], ['</', undefined], ['<p>', undefined], ['<style>x', undefined], ['<title>x', undefined], ['<!-- x -->', undefined], ['<!x>', undefined], ['<!--[if mso]>x', undefined],
		['<!', 'A comment or declaration (<!)'], ['<!-', 'A comment or declaration (<!)'], ['<!--x', 'A comment or declaration (<!)'], ['<!doctype', 'A comment or declaration (<!)'], ['<?x', 'A comment or declaration (<!)'],
		['<p', 'The tag <p>'], ['</p', 'The tag <p>'], ['<p ', 'The tag <p>'], ['<p a', 'The tag <p>'], ['<p a ', 'The tag <p>'], ['<p a=', 'The tag <p>'], ['<p a="', 'The tag <p>'], ['<p a=b', 'The tag <p>'],
	])('%j leaves open: %j', (html, expected) => {
		const tokenizer = new HtmlTokenizer();
		tokenizer.read(html, () => {});
		expect(tokenizer.unfinished).toBe(expected);
	});

	it('is in the same place after an attribute as before it', () => {
		for (const html of ['<p a="x" ', "<p a='x' ", '<p a=x ', '<p a="x"/', '<b c="x"><p ', '<p a="x"><p ']) {
			const [before, after] = [new HtmlTokenizer(), new HtmlTokenizer()];
			before.read('<p ', () => {});
			after.read(html, () => {});
			expect([html, after.key]).toEqual([html, before.key]);
			expect(after.context).toEqual({ state: 'beforeAttributeName', element: 'p', attribute: '', conditional: false });
		}
	});

	it('begins outside of everything', () => {
		expect(new HtmlTokenizer().context).toEqual({ state: 'data', element: '', attribute: '', conditional: false });
		const [fresh, used] = [new HtmlTokenizer(), new HtmlTokenizer()];
		used.read('<p a="b"><!-- x --><style></style>', () => {});
		expect(fresh.key).toBe(used.key);
	});
});
