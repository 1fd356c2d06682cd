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

	it('reports refused elements where their tag ends', () => {
		expect(eventsIn('x<script>')).toEqual(['8: <script> cannot be used in a signature: email clients remove scripts']);
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
	])('after %j, reading or skipping %j can be joined: %s', (before, section, expected) => {
		const around = new HtmlTokenizer();
		around.read(before, () => {});
		const through = around.clone();
		through.read(section, () => {});
		expect(through.joinBranches(around)).toBe(expected);
	});
});
