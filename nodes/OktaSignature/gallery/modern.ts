import {
	ACCENT, BANNER, COMPANY, join, LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The bar is the border of a cell: Word stretches a border to the height of the text, but not an image. */
export const modern: GalleryTemplate = {
	name: 'modern',
	title: 'Modern',
	description: 'An accent bar next to name, role and labeled contact details',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
{{#line}}
<tr><td style="padding:2px 0 2px 14px;border-left:4px solid ${ACCENT}">
${TABLE}
${textRow('{{fullName}}', { size: 19, line: 25, bold: true, color: ACCENT })}
${textRow(join(' · ', ['{{title}}', '{{department}}']))}
${textRow(join(' · ', [COMPANY, '{{city}}']), { bold: true })}
${LABELLED_CONTACTS}
</table>
</td></tr>
{{/line}}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		join(' · ', ['{{title}}', '{{department}}']),
		join(' · ', [COMPANY, '{{city}}']),
		...LABELLED_CONTACTS_TEXT,
	),
};
