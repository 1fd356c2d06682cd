import { Phones } from '../../../../../nodes/OktaSignature/engine/profile/phone';
import { applyFormat, FORMAT_VALUES, FORMATS, type Format } from '../../../../../nodes/OktaSignature/engine/profile/smartField';

const apply = (text: string, format: Format, region?: 'DE' | 'US' | 'AT') => applyFormat(text, format, () => region, new Phones());

it('has these formats in the editor', () => {
	expect(Object.entries(FORMATS).map(([value, { name, description }]: [string, { name: string; description?: string }]) => [value, name, description])).toEqual([
		['lowerCase', 'Lower Case', undefined],
		['none', 'None', undefined],
		['phoneE164', 'Phone E.164', 'For example +493012345'],
		['phoneInternational', 'Phone International', 'For example +49 30 12345'],
		['phoneNational', 'Phone National', 'For example 030 12345'],
		['titleCase', 'Title Case', undefined],
		['upperCase', 'Upper Case', undefined],
		['url', 'URL', 'Adds https:// if it is missing'],
	]);
	expect(FORMAT_VALUES).toEqual(Object.keys(FORMATS));
});

it.each([
	['lowerCase', 'Élodie MÜLLER', 'élodie müller'],
	['none', 'Élodie  MÜLLER', 'Élodie  MÜLLER'],
	['upperCase', 'Élodie Müller', 'ÉLODIE MÜLLER'],
	['url', 'acme.example/ada', 'https://acme.example/ada'],
	['url', 'http://acme.example', 'http://acme.example'],
	['titleCase', 'head of sales', 'Head Of Sales'],
	['titleCase', 'HEAD OF SALES', 'Head Of Sales'],
	['titleCase', 'VP of sales', 'VP Of Sales'],
	['titleCase', 'McDonald and iOS', 'McDonald And iOS'],
	['titleCase', "o'neil d’angelo", "O'Neil D’Angelo"],
	['titleCase', "O'NEIL", "O'Neil"],
	['titleCase', "don't rock'n'roll", "Don't Rock'n'Roll"],
	['titleCase', 'jean-luc, élodie', 'Jean-Luc, Élodie'],
	['titleCase', 'e\u0301lodie a\u0308b', 'E\u0301lodie A\u0308b'],
	['titleCase', '𐐨𐐨 1st x', '𐐀𐐨 1St X'],
	['titleCase', '42', '42'],
] as const)('%s of %j is %j', (format, text, expected) => {
	expect(apply(text, format)).toEqual({ text: expected });
});

it.each([
	['phoneE164', '030 901820', 'DE', '+4930901820'],
	['phoneInternational', '030 901820', 'DE', '+49 30 901820'],
	['phoneNational', '+49 30 901820', 'DE', '030 901820'],
	['phoneE164', '+49 30 901820', undefined, '+4930901820'],
	['phoneInternational', '+49 30 901820 ext. 12', undefined, '+49 30 901820 ext. 12'],
	['phoneNational', '(415) 555-2671', 'US', '(415) 555-2671'],
] as const)('%s of %j in %s is %j', (format, text, region, expected) => {
	expect(apply(text, format, region)).toEqual({ text: expected });
});

it.each([
	['phoneE164', '+49 30 901820 ext. 12', 'DE', /^was left unchanged: it has an extension, which E\.164 cannot contain$/],
	['phoneNational', '+49 30 901820', undefined, /^was left unchanged: it has no national form without a country\. Set the option Phone Region, or countryCode in the profile$/],
	['phoneNational', '+49 30 901820', 'US', /^was left unchanged: it is a number of another country, which has no national form here$/],
	['phoneE164', '030 901820', undefined, /^was left unchanged: it has no country code/],
	['phoneInternational', 'ask Ada', 'DE', /^was left unchanged: \S/],
	['phoneNational', '12', 'DE', /^was left unchanged: \S/],
] as const)('%s leaves %j in %s unchanged and says why', (format, text, region, warning) => {
	const formatted = apply(text, format, region);
	expect(formatted).toEqual({ text, warning: expect.stringMatching(warning) });
	expect(formatted.warning).not.toContain('undefined');
});

it('leaves out what is no web address', () => {
	expect(apply('ask Ada', 'url')).toEqual({ text: '', warning: 'was left out: it is not a web address' });
});
