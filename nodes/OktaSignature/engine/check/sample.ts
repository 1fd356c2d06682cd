import type { FieldUse, UrlRole } from '../mustache/checkContexts';
import { DERIVED } from '../profile/person';
import type { SmartField } from '../profile/smartField';

/** Long values as directories contain them, to estimate the length of a signature. Nobody has the phone numbers (Bundesnetzagentur, Mitteilung 148/2021). */
const LONG_VALUES: Record<string, string> = {
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

const USUAL_VALUE = 'A value of usual length here';

const LONG_URL = 'https://www.example.com/departments/corporate-strategy/people/picture.png';

/** Values that may stand in a URL. */
const URL_VALUES: Record<UrlRole, string> = {
	url: LONG_URL,
	host: 'www.example.com',
	email: LONG_VALUES.email,
	phone: LONG_VALUES.primaryPhone,
	text: USUAL_VALUE,
};

/** A profile with a long value for every name that templates or smart fields use. */
export function sampleProfile(uses: readonly FieldUse[], smartFields: ReadonlyMap<string, SmartField>): Record<string, string> {
	const profile: Record<string, string> = { ...LONG_VALUES };
	const add = (name: string, value: string) => {
		if (!DERIVED.includes(name)) profile[name] ??= value;
	};
	// A field that stands in a URL and in text gets a value for the URL.
	const printed = [...uses.filter(({ url }) => url !== undefined), ...uses];
	for (const { name, url } of printed) {
		for (const attribute of [name, ...(smartFields.get(name)?.attributes ?? [])]) add(attribute, url === undefined ? USUAL_VALUE : URL_VALUES[url]);
	}
	for (const { attributes } of smartFields.values()) for (const attribute of attributes) add(attribute, USUAL_VALUE);
	return profile;
}

/** A banner with long URLs. */
export const SAMPLE_BANNER = { name: USUAL_VALUE, imageUrl: LONG_URL, linkUrl: LONG_URL, altText: USUAL_VALUE };
