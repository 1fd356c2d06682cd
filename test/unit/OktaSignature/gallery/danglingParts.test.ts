import { faultsInHtml, faultsInText } from './danglingParts';

const inRow = (cells: string) => `<table><tr>${cells}</tr></table>`;

describe('dangling parts', () => {
	it.each([
		['a label without value', inRow('<td>T </td>'), 'row "T"'],
		['a label in a cell of its own without value', inRow('<td>T</td><td>\n</td>'), 'row "T"', 'empty td'],
		['a leading separator', inRow('<td> · Analyst</td>'), 'row "· §"'],
		['a trailing separator', inRow('<td>Analyst &nbsp;|&nbsp; </td>'), 'row "§ |"'],
		['two separators in a row', inRow('<td>Analyst ·  · Engines</td>'), 'row "§ · · §"'],
		['a missing separator', inRow('<td>Analyst Engines</td>'), 'row "§ §"'],
		['a separator between images only', inRow('<td><img alt="X"> · </td>'), 'row "◉ ·"'],
		['an empty cell', inRow('<td>Analyst</td><td></td>'), 'empty td'],
		['an empty row', '<table><tr>\n</tr></table>', 'row ""', 'empty table', 'line breaks'],
		['a row without its table', inRow(`<td>${inRow('<td>Analyst</td>')}</td><td> </td>`), 'row ""', 'empty td'],
		['an empty link', inRow('<td><a href="">Analyst</a></td>'), 'empty href in a'],
		['a link without content', inRow('<td>Analyst<a href="https://x"></a></td>'), 'empty a'],
		['an image without URL', inRow('<td><img src="" alt="x"></td>'), 'empty src in img'],
		['an image without alt', inRow('<td><img src="https://x"></td>'), 'image without alt'],
		['a missing color', inRow('<td style="color:;font:x">Analyst</td>'), 'empty style in td'],
		['a missing color at the end', inRow('<td style="font:x;color:">Analyst</td>'), 'empty style in td'],
		['line breaks', inRow('<td>Analyst<br>\n\nEngines</td>'), 'row "§ §"', 'line breaks'],
	])('%s', (_, markup, ...faults) => {
		expect(faultsInHtml(markup)).toEqual(expect.arrayContaining(faults));
	});

	it('finds nothing in a correct signature', () => {
		expect(faultsInHtml(inRow(`<td>${inRow('<td>T</td><td>+49 30 23125012</td>')}</td><td><img src="https://x" alt=""></td>`))).toEqual([]);
	});

	it.each(['T ', ' · Analyst', 'Analyst |', 'Analyst · · Engines', '', 'LinkedIn: '])('the text line "%s"', (line) => {
		expect(faultsInText(`Ada Lovelace\n${line}`)).toEqual([line]);
	});
});
