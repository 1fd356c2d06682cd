import type { FieldUse } from '../mustache/checkContexts';
import { DERIVED } from '../profile/person';
import type { SmartField } from '../profile/smartField';

/** Long values as directories contain them, to estimate the length of a signature. */
const LONG_VALUES: Record<string, string> = {
	firstName: 'Maximiliane-Charlotte',
	middleName: 'Alexandrina',
	lastName: 'Schmidt-Rottluff von Hohenstein',
	displayName: 'Maximiliane-Charlotte Schmidt-Rottluff von Hohenstein',
	email: 'maximiliane-charlotte.schmidt-rottluff@subsidiary.example.com',
	login: 'maximiliane-charlotte.schmidt-rottluff@subsidiary.example.com',
	secondEmail: 'm.schmidt-rottluff@example.com',
	primaryPhone: '+49 30 1234567890',
	mobilePhone: '+49 151 234567890',
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
};

const USUAL_VALUE = 'A value of usual length here';

const LONG_URL = 'https://www.example.com/departments/corporate-strategy/people/picture.png';

/** A profile with a long value for every name that templates or smart fields use. */
export function sampleProfile(uses: readonly FieldUse[], smartFields: Iterable<Pick<SmartField, 'name' | 'attributes'>>): Record<string, string> {
	const profile: Record<string, string> = { ...LONG_VALUES };
	const add = (name: string, value: string) => {
		if (!DERIVED.includes(name)) profile[name] ??= value;
	};
	const urls = new Set(uses.filter(({ url }) => url).map(({ name }) => name));
	for (const { name, attributes } of smartFields) {
		for (const attribute of attributes) add(attribute, urls.has(name) ? LONG_URL : USUAL_VALUE);
	}
	for (const { name, url } of uses) add(name, url ? LONG_URL : USUAL_VALUE);
	return profile;
}

/** A banner with long URLs. */
export const SAMPLE_BANNER = { name: USUAL_VALUE, imageUrl: LONG_URL, linkUrl: LONG_URL, altText: USUAL_VALUE };
