import { Phones } from '../../../../nodes/OktaSignature/engine/profile/phone';
import type { PersonSettings } from '../../../../nodes/OktaSignature/engine/profile/person';
import type { SmartField } from '../../../../nodes/OktaSignature/engine/profile/smartField';
import type { GalleryTemplate } from '../../../../nodes/OktaSignature/gallery/galleryTemplate';

/** One value for each field. No value is part of another. */
export const VALUES: Record<string, string> = {
	fullName: 'Ada Lovelace', title: 'Analyst', department: 'Engines', organization: 'Example GmbH', primaryPhone: '+49 30 23125012',
	mobilePhone: '+49 171 3920012', email: 'ada@acme.example', city: 'Berlin',
	accentColor: '#a05a2c', company: 'Acme SE', website: 'https://www.example', websiteText: 'our website', companyDetails: 'HRB 1',
	disclaimer: 'Confidential', nameSecond: 'Ada-Zwei', titleSecond: 'Analytikerin', departmentSecond: 'Maschinen',
	companySecond: 'Acme Zwei', logoUrl: 'https://i.example/logo.png', photoUrl: 'https://i.example/photo.png',
	iconsUrl: 'https://i.example/icons', linkedInUrl: 'https://linkedin.example/a', xUrl: 'https://x.example/a',
	instagramUrl: 'https://instagram.example/a', youTubeUrl: 'https://youtube.example/a', facebookUrl: 'https://facebook.example/a',
	gitHubUrl: 'https://github.example/a', logoLink: 'https://home.example', bookingUrl: 'https://book.example/a', bookingText: 'Let us talk',
	pronouns: 'she/her', textColor: '#4b5563', direction: 'rtl', language: 'de-AT', languageSecond: 'pt-BR',
	phoneLabel: 'Fon', mobileLabel: 'Mobil', emailLabel: 'Mail', websiteLabel: 'Netz', addressLine: 'Hauptplatz 7, 1010 Wien',
};

/** All fields that a template documents. */
export const fieldsOf = ({ fields, additionalFields }: GalleryTemplate): string[] => [...fields, ...additionalFields];

export const isAddress = (name: string) => name === 'website' || name === 'logoLink' || name.endsWith('Url');

/** A profile with values for exactly these fields. */
export function profileWith(names: Iterable<string>, values = VALUES): Record<string, string> {
	const profile: Record<string, string> = {};
	for (const name of names) {
		if (name === 'fullName') Object.assign(profile, { firstName: values.fullName.split(' ')[0], lastName: values.fullName.split(' ')[1] });
		else profile[name] = values[name];
	}
	return profile;
}

/**
 * A smart field for each additional field of a template, in the format that its documentation recommends.
 * @param addressFormat the format of fields that are URLs
 */
export function settingsFor(template: GalleryTemplate, addressFormat: SmartField['format'] = 'url'): PersonSettings {
	const smartFields = template.additionalFields.map((name): [string, SmartField] => [
		name,
		{ name, attributes: [name], default: '', format: isAddress(name) ? addressFormat : 'none', required: false },
	]);
	return { smartFields: new Map(smartFields), phoneRegion: '', phones: new Phones(), today: '' };
}
