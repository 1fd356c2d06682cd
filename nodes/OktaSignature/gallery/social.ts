import {
	ACCENT, ADDRESSES, ADDRESSES_TEXT, BANNER, COMPANY, contactRow,
	joined, lines, PHONES, PHONES_TEXT, TABLE, wordsRow,
} from './parts';
import type { ParameterName } from './galleryFields';
import type { GalleryTemplate } from './galleryTemplate';

/** Networks in the order in which they stand: address, icon in the folder, name. */
const NETWORKS: Array<[ParameterName, string, string]> = [
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
	description: 'Contact details and links to social networks, as icons or as words',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	parameters: ['company', 'website', 'websiteText', ...NETWORKS.map(([url]) => url), 'iconsUrl', 'accentColor'],
	html: `{{#optional}}
${TABLE}
${wordsRow('{{fullName}}', { size: 17, line: 23, bold: true, color: ACCENT })}
${wordsRow(joined(' · ', ['{{title}}', COMPANY]))}
${contactRow(PHONES, { above: 6 })}
${contactRow(ADDRESSES)}
${contactRow(joined('{{#iconsUrl}}&nbsp; {{/iconsUrl}}{{^iconsUrl}} · {{/iconsUrl}}', links), { line: 26, above: 6 })}
${BANNER}
</table>
{{/optional}}`,
	text: lines(
		'{{fullName}}',
		joined(' · ', ['{{title}}', COMPANY]),
		PHONES_TEXT,
		ADDRESSES_TEXT,
		...NETWORKS.map(([url, , name]) => `${name}: {{${url}}}`),
	),
};
