import {
	ACCENT, ADDRESS, BOOKING_ROW, COMMON_FIELDS, COMPANY, contactRow, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT,
	frame, fullTextVersion, logoRow, NAME, NAME_TEXT, PHONES, PHONES_TEXT, ROLE, RULED_SMALL_PRINT_ROW, SHOWN,
	socialRow, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const legal: GalleryTemplate = {
	name: 'legal',
	title: 'Legal',
	description: 'Small and dense like a business letter: company with its address, then company details and a disclaimer in small print',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS],
	html: frame(`${logoRow('padding-bottom:12px')}
${textRow(NAME, { size: 14, weight: 'bold' })}
${textRow(ROLE, { size: 12, line: 16 })}
${textRow(COMPANY, { size: 12, line: 16, weight: 'bold', paddingTop: 8, color: ACCENT })}
${textRow(ADDRESS, { size: 12, line: 16 })}
${contactRow(PHONES, { size: 12, line: 16 })}
${contactRow(EMAIL_AND_WEBSITE, { size: 12, line: 16 })}
${BOOKING_ROW}
${socialRow()}
${RULED_SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, ADDRESS, PHONES_TEXT, EMAIL_AND_WEBSITE_TEXT),
};
