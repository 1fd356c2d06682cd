import {
	ACCENT, ADDRESSES, ADDRESSES_TEXT, BANNER, columnsRow, COMPANY, contactRow,
	joined, lines, PHONES, PHONES_TEXT, RULE, TABLE, wordsRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#line}}
<td style="vertical-align:top;padding-right:18px">
${TABLE}
${wordsRow('{{title}}')}
${wordsRow('{{department}}')}
${wordsRow(COMPANY, { bold: true })}
</table>
</td>
{{/line}}
{{#line}}
<td style="vertical-align:top;{{#title}}border-left:1px solid ${RULE};padding-left:18px{{/title}}">
${TABLE}
${wordsRow('{{titleSecond}}')}
${wordsRow('{{departmentSecond}}')}
${wordsRow('{{companySecond}}', { bold: true })}
</table>
</td>
{{/line}}`;

/**
 * Columns and not pairs of lines: each language, in its own direction, closes up over what is missing in it. Names stand
 * above both, since most are the same in both.
 */
export const bilingual: GalleryTemplate = {
	name: 'bilingual',
	title: 'Bilingual',
	description: 'Role and company in two languages side by side, between name and contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	parameters: [
		'nameSecond', 'titleSecond', 'departmentSecond', 'companySecond', 'company', 'website', 'websiteText', 'accentColor',
	],
	html: `{{#optional}}
${TABLE}
${wordsRow(joined(' · ', ['{{fullName}}', '{{nameSecond}}']), { size: 17, line: 25, bold: true, color: ACCENT })}
${columnsRow(COLUMNS)}
${contactRow(PHONES, { above: 8 })}
${contactRow(ADDRESSES)}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		joined(' · ', ['{{fullName}}', '{{nameSecond}}']),
		joined(', ', ['{{title}}', '{{department}}']),
		joined(', ', ['{{titleSecond}}', '{{departmentSecond}}']),
		joined(' · ', [COMPANY, '{{companySecond}}']),
		PHONES_TEXT,
		ADDRESSES_TEXT,
	),
};
