import type { UrlField } from '../../../../../nodes/OktaSignature/engine/mustache/urlFields';
import { UrlValues } from '../../../../../nodes/OktaSignature/engine/mustache/urlValues';

const fields = new Map<string, UrlField>([
	['website', { use: 'link', isRepeated: false } as UrlField],
	['photo', { use: 'image', isRepeated: false } as UrlField],
	['profiles', { use: 'link', isRepeated: true } as UrlField],
	['phone', { use: 'link', isRepeated: false } as UrlField],
]);

function check(name: string, value: unknown, completed: string[] = []) {
	const warnings: string[] = [];
	const values = new UrlValues(fields, (warning) => warnings.push(warning), (text) => (text === 'tel:1' ? '' : `tel:${text.length}`), completed);
	return { value: values.valueOf(name, value), warnings };
}


describe('the value of a field that begins a URL', () => {
	it.each<[string, unknown, unknown]>([
		['a URL', 'https://acme.example/x', 'https://acme.example/x'],
		['nothing', '', ''],
		['null', null, null],
		['an empty list', [], ''],
		['a list of one', ['https://acme.example'], 'https://acme.example'],
		['a list with one URL', ['', 'https://acme.example', null], 'https://acme.example'],
	])('%s is used without a warning', (_, given, value) => {
		expect(check('website', given)).toEqual({ value, warnings: [] });
	});

	it('of any other field is what it is', () => {
		expect(check('title', 'R&D')).toEqual({ value: 'R&D', warnings: [] });
		expect(check('title', ['a', 'b'])).toEqual({ value: ['a', 'b'], warnings: [] });
	});

	it('that is no URL counts as empty, with a warning that says why', () => {
		const { value, warnings } = check('website', 'acme.example');
		expect(value).toBe('');
		expect(warnings).toEqual([expect.stringMatching(/^"website" counts as empty: as the URL of a link, it must begin with .*\. The smart field format URL adds a missing https:\/\/$/)]);
		expect(check('photo', 'acme.example').warnings).toEqual([expect.stringMatching(/^"photo" counts as empty: as the URL of an image, it must begin with .*\. The smart field format URL adds a missing https:\/\/$/)]);
		expect(check('website', 'https:').warnings).toEqual([expect.stringMatching(/^"website" counts as empty: it is not (?!a web)/)]);
	});

	it('that is completed gets a missing https://, or counts as empty when it is no web address', () => {
		expect(check('website', 'acme.example', ['website'])).toEqual({ value: 'https://acme.example', warnings: [] });
		expect(check('website', 'acme.example', ['photo']).value).toBe('');
		expect(check('website', 'not one', ['website'])).toEqual({ value: '', warnings: ['"website" counts as empty: it is not a web address'] });
	});

	it('that is a phone number is dialed, in a link only', () => {
		expect(check('phone', 'tel:12')).toEqual({ value: 'tel:6', warnings: [] });
		expect(check('phone', 'tel:1')).toEqual({ value: '', warnings: ['"phone" counts as empty: it is not one phone number'] });
		expect(check('photo', 'tel:12').value).toBe('');
	});

	it('that holds several URLs counts as empty, unless each is repeated or the first is enough', () => {
		const two = ['https://a.example', 'https://b.example'];
		expect(check('website', two)).toEqual({ value: '', warnings: ['"website" counts as empty: it holds several values. Use {{#website}}…{{.}}…{{/website}} to repeat the link'] });
		expect(check('photo', two).warnings).toEqual(['"photo" counts as empty: it holds several values. Use {{#photo}}…{{.}}…{{/photo}} to repeat the image']);
		expect(check('website', two, ['website'])).toEqual({ value: 'https://a.example', warnings: ['"website" holds several values. Only the first one is used'] });
		expect(check('profiles', [...two, 'x', ''])).toEqual({ value: [...two, '', ''], warnings: [expect.stringContaining('"profiles" counts as empty')] });
	});

	it('is checked once for each value', () => {
		const warnings: string[] = [];
		const values = new UrlValues(fields, (warning) => warnings.push(warning));
		for (const value of ['x', 'x', 'https://a.example', 'x']) values.valueOf('website', value);
		expect(warnings).toHaveLength(2);
		expect(values.valueOf('website', 'tel:+49 30 1234567')).toBe('tel:+49301234567');
	});
});
