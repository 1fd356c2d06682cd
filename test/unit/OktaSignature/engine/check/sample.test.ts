import { SAMPLE_BANNER, sampleProfile } from '../../../../../nodes/OktaSignature/engine/check/sample';
import type { UrlRole } from '../../../../../nodes/OktaSignature/engine/mustache/checkContexts';
import { DERIVED } from '../../../../../nodes/OktaSignature/engine/profile/person';

const use = (name: string, url?: UrlRole) => ({ name, guards: [], url });

const smartField = (name: string, ...attributes: string[]) => [name, { name, attributes, default: '', format: 'none' as const, required: false }] as const;

const USUAL = 'A value of usual length here';

const URL = 'https://www.example.com/departments/corporate-strategy/people/picture.png';

/** What everyone has in the sample, whatever the template uses. */
const STANDARD = {
	firstName: 'Maximiliane-Charlotte',
	middleName: 'Alexandrina',
	lastName: 'Schmidt-Rottluff von Hohenstein',
	displayName: 'Maximiliane-Charlotte Schmidt-Rottluff von Hohenstein',
	email: 'maximiliane-charlotte.schmidt-rottluff@subsidiary.example.com',
	login: 'maximiliane-charlotte.schmidt-rottluff@subsidiary.example.com',
	secondEmail: 'm.schmidt-rottluff@example.com',
	primaryPhone: '+49 30 23125 123',
	mobilePhone: '+49 176 04069 012',
	title: 'Senior Vice President, Global Research & Development',
	department: 'Corporate Strategy, Sustainability & Public Affairs',
	division: 'Industrial Automation & Digital Services',
	organization: 'Example Industrial Holdings International GmbH & Co. KG',
	streetAddress: 'Bürgermeister-Müller-Straße 123, Building C, 4th Floor',
	postalAddress: 'Bürgermeister-Müller-Straße 123, 12345 Garmisch-Partenkirchen, Germany',
	city: 'Garmisch-Partenkirchen',
	state: 'Mecklenburg-Vorpommern',
	zipCode: '12345-6789',
	countryCode: 'DE',
	accentColor: '#2f6fb5',
	textColor: '#1f2937',
	language: 'zh-Hant',
	phoneLabel: 'Telephone',
	mobileLabel: 'Mobile phone',
	emailLabel: 'Email address',
	websiteLabel: 'Website',
};

describe('sampleProfile', () => {
	it('has long values for the attributes of every org', () => {
		expect(sampleProfile([], new Map())).toEqual(STANDARD);
	});

	it.each<[role: UrlRole | undefined, value: string]>([
		['url', URL],
		['host', 'www.example.com'],
		['email', STANDARD.email],
		['phone', STANDARD.primaryPhone],
		['text', USUAL],
		[undefined, USUAL],
	])('gives a field that is a %s in a URL the value %s', (role, value) => {
		expect(sampleProfile([use('badge', role)], new Map())).toEqual({ ...STANDARD, badge: value });
	});

	it('gives a field that stands in text and in a URL a value for the URL, in either order', () => {
		const uses = [use('badge'), use('badge', 'url')];
		for (const both of [uses, [...uses].reverse()]) expect(sampleProfile(both, new Map())).toEqual({ ...STANDARD, badge: URL });
	});

	it('keeps the values of known attributes', () => {
		expect(sampleProfile([use('title'), use('city', 'url')], new Map())).toEqual(STANDARD);
	});

	it('gives the attributes of a smart field the value that the field needs', () => {
		const smartFields = new Map([smartField('website', 'site', 'homepage'), smartField('floor', 'building', 'site')]);
		expect(sampleProfile([use('floor'), use('website', 'url')], smartFields)).toEqual({
			...STANDARD,
			website: URL,
			site: URL,
			homepage: URL,
			floor: USUAL,
			building: USUAL,
		});
	});

	it('has values for the attributes of smart fields that no template uses', () => {
		expect(sampleProfile([], new Map([smartField('floor', 'building', 'title')]))).toEqual({ ...STANDARD, building: USUAL });
	});

	it('leaves derived fields to the engine', () => {
		const everywhere = DERIVED.flatMap((name) => [use(name), use(name, 'url')]);
		expect(sampleProfile(everywhere, new Map([smartField('fullName', ...DERIVED)]))).toEqual(STANDARD);
	});
});

it('has a banner with every text and URL', () => {
	expect(SAMPLE_BANNER).toEqual({ name: USUAL, imageUrl: URL, linkUrl: URL, altText: USUAL });
});
