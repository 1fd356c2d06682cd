import {
	ACCENT, COMPACT_FIELDS, COMPANY, contactRow, email, frame, join, mobile, NAME, NAME_TEXT, phone,
	SHOWN_WITH_CITY, textRow, textVersion, website,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const compact: GalleryTemplate = {
	name: 'compact',
	title: 'Compact',
	description: 'Name and role, then contact details, in two short lines for replies and small screens',
	fields: SHOWN_WITH_CITY,
	additionalFields: [...COMPACT_FIELDS],
	html: frame(`${textRow(join(' · ', [`{{#optional}}<b style="color:${ACCENT}">${NAME}</b>{{/optional}}`, '{{title}}', '{{department}}', COMPANY, '{{city}}']))}
${contactRow(join(' · ', [phone, mobile, email(), website()]), { size: 12 })}`),
	text: textVersion(
		join(' · ', [NAME_TEXT, '{{title}}', '{{department}}', COMPANY, '{{city}}']),
		join(' · ', ['{{primaryPhone}}', '{{mobilePhone}}', '{{email}}', '{{website}}']),
	),
};
