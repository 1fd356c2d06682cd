import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY_AND_CITY, LABEL_FIELDS, LABELLED_CONTACTS,
	LABELLED_CONTACTS_TEXT, logoRow, NAME, NAME_TEXT, OUTER, ROLE, SMALL_PRINT_TEXT, smallPrintRow, SOCIAL_TEXT,
	socialRow, START, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The bar is the border of a cell: Word stretches a border to the height of the text, but not an image. */
export const modern: GalleryTemplate = {
	name: 'modern',
	title: 'Modern',
	description: 'An accent bar next to a large name, role and labeled contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS, ...LABEL_FIELDS],
	html: `{{#optional}}
${OUTER}
{{#line}}
<tr><td style="padding:4px 0;padding-${START}:16px;border-${START}:4px solid ${ACCENT}">
${TABLE}
${textRow(NAME, { size: 20, line: 24, bold: true, color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY_AND_CITY, { bold: true })}
${LABELLED_CONTACTS}
${BOOKING_ROW}
${socialRow()}
${logoRow(12)}
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
