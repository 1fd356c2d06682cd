import {
	ACCENT, BANNER, COMPANY, contactRow, email, GREY, join, mobile, phone, SEPARATOR, TABLE, textVersion,
	website,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The span separates a right-to-left name from the numbers that follow it. */
const NAME_AND_ROLE = `{{#optional}}<span dir="auto">${join(' · ', [`{{#optional}}<b style="color:${ACCENT}">{{fullName}}</b>{{/optional}}`, '{{title}}', COMPANY])}</span>{{/optional}}`;

export const compact: GalleryTemplate = {
	name: 'compact',
	title: 'Compact',
	description: 'One line with name, role and contact details, for replies and small screens',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	additionalFields: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${contactRow(join(SEPARATOR, [NAME_AND_ROLE, join(' · ', [phone(), mobile(), email(GREY), website(GREY)])]), { size: 12, line: 18 })}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		join(' · ', ['{{fullName}}', '{{title}}', COMPANY]),
		join(' · ', ['{{primaryPhone}}', '{{mobilePhone}}', '{{email}}', '{{website}}']),
	),
};
