import {
	ACCENT, ADDRESS_LINE, BANNER, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, DIVIDER_COLOR,
	EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, logoRow, NAME, NAME_TEXT, OUTER, PHONES, PHONES_TEXT, ROLE,
	SMALL_PRINT_TEXT, smallPrintRow, SOCIAL_TEXT, socialRow, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const legal: GalleryTemplate = {
	name: 'legal',
	title: 'Legal',
	description: 'Contact details like on a business letter, then company details and a disclaimer in small print',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress', 'zipCode', 'city'],
	additionalFields: [...COMMON_FIELDS, 'addressLine'],
	html: `{{#optional}}
${OUTER}
${textRow(NAME, { size: 16, line: 24, bold: true })}
${textRow(ROLE)}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${logoRow(12)}
${textRow(COMPANY, { bold: true, paddingTop: 12, color: ACCENT })}
${textRow(ADDRESS_LINE)}
${BOOKING_ROW}
${socialRow()}
${smallPrintRow(`border-top:1px solid ${DIVIDER_COLOR};`)}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		ROLE,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		COMPANY,
		ADDRESS_LINE,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
