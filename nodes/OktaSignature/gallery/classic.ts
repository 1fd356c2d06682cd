import {
	ACCENT, ADDRESS, block, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE,
	EMAIL_AND_WEBSITE_TEXT, frame, fullTextVersion, inSerif, logoRow, NAME, NAME_TEXT, PHONES, PHONES_TEXT, ROLE,
	ruledBlock, SHOWN, SMALL_PRINT_ROW, socialRow, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Everything in a serif font: a large name and role, a line, then company and contact details',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS],
	html: inSerif(frame(`${block('', `${block('padding-bottom:12px', `${textRow(NAME, { size: 24, line: 28, color: ACCENT })}
${textRow(ROLE, { size: 14, weight: 'italic' })}`)}
${ruledBlock(`${textRow(COMPANY, { weight: 'bold' })}
${textRow(ADDRESS)}
${contactRow(PHONES)}
${contactRow(EMAIL_AND_WEBSITE)}
${BOOKING_ROW}`)}`)}
${socialRow()}
${logoRow('padding-top:16px')}
${SMALL_PRINT_ROW}`)),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, ADDRESS, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT),
};
