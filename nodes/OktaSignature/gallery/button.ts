import {
	ACCENT, ADDRESS, BANNER, BOOKING_LINE, BUTTON_CELL, columnsRow, COMMON_FIELDS, COMPANY, contactRow,
	EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, logoRow, NAME, NAME_TEXT, networks, OUTER, PHONES, PHONES_TEXT, ROLE,
	SHOWN, SMALL_PRINT_ROW, SMALL_PRINT_TEXT, SOCIAL_TEXT, START, style, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The button, and social networks next to it. */
const ACTIONS = `${BUTTON_CELL}
{{#line}}
<td style="{{#bookingUrl}}padding-${START}:16px;{{/bookingUrl}}${style({ line: 24 })}">${networks()}</td>
{{/line}}`;

export const button: GalleryTemplate = {
	name: 'button',
	title: 'Button',
	description: 'Name, role and contact details, then a button for booking a meeting next to social networks',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS],
	html: `{{#optional}}
${OUTER}
${textRow(NAME, { size: 20, line: 24, weight: 'bold', color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY, { weight: 'bold' })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS)}
${columnsRow(ACTIONS, 12)}
${logoRow('padding-top:16px')}
${SMALL_PRINT_ROW}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		NAME_TEXT,
		ROLE,
		COMPANY,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		ADDRESS,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
