import fc from 'fast-check';
import { elementsIn } from '../../../../../nodes/OktaSignature/engine/html/elements';
import { holds } from '../../../../support/fuzz';
import { template } from '../../../fuzz/templateArbitraries';

describe('elementsIn', () => {
	it('finds start tags with their attributes and places', () => {
		expect(elementsIn(`a <3 <P>x</p><img\nSRC='a&amp;b' alt title=">">`)).toEqual([
			{ name: 'p', attributes: {}, index: 5 },
			{ name: 'img', attributes: { src: 'a&b', alt: '', title: '>' }, index: 13 },
		]);
	});

	it('reads conditional comments, which Outlook shows, and no others', () => {
		const html = '<i><!-- <b> --><!--[if mso]><td width="9"><!-- <u> --><![endif]--><!--[if !mso]><!--><p><!--<![endif]-->';
		expect(elementsIn(html).map(({ name, index }) => [name, index])).toEqual([
			['i', 0],
			['td', html.indexOf('<td')],
			['p', html.indexOf('<p')],
		]);
	});

	it('reads no comment in a conditional comment', () => {
		expect(elementsIn('<!-- [if mso]><i> --><!--x[if mso]><b>-->')).toEqual([]);
		expect(elementsIn('<!--[if mso]><i><!--[if mso]><b>--><u>').map(({ name }) => name)).toEqual(['i', 'u']);
	});

	it('leaves out elements that a browser adds', () => {
		expect(elementsIn('</p></br>x').map(({ name }) => name)).toEqual([]);
	});

	it('points behind an end tag with a space or attributes', () => {
		expect(elementsIn('</td ><b><p></p x="y"><i>').map(({ name, index }) => [name, index])).toEqual([['b', 6], ['p', 9], ['i', 22]]);
	});

	it('keeps Mustache tags in attribute values', () => {
		expect(elementsIn('<img src="{{#a}}{{b}}{{/a}}">{{#c}}<br>{{/c}}')).toEqual([
			{ name: 'img', attributes: { src: '{{#a}}{{b}}{{/a}}' }, index: 0 },
			{ name: 'br', attributes: {}, index: 35 },
		]);
	});

	it('points at the tag in any text', () => {
		holds(
			fc.property(template, (html) => {
				for (const { name, index } of elementsIn(html)) {
					expect(html.slice(index, index + name.length + 1).toLowerCase()).toBe(`<${name}`);
				}
			}),
			300,
		);
	});
});
