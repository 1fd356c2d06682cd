import {
	ACCENT, BANNER, columnsRow, COMPANY, IMAGE, joined,
	LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT, lines, TABLE, wordsRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#logoUrl}}
<td style="padding-right:18px;${IMAGE}"><img src="{{logoUrl}}" width="112" alt="${COMPANY}" style="display:block;border:0"></td>
{{/logoUrl}}
{{#line}}
<td style="{{#logoUrl}}border-left:2px solid ${ACCENT};padding-left:18px;{{/logoUrl}}vertical-align:top">
${TABLE}
${wordsRow('{{fullName}}', { size: 17, line: 22, bold: true, color: ACCENT })}
${wordsRow('{{title}}')}
${wordsRow(joined(' · ', [COMPANY, '{{city}}']), { bold: true })}
${LABELLED_CONTACTS}
</table>
</td>
{{/line}}`;

/** The line between logo and words is a border of the words' cell, so that it is as high as the higher of both. */
export const logoLeft: GalleryTemplate = {
	name: 'logoLeft',
	title: 'Logo Left',
	description: 'The company logo, a line, and name, role and labelled contact details',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	parameters: ['logoUrl', 'company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${columnsRow(COLUMNS)}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		'{{title}}',
		joined(' · ', [COMPANY, '{{city}}']),
		...LABELLED_CONTACTS_TEXT,
	),
};
