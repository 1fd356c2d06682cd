import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY_AND_CITY, DIVIDER_COLOR, LABEL_FIELDS,
	LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT, logoRow, NAME, NAME_TEXT, OUTER, ROLE, SMALL_PRINT_TEXT, smallPrintRow,
	SOCIAL_TEXT, socialRow, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const card: GalleryTemplate = {
	name: 'card',
	title: 'Card',
	description: 'A business card: a frame with the logo, name, role and labeled contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS, ...LABEL_FIELDS],
	html: `{{#optional}}
${OUTER}
{{#line}}
<tr><td style="border:1px solid ${DIVIDER_COLOR};border-top:4px solid ${ACCENT};padding:20px 24px">
${TABLE}
${logoRow(0)}
${textRow(NAME, { size: 20, line: 28, bold: true })}
${textRow(ROLE, { color: ACCENT })}
${textRow(COMPANY_AND_CITY, { bold: true })}
${LABELLED_CONTACTS}
${BOOKING_ROW}
${socialRow()}
</table>
</td></tr>
{{/line}}
${smallPrintRow()}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		ROLE,
		COMPANY_AND_CITY,
		...LABELLED_CONTACTS_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
