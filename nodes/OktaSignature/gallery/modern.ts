import { ACCENT, BANNER, COMPANY, joined, LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT, lines, TABLE, wordsRow } from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The bar is a cell's border: Word draws it as high as the text, which it does not do for images. */
export const modern: GalleryTemplate = {
	name: 'modern',
	title: 'Modern',
	description: 'An accent bar beside name, role and labelled contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	parameters: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
{{#line}}
<tr><td style="padding:2px 0 2px 14px;border-left:4px solid ${ACCENT}">
${TABLE}
${wordsRow('{{fullName}}', { size: 19, line: 25, bold: true, color: ACCENT })}
${wordsRow(joined(' · ', ['{{title}}', '{{department}}']))}
${wordsRow(joined(' · ', [COMPANY, '{{city}}']), { bold: true })}
${LABELLED_CONTACTS}
</table>
</td></tr>
{{/line}}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		joined(' · ', ['{{title}}', '{{department}}']),
		joined(' · ', [COMPANY, '{{city}}']),
		...LABELLED_CONTACTS_TEXT,
	),
};
