import { optionsSchema } from '../../../../nodes/OktaSignature/helpers/parameterSchemas';

describe('the option Phone Region', () => {
	it.each([
		['', ''],
		[' ', ''],
		[undefined, ''],
		[null, ''],
		['DE', 'DE'],
		[' de ', 'DE'],
		['DEU', 'DE'],
		['Germany', 'DE'],
		['UK', 'GB'],
	])('%j is %j', (given, expected) => {
		expect(optionsSchema.parse({ phoneRegion: given }).phoneRegion).toBe(expected);
	});

	it.each(['XX', 'Germoney', '+49', '49', 'constructor', 'Kongo', 'AQ'])('refuses %j by name, without repeating it', (given) => {
		const { error } = optionsSchema.safeParse({ phoneRegion: given });
		expect(error?.issues).toEqual([
			expect.objectContaining({ path: ['phoneRegion'], message: 'is not a country. Enter a code such as DE or a name such as Germany' }),
		]);
	});
});
