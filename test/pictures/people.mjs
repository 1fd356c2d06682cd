/**
 * Five users for whom a signature must look right, and the smart fields that a company would set up.
 */

const website = 'https://acme.example';

/** @param {string} name */
const pages = (name) => ({ linkedInUrl: `https://www.linkedin.com/in/${name}`, xUrl: `https://x.com/${name}`, youTubeUrl: 'https://www.youtube.com/@acme' });

/**
 * `profile`: Okta attributes and, for the picture, the values that smart fields would give. `showcase`: the template for which
 * the overview uses this user; the first user is the default.
 *
 * @type {{ kind: string, profile: Record<string, string>, showcase?: string }[]}
 */
export const people = [
	{
		kind: 'Full',
		profile: {
			firstName: 'Ada', lastName: 'Lovelace', title: 'Head of Computation', department: 'Analytical Engines', organization: 'Acme Europe',
			primaryPhone: '+44 20 7946 0018', mobilePhone: '+44 7400 123456', email: 'ada.lovelace@acme.example', streetAddress: '12 St James’s Square',
			zipCode: 'SW1Y 4LB', city: 'London', countryCode: 'GB', pronouns: 'she/her', language: 'en', languageSecond: 'de', website, websiteText: 'acme.example', ...pages('ada-lovelace'),
			instagramUrl: 'https://www.instagram.com/acme', photoUrl: 'https://img.acme.example/people/ada.png',
			titleSecond: 'Leiterin Rechenwesen', departmentSecond: 'Analytische Maschinen', companySecond: 'Acme Europa',
		},
	},
	{
		kind: 'Sparse',
		profile: { firstName: 'Grace', lastName: 'Hopper', organization: 'Acme Europe', mobilePhone: '+1 202 555 0143', email: 'grace@acme.example' },
	},
	{
		kind: 'Long',
		profile: {
			firstName: 'Maximiliane-Alexandra', lastName: 'von Hohenstein-Wittelsbach und Schwarzenberg', title: 'Senior Vice President for Digital Transformation, Process Excellence & Sustainability',
			department: 'Corporate Strategy, Mergers, Acquisitions and Investor Relations', organization: 'Acme Versicherungs- und Vermögensverwaltungsgesellschaft mbH & Co. KG',
			primaryPhone: '+49 89 99998012 ext. 90123', mobilePhone: '+49 1522 3456789', email: 'maximiliane-alexandra.von-hohenstein-wittelsbach@versicherungen.acme.example',
			bookingText: 'Termin vereinbaren', language: 'de', phoneLabel: 'Tel.', mobileLabel: 'Mobil', streetAddress: 'Bürgermeister-Freiherr-von-Stauffenberg-Straße 123–125, Gebäude C, 4. Obergeschoss', zipCode: '85774', city: 'Unterföhring bei München', countryCode: 'DE',
			website: 'https://www.versicherungen.acme.example/de/unternehmen', websiteText: 'versicherungen.acme.example/unternehmen', ...pages('maximiliane-alexandra-von-hohenstein'),
			instagramUrl: 'https://www.instagram.com/acme', photoUrl: 'https://img.acme.example/people/maximiliane.png',
			titleSecond: 'Senior Vice President für digitale Transformation und Nachhaltigkeit',
			departmentSecond: 'Konzernstrategie, Fusionen, Beteiligungen und Investorenbeziehungen', companySecond: 'Acme Versicherungs- und Vermögensverwaltungsgesellschaft mbH & Co. KG',
		},
	},
	{
		kind: 'Right to left',
		profile: {
			firstName: 'נועה', lastName: 'כהן', title: 'מנהלת פיתוח (R&D)', department: 'הנדסה', organization: 'אקמה ישראל', primaryPhone: '+972 3 765 4321',
			mobilePhone: '+972 50 234 5678', email: 'noa.cohen@acme.example', streetAddress: 'שדרות רוטשילד 22', zipCode: '6688218', city: 'תל אביב', countryCode: 'IL', language: 'he', bookingText: 'לקביעת פגישה', phoneLabel: 'ט', mobileLabel: 'נ', emailLabel: 'דוא״ל', websiteLabel: 'אתר', languageSecond: 'en',
			website, websiteText: 'acme.example', ...pages('noa-cohen'), photoUrl: 'https://img.acme.example/people/noa.png',
			nameSecond: 'Noa Cohen', titleSecond: 'Head of R&D', departmentSecond: 'Engineering', companySecond: 'Acme Israel',
		},
	},
	{
		kind: 'CJK',
		showcase: 'bilingual',
		profile: {
			firstName: '美咲', lastName: '佐藤', title: '開発部長', department: '製品開発本部', organization: 'アクメ株式会社', primaryPhone: '+81 3-1234-5678',
			mobilePhone: '+81 90-1234-5678', email: 'misaki.sato@acme.example', streetAddress: '千代田区丸の内1-9-2', zipCode: '100-0005', city: '東京都', countryCode: 'JP', language: 'ja', languageSecond: 'en', bookingText: '会議を予約',
			website, websiteText: 'acme.example', ...pages('misaki-sato'), photoUrl: 'https://img.acme.example/people/misaki.png',
			nameSecond: 'Misaki Sato', titleSecond: 'Director of Development', departmentSecond: 'Product Development', companySecond: 'Acme Japan K.K.',
		},
	},
];

/** The same for all users: smart fields with only a default. */
export const companyWide = {
	logoUrl: 'https://img.acme.example/logo.png',
	logoLink: website,
	bookingUrl: 'https://meet.acme.example/book',
	iconsUrl: 'https://img.acme.example/icons',
	companyDetails: 'Acme Europe SE · Registered office: Berlin · Amtsgericht Charlottenburg HRB 123456 B · VAT ID DE123456789 · Directors: C. Babbage, M. Somerville',
	disclaimer:
		'This e-mail may contain confidential information. If you are not the intended recipient, please tell the sender and delete it; copying it or passing it on is not permitted. Acme is not liable for changes made after it was sent.',
};
