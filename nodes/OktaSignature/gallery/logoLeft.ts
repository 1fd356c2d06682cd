import {
	ACCENT, ADDRESS, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, END, frame, fullTextVersion, IMAGE_CELL_STYLE, LOGO, NAME, NAME_TEXT, PHONES,
	PHONES_TEXT, ROLE, SHOWN, SMALL_PRINT_ROW, socialRow, START, TABLE, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#logoUrl}}
<td style="padding-${END}:24px;${IMAGE_CELL_STYLE}">${LOGO}</td>
{{/logoUrl}}
{{#line}}
<td valign="top"{{#logoUrl}} style="border-${START}:2px solid ${ACCENT};padding-${START}:24px"{{/logoUrl}}>
${TABLE}
${textRow(NAME, { size: 16, line: 24, weight: 'bold', color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY, { weight: 'bold', paddingTop: 4 })}
${textRow(ADDRESS)}
${contactRow(PHONES, { paddingTop: 4 })}
${contactRow(EMAIL_AND_WEBSITE)}
${BOOKING_ROW}
${socialRow()}
</table>
</td>
{{/line}}`;

/** The line between logo and text is a border of the text's cell, so that it is as tall as the taller of the two. */
export const logoLeft: GalleryTemplate = {
	name: 'logoLeft',
	title: 'Logo Left',
	description: 'Company logo at the side; name, role and contact details next to it',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS],
	html: frame(`${columnsRow(COLUMNS)}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, ADDRESS, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT),
};
