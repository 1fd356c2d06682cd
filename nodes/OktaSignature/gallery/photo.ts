import {
	ACCENT, ADDRESS, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, END, frame, fullTextVersion, IMAGE_CELL_STYLE, logoRow, NAME, NAME_TEXT, PHONES,
	PHONES_TEXT, ROLE, SHOWN, SMALL_PRINT_ROW, socialRow, TABLE, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#photoUrl}}
<td valign="top" style="padding-${END}:20px;${IMAGE_CELL_STYLE}"><img src="{{photoUrl}}" width="96" height="96" alt="{{fullName}}" style="display:block;border:0;border-radius:48px;width:96px;height:96px;object-fit:cover"></td>
{{/photoUrl}}
{{#line}}
<td valign="top">
${TABLE}
${textRow(NAME, { size: 20, line: 24, weight: 'bold', color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY, { weight: 'bold' })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS)}
${BOOKING_ROW}
${socialRow()}
${logoRow('padding-top:16px')}
</table>
</td>
{{/line}}`;

export const photo: GalleryTemplate = {
	name: 'photo',
	title: 'Photo',
	description: 'Round portrait at the side; name, role and contact details next to it',
	fields: SHOWN,
	additionalFields: ['photoUrl', ...COMMON_FIELDS],
	html: frame(`${columnsRow(COLUMNS)}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT, ADDRESS),
};
