import {
	ACCENT, ADDRESSES, ADDRESSES_TEXT, BANNER, columnsRow, COMPANY, contactRow,
	IMAGE, joined, lines, PHONES, PHONES_TEXT, TABLE, wordsRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#photoUrl}}
<td style="vertical-align:top;padding-right:16px;${IMAGE}"><img src="{{photoUrl}}" width="88" alt="{{fullName}}" style="display:block;border:0;border-radius:8px"></td>
{{/photoUrl}}
{{#line}}
<td style="vertical-align:top">
${TABLE}
${wordsRow('{{fullName}}', { size: 17, line: 22, bold: true, color: ACCENT })}
${wordsRow(joined(' · ', ['{{title}}', '{{department}}']))}
${wordsRow(COMPANY, { bold: true })}
${contactRow(PHONES, { above: 8 })}
${contactRow(ADDRESSES)}
</table>
</td>
{{/line}}`;

export const photo: GalleryTemplate = {
	name: 'photo',
	title: 'Photo',
	description: "The person's portrait beside name, role and contact details",
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	parameters: ['photoUrl', 'company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${columnsRow(COLUMNS)}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		joined(' · ', ['{{title}}', '{{department}}']),
		COMPANY,
		PHONES_TEXT,
		ADDRESSES_TEXT,
	),
};
