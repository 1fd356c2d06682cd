import {
	ACCENT, ADDRESSES, ADDRESSES_TEXT, BANNER, COMPANY, contactRow, joined, lines,
	PHONES, PHONES_TEXT, PLACE, RULE, style, TABLE, wordsRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const smallPrint = (words: string) => `{{#line}}
<tr><td dir="auto" style="text-align:left;${style({ size: 11, line: 15, above: 6 })}">${words}</td></tr>
{{/line}}`;

/** The small print has a table of its own: only there is a line too long to read, and only tables take a largest width in Word. */
export const legal: GalleryTemplate = {
	name: 'legal',
	title: 'Legal',
	description: 'Contact details above company particulars and a disclaimer in small print',
	fields: [
		'fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress',
		'zipCode', 'city',
	],
	parameters: ['company', 'website', 'websiteText', 'companyDetails', 'disclaimer', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${wordsRow('{{fullName}}', { size: 15, line: 21, bold: true, color: ACCENT })}
${wordsRow(joined(' · ', ['{{title}}', '{{department}}']))}
${contactRow(PHONES, { above: 8 })}
${contactRow(ADDRESSES)}
${wordsRow(COMPANY, { bold: true, above: 8 })}
${wordsRow(PLACE)}
${BANNER}
{{#line}}
<tr><td style="padding-top:10px">
${TABLE.replace('style="', `style="max-width:560px;border-top:1px solid ${RULE};`)}
${smallPrint('{{companyDetails}}')}
${smallPrint('{{disclaimer}}')}
</table>
</td></tr>
{{/line}}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		joined(' · ', ['{{title}}', '{{department}}']),
		PHONES_TEXT,
		ADDRESSES_TEXT,
		COMPANY,
		PLACE,
		'{{companyDetails}}',
		'{{disclaimer}}',
	),
};
