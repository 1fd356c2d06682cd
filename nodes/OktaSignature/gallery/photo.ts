import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY_AND_CITY, contactRow,
	EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, END, IMAGE_CELL_STYLE, logoRow, NAME, NAME_TEXT, OUTER, PHONES,
	PHONES_TEXT, ROLE, SMALL_PRINT_TEXT, smallPrintRow, SOCIAL_TEXT, socialRow, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#photoUrl}}
<td style="vertical-align:top;padding-${END}:20px;${IMAGE_CELL_STYLE}"><img src="{{photoUrl}}" width="96" height="96" alt="{{fullName}}" style="display:block;border:0;border-radius:48px;width:96px;height:96px"></td>
{{/photoUrl}}
{{#line}}
<td style="vertical-align:top">
${TABLE}
${textRow(NAME, { size: 18, line: 24, bold: true, color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY_AND_CITY, { bold: true })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${BOOKING_ROW}
${socialRow()}
${logoRow(12)}
</table>
</td>
{{/line}}`;

export const photo: GalleryTemplate = {
	name: 'photo',
	title: 'Photo',
	description: 'Round portrait at the side; name, role and contact details next to it',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: ['photoUrl', ...COMMON_FIELDS],
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
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
