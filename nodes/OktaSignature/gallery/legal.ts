import {
	ACCENT, ADDRESS_LINE, BANNER, COMPANY, contactRow, DIVIDER_COLOR, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT,
	join, PHONES, PHONES_TEXT, style, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const smallPrint = (text: string) => `{{#line}}
<tr><td dir="auto" style="text-align:left;${style({ size: 11, line: 15, paddingTop: 6 })}">${text}</td></tr>
{{/line}}`;

/** The small print has its own table, because its lines need a maximum width and Word applies that to tables only. */
export const legal: GalleryTemplate = {
	name: 'legal',
	title: 'Legal',
	description: 'Contact details, then company details and a disclaimer in small print',
	fields: [
		'fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress',
		'zipCode', 'city',
	],
	additionalFields: ['company', 'website', 'websiteText', 'companyDetails', 'disclaimer', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${textRow('{{fullName}}', { size: 15, line: 21, bold: true, color: ACCENT })}
${textRow(join(' · ', ['{{title}}', '{{department}}']))}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(COMPANY, { bold: true, paddingTop: 8 })}
${textRow(ADDRESS_LINE)}
${BANNER}
{{#line}}
<tr><td style="padding-top:10px">
${TABLE.replace('style="', `style="max-width:560px;border-top:1px solid ${DIVIDER_COLOR};`)}
${smallPrint('{{companyDetails}}')}
${smallPrint('{{disclaimer}}')}
</table>
</td></tr>
{{/line}}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		join(' · ', ['{{title}}', '{{department}}']),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		COMPANY,
		ADDRESS_LINE,
		'{{companyDetails}}',
		'{{disclaimer}}',
	),
};
