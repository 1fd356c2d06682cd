/**
 * The countries of the org's users: names in the local script, with a Latin form for the login where needed; cities with state
 * and postcode pattern; and phone patterns as written locally (`#`, `%`: see random.mjs). libphonenumber accepts the numbers
 * of all patterns as valid.
 */

/** @typedef {string | [native: string, latin: string]} Name */
/**
 * @typedef {object} Country
 * @property {string} code ISO 3166 alpha-2, as Okta's countryCode
 * @property {number} weight relative share of users
 * @property {string} locale
 * @property {string} timezone
 * @property {Name[]} first
 * @property {Name[]} last
 * @property {[city: string, state: string | null, zip: string][]} cities
 * @property {string} street `{n}` is the house number
 * @property {string[]} streets
 * @property {string[]} mobile
 * @property {string[]} phone
 */

/** @type {Country[]} */
export const countries = [
	{
		code: 'US', weight: 22, locale: 'en_US', timezone: 'America/New_York',
		first: ['James', 'Mary', 'Robert', 'Patricia', 'Michael', 'Linda', "D'Angelo", 'Barbara', 'María José', 'Aaliyah'],
		last: ['Smith', 'Johnson', 'Williams', 'Brown', 'Jones', "O'Connor", 'Garcia', 'Nguyen-Lee', 'Van Der Berg', 'Washington'],
		cities: [['Austin', 'TX', '787##'], ['New York', 'NY', '100##'], ['San Francisco', 'CA', '941##'], ["Coeur d'Alene", 'ID', '838##']],
		street: '{n} {s}', streets: ['Main St', 'Congress Ave', 'Market St Suite 400', '5th Ave'],
		mobile: ['(512) 555-####', '512-555-####'], phone: ['+1 212 555 ####', '+1 (415) 555-####'],
	},
	{
		code: 'GB', weight: 10, locale: 'en_GB', timezone: 'Europe/London',
		first: ['Oliver', 'Amelia', 'Harry', 'Isla', 'Siân', 'Rhys', 'Zoë'],
		last: ['Taylor', 'Davies', 'Evans', 'Featherstonehaugh', "O'Neill", 'MacDonald', 'Smith-Jones'],
		cities: [['London', null, 'EC1A 1BB'], ['Manchester', null, 'M1 1AE'], ["King's Lynn", 'Norfolk', 'PE30 1##']],
		street: '{n} {s}', streets: ['High Street', 'Station Road', "St James's Square", 'Church Lane'],
		mobile: ['07400 123###', '+44 7911 123###'], phone: ['020 7946 0###', '+44 161 496 0###'],
	},
	{
		code: 'DE', weight: 9, locale: 'de_DE', timezone: 'Europe/Berlin',
		first: ['Jürgen', 'Käthe', 'Björn', 'Sabine', 'Heike', 'Götz', 'Anne-Sophie'],
		last: ['Müller', 'Schröder', 'Weiß', 'Groß', 'von der Leyden', 'Fischer', 'Jäger'],
		cities: [['Berlin', null, '101##'], ['München', 'Bayern', '803##'], ['Köln', 'Nordrhein-Westfalen', '506##']],
		street: '{s} {n}', streets: ['Hauptstraße', 'Goethestr.', 'Lindenallee', 'Am Kupfergraben'],
		mobile: ['0151 2345####', '+49 171 234####'], phone: ['030 9018####', '+49 (0)89 2180-####'],
	},
	{
		code: 'FR', weight: 6, locale: 'fr_FR', timezone: 'Europe/Paris',
		first: ['Élodie', 'François', 'Zoé', 'Jean-Baptiste', 'Chloé', 'Noël'],
		last: ['Lefèvre', "D'Arcy", 'Bouchér', 'Durand', "L'Hôpital", 'Garçon'],
		cities: [['Paris', null, '750##'], ['Lyon', null, '6900#'], ['Saint-Étienne', null, '42000']],
		street: '{n} {s}', streets: ["rue de l'Église", 'avenue Victor-Hugo', 'bd Saint-Michel'],
		mobile: ['06 12 34 ## ##', '+33 6 39 98 ## ##'], phone: ['01 42 68 ## ##', '+33 1 53 ## ## ##'],
	},
	{
		code: 'ES', weight: 4, locale: 'es_ES', timezone: 'Europe/Madrid',
		first: ['José', 'Begoña', 'Iñigo', 'Lucía'], last: ['Núñez', 'García Márquez', 'Peña', 'Ibáñez'],
		cities: [['Madrid', null, '280##'], ['A Coruña', 'Galicia', '150##']],
		street: '{s}, {n}', streets: ['Calle Mayor', 'Gran Vía', 'Paseo de la Castellana'],
		mobile: ['612 34 ## ##'], phone: ['+34 912 34 ## ##'],
	},
	{
		code: 'PL', weight: 4, locale: 'pl_PL', timezone: 'Europe/Warsaw',
		first: ['Łukasz', 'Małgorzata', 'Świętosława', 'Zbigniew'], last: ['Wójcik', 'Kołodziejczyk', 'Żółć', 'Brzęczyszczykiewicz'],
		cities: [['Łódź', 'łódzkie', '90-0##'], ['Kraków', 'małopolskie', '30-0##']],
		street: 'ul. {s} {n}', streets: ['Świętokrzyska', 'Długa', 'Piotrkowska'],
		mobile: ['+48 512 345 ###'], phone: ['42 638 ## ##'],
	},
	{
		code: 'CZ', weight: 2, locale: 'cs_CZ', timezone: 'Europe/Prague',
		first: ['Jiří', 'Žofie', 'Ondřej'], last: ['Dvořák', 'Nováková', 'Říha'],
		cities: [['Praha', null, '110 00'], ['České Budějovice', null, '370 01']],
		street: '{s} {n}', streets: ['Vodičkova', 'Náměstí Míru'], mobile: ['+420 601 123 ###'], phone: ['+420 224 123 ###'],
	},
	{
		code: 'SE', weight: 3, locale: 'sv_SE', timezone: 'Europe/Stockholm',
		first: ['Åsa', 'Göran', 'Märta'], last: ['Öberg', 'Ångström', 'Sjögren'],
		cities: [['Malmö', 'Skåne', '211 ##'], ['Göteborg', 'Västra Götaland', '411 ##']],
		street: '{s} {n}', streets: ['Drottninggatan', 'Storgatan'], mobile: ['070-174 06 ##'], phone: ['+46 8 465 004 ##'],
	},
	{
		code: 'IS', weight: 1, locale: 'is_IS', timezone: 'Atlantic/Reykjavik',
		first: ['Þórdís', 'Guðmundur'], last: ['Ægisdóttir', 'Þorsteinsson'],
		cities: [['Reykjavík', null, '101']], street: '{s} {n}', streets: ['Laugavegur'], mobile: ['+354 611 ####'], phone: ['+354 510 ####'],
	},
	{
		code: 'TR', weight: 3, locale: 'tr_TR', timezone: 'Europe/Istanbul',
		first: ['İbrahim', 'Işıl', 'Çağla'], last: ['Yıldırım', 'Şahin', 'Öztürk'],
		cities: [['İstanbul', null, '34###'], ['İzmir', null, '35###']],
		street: '{s} No: {n}', streets: ['İstiklal Cad.', 'Bağdat Caddesi'], mobile: ['0532 123 ## ##'], phone: ['+90 212 245 ## ##'],
	},
	{
		code: 'VN', weight: 2, locale: 'vi_VN', timezone: 'Asia/Ho_Chi_Minh',
		first: ['Thị Hồng Nhung', 'Đức Anh'], last: ['Nguyễn', 'Đặng'],
		cities: [['Thành phố Hồ Chí Minh', null, '700000']], street: '{n} {s}', streets: ['đường Nguyễn Huệ'], mobile: ['091 234 ## ##'], phone: ['+84 28 3829 ####'],
	},
	{
		code: 'BR', weight: 4, locale: 'pt_BR', timezone: 'America/Sao_Paulo',
		first: ['João', 'Conceição', 'Luís'], last: ['Gonçalves', 'Araújo', "Sant'Anna"],
		cities: [['São Paulo', 'SP', '01310-###'], ['Brasília', 'DF', '70040-###']],
		street: '{s}, {n}', streets: ['Avenida Paulista', 'Rua da Consolação'], mobile: ['(11) 96123-####'], phone: ['+55 11 3214-####'],
	},
	{
		code: 'IN', weight: 6, locale: 'en_IN', timezone: 'Asia/Kolkata',
		first: [['प्रिया', 'Priya'], ['अर्जुन', 'Arjun'], 'Lakshmi', 'Rahul'], last: [['शर्मा', 'Sharma'], ['पटेल', 'Patel'], 'Subramanian Venkataraman', 'Iyer'],
		cities: [['Bengaluru', 'Karnataka', '5600##'], ['मुंबई', 'Maharashtra', '4000##']],
		street: '{n}, {s}', streets: ['M.G. Road', 'Brigade Road'], mobile: ['098765 #####'], phone: ['+91 80 2653 ####'],
	},
	{
		code: 'JP', weight: 6, locale: 'ja_JP', timezone: 'Asia/Tokyo',
		first: [['花子', 'Hanako'], ['太郎', 'Taro'], ['さくら', 'Sakura']], last: [['田中', 'Tanaka'], ['鈴木', 'Suzuki'], ['髙橋', 'Takahashi']],
		cities: [['東京', '東京都', '100-00##'], ['大阪市', '大阪府', '530-00##']],
		street: '{s}{n}', streets: ['千代田区丸の内一丁目', '北区梅田三丁目'], mobile: ['090-1234-####'], phone: ['03-3213-####'],
	},
	{
		code: 'CN', weight: 4, locale: 'zh_CN', timezone: 'Asia/Shanghai',
		first: [['伟', 'Wei'], ['秀英', 'Xiuying']], last: [['王', 'Wang'], ['欧阳', 'Ouyang']],
		cities: [['北京市', '北京', '1000##'], ['上海市', '上海', '2000##']],
		street: '{s}{n}号', streets: ['建国门外大街', '南京东路'], mobile: ['138 0013 ####'], phone: ['+86 10 6505 ####'],
	},
	{
		code: 'KR', weight: 2, locale: 'ko_KR', timezone: 'Asia/Seoul',
		first: [['민준', 'Minjun'], ['서연', 'Seoyeon']], last: [['김', 'Kim'], ['이', 'Lee']],
		cities: [['서울특별시', null, '045##']], street: '{s} {n}', streets: ['세종대로'], mobile: ['010-2345-####'], phone: ['+82 2-312-####'],
	},
	{
		code: 'UA', weight: 4, locale: 'uk_UA', timezone: 'Europe/Kyiv',
		first: [['Олена', 'Olena'], ['Дмитро', 'Dmytro']], last: [['Шевченко', 'Shevchenko'], ["Мар'яненко", 'Marianenko']],
		cities: [['Київ', null, '010##'], ['Львів', null, '790##']],
		street: 'вул. {s}, {n}', streets: ['Хрещатик', 'Городоцька'], mobile: ['+380 50 123 ####'], phone: ['044 279 ####'],
	},
	{
		code: 'GR', weight: 2, locale: 'el_GR', timezone: 'Europe/Athens',
		first: [['Γεώργιος', 'Georgios'], ['Ελένη', 'Eleni']], last: [['Παπαδόπουλος', 'Papadopoulos'], ['Νικολάου', 'Nikolaou']],
		cities: [['Αθήνα', null, '105 ##']], street: '{s} {n}', streets: ['Πανεπιστημίου'], mobile: ['+30 694 123 ####'], phone: ['21 0321 ####'],
	},
	{
		code: 'IL', weight: 3, locale: 'he_IL', timezone: 'Asia/Jerusalem',
		first: [['יעל', 'Yael'], ['דוד', 'David']], last: [['כהן', 'Cohen'], ['לוי', 'Levi']],
		cities: [['תל אביב-יפו', null, '61000##']], street: '{s} {n}', streets: ['רוטשילד'], mobile: ['050-234-####'], phone: ['+972 3-623-####'],
	},
	{
		code: 'EG', weight: 3, locale: 'ar_EG', timezone: 'Africa/Cairo',
		first: [['فاطمة', 'Fatma'], ['محمد', 'Mohamed']], last: [['عبد الرحمن', 'Abdelrahman'], ['حسن', 'Hassan']],
		cities: [['القاهرة', null, '115##']], street: '{n} {s}', streets: ['شارع التحرير'], mobile: ['0100 123 ####'], phone: ['+20 2 2735 ####'],
	},
];
