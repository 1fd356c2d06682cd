import {
	ACCENT, BANNER, columnsRow, COMPANY, contactRow, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT,
	IMAGE_CELL_STYLE, join, PHONES, PHONES_TEXT, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#photoUrl}}
<td style="vertical-align:top;padding-right:16px;${IMAGE_CELL_STYLE}"><img src="{{photoUrl}}" width="88" alt="{{fullName}}" style="display:block;border:0;border-radius:8px"></td>
{{/photoUrl}}
{{#line}}
<td style="vertical-align:top">
${TABLE}
${textRow('{{fullName}}', { size: 17, line: 22, bold: true, color: ACCENT })}
${textRow(join(' · ', ['{{title}}', '{{department}}']))}
${textRow(COMPANY, { bold: true })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
</table>
</td>
{{/line}}`;

export const photo: GalleryTemplate = {
	name: 'photo',
	title: 'Photo',
	description: 'Portrait on the left; name, role and contact details on the right',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	additionalFields: ['photoUrl', 'company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${columnsRow(COLUMNS)}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		join(' · ', ['{{title}}', '{{department}}']),
		COMPANY,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
	),
};
