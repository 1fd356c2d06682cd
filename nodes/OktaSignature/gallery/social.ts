import {
	ACCENT, block, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT,
	frame, fullTextVersion, join, logoRow, NAME, NAME_TEXT, networks, PHONES, PHONES_TEXT, SHOWN_WITH_CITY,
	SMALL_PRINT_ROW, style, textRow, WIDE_TABLE,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

const ROLE_AND_PLACE = join(' · ', ['{{title}}', '{{department}}', COMPANY, '{{city}}']);

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
	html: frame(`${logoRow('padding-bottom:12px')}
${block('', `${textRow(NAME, { size: 20, line: 24, weight: 'bold' })}
${textRow(ROLE_AND_PLACE)}
${BAND}
${contactRow(PHONES, { paddingTop: 4 })}
${contactRow(EMAIL_AND_WEBSITE)}`)}
${BOOKING_ROW}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE_AND_PLACE, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT),
};
