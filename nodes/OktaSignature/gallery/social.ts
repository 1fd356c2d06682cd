import {
	ACCENT, BANNER, block, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, join, logoRow, NAME, NAME_TEXT, networks, OUTER, PHONES, PHONES_TEXT, SHOWN_WITH_CITY,
	SMALL_PRINT_ROW, SMALL_PRINT_TEXT, SOCIAL_TEXT, style, textRow, textVersion, WIDE_TABLE,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** Between two lines that are as wide as the rows around them. */
const BAND = `{{#line}}
<tr><td style="padding:12px 0">
${WIDE_TABLE}
<tr><td style="border-top:2px solid ${ACCENT};border-bottom:2px solid ${ACCENT};padding:8px 0;${style({ size: 14, line: 28, weight: 'bold' })}">${networks(24)}</td></tr>
</table>
</td></tr>
{{/line}}`;

export const social: GalleryTemplate = {
	name: 'social',
	title: 'Social',
	description: 'Large links to social networks, as icons or as words, between two lines',
	fields: SHOWN_WITH_CITY,
	additionalFields: [...COMMON_FIELDS],
	html: `{{#optional}}
${OUTER}
${logoRow('padding-bottom:12px')}
${block('', `${textRow(NAME, { size: 20, line: 24, weight: 'bold' })}
${textRow(join(' · ', ['{{title}}', '{{department}}', COMPANY, '{{city}}']))}
${BAND}
${contactRow(PHONES, { paddingTop: 4 })}
${contactRow(EMAIL_AND_WEBSITE)}`)}
${BOOKING_ROW}
${SMALL_PRINT_ROW}
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
