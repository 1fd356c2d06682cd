import {
	ACCENT, ADDRESSES, ADDRESSES_TEXT, BANNER, COMPANY, contactRow, joined,
	lines, PHONES, PHONES_TEXT, PLACE, TABLE, wordsRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Name, role, company and contact details in rows under each other',
	fields: [
		'fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress',
		'zipCode', 'city',
	],
	parameters: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${wordsRow('{{fullName}}', { size: 17, line: 23, bold: true, color: ACCENT })}
${wordsRow(joined(' · ', ['{{title}}', '{{department}}']))}
${wordsRow(COMPANY, { bold: true })}
${contactRow(PHONES, { above: 8 })}
${contactRow(ADDRESSES)}
${wordsRow(PLACE)}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		joined(', ', ['{{title}}', '{{department}}']),
		COMPANY,
		PHONES_TEXT,
		ADDRESSES_TEXT,
		PLACE,
	),
};
