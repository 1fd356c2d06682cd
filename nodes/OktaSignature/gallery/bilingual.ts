import {
	ACCENT, BANNER, columnsRow, COMPANY, contactRow, DIVIDER_COLOR, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT,
	join, PHONES, PHONES_TEXT, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#line}}
<td style="vertical-align:top;padding-right:18px">
${TABLE}
${textRow('{{title}}')}
${textRow('{{department}}')}
${textRow(COMPANY, { bold: true })}
</table>
</td>
{{/line}}
{{#line}}
<td style="vertical-align:top;{{#title}}border-left:1px solid ${DIVIDER_COLOR};padding-left:18px{{/title}}">
${TABLE}
${textRow('{{titleSecond}}')}
${textRow('{{departmentSecond}}')}
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
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	additionalFields: [
		'nameSecond', 'titleSecond', 'departmentSecond', 'companySecond', 'company', 'website', 'websiteText', 'accentColor',
	],
	html: `{{#optional}}
${TABLE}
${textRow(join(' · ', ['{{fullName}}', '{{nameSecond}}']), { size: 17, line: 25, bold: true, color: ACCENT })}
${columnsRow(COLUMNS)}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		join(' · ', ['{{fullName}}', '{{nameSecond}}']),
		join(', ', ['{{title}}', '{{department}}']),
		join(', ', ['{{titleSecond}}', '{{departmentSecond}}']),
		join(' · ', [COMPANY, '{{companySecond}}']),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
	),
};
