import {
	ACCENT, BANNER, BAR, COMPANY, contactRow, email, GREY,
	joined, lines, mobile, phone, TABLE, website,
} from './parts';
import type { GalleryTemplate } from './galleryTemplate';

/** The span keeps numbers out of the run of a right-to-left name. */
const WHO = `{{#optional}}<span dir="auto">${joined(' · ', [`{{#optional}}<b style="color:${ACCENT}">{{fullName}}</b>{{/optional}}`, '{{title}}', COMPANY])}</span>{{/optional}}`;

export const compact: GalleryTemplate = {
	name: 'compact',
	title: 'Compact',
	description: 'One line for replies and phones: who, and how to reach them',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	parameters: ['company', 'website', 'websiteText', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${contactRow(joined(BAR, [WHO, joined(' · ', [phone(), mobile(), email(GREY), website(GREY)])]), { size: 12, line: 18 })}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		joined(' · ', ['{{fullName}}', '{{title}}', COMPANY]),
		joined(' · ', ['{{primaryPhone}}', '{{mobilePhone}}', '{{email}}', '{{website}}']),
	),
};
