import fc from 'fast-check';
import { getCountries } from 'libphonenumber-js/max';
import { addressLine } from '../../../../../nodes/OktaSignature/engine/profile/address';
import { holds } from '../../../../support/fuzz';
import { custom, signatures } from '../../runSignatureNode';

it.each([
	['US', ['1 Market St', 'San Francisco', 'CA', '94105'], '1 Market St, San Francisco, CA 94105'],
	['GB', ['10 Downing Street', 'London', '', 'SW1A 2AA'], '10 Downing Street, London, SW1A 2AA'],
	['DE', ['Hauptstr. 1', 'Berlin', 'Berlin', '10115'], 'Hauptstr. 1, 10115 Berlin'],
	['FR', ['1 rue de Rivoli', 'Paris', '', '75001'], '1 rue de Rivoli, 75001 Paris'],
	['JP', ['丸の内1-1', '千代田区', '東京都', '100-0005'], '〒100-0005 東京都 千代田区丸の内1-1'],
	['JP', ['1-1 Marunouchi', 'Chiyoda-ku', 'Tokyo', '100-0005'], '1-1 Marunouchi, Chiyoda-ku, Tokyo, 100-0005'],
	['BR', ['Av. Paulista 1578', 'São Paulo', 'SP', '01310-200'], 'Av. Paulista 1578, São Paulo-SP, 01310-200'],
	['US', ['', 'San Francisco', 'CA', ''], 'San Francisco, CA'],
	['BR', ['', 'São Paulo', '', ''], 'São Paulo'],
	['DE', ['', '', 'Bayern', ''], ''],
	['CH', ['Bahnhofstr. 1', 'Zürich', '', '8001'], 'Bahnhofstr. 1, 8001 Zürich'],
	['CH', ['Bahnhofstr. 1', 'Zürich', '', 'CH-8001'], 'Bahnhofstr. 1, CH-8001 Zürich'],
	['SE', ['Kungsgatan 1', 'Stockholm', '', 'SE-111 20'], 'Kungsgatan 1, SE-111 20 Stockholm'],
	['LU', ['1 Rue', 'Luxembourg', '', 'L-1234'], '1 Rue, L-1234 Luxembourg'],
	['AE', ['', 'Dubai', '', 'PO Box 123'], 'Dubai, PO Box 123'],
	['SG', ['1 Raffles Place', 'Singapore', '', '048616'], '1 Raffles Place, Singapore 048616'],
	['SG', ['1 Raffles Place', 'Singapore', 'Singapore', '048616'], '1 Raffles Place, Singapore 048616'],
	['AE', ['Sheikh Zayed Rd', 'Dubai', 'Dubai', ''], 'Sheikh Zayed Rd, Dubai'],
	['US', ['5th Ave 1', 'New York', 'New York', '10001'], '5th Ave 1, New York, New York 10001'],
	['CI', ['Rue 1', 'Abidjan', '', ''], 'Rue 1, Abidjan'],
	['MZ', ['Rua 1', 'Matola', 'Maputo', '1100'], 'Rua 1, 1100 Matola, Maputo'],
	['FO', ['Gøta 1', 'Tórshavn', '', 'FO-100'], 'Gøta 1, FO-100 Tórshavn'],
	['AZ', ['Yol 1', 'Bakı', '', 'AZ1000'], 'Yol 1, AZ1000 Bakı'],
	['PR', ['Calle 1', 'San Juan', '', '00901'], 'Calle 1, San Juan PR 00901'],
	['AE', ['Street 12', 'Dubai', 'Dubai', '12'], 'Street 12, Dubai, 12'],
	['SG', ['1 Raffles Place', 'Singapore', 'Singapore', ''], '1 Raffles Place, Singapore'],
	['SG', ['1 Raffles Place', '', '', 'Singapore 048616'], '1 Raffles Place, Singapore 048616'],
	['SG', ['1 Raffles Place, Singapore', 'Singapore', '', ''], '1 Raffles Place, Singapore'],
	['GI', ['1 Main St', 'Gibraltar', '', 'GX11 1AA'], '1 Main St, Gibraltar, GX11 1AA'],
	['JE', ['1 Main St', 'Jersey', '', 'JE2 3AB'], '1 Main St, Jersey, JE2 3AB'],
	['JE', ['1 Main St', 'St Helier', '', 'JE2 3AB'], '1 Main St, St Helier, JERSEY, JE2 3AB'],
	['PR', ['Calle 1', 'San Juan, PR', 'PR', '00901'], 'Calle 1, San Juan, PR 00901'],
	['PR', ['Calle 1', 'San Juan', 'PR', '00901'], 'Calle 1, San Juan PR 00901'],
	['CI', ['Rue 12', 'Abidjan', '', ''], 'Rue 12, Abidjan'],
	['GN', ['Rue KA 20', 'Conakry', '', '001'], '001 Rue KA 20, Conakry'],
	['MZ', ['Rua 1', 'Matola', 'Maputo', '1114'], 'Rua 1, 1114 Matola, Maputo'],
	['AZ', ['Küçə 1', 'Baku', '', 'AZ1000'], 'Küçə 1, AZ1000 Baku'],
	['FO', ['Gøta 1', 'Tórshavn', '', '100'], 'Gøta 1, 100 Tórshavn'],
	['JP', ['丸の内1-1', '千代田区', '東京都', '〒100-0005'], '〒100-0005 東京都 千代田区丸の内1-1'],
	['CN', ['长安街1号', 'Beijing', 'Hebei', '100000'], '100000 Hebei Beijing 长安街1号'],
	['MO', ['友谊大马路1号', 'Macau', '', ''], 'Macau 友谊大马路1号'],
	['US', ['1 Market St,', 'San Francisco,', 'CA 94105', '94105'], '1 Market St, San Francisco, CA 94105'],
	['DE', ['Hauptstr. 1, 10115 Berlin', 'Berlin', '', '10115'], 'Hauptstr. 1, 10115 Berlin'],
	['DE', ['Hauptstr. 1', '10115 Berlin', '', '10115'], 'Hauptstr. 1, 10115 Berlin'],
	[undefined, ['1 Raffles Place', 'Singapore', 'SINGAPORE', '048616'], '1 Raffles Place, Singapore, 048616'],
	[undefined, ['Main St 1', 'Springfield', 'IL', '62701'], 'Main St 1, Springfield, IL, 62701'],
	[undefined, ['', '', '', ''], ''],
	[undefined, ['', '', 'CA', ''], ''],
	['US', ['', '', 'CA', ''], ''],
	['JE', ['', 'Jersey', '', 'JE2 3AB'], 'Jersey, JE2 3AB'],
	['JE', ['', 'Jersey', '', '12345'], 'Jersey, 12345'],
	['JE', ['1 Main St', 'St Helier Jersey', '', ''], '1 Main St, St Helier Jersey'],
	['DE', ['Hauptstr. 1', 'Berlin', '', 'Berlin'], 'Hauptstr. 1, Berlin'],
	['US', ['1 Market St', 'San Francisco', 'CA', 'CA'], '1 Market St, San Francisco, CA'],
	['DE', [' - ', ', Berlin ,', '', '，10115、'], '10115 Berlin'],
	['DE', ['Hauptstr. 1;\t', '\r\nBerlin', '', '、10115;'], 'Hauptstr. 1, 10115 Berlin'],
	['JP', ['街1', '市', '', ''], '市街1'],
	['JP', ['街1', '市 Town', '', ''], '市 Town 街1'],
	['JP', ['a 街', '市', '', ''], '市 a 街'],
	['KR', ['테헤란로 1', '서울', '', '06232'], '서울 테헤란로 1 06232'],
	['JP', ['さくら1', 'つくば', '', ''], 'つくばさくら1'],
	['JP', ['ニセコ1', 'アクロス', '', ''], 'アクロスニセコ1'],
])('%s: %j', (country, [street, city, state, zipCode], expected) => {
	expect(addressLine({ street, city, state, zipCode }, country)).toBe(expected);
});

it('never drops a street, a city or a postal code, and repeats none', () => {
	const street = fc.constantFrom('', 'Street 1', '街1', 'x%Zy$& %C');
	const city = fc.constantFrom('', 'Town', '市');
	const country = fc.constantFrom('US', 'GB', 'DE', 'FR', 'JP', 'BR', 'CN', 'KR', 'TW', 'HK', 'SG', 'IE', 'AE', 'IR', 'HU', 'CH', 'SE', 'LU', 'MO', 'MC', 'VA', 'GI', 'NR', 'XK', undefined);
	holds(
		fc.property(street, city, country, fc.constantFrom('', 'ST'), fc.constantFrom('', '12345'), (one, town, code, state, zipCode) => {
			const line = addressLine({ street: one, city: town, state, zipCode }, code);
			for (const part of [one, town, zipCode]) if (part !== '') expect(line.split(part)).toHaveLength(2);
			expect(line).not.toMatch(/^[\s,-]|[\s,-]$|, ,|undefined/);
		}),
		500,
	);
});

const names = new Intl.DisplayNames('en', { type: 'region' });
const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
const countries = letters.flatMap((one) => letters.map((two) => one + two)).filter((code) => names.of(code) !== code);

it('separates the parts in every country, and writes none twice', () => {
	expect(countries.length).toBeGreaterThan(240);
	for (const country of countries) {
		const name = names.of(country) ?? '';
		const cities = [['Town', 'Region'], ['Town', 'town'], [name, name], [name.toUpperCase(), ''], ['Town', '']];
		for (const [city, state] of cities) {
			const line = addressLine({ street: 'Main Rd 1', city, state, zipCode: '12345' }, country);
			const label = `${country}: ${line}`;
			for (const part of ['Main Rd 1', city, '12345']) expect([label, line.split(part).length]).toEqual([label, country === 'US' && part === name ? 3 : 2]);
			expect(label).not.toMatch(/^[A-Z]{2}: [\s,-]|[\s,-]$|, ,/);
			// No part stands directly behind another one.
			for (const part of ['Main Rd 1', '12345', ...(city === 'Town' ? ['Town', 'Region'] : [])]) {
				const [before, after = ''] = line.includes(part) ? line.split(part) : [''];
				expect([label, part, /[\p{L}\d]$/u.test(before), /^[\p{L}\d]/u.test(after)]).toEqual([label, part, false, false]);
			}
			expect([label, /Main Rd 1 (?!\d)/.test(line)]).toEqual([label, false]);
		}
	}
});

it('has every part once, between separators, in every country', () => {
	const countryNames = new Intl.DisplayNames('en', { type: 'region' });
	const street = fc.constantFrom('', 'Low Road 1', 'Low Road 1,', 'Town', '低路1');
	const zipCode = fc.constantFrom('', '12345', '12', 'AB-12');
	const words = (text: string) => text.toLowerCase().split(/[\s,/〒-]+/);
	holds(
		fc.property(fc.constantFrom(...getCountries()), street, fc.constantFrom('', 'Town', 'the country', '市'), fc.constantFrom('', 'County', 'Town', 'the country', '県'), zipCode, (country, road, chosenCity, chosenState, code) => {
			const [city, state] = [chosenCity, chosenState].map((part) => (part === 'the country' ? (countryNames.of(country) as string).replace(/[\s,-]+/g, ' ') : part));
			// New York, New York 10001.
			fc.pre(country !== 'US' || city.toLowerCase() !== state.toLowerCase());
			const line = addressLine({ street: road, city, state, zipCode: code }, country);
			const isShown = road !== '' || city !== '' || code !== '';
			expect(line).not.toMatch(/^[\s,/-]|[\s,/-]$|, ,|,,| {2}|undefined|[\ue000-\ue003]/);
			const parts = line.toLowerCase().split(', ');
			for (const [i, part] of parts.entries()) if (i > 0) expect(part).not.toBe(parts[i - 1]);
			expect(line.toLowerCase()).not.toMatch(/(?<!\p{L})(\p{L}{4,})[ ,]+\1(?!\p{L})/u);
			for (const part of [road.replace(/,$/, ''), city, code]) {
				if (part === '') continue;
				expect(line.toLowerCase()).toContain(part.toLowerCase());
				if (!/[低市県]/.test(road + city + state)) expect(words(line)).toEqual(expect.arrayContaining(words(part)));
			}
			const hasState = isShown && addressLine({ street: 'x', city: 'y', state: 'Province', zipCode: '' }, country).includes('Province');
			if (hasState && !/[低市県]/.test(road + city + state)) expect(line.toLowerCase()).toContain(state.toLowerCase());
		}),
		5000,
	);
});

it('is a field of templates, for the country of the profile or else of Phone Region', async () => {
	const profile = { firstName: 'Ada', streetAddress: 'Hauptstr. 1\r\nHof', city: 'Berlin', zipCode: '10115' };
	const people = [{ profile: { ...profile, countryCode: 'Germany' } }, { profile }, { profile: { firstName: 'Ada' } }, { profile: { ...profile, addressLine: 'HQ' } }];
	const shown = await signatures(custom('{{firstName}}: {{addressLine}}', { options: { phoneRegion: 'US' } }), people);
	expect(shown.map(({ html }) => html)).toEqual(['Ada: Hauptstr. 1, Hof, 10115 Berlin', 'Ada: Hauptstr. 1, Hof, Berlin 10115', 'Ada:', 'Ada: HQ']);
	expect(shown.map(({ missing }) => missing)).toEqual([[], [], ['addressLine'], []]);
});
