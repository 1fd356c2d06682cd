import {
	ACCENT, ADDRESS, BUTTON_CELL, columnsRow, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, frame, fullTextVersion, logoRow, NAME, NAME_TEXT, networks, PHONES, PHONES_TEXT, ROLE,
	SHOWN, SMALL_PRINT_ROW, START, style, textRow,
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
	html: frame(`${textRow(NAME, { size: 20, line: 24, weight: 'bold', color: ACCENT })}
${textRow(ROLE)}
${textRow(COMPANY, { weight: 'bold' })}
${contactRow(PHONES, { paddingTop: 8 })}
${contactRow(EMAIL_AND_WEBSITE)}
${textRow(ADDRESS)}
${columnsRow(ACTIONS, 12)}
${logoRow('padding-top:16px')}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT, ADDRESS),
};
