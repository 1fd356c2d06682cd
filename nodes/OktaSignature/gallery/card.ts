import {
	ACCENT, ADDRESS, block, BOOKING_ROW, COMMON_FIELDS, COMPANY, CONTACT_ROWS, DIVIDER_COLOR, END, frame,
	fullTextVersion, IMAGE_CELL_STYLE, LABEL_FIELDS, LABELLED_CONTACTS_TEXT, LOGO, NAME, NAME_TEXT, ROLE,
	ruledBlock, SHOWN, SMALL_PRINT_ROW, socialRow, TABLE, textRow, WIDE_TABLE,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const HEADING = `{{#line}}
<td valign="top" style="padding-${END}:32px">
${TABLE}
${textRow(NAME, { size: 20, line: 24, weight: 'bold' })}
${textRow(ROLE, { color: ACCENT })}
${textRow(COMPANY, { weight: 'bold', paddingTop: 4 })}
${textRow(ADDRESS)}
</table>
</td>
{{/line}}
{{#logoUrl}}
<td align="${END}" valign="top" style="${IMAGE_CELL_STYLE}">${LOGO}</td>
{{/logoUrl}}`;

export const card: GalleryTemplate = {
	name: 'card',
	title: 'Card',
	description: 'A business card in a frame: name and role beside the logo, a line, then labeled contact details',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS, ...LABEL_FIELDS],
	html: frame(`${block(`border:1px solid ${DIVIDER_COLOR};border-top:4px solid ${ACCENT};padding:20px 24px`, `${block('padding-bottom:12px', `<tr>\n${HEADING}\n</tr>`, WIDE_TABLE)}
${ruledBlock(CONTACT_ROWS)}
${BOOKING_ROW}
${socialRow()}`, WIDE_TABLE)}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, ADDRESS, ...LABELLED_CONTACTS_TEXT),
};
