import {
	ACCENT, BANNER, COMPACT_FIELDS, COMPANY, contactRow, email, join, mobile, NAME, NAME_TEXT, OUTER, phone,
	SHOWN_WITH_CITY, textRow, textVersion, website,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

export const compact: GalleryTemplate = {
	name: 'compact',
	title: 'Compact',
	description: 'Name and role, then contact details, in two short lines for replies and small screens',
	fields: SHOWN_WITH_CITY,
	additionalFields: [...COMPACT_FIELDS],
	html: `{{#optional}}
${OUTER}
${textRow(join(' · ', [`{{#optional}}<b style="color:${ACCENT}">${NAME}</b>{{/optional}}`, '{{title}}', '{{department}}', COMPANY, '{{city}}']))}
${contactRow(join(' · ', [phone, mobile, email(), website()]), { size: 12 })}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		join(' · ', [NAME_TEXT, '{{title}}', '{{department}}', COMPANY, '{{city}}']),
		join(' · ', ['{{primaryPhone}}', '{{mobilePhone}}', '{{email}}', '{{website}}']),
	),
};
