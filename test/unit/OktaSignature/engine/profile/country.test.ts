import { countryOf } from '../../../../../nodes/OktaSignature/engine/profile/country';

describe('a country', () => {
	it.each([
		['DE', 'DE'],
		['de', 'DE'],
		['DEU', 'DE'],
		['Germany', 'DE'],
		['germany', 'DE'],
		['Deutschland', 'DE'],
		['Allemagne', 'DE'],
		['ドイツ', 'DE'],
		['Österreich', 'AT'],
		['Oesterreich', 'AT'],
		['Osterreich', 'AT'],
		['Schweiz', 'CH'],
		['Suisse', 'CH'],
		['Svizzera', 'CH'],
		['United Kingdom', 'GB'],
		['UK', 'GB'],
		['Great Britain', 'GB'],
		['U.S.', 'US'],
		['U.S.A.', 'US'],
		['United States of America', 'US'],
		['the Netherlands', 'NL'],
		['Holland', 'NL'],
		['Côte d’Ivoire', 'CI'],
		["Cote d'Ivoire", 'CI'],
		['Ivory Coast', 'CI'],
		['Czech Republic', 'CZ'],
		['Czechia', 'CZ'],
		['Turkey', 'TR'],
		['Türkiye', 'TR'],
		['Hong Kong', 'HK'],
		['Viet Nam', 'VN'],
		['EL', 'GR'],
		['CHE', 'CH'],
		['CHN', 'CN'],
		['AUS', 'AU'],
		['AUT', 'AT'],
		['XKX', 'XK'],
		['NGA', 'NG'],
		['Congo - Kinshasa', 'CD'],
		['Irã', 'IR'],
		['AQ', 'AQ'],
	])('%j is %s', (text, expected) => {
		expect(countryOf(text)).toBe(expected);
	});

	it.each(['', ' ', 'XX', 'GER', 'Kongo', 'Korea', 'Europe', 'America', 'VS', 'EU', 'Germany and Austria', 'DE-BY', '49', '+49', '.', 'constructor', '__proto__', 'x'.repeat(64_000)])(
		'%j is none',
		(text) => {
			expect(countryOf(text)).toBeUndefined();
		},
	);
});
