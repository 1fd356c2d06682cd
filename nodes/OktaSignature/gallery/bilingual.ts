import {
	ACCENT, ADDRESS, BOOKING_ROW, columnsRow, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, END, frame, fullTextVersion, join, logoRow, NAME, NAME_TEXT, PHONES, PHONES_TEXT, ROLE,
	SHOWN, SMALL_PRINT_ROW, socialRow, START, TABLE, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#line}}
<td valign="top" style="padding-${END}:20px">
${TABLE}
${textRow(ROLE)}
${textRow(COMPANY, { weight: 'bold' })}
</table>
</td>
{{/line}}
{{#line}}
<td valign="top"{{#languageSecond}} lang="{{languageSecond}}"{{/languageSecond}} style="border-${START}:2px solid ${ACCENT};padding-${START}:20px">
${TABLE}
${textRow(join(' · ', ['{{titleSecond}}', '{{departmentSecond}}']))}
${textRow('{{companySecond}}', { weight: 'bold' })}
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
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS, 'nameSecond', 'titleSecond', 'departmentSecond', 'companySecond', 'languageSecond'],
	html: frame(`${textRow(join(' · ', [NAME, '{{#optional}}<span{{#languageSecond}} lang="{{languageSecond}}"{{/languageSecond}}>{{nameSecond}}</span>{{/optional}}']), { size: 20, line: 28, weight: 'bold', color: ACCENT })}
${columnsRow(COLUMNS, 4)}
${contactRow(PHONES, { paddingTop: 12 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS)}
${BOOKING_ROW}
${socialRow()}
${logoRow('padding-top:16px')}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(
		join(' · ', [NAME_TEXT, '{{nameSecond}}']),
		ROLE,
		join(' · ', ['{{titleSecond}}', '{{departmentSecond}}']),
		join(' · ', [COMPANY, '{{companySecond}}']),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		ADDRESS,
	),
};
