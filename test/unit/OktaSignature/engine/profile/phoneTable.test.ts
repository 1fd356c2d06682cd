import { Person } from '../../../../../nodes/OktaSignature/engine/profile/person';
import { FORMATS, type Format, type SmartField } from '../../../../../nodes/OktaSignature/engine/profile/smartField';

/**
 * Phone numbers as people type them. The expected E.164 number comes from the numbering plan named as the source, never
 * from the library: ITU-T E.164 national numbering plans (https://www.itu.int/oth/T0202.aspx) and the national
 * regulator's plan. Only where spaces and dashes go is the library's choice.
 */
interface Group {
	country: string;
	source: string;
	rows: readonly Row[];
}

type Row =
	/** One valid number: typed, E.164 (with `;ext=`), international form, national form ('' when it has none for this person). */
	| readonly [typed: string, e164: string, international: string, national: string]
	/** Stays as typed: typed, what the link dials ('' when there is no link), reason. */
	| readonly [typed: string, tel: string, reason: string];

const BERLIN = ['+4930901820', '+49 30 901820', '030 901820'] as const;
const VIENNA = ['+43171100', '+43 1 71100', '01 71100'] as const;
const ZURICH = ['+41446681800', '+41 44 668 18 00', '044 668 18 00'] as const;
const LONDON = ['+442079460958', '+44 20 7946 0958', '020 7946 0958'] as const;
const NEW_YORK = ['+12125550143', '+1 212 555 0143', '(212) 555-0143'] as const;
const PARIS = ['+33123456789', '+33 1 23 45 67 89', '01 23 45 67 89'] as const;
const ROME = ['+39061234567', '+39 06 123 4567', '06 123 4567'] as const;
const MOSCOW = ['+74951234567', '+7 495 123 45 67', '8 (495) 123-45-67'] as const;

/** The same numbers for a person of another country: without a national form. */
const abroad = ([e164, international]: readonly [string, string, string]) => [e164, international, ''] as const;

const GROUPS: readonly Group[] = [
	{
		country: 'DE',
		source: 'Bundesnetzagentur, Nummernplan Ortsnetzrufnummern and Mobile Dienste: trunk prefix 0, area code 30; writing: DIN 5008',
		rows: [
			['030 901820', ...BERLIN],
			['030901820', ...BERLIN],
			['030/901820', ...BERLIN],
			['030 / 901820', ...BERLIN],
			['030 / 90 18 20', ...BERLIN],
			['(030) 901820', ...BERLIN],
			['(030) 90 18 20', ...BERLIN],
			['(030)901820', ...BERLIN],
			['030-901820', ...BERLIN],
			['030 - 901820', ...BERLIN],
			['030.901820', ...BERLIN],
			['+49 30 901820', ...BERLIN],
			['+4930901820', ...BERLIN],
			['+49-30-901820', ...BERLIN],
			['+49.30.901820', ...BERLIN],
			['+49 (30) 901820', ...BERLIN],
			['+49 30/901820', ...BERLIN],
			['+49 (0)30 901820', ...BERLIN],
			['+49 (0) 30 901820', ...BERLIN],
			['+49(0)30/901820', ...BERLIN],
			['+49 030 901820', ...BERLIN],
			['(+49) 30 901820', ...BERLIN],
			['+ 49 30 901820', ...BERLIN],
			['0049 30 901820', ...BERLIN],
			['0049 (0)30 901820', ...BERLIN],
			['tel:+4930901820', ...BERLIN],
			['069 1234 1234', '+496912341234', '+49 69 12341234', '069 12341234'],
			['069 12 34 12 34', '+496912341234', '+49 69 12341234', '069 12341234'],
			['+49 211 5555 5555', '+4921155555555', '+49 211 55555555', '0211 55555555'],
			['tel:030 901820', ...BERLIN],
			['030\u2013901820', ...BERLIN],
			['030\u2011901820', ...BERLIN],
			['+49\u00a030\u00a0901820', ...BERLIN],
			['\u200e+49 30 901820', ...BERLIN],
			['+49 30 901820\u200f', ...BERLIN],
			['030\u200b901820', ...BERLIN],
			['030\u00ad901820', ...BERLIN],
			['０３０　９０１８２０', ...BERLIN],
			['＋４９　３０　９０１８２０', ...BERLIN],
			['٠٣٠ ٩٠١٨٢٠', ...BERLIN],
			['۰۳۰ ۹۰۱۸۲۰', ...BERLIN],
			['030 901820-0', '+49309018200', '+49 30 9018200', '030 9018200'],
			['030 901820-21', '+493090182021', '+49 30 90182021', '030 90182021'],
			['030 901820 ext. 12', '+4930901820;ext=12', '+49 30 901820 ext. 12', '030 901820 ext. 12'],
			['030 901820 x12', '+4930901820;ext=12', '+49 30 901820 ext. 12', '030 901820 ext. 12'],
			['+49 30 901820;ext=12', '+4930901820;ext=12', '+49 30 901820 ext. 12', '030 901820 ext. 12'],
			['tel:+49-30-901820;ext=12', '+4930901820;ext=12', '+49 30 901820 ext. 12', '030 901820 ext. 12'],
			['٠٣٠ ٩٠١٨٢٠ x١٢', '+4930901820;ext=12', '+49 30 901820 ext. 12', '030 901820 ext. 12'],
			['030 12 34 56 78', '+493012345678', '+49 30 12345678', '030 12345678'],
			['030 12-34-56', '+4930123456', '+49 30 123456', '030 123456'],
			['030 123-456', '+4930123456', '+49 30 123456', '030 123456'],
			['0211 123-45-67', '+492111234567', '+49 211 1234567', '0211 1234567'],
			['089 1234 5678', '+498912345678', '+49 89 12345678', '089 12345678'],
			['030 2312 5000', '+493023125000', '+49 30 23125000', '030 23125000'],
			['030 901820 - 21', '+493090182021', '+49 30 90182021', '030 90182021'],
			['030 901820 21', '+493090182021', '+49 30 90182021', '030 90182021'],
			['0171 39 200 12', '+491713920012', '+49 171 3920012', '0171 3920012'],
			['+1 415 555 0132', '+14155550132', '+1 415 555 0132', ''],
			['0171 123 45 67', '+491711234567', '+49 171 1234567', '0171 1234567'],
			['0221 2210', '+492212210', '+49 221 2210', '0221 2210'],
			['02241 102555', '+492241102555', '+49 2241 102555', '02241 102555'],
			['033203 12345', '+493320312345', '+49 33203 12345', '033203 12345'],
			['0171/1234567', '+491711234567', '+49 171 1234567', '0171 1234567'],
			['0151/23456789', '+4915123456789', '+49 1512 3456789', '01512 3456789'],
			['0800 1234567', '+498001234567', '+49 800 1234567', '0800 1234567'],
			['0043 1 71100', ...abroad(VIENNA)],
			['+44 7911 123456', '+447911123456', '+44 7911 123456', ''],
			['+1 (212) 555-0143', ...abroad(NEW_YORK)],
			['+39 06 1234567', ...abroad(ROME)],
			['+800 1234 5678', '+80012345678', '+800 1234 5678', ''],

			['4711', '4711', 'an extension: no area code'],
			['901820', '901820', 'no area code'],
			['30 901820', '30901820', 'no trunk prefix: 30 may begin a local number'],
			['49 30 901820', '4930901820', 'no + or 00: 49 may begin a local number'],
			['110', '110', 'emergency number'],
			['112', '112', 'emergency number'],
			['115', '115', 'short code'],
			['116117', '116117', 'short code'],
			['0000 123456', '0000123456', 'no area code begins with 00'],
			['01512 345678', '01512345678', 'one digit short: mobile numbers behind 15 have 11 digits'],
			['+49 1512 34567890', '+49151234567890', 'one digit too many: mobile numbers behind 15 have 11 digits'],
			['+49 0000 123456', '+490000123456', 'no such area code'],
			['+49 (0) 4711', '', 'no such number, and the 0 is not dialed behind +49'],
			['+49 30 901820 / 901821', '', 'two numbers'],
			['030 901820 / 901821', '', 'two numbers'],
			['030 901820/21', '', 'two numbers'],
			['901820 / 901821', '', 'two numbers'],
			['030/901820/21', '', 'two slashes'],
			['030 901820, 030 901821', '', 'two numbers'],
			['030 901820,901821', '', 'two numbers'],
			['030 901820; 0171 1234567', '', 'two numbers'],
			['030 901820 oder 030 901821', '', 'two numbers'],
			['030 901820 0171 1234567', '', 'two numbers'],
			['030 12345 030 12346', '', 'two numbers'],
			['+49 30 901820 +49 30 901821', '', 'two numbers'],
			['030 901820 901821 901822', '', 'more than 15 digits'],
			['030 12345 12346', '', 'two numbers'],
			['030 12345-12346', '', 'two numbers'],
			['030 12345 67890', '', 'two numbers: Berlin has no subscriber number of ten digits in two halves'],
			['030 4711 4712', '', 'two numbers'],
			['030 90 18 20 90 18 21', '', 'two numbers'],
			['+49 30 12345 12346', '', 'two numbers'],
			['030 1234-030 1235', '', 'two numbers'],
			['030 901820 20 - 25', '', 'several extensions'],
			['030 901820-20-25', '', 'several extensions'],
			['030 901820-20\u201325', '', 'several extensions'],
			['030 90 18 20-20-25', '', 'several extensions'],
			['+49 30 901820 - 0 - 12', '', 'a switchboard and an extension'],
			['030 901820-0-12', '', 'a switchboard and an extension'],
			['+4 9 30 901820', '', 'no country code 4'],
			['030 901820 (2000)', '', 'an extension or a part of the number'],
			['030 901820 DW 12', '03090182012', 'a direct extension, which is dialed in one with the number'],
			['030 901820-0 DW 12', '', 'a direct extension that replaces the last 0'],
			['030 901820 (Zentrale)', '', 'words'],
			['Tel. 030 901820', '', 'words'],
			['030 90182O', '', 'a letter O'],
			['030 9018xx', '', 'placeholders'],
			['030 901820 *', '', 'a mark'],
			['*21#', '', 'service code'],
			['030*901820', '', 'a star is dialed'],
			['030 901820 #', '', 'a hash is dialed'],
			['++49 30 901820', '', 'two +'],
			['030 901820...', '', 'dots'],
			['+49 30 901820;phone-context=+49', '', 'other parameters of a tel: URL'],
			['n. a.', '', 'no digits'],
			['- -', '', 'no digits'],
			['+', '', 'no digits'],
			['0', '', 'one digit'],
			['१२३ ४५६७८९', '', 'digits of a script that phone keys do not have'],
		],
	},
	...['Germany', 'DEU', 'de', ' Deutschland ', 'Allemagne', 'Alemania', 'GERMANY'].map((country) => ({
		country,
		source: 'ISO 3166-1 and the names of Germany',
		rows: [['030 901820', ...BERLIN]] as const,
	})),
	...['Germoney', 'GER', 'XX', 'Europe', 'AQ', 'constructor'].map((country) => ({
		country,
		source: 'not in ISO 3166-1, or without phone numbers',
		rows: [
			['030 901820', '030901820', 'its country is not known'],
			['+49 30 901820', ...abroad(BERLIN)],
		] as const,
	})),
	{
		country: '',
		source: 'ITU-T E.164: only + says that a country calling code follows',
		rows: [
			['+49 30 901820', ...abroad(BERLIN)],
			['030 901820', '030901820', 'no country'],
			['0049 30 901820', '004930901820', 'no country: 00 is not the international prefix everywhere'],
			['030/901820', '030901820', 'no country'],
			['901820/901821', '', 'maybe two numbers'],
		],
	},
	{
		country: 'AT',
		source: 'RTR, KEM-V: trunk prefix 0, area codes of one to four digits, corporate numbers behind 05',
		rows: [
			['01 53454 53455', '', 'two numbers'],
			['+43 1 53454 53455', '', 'two numbers'],
			['01 53454-10-19', '', 'several extensions'],
			['01 534 54-10', '+4315345410', '+43 1 5345410', '01 5345410'],
			['01 71100', ...VIENNA],
			['01/71100', ...VIENNA],
			['(01) 71100', ...VIENNA],
			['+43 1 71100', ...VIENNA],
			['+43 (1) 71100', ...VIENNA],
			['+43 (0)1 71100', ...VIENNA],
			['+43 1 71100-0', '+431711000', '+43 1 711000', '01 711000'],
			['0664 1234567', '+436641234567', '+43 664 1234567', '0664 1234567'],
			['0664/123 45 67', '+436641234567', '+43 664 1234567', '0664 1234567'],
			['0316 872-0', '+433168720', '+43 316 8720', '0316 8720'],
			['050 123456', '+4350123456', '+43 50 123 456', '050 123 456'],

			['71100', '71100', 'no area code'],
			['133', '133', 'emergency number'],
			['01 71100 DW 123', '0171100123', 'a direct extension, which is dialed in one with the number'],
			['01 71100 Klappe 123', '0171100123', 'a direct extension, which is dialed in one with the number'],
			['01 71100 01 71101', '', 'two numbers'],
			['01 71100 / 0664 1234567', '', 'two numbers'],
		],
	},
	{
		country: 'CH',
		source: 'BAKOM, Nummerierungsplan E.164: 0 and nine digits, area code always dialed',
		rows: [
			['044 668 18 00', ...ZURICH],
			['044/668 18 00', ...ZURICH],
			['+41 44 668 18 00', ...ZURICH],
			['+41 (0)44 668 18 00', ...ZURICH],
			['0041 44 668 18 00', ...ZURICH],
			['079 123 45 67', '+41791234567', '+41 79 123 45 67', '079 123 45 67'],
			['668 18 00', '6681800', 'no area code'],
			['44 668 18 00', '446681800', 'no trunk prefix'],
			['117', '117', 'emergency number'],
		],
	},
	{
		country: 'GB',
		source: 'Ofcom, National Telephone Numbering Plan: trunk prefix 0; the Channel Islands share it; numbers for drama use',
		rows: [
			['020 7946 0958', ...LONDON],
			['(020) 7946 0958', ...LONDON],
			['+44 20 7946 0958', ...LONDON],
			['+44 (0)20 7946 0958', ...LONDON],
			['+44(0)2079460958', ...LONDON],
			['0044 20 7946 0958', ...LONDON],
			['020 7946 0958 x123', '+442079460958;ext=123', '+44 20 7946 0958 x123', '020 7946 0958 x123'],
			['0161 496 0123', '+441614960123', '+44 161 496 0123', '0161 496 0123'],
			['07911 123456', '+447911123456', '+44 7911 123456', '07911 123456'],
			['+44 7911 123456', '+447911123456', '+44 7911 123456', '07911 123456'],
			['7946 0958', '79460958', 'no area code'],
			['20 7946 0958', '2079460958', 'no trunk prefix'],
			['999', '999', 'emergency number'],
			['020 7946 095', '0207946095', 'one digit short'],
			['020 7946 0958 or 020 7946 0959', '', 'two numbers'],
			['020 7946 0958 & 0959', '', 'two numbers'],
		],
	},
	...['UK', 'United Kingdom', 'GBR', 'England', 'Royaume-Uni'].map((country) => ({
		country,
		source: 'ISO 3166-1 (UK is reserved there) and the names of the United Kingdom',
		rows: [['020 7946 0958', ...LONDON]] as const,
	})),
	{
		country: 'US',
		source: 'NANPA: area code and exchange begin with 2 to 9, trunk prefix 1, international prefix 011; 555-0100 to 0199 are fictitious',
		rows: [
			['(212) 555-0143', ...NEW_YORK],
			['212-555-0143', ...NEW_YORK],
			['212.555.0143', ...NEW_YORK],
			['212 555 0143', ...NEW_YORK],
			['2125550143', ...NEW_YORK],
			['212/555-0143', ...NEW_YORK],
			['1-212-555-0143', ...NEW_YORK],
			['1 (212) 555-0143', ...NEW_YORK],
			['+1 (212) 555-0143', ...NEW_YORK],
			['+1-212-555-0143', ...NEW_YORK],
			['+1.212.555.0143', ...NEW_YORK],
			['(212) 555-0143 x12', '+12125550143;ext=12', '+1 212 555 0143 ext. 12', '(212) 555-0143 ext. 12'],
			['(212) 555-0143, ext. 12', '+12125550143;ext=12', '+1 212 555 0143 ext. 12', '(212) 555-0143 ext. 12'],
			['(212) 555-0143 (ext 12)', '+12125550143;ext=12', '+1 212 555 0143 ext. 12', '(212) 555-0143 ext. 12'],
			['(212) 555-0143 extension 12', '+12125550143;ext=12', '+1 212 555 0143 ext. 12', '(212) 555-0143 ext. 12'],
			['(212) 555-0143 #12', '+12125550143;ext=12', '+1 212 555 0143 ext. 12', '(212) 555-0143 ext. 12'],
			['(416) 555-0143', '+14165550143', '+1 416 555 0143', '(416) 555-0143'],
			['1-800-356-9377', '+18003569377', '+1 800 356 9377', '(800) 356-9377'],
			['011 49 30 901820', ...abroad(BERLIN)],
			['+49 30 901820', ...abroad(BERLIN)],

			['555-0143', '5550143', 'no area code'],
			['4711', '4711', 'an extension'],
			['x4711', '', 'only an extension'],
			['911', '911', 'emergency number'],
			['311', '311', 'short code'],
			['1-800-FLOWERS', '', 'a vanity number: letters'],
			['1-800-356-FLOW', '', 'a vanity number: letters'],
			['1-800-FLOWERS (356-9377)', '', 'a vanity number: letters'],
			['030 1234567', '0301234567', 'no area code begins with 0'],
			['0049 30 901820', '004930901820', '00 is not the international prefix'],
			['(555) 123-4567', '5551234567', '555 is no area code'],
			['123-456-7890', '1234567890', 'no area code begins with 1'],
			['(212) 055-0143', '2120550143', 'no exchange begins with 0'],
			['212-555-014', '212555014', 'one digit short'],
			['212-555-01433', '21255501433', 'one digit too many'],
			['+1 212 555 014', '+1212555014', 'one digit short'],
			['212-555-0143-12', '212555014312', 'too many digits'],
			['212-555-0143 / 0144', '', 'two numbers'],
			['212-555-0143 or 212-555-0144', '', 'two numbers'],
			['212-555-0143, 212-555-0144', '', 'two numbers'],
		],
	},
	...['USA', 'United States', 'United States of America', 'Vereinigte Staaten', 'Estados Unidos', 'U.S.A.'].map((country) => ({
		country,
		source: 'ISO 3166-1 and the names of the United States',
		rows: [['(212) 555-0143', ...NEW_YORK]] as const,
	})),
	{
		country: 'CA',
		source: 'CNA, Canadian part of the NANP; 310 numbers cannot be dialed from abroad',
		rows: [
			['(416) 555-0143', '+14165550143', '+1 416 555 0143', '(416) 555-0143'],
			['+1 212 555 0143', ...NEW_YORK],
			['310-1234', '3101234', 'no area code'],
		],
	},
	{
		country: 'BS',
		source: 'NANPA: the Bahamas are area code 242',
		rows: [
			['242-322-1234', '+12423221234', '+1 242 322 1234', '(242) 322-1234'],
			['322-1234', '3221234', 'no area code'],
		],
	},
	{
		country: 'FR',
		source: 'ARCEP, plan national de numérotation: 0 and nine digits',
		rows: [
			['01 23 45 67 89', ...PARIS],
			['01.23.45.67.89', ...PARIS],
			['01-23-45-67-89', ...PARIS],
			['0123456789', ...PARIS],
			['+33 1 23 45 67 89', ...PARIS],
			['+33 (0)1 23 45 67 89', ...PARIS],
			['0033 1 23 45 67 89', ...PARIS],
			['06 12 34 56 78', '+33612345678', '+33 6 12 34 56 78', '06 12 34 56 78'],
			['01 23 45 67 89 poste 12', '+33123456789;ext=12', '+33 1 23 45 67 89 ext. 12', '01 23 45 67 89 ext. 12'],
			['1 23 45 67 89', '123456789', 'no trunk prefix'],
			['3615', '3615', 'short code'],
			['01 23 45 67 8', '012345678', 'one digit short'],
			['01 23 45 67 89 / 90', '', 'two numbers'],
			['01 23 45 67 89 / 06 12 34 56 78', '', 'two numbers'],
			['01 23 45 67 89 06 12 34 56 78', '', 'two numbers'],
		],
	},
	{
		country: 'IT',
		source: 'AGCOM, piano di numerazione: no trunk prefix, the 0 is part of the number and is dialed from abroad',
		rows: [
			['06 1234567', ...ROME],
			['06/1234567', ...ROME],
			['+39 06 1234567', ...ROME],
			['+39 (0)6 1234567', ...ROME],
			['0039 06 1234567', ...ROME],
			['347 1234567', '+393471234567', '+39 347 123 4567', '347 123 4567'],
			['+39 6 1234567', '+3961234567', 'the 0 of the number is missing'],
			['113', '113', 'emergency number'],
		],
	},
	{
		country: 'ES',
		source: 'CNMC, plan nacional de numeración: nine digits, no trunk prefix',
		rows: [
			['911 23 45 67', '+34911234567', '+34 911 23 45 67', '911 23 45 67'],
			['91 123 45 67', '+34911234567', '+34 911 23 45 67', '911 23 45 67'],
			['+34 612 345 678', '+34612345678', '+34 612 34 56 78', '612 34 56 78'],
			['123 45 67', '1234567', 'no area code'],
		],
	},
	{
		country: 'NL',
		source: 'ACM, nummerplan telefoon: trunk prefix 0',
		rows: [
			['020 123 4567', '+31201234567', '+31 20 123 4567', '020 123 4567'],
			['+31 (0)20 123 4567', '+31201234567', '+31 20 123 4567', '020 123 4567'],
			['06-12345678', '+31612345678', '+31 6 12345678', '06 12345678'],
			['20 123 4567', '201234567', 'no trunk prefix'],
			['06-12345678 / 06-87654321', '', 'two numbers'],
		],
	},
	{
		country: 'BE',
		source: 'BIPT: trunk prefix 0; written with a slash behind the area code',
		rows: [
			['02/234.56.78', '+3222345678', '+32 2 234 56 78', '02 234 56 78'],
			['0470/12.34.56', '+32470123456', '+32 470 12 34 56', '0470 12 34 56'],
		],
	},
	{
		country: 'LU',
		source: 'ILR: no area codes, no trunk prefix; short numbers look like extensions',
		rows: [
			['26 12 34 56', '+35226123456', '+352 26 12 34 56', '26 12 34 56'],
			['4711', '4711', 'maybe an extension'],
		],
	},
	{
		country: 'DK',
		source: 'Digitaliseringsstyrelsen: eight digits',
		rows: [['32 12 34 56', '+4532123456', '+45 32 12 34 56', '32 12 34 56'], ['1234', '1234', 'an extension']],
	},
	{ country: 'NO', source: 'Nkom: eight digits', rows: [['22 12 34 56', '+4722123456', '+47 22 12 34 56', '22 12 34 56'], ['412 34 567', '+4741234567', '+47 41 23 45 67', '41 23 45 67']] },
	{
		country: 'SE',
		source: 'PTS: trunk prefix 0',
		rows: [
			['08-123 456 78', '+46812345678', '+46 8 123 456 78', '08-123 456 78'],
			['070-123 45 67', '+46701234567', '+46 70 123 45 67', '070-123 45 67'],
			['+46 (0)70-123 45 67', '+46701234567', '+46 70 123 45 67', '070-123 45 67'],
		],
	},
	{ country: 'PL', source: 'UKE: nine digits', rows: [['22 123 45 67', '+48221234567', '+48 22 123 45 67', '22 123 45 67'], ['512 345 678', '+48512345678', '+48 512 345 678', '512 345 678']] },
	{ country: 'HU', source: 'NMHH: trunk prefix 06', rows: [['06 1 234 5678', '+3612345678', '+36 1 234 5678', '(06 1) 234 5678'], ['1 234 5678', '12345678', 'no trunk prefix']] },
	{ country: 'RO', source: 'ANCOM: trunk prefix 0', rows: [['021 123 4567', '+40211234567', '+40 21 123 4567', '021 123 4567']] },
	{ country: 'IE', source: 'ComReg: trunk prefix 0', rows: [['(01) 234 5678', '+35312345678', '+353 1 234 5678', '(01) 234 5678'], ['234 5678', '2345678', 'no area code']] },
	{
		country: 'RU',
		source: 'Rossvyaz: trunk prefix 8, ten digits; Kazakhstan has +7 too, but is another country',
		rows: [
			['+8 495 123 45 67', '', 'no country code 8: meant is 8 495'],
			['+8 (495) 123-45-67', '', 'no country code 8: meant is 8 495'],
			['+84951234567', '', '8 495 in Russia or +84 95 in Vietnam'],
			['+84 95 123 45 67', '+84951234567', '+84 951 234 567', ''],
			['8 (495) 123-45-67', ...MOSCOW],
			['+7 (495) 123-45-67', ...MOSCOW],
			['(495) 123-45-67', ...MOSCOW],
			['8-495-123-45-67 доб. 12', '+74951234567;ext=12', '+7 495 123 45 67 ext. 12', '8 (495) 123-45-67 ext. 12'],
			['+7 701 123 45 67', '+77011234567', '+7 701 123 4567', ''],
			['810 49 30 901820', ...abroad(BERLIN)],
			['123-45-67', '1234567', 'no area code'],
			['8 701 123 45 67', '87011234567', 'a number of Kazakhstan'],
		],
	},
	{
		country: 'IN',
		source: 'DoT, National Numbering Plan: ten digits, trunk prefix 0 not needed from mobiles',
		rows: [
			['98765 43210', '+919876543210', '+91 98765 43210', '098765 43210'],
			['098765-43210', '+919876543210', '+91 98765 43210', '098765 43210'],
			['011 2345 6789', '+911123456789', '+91 11 2345 6789', '011 2345 6789'],
		],
	},
	{
		country: 'JP',
		source: 'MIC: trunk prefix 0, international prefix 010',
		rows: [
			['03-1234-5678', '+81312345678', '+81 3 1234 5678', '03-1234-5678'],
			['０３－１２３４－５６７８', '+81312345678', '+81 3 1234 5678', '03-1234-5678'],
			['090-1234-5678', '+819012345678', '+81 90 1234 5678', '090-1234-5678'],
			['010 49 30 901820', ...abroad(BERLIN)],
			['3-1234-5678', '312345678', 'no trunk prefix'],
		],
	},
	{ country: 'CN', source: 'MIIT: trunk prefix 0 before area codes, none before mobile numbers; ten digits are never a local number', rows: [['010 1234 5678', '+861012345678', '+86 10 1234 5678', '010 1234 5678'], ['138 0013 8000', '+8613800138000', '+86 138 0013 8000', '138 0013 8000'], ['10 1234 5678', '+861012345678', '+86 10 1234 5678', '010 1234 5678'], ['1234 5678', '12345678', 'no area code']] },
	{ country: 'HK', source: 'OFCA: eight digits; 00 and carrier prefixes go abroad', rows: [['2123 4567', '+85221234567', '+852 2123 4567', '2123 4567'], ['0086 10 1234 5678', '00861012345678', '008 may be a carrier prefix']] },
	{ country: 'SG', source: 'IMDA: eight digits', rows: [['6123 4567', '+6561234567', '+65 6123 4567', '6123 4567']] },
	{
		country: 'AU',
		source: 'ACMA: trunk prefix 0, international prefix 0011',
		rows: [
			['(02) 9876 5432', '+61298765432', '+61 2 9876 5432', '(02) 9876 5432'],
			['+61 (0)2 9876 5432', '+61298765432', '+61 2 9876 5432', '(02) 9876 5432'],
			['0412 345 678', '+61412345678', '+61 412 345 678', '0412 345 678'],
			['0011 49 30 901820', ...abroad(BERLIN)],
			['9876 5432', '98765432', 'no area code'],
		],
	},
	{ country: 'AE', source: 'TDRA: trunk prefix 0', rows: [['04 234 5678', '+97142345678', '+971 4 234 5678', '04 234 5678'], ['٠٥٠ ١٢٣ ٤٥٦٧', '+971501234567', '+971 50 123 4567', '050 123 4567']] },
	{ country: 'IL', source: 'MoC: trunk prefix 0', rows: [['03-765-4321', '+97237654321', '+972 3 765 4321', '03-765-4321'], ['+972-52-234-5678', '+972522345678', '+972 52 234 5678', '052-234-5678']] },
	{ country: 'BR', source: 'Anatel: area code and eight or nine digits; 0 and a carrier code before them', rows: [['(11) 98765-4321', '+5511987654321', '+55 11 98765 4321', '(11) 98765-4321'], ['+55 (0)11 98765-4321', '+5511987654321', '+55 11 98765 4321', '(11) 98765-4321'], ['0 15 11 98765-4321', '01511987654321', 'with a carrier code']] },
	{ country: 'MX', source: 'IFT: ten digits since 2019', rows: [['55 1234 5678', '+525512345678', '+52 55 1234 5678', '55 1234 5678'], ['+52 1 55 1234 5678', '+5215512345678', 'the mobile 1 that was abolished in 2019']] },
	{ country: 'AR', source: 'ENACOM: 0 and 15 for mobiles inside the country, 9 from abroad', rows: [['011 4123-4567', '+541141234567', '+54 11 4123 4567', '011 4123-4567'], ['011 15-2345-6789', '+5491123456789', '+54 9 11 2345 6789', '011 15-2345-6789'], ['+54 11 15-2345-6789', '+54111523456789', '15 is not dialed from abroad']] },
	{ country: 'ZA', source: 'ICASA: trunk prefix 0', rows: [['021 123 4567', '+27211234567', '+27 21 123 4567', '021 123 4567']] },
	{ country: 'KR', source: 'MSIT: trunk prefix 0', rows: [['02-312-3456', '+8223123456', '+82 2 312 3456', '02-312-3456']] },
	{ country: 'TW', source: 'NCC: trunk prefix 0, # before an extension', rows: [['(02) 2345-6789#12', '+886223456789;ext=12', '+886 2 2345 6789#12', '02 2345 6789#12']] },
];

const CASES = GROUPS.flatMap(({ country, source, rows }) => rows.map((row) => ({ typed: row[0], country, row, source })));

/** A field with a format, and the link, of a profile that has only this number. */
function show(typed: string, countryCode: string, format: Format) {
	const field: SmartField = { name: 'shown', attributes: ['primaryPhone'], default: '', format, required: false };
	const warnings: string[] = [];
	const settings = { smartFields: new Map([['shown', field]]), phoneRegion: '', today: '' };
	const person = new Person({ primaryPhone: typed, countryCode }, settings, (warning) => warnings.push(warning));
	const text = person.value(['shown']);
	const formatWarnings = [...warnings];
	return { text, warnings: formatWarnings, href: person.value(['phoneHref']), allWarnings: warnings };
}

const clean = (text: string) => text.trim();

describe('phone numbers as people type them', () => {
	it('are at least 200', () => {
		expect(CASES.length).toBeGreaterThanOrEqual(200);
	});

	it.each(CASES)('$typed in "$country"', ({ typed, country, row }) => {
		const forms: ReadonlyArray<readonly [Format, string]> =
			row.length === 3
				? [['phoneInternational', ''], ['phoneNational', ''], ['phoneE164', '']]
				: [['phoneInternational', row[2]], ['phoneNational', row[3]], ['phoneE164', row[1].includes(';') ? '' : row[1]]];
		for (const [format, expected] of forms) {
			const { text, warnings } = show(typed, country, format);
			expect([FORMATS[format].name, text]).toEqual([FORMATS[format].name, expected || clean(typed)]);
			const own = warnings.filter((warning) => warning.startsWith('Field "shown" was left unchanged: '));
			expect(own).toHaveLength(expected === '' ? 1 : 0);
		}
		const { href, allWarnings } = show(typed, country, 'none');
		expect(href).toBe(row[1] === '' ? '' : `tel:${row[1]}`);
		expect(allWarnings.filter((warning) => warning.startsWith('Field "primaryPhone" '))).toHaveLength(row.length === 3 ? 1 : 0);
	});

	it.each(['n/a', '-'])('have no value and no warning when they are a placeholder: %s', (typed) => {
		expect(show(typed, 'DE', 'phoneInternational')).toEqual({ text: undefined, warnings: [], href: '', allWarnings: [] });
	});

	it.each(CASES)('no warning repeats $typed or "$country"', ({ typed, country }) => {
		const { allWarnings } = show(typed, country, 'phoneNational');
		if (/\d{3}/.test(typed)) for (const warning of allWarnings) expect(warning).not.toContain(typed);
		for (const warning of allWarnings) expect(warning).not.toContain(country === '' || country.length < 5 || country === 'Germany' ? '\0' : country);
	});
});
