import {
	ACCENT, ADDRESS_LINE, BANNER, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, join, logoRow, NAME, NAME_TEXT, OUTER, PHONES, PHONES_TEXT, ROLE, SERIF, SMALL_PRINT_TEXT,
	smallPrintRow, SOCIAL_TEXT, socialRow, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Name in a serif font, role, company and contact details, one below the other',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress', 'zipCode', 'city'],
	additionalFields: [...COMMON_FIELDS, 'addressLine'],
	html: `{{#optional}}
${OUTER}
${textRow(NAME, { size: 20, line: 28, color: ACCENT, family: SERIF })}
${textRow(ROLE)}
${textRow(COMPANY, { bold: true })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS_LINE)}
${BOOKING_ROW}
${socialRow()}
${logoRow(16)}
${smallPrintRow()}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		join(', ', ['{{title}}', '{{department}}']),
		COMPANY,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		ADDRESS_LINE,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
