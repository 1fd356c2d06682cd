/** Building blocks that the gallery templates share. Sizes and spaces follow a grid of 4 pixels. */
import type { GalleryFieldName } from './galleryFields';

/** What a field says, or a text without it. */
const or = (name: GalleryFieldName, fallback: string) => `{{#${name}}}{{${name}}}{{/${name}}}{{^${name}}}${fallback}{{/${name}}}`;

/** Contrast 5.17 on white and 3.19 on #1f1f1f. */
export const DEFAULT_ACCENT = '#2f6fb5';

/** Contrast 5.31 on white and 3.10 on #1f1f1f: readable where an email client shows a dark background but keeps colors. */
export const DEFAULT_TEXT = '#636c79';

export const ACCENT = or('accentColor', DEFAULT_ACCENT);

export const TEXT = or('textColor', DEFAULT_TEXT);

/** For lines between parts. Not a text color. */
export const DIVIDER_COLOR = '#c3c9d3';

export const COMPANY = or('company', '{{organization}}');

/** The side on which lines begin and end. Columns follow `dir` by themselves, borders and padding do not. */
export const START = '{{#rtl}}right{{/rtl}}{{^rtl}}left{{/rtl}}';
export const END = '{{#rtl}}left{{/rtl}}{{^rtl}}right{{/rtl}}';

/** Start of a table. */
export const TABLE = '<table cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:collapse">';

/** Start of the table around a signature, with its direction. A printed field here would keep an otherwise empty signature. The mso properties remove the space that Word adds around it. */
export const OUTER =
	'<table{{#rtl}} dir="rtl"{{/rtl}} cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt">';

/** Font of a cell. */
export interface TextStyle {
	/** Font size in pixels, default 13. */
	size?: number;
	/** Line height in pixels, default 20. */
	line?: number;
	bold?: boolean;
	color?: string;
	/** Space above in pixels, default 0. Word supports padding on cells only. */
	paddingTop?: number;
	/** Default Arial. */
	family?: string;
}

const SANS = 'Arial,sans-serif';

/** On every Windows and Apple device. */
export const SERIF = 'Georgia,serif';

/** The style of a text cell. Every cell needs one, because in Word cells do not inherit the font of their table. */
export function style({ size = 13, line = 20, bold = false, color = TEXT, paddingTop = 0, family = SANS }: TextStyle = {}): string {
	const weight = bold ? 'bold ' : '';
	const padding = paddingTop === 0 ? '' : `padding-top:${paddingTop}px;`;
	return `${padding}mso-line-height-rule:exactly;font:${weight}${size}px/${line}px ${family};color:${color}`;
}

/** The style of a cell with an image. The font is for the alt text. An exact line height would crop the image in Word. */
export const IMAGE_CELL_STYLE = `font:12px/16px ${SANS};color:${TEXT}`;

/** A row of text. The span keeps text in another script in order, without aligning it on the other side. */
export const textRow = (text: string, textStyle?: TextStyle) => `{{#line}}
<tr><td style="${style(textStyle)}"><span dir="auto">${text}</span></td></tr>
{{/line}}`;

/** A row of phone numbers, email addresses and URLs. */
export const contactRow = (contacts: string, textStyle?: TextStyle) => `{{#line}}
<tr><td style="${style(textStyle)}">${contacts}</td></tr>
{{/line}}`;

/** Cells side by side. They have their own table, so that a wide banner below does not stretch them. */
export const columnsRow = (cells: string) => `{{#line}}
<tr><td>
${TABLE}
<tr>
${cells}
</tr>
</table>
</td></tr>
{{/line}}`;

/** Puts a separator between the pieces that are not empty. */
export function join(separator: string, pieces: string[]): string {
	return `{{#join}}${pieces.join(`{{#sep}}${separator}{{/sep}}`)}{{/join}}`;
}

/** Pronouns are smaller than the name and never bold. */
const PRONOUNS = `{{#optional}}<span style="font:12px ${SANS};color:${TEXT}">({{pronouns}})</span>{{/optional}}`;

/** The name, with pronouns when the profile has them. */
export const NAME = join(' ', ['{{fullName}}', PRONOUNS]);

export const NAME_TEXT = join(' ', ['{{fullName}}', '{{#optional}}({{pronouns}}){{/optional}}']);

export const ROLE = join(' · ', ['{{title}}', '{{department}}']);

export const COMPANY_AND_CITY = join(' · ', [COMPANY, '{{city}}']);

const LINK = (color: string) => `style="color:${color};text-decoration:none"`;

/** Numbers run from left to right, also between right-to-left words. */
const phoneLink = (href: string, number: string) =>
	`{{#optional}}{{#${href}}}<a href="{{${href}}}" dir="ltr" ${LINK(TEXT)}>{{${number}}}</a>{{/${href}}}{{^${href}}}{{${number}}}{{/${href}}}{{/optional}}`;

/** An email address, as a link when it is exactly one. */
export const email = (color = ACCENT) =>
	`{{#optional}}{{#emailHref}}<a href="{{emailHref}}" ${LINK(color)}>{{email}}</a>{{/emailHref}}{{^emailHref}}{{email}}{{/emailHref}}{{/optional}}`;

export const website = (color = ACCENT) => `{{#website}}<a href="{{website}}" ${LINK(color)}>${or('websiteText', '{{website}}')}</a>{{/website}}`;

const PHONE = phoneLink('phoneHref', 'primaryPhone');

const MOBILE = phoneLink('mobileHref', 'mobilePhone');

const PHONE_LABEL = or('phoneLabel', 'T');

const MOBILE_LABEL = or('mobileLabel', 'M');

const labelled = (field: string, label: string, contact: string) => `{{#${field}}}<span style="color:${ACCENT}">${label}</span>&nbsp;${contact}{{/${field}}}`;

export const phone = labelled('primaryPhone', PHONE_LABEL, PHONE);

export const mobile = labelled('mobilePhone', MOBILE_LABEL, MOBILE);

/** Separates contact details in a row. */
export const SEPARATOR = ' &nbsp;|&nbsp; ';

/** Both phone numbers in one row, with labels. */
export const PHONES = join(SEPARATOR, [phone, mobile]);

const labelledText = (field: string, label: string) => `{{#${field}}}${label} {{${field}}}{{/${field}}}`;

const PHONE_TEXT = labelledText('primaryPhone', PHONE_LABEL);

const MOBILE_TEXT = labelledText('mobilePhone', MOBILE_LABEL);

export const PHONES_TEXT = join(' | ', [PHONE_TEXT, MOBILE_TEXT]);

/** Email address and website in one row. */
export const EMAIL_AND_WEBSITE = join(SEPARATOR, [email(), website()]);

export const EMAIL_AND_WEBSITE_TEXT = join(' | ', ['{{email}}', '{{website}}']);

/** The address as the person's country writes it. */
export const ADDRESS_LINE = or('addressLine', join(', ', ['{{streetAddress}}', join(' ', ['{{zipCode}}', '{{city}}'])]));

const labelledRow = (field: string, label: string, contact: string) => `{{#${field}}}
<tr valign="top"><td style="padding-${END}:12px;${style({ color: ACCENT })}">${label}</td><td style="${style()}">${contact}</td></tr>
{{/${field}}}`;

const CONTACT_ROWS = `${labelledRow('primaryPhone', PHONE_LABEL, PHONE)}
${labelledRow('mobilePhone', MOBILE_LABEL, MOBILE)}
${labelledRow('email', or('emailLabel', 'E'), email(TEXT))}
${labelledRow('website', or('websiteLabel', 'W'), website(TEXT))}`;

/** Contact details with labels. Their own table keeps the labels aligned. */
export const LABELLED_CONTACTS = `{{#line}}
<tr><td style="padding-top:8px">
${TABLE}
${CONTACT_ROWS}
</table>
</td></tr>
{{/line}}`;

export const LABELLED_CONTACTS_TEXT = [
	PHONE_TEXT,
	MOBILE_TEXT,
	labelledText('email', or('emailLabel', 'E')),
	labelledText('website', or('websiteLabel', 'W')),
];

/** Only the width is set, because a logo of another shape would be distorted. */
const logoImage = (width: number) => `<img src="{{logoUrl}}" width="${width}" alt="${or('company', '{{organization}}')}" style="display:block;border:0;width:${width}px;height:auto">`;

/** The logo, as a link when there is one. */
export const logo = (width: number) => `{{#logoUrl}}{{#logoLink}}<a href="{{logoLink}}">${logoImage(width)}</a>{{/logoLink}}{{^logoLink}}${logoImage(width)}{{/logoLink}}{{/logoUrl}}`;

/** The logo in a row of its own. */
export const logoRow = (paddingTop: number, width = 96) => `{{#logoUrl}}
<tr><td style="${paddingTop === 0 ? 'padding-bottom:12px' : `padding-top:${paddingTop}px`};${IMAGE_CELL_STYLE}">${logo(width)}</td></tr>
{{/logoUrl}}`;

/** In display order: the field with the URL, the icon file, the name. */
const NETWORKS: Array<[GalleryFieldName, string, string]> = [
	['linkedInUrl', 'linkedin.png', 'LinkedIn'],
	['xUrl', 'x.png', 'X'],
	['instagramUrl', 'instagram.png', 'Instagram'],
	['youTubeUrl', 'youtube.png', 'YouTube'],
	['facebookUrl', 'facebook.png', 'Facebook'],
	['gitHubUrl', 'github.png', 'GitHub'],
];

const networkLinks = (size: number) =>
	join(
		'{{#iconsUrl}}&nbsp; {{/iconsUrl}}{{^iconsUrl}} · {{/iconsUrl}}',
		NETWORKS.map(
			([url, file, name]) =>
				`{{#${url}}}<a href="{{${url}}}"{{^iconsUrl}} ${LINK(ACCENT)}{{/iconsUrl}}>{{#iconsUrl}}<img src="{{iconsUrl}}/${file}" width="${size}" height="${size}" alt="${name}" style="border:0;width:${size}px;height:${size}px;vertical-align:middle">{{/iconsUrl}}{{^iconsUrl}}${name}{{/iconsUrl}}</a>{{/${url}}}`,
		),
	);

/** Social networks, as icons or as words. */
export const socialRow = (size = 20, paddingTop = 8) => contactRow(networkLinks(size), { line: size + 4, paddingTop });

export const SOCIAL_TEXT = NETWORKS.map(([url, , name]) => `${name}: {{${url}}}`);

const BOOKING_TEXT = or('bookingText', 'Book a meeting');

/** The booking link as words. */
export const BOOKING_ROW = `{{#bookingUrl}}
<tr><td style="${style({ bold: true, paddingTop: 8 })}"><a href="{{bookingUrl}}" ${LINK(ACCENT)}>${BOOKING_TEXT}</a></td></tr>
{{/bookingUrl}}`;

/** The booking link as a button: a cell with a color and padding, which Word shows as well. Only its corners are square there. */
export const BUTTON_ROW = `{{#bookingUrl}}
<tr><td style="padding-top:12px">
${TABLE}
<tr><td style="background-color:${ACCENT};border-radius:4px;padding:8px 16px;${style({ line: 16, bold: true, color: '#ffffff' })}"><a href="{{bookingUrl}}" ${LINK('#ffffff')}>${BOOKING_TEXT}</a></td></tr>
</table>
</td></tr>
{{/bookingUrl}}`;

export const BOOKING_LINE = `{{#bookingUrl}}${BOOKING_TEXT}: {{bookingUrl}}{{/bookingUrl}}`;

const smallPrint = (text: string) => textRow(text, { size: 11, line: 16, paddingTop: 4 });

const SMALL_PRINT = `${TABLE.replace('style="', 'style="max-width:560px;')}
${smallPrint('{{companyDetails}}')}
${smallPrint('{{disclaimer}}')}
</table>`;

/** Small print in its own table, because its lines need a maximum width and Word applies that to tables only. */
export const smallPrintRow = (border = '') => `{{#line}}
<tr><td style="padding-top:12px">
${border === '' ? SMALL_PRINT : SMALL_PRINT.replace('style="', `style="${border}`)}
</td></tr>
{{/line}}`;

export const SMALL_PRINT_TEXT = ['{{companyDetails}}', '{{disclaimer}}'];

/** A phone is narrower than the banner. */
const BANNER_IMAGE = '<img src="{{imageUrl}}" width="480" alt="{{altText}}" style="display:block;border:0;width:480px;max-width:100%;height:auto">';

/** The current banner, below the signature. */
export const BANNER = `{{#banner}}
<tr><td style="padding-top:16px;${IMAGE_CELL_STYLE}">{{#linkUrl}}<a href="{{linkUrl}}">${BANNER_IMAGE}</a>{{/linkUrl}}{{^linkUrl}}${BANNER_IMAGE}{{/linkUrl}}</td></tr>
{{/banner}}`;

/** The text version: one line per content, left out when all its fields are empty. The banner comes last. */
export function textVersion(...contents: string[]): string {
	const banner = '{{#banner}}{{#join}}{{altText}}{{#sep}}: {{/sep}}{{linkUrl}}{{/join}}{{/banner}}';
	return [...contents, banner].map((content) => `{{#line}}\n${content}\n{{/line}}`).join('\n');
}

/** Fields of the table around every signature and of names and colors. */
const BASE_FIELDS: GalleryFieldName[] = ['pronouns', 'company', 'accentColor', 'textColor', 'rtl'];

const CONTACT_FIELDS: GalleryFieldName[] = ['website', 'websiteText', 'phoneLabel', 'mobileLabel'];

export const COMPACT_FIELDS: GalleryFieldName[] = [...BASE_FIELDS, ...CONTACT_FIELDS];

/** Fields that every template with room shows. */
export const COMMON_FIELDS: GalleryFieldName[] = [
	...COMPACT_FIELDS, 'logoUrl', 'logoLink', 'bookingUrl', 'bookingText', 'iconsUrl', ...NETWORKS.map(([url]) => url), 'companyDetails', 'disclaimer',
];

export const LABEL_FIELDS: GalleryFieldName[] = ['emailLabel', 'websiteLabel'];

/** Pieces of the gallery for custom templates, by their names as partials. */
export const PIECES: Readonly<Record<'logo' | 'contact' | 'social' | 'disclaimer', string>> = {
	logo: logo(120),
	contact: `{{#line}}\n${TABLE}\n${CONTACT_ROWS}\n</table>\n{{/line}}`,
	social: networkLinks(20),
	disclaimer: `{{#line}}\n${SMALL_PRINT}\n{{/line}}`,
};
