import {
	ACCENT, BANNER, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, join, logoRow, NAME, NAME_TEXT, OUTER, PHONES, PHONES_TEXT, SMALL_PRINT_TEXT,
	smallPrintRow, SOCIAL_TEXT, socialRow, TABLE, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const social: GalleryTemplate = {
	name: 'social',
	title: 'Social',
	description: 'Large links to social networks, as icons or as words, between two lines',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	additionalFields: [...COMMON_FIELDS],
	html: `{{#optional}}
${OUTER}
${logoRow(0)}
${textRow(NAME, { size: 18, line: 24, bold: true })}
${textRow(join(' · ', ['{{title}}', '{{department}}', COMPANY, '{{city}}']))}
${contactRow(PHONES, { paddingTop: 4 })}
${contactRow(EMAIL_AND_WEBSITE)}
{{#line}}
<tr><td style="padding-top:12px">
${TABLE.replace('style="', `style="border-top:2px solid ${ACCENT};`)}
${socialRow(28, 12)}
</table>
</td></tr>
{{/line}}
${BOOKING_ROW}
${smallPrintRow()}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		join(' · ', ['{{title}}', '{{department}}', COMPANY, '{{city}}']),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
