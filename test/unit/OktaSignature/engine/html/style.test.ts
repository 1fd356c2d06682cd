import { declarationsIn } from '../../../../../nodes/OktaSignature/engine/html/style';

describe('declarationsIn', () => {
	it('gives the declarations in order and in lower case, without !important', () => {
		expect(declarationsIn('Color: RED !important;font-size:12px ; color:blue')).toEqual([
			['color', 'red'],
			['font-size', '12px'],
			['color', 'blue'],
		]);
	});

	it('ends a property at its first colon', () => {
		expect(declarationsIn('background:url(https://x.example/i.png)')).toEqual([['background', 'url(https://x.example/i.png)']]);
	});

	it('leaves out what has no property', () => {
		expect(declarationsIn('')).toEqual([]);
		expect(declarationsIn(';red;:red; ;')).toEqual([]);
	});
});
