import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY, COMPANY_AND_CITY, contactRow,
	DIVIDER_COLOR, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, END, join, logoRow, NAME, NAME_TEXT, OUTER, PHONES,
	PHONES_TEXT, ROLE, SMALL_PRINT_TEXT, smallPrintRow, SOCIAL_TEXT, socialRow, START, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const NAMES = join(' · ', [NAME, '{{nameSecond}}']);

const COLUMNS = `{{#line}}
<td style="vertical-align:top;padding-${END}:20px">
${TABLE}
${textRow(ROLE)}
${textRow(COMPANY_AND_CITY, { bold: true })}
</table>
</td>
{{/line}}
{{#line}}
<td style="vertical-align:top;{{#title}}border-${START}:1px solid ${DIVIDER_COLOR};padding-${START}:20px{{/title}}">
${TABLE}
${textRow(join(' · ', ['{{titleSecond}}', '{{departmentSecond}}']))}
${textRow('{{companySecond}}', { bold: true })}
</table>
</td>
{{/line}}`;

/**
 * Each language is a column, so that its lines close up when one is empty. The names stand above both columns, because most
 * names are the same in both languages.
 */
export const bilingual: GalleryTemplate = {
	name: 'bilingual',
	title: 'Bilingual',
	description: 'Role and company in two languages side by side, with name and contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS, 'nameSecond', 'titleSecond', 'departmentSecond', 'companySecond'],
	html: `{{#optional}}
${OUTER}
${textRow(NAMES, { size: 18, line: 24, bold: true, color: ACCENT })}
${columnsRow(COLUMNS)}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${BOOKING_ROW}
${socialRow()}
${logoRow(12)}
${smallPrintRow()}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		join(' · ', [NAME_TEXT, '{{nameSecond}}']),
		join(', ', ['{{title}}', '{{department}}']),
		join(', ', ['{{titleSecond}}', '{{departmentSecond}}']),
		join(' · ', [COMPANY, '{{city}}', '{{companySecond}}']),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
