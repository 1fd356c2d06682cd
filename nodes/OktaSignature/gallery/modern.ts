import {
	ACCENT, ADDRESS, block, BOOKING_ROW, COMMON_FIELDS, COMPANY, CONTACT_ROWS, frame, fullTextVersion, LABEL_FIELDS,
	LABELLED_CONTACTS_TEXT, logoRow, NAME, NAME_TEXT, ROLE, SHOWN, SMALL_PRINT_ROW, socialRow, START, textRow,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The bar is the border of a cell: Word stretches a border to the height of the text, but not an image. */
export const modern: GalleryTemplate = {
	name: 'modern',
	title: 'Modern',
	description: 'An accent bar next to a large name, role, company and labeled contact details',
	fields: SHOWN,
	additionalFields: [...COMMON_FIELDS, ...LABEL_FIELDS],
	html: frame(`${block(`padding:4px 0;padding-${START}:20px;border-${START}:4px solid ${ACCENT}`, `${textRow(NAME, { size: 24, line: 28, weight: 'bold', color: ACCENT })}
${textRow(ROLE, { size: 14 })}
${textRow(COMPANY, { weight: 'bold', paddingTop: 12 })}
${textRow(ADDRESS)}
${block('padding-top:8px', CONTACT_ROWS)}
${BOOKING_ROW}
${socialRow()}
${logoRow('padding-top:16px')}`)}
${SMALL_PRINT_ROW}`),
	text: fullTextVersion(NAME_TEXT, ROLE, COMPANY, ADDRESS, ...LABELLED_CONTACTS_TEXT),
};
