import { countryOf } from '../../../../../nodes/OktaSignature/engine/profile/country';

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

const englishNames = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

/** Regions that Unicode names beside countries: continents, unions, outlying islands without a code and made up ones. */
const NO_COUNTRIES = ['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'];

/** Codes that are no longer used. Unicode names their successors. */
const isCurrent = (code: string) => new Intl.Locale(`und-${code}`).region === code;

const COUNTRIES = letters.flatMap((one) => letters.map((two) => one + two)).filter((code) => englishNames.of(code) !== undefined && isCurrent(code) && !NO_COUNTRIES.includes(code));

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

describe('the table of countries', () => {
	/** The table is made on first use. Each test makes it anew. */
	let lookUp: typeof countryOf;

	beforeEach(() => {
		jest.isolateModules(() => {
			({ countryOf: lookUp } = jest.requireActual('../../../../../nodes/OktaSignature/engine/profile/country'));
		});
	});

	/** The countries of texts, as one object, so that a failure shows every difference. */
	const found = (texts: readonly string[]) => Object.fromEntries(texts.map((text) => [text, lookUp(text)]));

	it('knows a country by its code, in any case and with periods', () => {
		expect(COUNTRIES).toHaveLength(250);
		const codes = Object.fromEntries(COUNTRIES.map((code) => [code, code]));
		expect(found(COUNTRIES)).toEqual(codes);
		for (const code of COUNTRIES) expect([code, lookUp(code.toLowerCase()), lookUp(` ${code[0]}. ${code[1]}.`)]).toEqual([code, code, code]);
	});

	it('knows a country by one alpha-3 code, Kosovo by two', () => {
		const known = letters.flatMap((one) => letters.flatMap((two) => letters.map((three) => one + two + three))).filter((code) => lookUp(code) !== undefined);
		// Words of three letters that are names: Man, for example, is the Isle of Man in several languages.
		const names = ['CAD', 'CIN', 'FAS', 'IRA', 'MAN', 'OMA', 'UAE'];
		const codes = known.filter((code) => !names.includes(code));
		expect(known).toEqual(expect.arrayContaining(names));
		expect(codes.map((code) => lookUp(code)).sort()).toEqual([...COUNTRIES, 'XK'].sort());
		expect(found(['GBR', 'CHE', 'SWE', 'SVN', 'SVK', 'EST', 'XKK', 'ukr', 'P.R.T.'])).toEqual({ GBR: 'GB', CHE: 'CH', SWE: 'SE', SVN: 'SI', SVK: 'SK', EST: 'EE', XKK: 'XK', ukr: 'UA', 'P.R.T.': 'PT' });
	});

	it('knows a country by its English name, in any case and without spaces and accents', () => {
		for (const code of COUNTRIES) {
			const name = englishNames.of(code) as string;
			const plain = name.normalize('NFD').replace(/[^A-Za-z]/g, '');
			expect([name, ...[name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), plain].map(lookUp)]).toEqual([name, code, code, code, code, code]);
		}
	});

	it('knows a country by its name in the business languages', () => {
		const names = {
			Switzerland: 'CH', Argentinien: 'AR', Autriche: 'AT', Belice: 'BZ', Belgio: 'BE', Afeganistão: 'AF', Oostenrijk: 'AT', Argentyna: 'AR', Elfenbenskusten: 'CI', Tjekkiet: 'CZ',
			Sveits: 'CH', Itävalta: 'AT', Rakousko: 'AT', Ausztria: 'AT', Elveția: 'CH', Avusturya: 'AT', Αυστρία: 'AT', Австрия: 'AT', Австралія: 'AU', オーストリア: 'AT', 오스트리아: 'AT', 奥地利: 'AT',
			奧地利: 'AT', النمسا: 'AT', אוסטריה: 'AT',
		};
		expect(found(Object.keys(names))).toEqual(names);
	});

	it('knows a country by its name in its own language', () => {
		const names = { България: 'BG', საქართველო: 'GE', Հայաստան: 'AM', Lietuva: 'LT', Latvija: 'LV', افغانستان: 'AF' };
		expect(found(Object.keys(names))).toEqual(names);
	});

	it('knows a country by other names that people use', () => {
		const names = {
			'Ivory Coast': 'CI', "People's Republic of China": 'CN', 'Czech Republic': 'CZ', 'Federal Republic of Germany': 'DE', 'Bundesrepublik Deutschland': 'DE', UAE: 'AE', UK: 'GB', 'Great Britain': 'GB',
			England: 'GB', Scotland: 'GB', Wales: 'GB', 'Northern Ireland': 'GB', EL: 'GR', 'Hong Kong': 'HK', 'Republic of Ireland': 'IE', 'Republic of Korea': 'KR', Macedonia: 'MK', Macao: 'MO', Macau: 'MO',
			Holland: 'NL', 'The Netherlands': 'NL', 'Russian Federation': 'RU', Turkey: 'TR', 'United States of America': 'US', 'The United States': 'US', 'Viet Nam': 'VN',
		};
		expect(found(Object.keys(names))).toEqual(names);
		const inCapitals = Object.fromEntries(Object.entries(names).map(([name, code]) => [name.toUpperCase(), code]));
		expect(found(Object.keys(inCapitals))).toEqual(inCapitals);
	});

	it('knows a country by its name with and without umlauts', () => {
		const names = {
			Österreich: 'AT', Oesterreich: 'AT', OESTERREICH: 'AT', Osterreich: 'AT', 'O\u0308sterreich': 'AT', Dänemark: 'DK', Daenemark: 'DK', Danemark: 'DK', Südkorea: 'KR', Suedkorea: 'KR', Sudkorea: 'KR',
			Türkei: 'TR', Tuerkei: 'TR', Ägypten: 'EG', Aegypten: 'EG', 'Französisch-Polynesien': 'PF', 'Franzoesisch Polynesien': 'PF', Rußland: 'RU', Russland: 'RU',
		};
		expect(found(Object.keys(names))).toEqual(names);
	});

	it('knows a country by an abbreviation only where it means the same to everybody', () => {
		const names = { USA: 'US', 'U.S.A.': 'US', 'u. s.': 'US', UK: 'GB', 'U.K.': 'GB', UAE: 'AE', 'U.A.E.': 'AE', 'EE. UU.': 'US', ΗΠΑ: 'US', ΗΒ: 'GB', ОАЭ: 'AE', Irã: 'IR', Omã: 'OM', Čad: 'TD', Çin: 'CN', Man: 'IM' };
		expect(found(Object.keys(names))).toEqual(names);
		const others = ['VS', 'EU', 'EUA', 'E.-U.', 'É.-U.', 'R.-U.', 'VK', 'S.U.A.', 'BK', 'ABD'];
		expect(found(others)).toEqual(Object.fromEntries(others.map((text) => [text, undefined])));
	});

	it('does not know a name that two countries share', () => {
		// Kongo is one Congo in Polish and the other one in Norwegian.
		const names = { Kongo: undefined, KONGO: undefined, kongo: undefined, 'Congo - Brazzaville': 'CG', 'Congo - Kinshasa': 'CD', Guinea: 'GN', 'Guinea-Bissau': 'GW', 'Papua New Guinea': 'PG', Niger: 'NE', Nigeria: 'NG' };
		expect(found(Object.keys(names))).toEqual(names);
	});

	it('knows names of at most 100 characters', () => {
		expect([lookUp(`Germany${' '.repeat(93)}`), lookUp(`Germany${' '.repeat(94)}`)]).toEqual(['DE', undefined]);
	});
});
