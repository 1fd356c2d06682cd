/**
 * ISO 3166-1: each alpha-2 code with its alpha-3 code (https://www.iso.org/obp/ui/#search/code). Kosovo has no ISO code; XK, XKK and
 * XKX are the ones in use.
 */
const ALPHA_CODES =
	'ADAND AEARE AFAFG AGATG AIAIA ALALB AMARM AOAGO AQATA ARARG ASASM ATAUT AUAUS AWABW AXALA AZAZE BABIH BBBRB BDBGD BEBEL BFBFA BGBGR BHBHR BIBDI BJBEN BLBLM BMBMU BNBRN BOBOL BQBES BRBRA BSBHS BTBTN BVBVT BWBWA BYBLR BZBLZ CACAN CCCCK CDCOD CFCAF CGCOG CHCHE CICIV CKCOK CLCHL CMCMR CNCHN COCOL CRCRI CUCUB CVCPV CWCUW CXCXR CYCYP CZCZE DEDEU DJDJI DKDNK DMDMA DODOM DZDZA ECECU EEEST EGEGY EHESH ERERI ESESP ETETH FIFIN FJFJI FKFLK FMFSM FOFRO FRFRA GAGAB GBGBR GDGRD GEGEO GFGUF GGGGY GHGHA GIGIB GLGRL GMGMB GNGIN GPGLP GQGNQ GRGRC GSSGS GTGTM GUGUM GWGNB GYGUY HKHKG HMHMD HNHND HRHRV HTHTI HUHUN IDIDN IEIRL ILISR IMIMN ININD IOIOT IQIRQ IRIRN ISISL ITITA JEJEY JMJAM JOJOR JPJPN KEKEN KGKGZ KHKHM KIKIR KMCOM KNKNA KPPRK KRKOR KWKWT KYCYM KZKAZ LALAO LBLBN LCLCA LILIE LKLKA LRLBR LSLSO LTLTU LULUX LVLVA LYLBY MAMAR MCMCO MDMDA MEMNE MFMAF MGMDG MHMHL MKMKD MLMLI MMMMR MNMNG MOMAC MPMNP MQMTQ MRMRT MSMSR MTMLT MUMUS MVMDV MWMWI MXMEX MYMYS MZMOZ NANAM NCNCL NENER NFNFK NGNGA NINIC NLNLD NONOR NPNPL NRNRU NUNIU NZNZL OMOMN PAPAN PEPER PFPYF PGPNG PHPHL PKPAK PLPOL PMSPM PNPCN PRPRI PSPSE PTPRT PWPLW PYPRY QAQAT REREU ROROU RSSRB RURUS RWRWA SASAU SBSLB SCSYC SDSDN SESWE SGSGP SHSHN SISVN SJSJM SKSVK SLSLE SMSMR SNSEN SOSOM SRSUR SSSSD STSTP SVSLV SXSXM SYSYR SZSWZ TCTCA TDTCD TFATF TGTGO THTHA TJTJK TKTKL TLTLS TMTKM TNTUN TOTON TRTUR TTTTO TVTUV TWTWN TZTZA UAUKR UGUGA UMUMI USUSA UYURY UZUZB VAVAT VCVCT VEVEN VGVGB VIVIR VNVNM VUVUT WFWLF WSWSM XKXKK XKXKX YEYEM YTMYT ZAZAF ZMZMB ZWZWE';

/** Languages in which a country is recognized, besides its own: the world's larger business languages. */
const LANGUAGES = ['en', 'de', 'fr', 'es', 'it', 'pt', 'nl', 'pl', 'sv', 'da', 'nb', 'fi', 'cs', 'hu', 'ro', 'tr', 'el', 'ru', 'uk', 'ja', 'ko', 'zh-Hans', 'zh-Hant', 'ar', 'he'];

/** Codes and names that people use and that neither ISO nor Unicode lists. UK and EL are reserved in ISO 3166 for these countries. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = {
	CI: ['Ivory Coast'],
	CN: ["People's Republic of China"],
	CZ: ['Czech Republic'],
	DE: ['Federal Republic of Germany', 'Bundesrepublik Deutschland'],
	AE: ['UAE'],
	GB: ['UK', 'Great Britain', 'England', 'Scotland', 'Wales', 'Northern Ireland'],
	GR: ['EL'],
	HK: ['Hong Kong'],
	IE: ['Republic of Ireland'],
	KR: ['Republic of Korea'],
	MK: ['Macedonia'],
	MO: ['Macao', 'Macau'],
	NL: ['Holland', 'The Netherlands'],
	RU: ['Russian Federation'],
	TR: ['Turkey'],
	US: ['United States of America', 'The United States'],
	VN: ['Viet Nam'],
};

/** A name as it is compared: without case, accents and punctuation. */
const fold = (name: string) =>
	name
		.toLowerCase()
		.normalize('NFD')
		.replace(/[\u0300-\u036f]/g, '')
		.replace(/ß/g, 'ss')
		.replace(/[^\p{L}\p{M}\p{N}]/gu, '');

/** Österreich, as it is typed without umlauts: Oesterreich. */
const withoutUmlauts = (name: string) => name.replace(/[äöü]/gi, (letter) => `${fold(letter)}e`);

let codes: ReadonlyMap<string, string> | undefined;

/** Alpha-2 codes by alpha-2 and alpha-3 code. Made on first use, because most executions never need it. */
function countryCodes(): ReadonlyMap<string, string> {
	codes ??= new Map(ALPHA_CODES.split(' ').flatMap((pair) => [[pair.slice(0, 2), pair.slice(0, 2)], [pair.slice(2), pair.slice(0, 2)]]));
	return codes;
}

let names: ReadonlyMap<string, string> | undefined;

/** Alpha-2 codes by folded name, without names that mean two countries (Polish Kongo is not Norwegian Kongo). */
function countryNames(): ReadonlyMap<string, string> {
	if (names !== undefined) return names;
	const found = new Map<string, string>();
	const ambiguous = new Set<string>();
	const add = (name: string | undefined, country: string) => {
		if (name === undefined) return;
		for (const key of [fold(name), fold(withoutUmlauts(name))]) {
			if ((found.get(key) ?? country) !== country) ambiguous.add(key);
			// Some languages abbreviate a country with letters that mean something else to most people (É.-U., French for the US).
			if (name !== name.toUpperCase() || !/^[a-z]{1,3}$/.test(key)) found.set(key, country);
		}
	};
	const countries = [...new Set(countryCodes().values())];
	for (const language of LANGUAGES) {
		for (const style of ['long', 'short'] as const) {
			const display = new Intl.DisplayNames(language, { type: 'region', style, fallback: 'none' });
			for (const country of countries) add(display.of(country), country);
		}
	}
	for (const country of countries) {
		const { language } = new Intl.Locale(`und-${country}`).maximize();
		add(new Intl.DisplayNames(language, { type: 'region', fallback: 'none' }).of(country), country);
	}
	for (const [country, others] of Object.entries(OTHER_NAMES)) {
		for (const name of others) found.set(fold(name), country);
	}
	for (const name of ambiguous) found.delete(name);
	names = found;
	return names;
}

/** No country has a longer name. */
const MAX_LENGTH = 100;

/** The ISO 3166 alpha-2 code of a country given by its alpha-2 or alpha-3 code or its name; undefined when it is none or ambiguous. */
export function countryOf(text: string): string | undefined {
	if (text.length > MAX_LENGTH) return undefined;
	// U.S.A. is a code too.
	return countryCodes().get(text.replace(/[\s.]/g, '').toUpperCase()) ?? countryNames().get(fold(text));
}
