import {
	BANNER, BOOKING_LINE, BUTTON_ROW, COMMON_FIELDS, COMPANY_AND_CITY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, logoRow, NAME, NAME_TEXT, OUTER, PHONES, PHONES_TEXT, ROLE, SMALL_PRINT_TEXT,
	smallPrintRow, SOCIAL_TEXT, socialRow, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const button: GalleryTemplate = {
	name: 'button',
	title: 'Button',
	description: 'Name, role and contact details with a button for booking a meeting',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS],
	html: `{{#optional}}
${OUTER}
${textRow(NAME, { size: 18, line: 24, bold: true })}
${textRow(ROLE)}
${textRow(COMPANY_AND_CITY, { bold: true })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${BUTTON_ROW}
${socialRow(20, 12)}
${logoRow(16)}
${smallPrintRow()}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		ROLE,
		COMPANY_AND_CITY,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
