import { completeColor } from '../../../../../nodes/OktaSignature/engine/html/color';

describe('completeColor', () => {
	it.each([
		['#0A7', '#0A7'],
		['0a7', '#0a7'],
		['#00aa77', '#00aa77'],
		['00AA77', '#00AA77'],
		['aliceblue', 'aliceblue'],
		['RebeccaPurple', 'RebeccaPurple'],
		['yellowgreen', 'yellowgreen'],
		['rgb(0,170,119)', 'rgb(0,170,119)'],
		['RGB( 0, 170, 119 )', 'RGB( 0, 170, 119 )'],
		['rgb(0 66.5% 47%/50%)', 'rgb(0 66.5% 47%/50%)'],
		['rgba(0, 170, 119, .5)', 'rgba(0, 170, 119, .5)'],
		['hsl(162deg 100% 33%)', 'hsl(162deg 100% 33%)'],
		['hsla(162, 100%, 33%, 50%)', 'hsla(162, 100%, 33%, 50%)'],
		['rgb(10%, 20%, 30%)', 'rgb(10%, 20%, 30%)'],
	])('"%s" is a color', (text, color) => {
		expect(completeColor(text)).toBe(color);
	});

	it.each([
		'', '#', '##0a7', '#0a', '#00aa7', '#00aa777', '#ggg', 'x0a7', '0a7x', 'blues', 'light blue', 'blue,red', 'undefined',
		'rgb()', 'rgb(0)', 'rgb(0,170)', 'rgb(0,170,119', 'rgb 0,170,119)', 'rgb(0,170,119,1,1)', 'rgb(0,,x)', 'rgb(red,1,1)',
		'x rgb(0,170,119)', 'rgb(0,170,119);', 'rgb(0,170,119%%)', 'lab(0,170,119)', 'rgba', 'rgb(-)',
	])('"%s" is none', (text) => {
		expect(completeColor(text)).toBeUndefined();
	});
});
