import {
	ACCENT, BANNER, COMPANY, contactRow, EMAIL_AND_WEBSITE, EMAIL_AND_WEBSITE_TEXT, join, PHONES, PHONES_TEXT,
	TABLE, textRow, textVersion,
} from './parts';
import type { GalleryFieldName } from './galleryFields';
import type { GalleryTemplate } from './galleryTemplate';

/** In display order: the field with the URL, the icon file, the name. */
const NETWORKS: Array<[GalleryFieldName, string, string]> = [
	['linkedInUrl', 'linkedin.png', 'LinkedIn'],
	['xUrl', 'x.png', 'X'],
	['instagramUrl', 'instagram.png', 'Instagram'],
	['youTubeUrl', 'youtube.png', 'YouTube'],
];

const links = NETWORKS.map(
	([url, file, name]) =>
		`{{#${url}}}<a href="{{${url}}}" style="color:${ACCENT};text-decoration:none">{{#iconsUrl}}<img src="{{iconsUrl}}/${file}" width="22" alt="${name}" style="border:0;vertical-align:middle">{{/iconsUrl}}{{^iconsUrl}}${name}{{/iconsUrl}}</a>{{/${url}}}`,
);

export const social: GalleryTemplate = {
	name: 'social',
	title: 'Social',
	description: 'Contact details and links to social networks, as icons or as text',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	additionalFields: ['company', 'website', 'websiteText', ...NETWORKS.map(([url]) => url), 'iconsUrl', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${textRow('{{fullName}}', { size: 17, line: 23, bold: true, color: ACCENT })}
${textRow(join(' · ', ['{{title}}', COMPANY]))}
${contactRow(PHONES, { paddingTop: 6 })}
${contactRow(EMAIL_AND_WEBSITE)}
${contactRow(join('{{#iconsUrl}}&nbsp; {{/iconsUrl}}{{^iconsUrl}} · {{/iconsUrl}}', links), { line: 26, paddingTop: 6 })}
${BANNER}
</table>
{{/optional}}`,
	text: textVersion(
		'{{fullName}}',
		join(' · ', ['{{title}}', COMPANY]),
		PHONES_TEXT,
		EMAIL_AND_WEBSITE_TEXT,
		...NETWORKS.map(([url, , name]) => `${name}: {{${url}}}`),
	),
};
