import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY_AND_CITY, END, IMAGE_CELL_STYLE,
	LABEL_FIELDS, LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT, logo, NAME, NAME_TEXT, OUTER, ROLE, SMALL_PRINT_TEXT,
	smallPrintRow, SOCIAL_TEXT, socialRow, START, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#logoUrl}}
<td style="padding-${END}:20px;${IMAGE_CELL_STYLE}">${logo(120)}</td>
{{/logoUrl}}
{{#line}}
<td style="{{#logoUrl}}border-${START}:2px solid ${ACCENT};padding-${START}:20px;{{/logoUrl}}vertical-align:top">
${TABLE}
${textRow(NAME, { size: 16, line: 24, bold: true, color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY_AND_CITY, { bold: true })}
${LABELLED_CONTACTS}
${BOOKING_ROW}
${socialRow()}
</table>
</td>
{{/line}}`;

/** The line between logo and text is a border of the text's cell, so that it is as tall as the taller of the two. */
export const logoLeft: GalleryTemplate = {
	name: 'logoLeft',
	title: 'Logo Left',
	description: 'Company logo at the side; name, role and labeled contact details next to it',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS, ...LABEL_FIELDS],
	html: `{{#optional}}
${OUTER}
${columnsRow(COLUMNS)}
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
