import {
	ACCENT, ADDRESS, BANNER, block, BOOKING_LINE, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, inSerif, logoRow, NAME, NAME_TEXT, OUTER, PHONES, PHONES_TEXT, ROLE, ruledBlock, SHOWN,
	SMALL_PRINT_ROW, SMALL_PRINT_TEXT, SOCIAL_TEXT, socialRow, textRow, textVersion,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Everything in a serif font: a large name and role, a line, then company and contact details',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS],
	html: inSerif(`{{#optional}}
${OUTER}
${block('', `${block('padding-bottom:12px', `${textRow(NAME, { size: 24, line: 28, color: ACCENT })}
${textRow(ROLE, { size: 14, weight: 'italic' })}`)}
${ruledBlock(`${textRow(COMPANY, { weight: 'bold' })}
${textRow(ADDRESS)}
${contactRow(PHONES)}
${contactRow(EMAIL_AND_WEBSITE)}
${BOOKING_ROW}`)}`)}
${socialRow()}
${logoRow('padding-top:16px')}
${SMALL_PRINT_ROW}
${BANNER}
</table>
{{/optional}}`),
	text: textVersion(
		NAME_TEXT,
		ROLE,
		COMPANY,
		ADDRESS,
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		BOOKING_LINE,
		...SOCIAL_TEXT,
		...SMALL_PRINT_TEXT,
	),
};
