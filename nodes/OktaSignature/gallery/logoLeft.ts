import {
	ACCENT, BANNER, columnsRow, COMPANY, IMAGE_CELL_STYLE, join, LABELLED_CONTACTS, LABELLED_CONTACTS_TEXT,
	TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const COLUMNS = `{{#logoUrl}}
<td style="padding-right:18px;${IMAGE_CELL_STYLE}"><img src="{{logoUrl}}" width="112" alt="${COMPANY}" style="display:block;border:0"></td>
{{/logoUrl}}
{{#line}}
<td style="{{#logoUrl}}border-left:2px solid ${ACCENT};padding-left:18px;{{/logoUrl}}vertical-align:top">
${TABLE}
${textRow('{{fullName}}', { size: 17, line: 22, bold: true, color: ACCENT })}
${textRow('{{title}}')}
${textRow(join(' · ', [COMPANY, '{{city}}']), { bold: true })}
${LABELLED_CONTACTS}
</table>
</td>
{{/line}}`;

/** The line between logo and text is a border of the text's cell, so that it is as tall as the taller of the two. */
export const logoLeft: GalleryTemplate = {
	name: 'logoLeft',
	title: 'Logo Left',
	description: 'Company logo on the left; name, role and labeled contact details on the right',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: ['logoUrl', 'company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${columnsRow(COLUMNS)}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		'{{title}}',
		join(' · ', [COMPANY, '{{city}}']),
		...LABELLED_CONTACTS_TEXT,
	),
};
