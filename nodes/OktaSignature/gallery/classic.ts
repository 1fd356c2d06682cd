import {
	ACCENT, ADDRESS_LINE, BANNER, COMPANY, contactRow, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, join, PHONES,
	PHONES_TEXT, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Name, role, company and contact details, one below the other',
	fields: [
		'fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress',
		'zipCode', 'city',
	],
	additionalFields: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${textRow('{{fullName}}', { size: 17, line: 23, bold: true, color: ACCENT })}
${textRow(join(' · ', ['{{title}}', '{{department}}']))}
${textRow(COMPANY, { bold: true })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS_LINE)}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		join(', ', ['{{title}}', '{{department}}']),
		COMPANY,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		ADDRESS_LINE,
	),
};
