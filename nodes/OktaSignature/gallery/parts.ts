/** Building blocks that the gallery templates share. Sizes and spaces follow a grid of 4 pixels. */
import type { GalleryFieldName } from './galleryFields';

/** What a field says, or a text without it. */
const or = (name: GalleryFieldName, fallback: string) => `{{#${name}}}{{${name}}}{{/${name}}}{{^${name}}}${fallback}{{/${name}}}`;

/** Contrast 5.17 on white and 3.19 on #1f1f1f. */
export const DEFAULT_ACCENT = '#2f6fb5';

/** Contrast 4.83 on white and 3.41 on #1f1f1f: readable where an email client shows a dark background but keeps colors. */
export const DEFAULT_TEXT = '#6b7280';

export const ACCENT = or('accentColor', DEFAULT_ACCENT);

const TEXT = or('textColor', DEFAULT_TEXT);

/** For lines between parts. Not a text color. */
export const DIVIDER_COLOR = '#a3abb8';

export const COMPANY = or('company', '{{organization}}');

/** The side on which lines begin and end. Columns follow `dir` by themselves, borders and padding do not. */
export const START = '{{#rtl}}right{{/rtl}}{{^rtl}}left{{/rtl}}';
export const END = '{{#rtl}}left{{/rtl}}{{^rtl}}right{{/rtl}}';

/** Start of a table. */
export const TABLE = '<table cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:collapse">';

/** Start of a table that is as wide as what is around it. */
export const WIDE_TABLE = TABLE.replace('<table', '<table width="100%"');

/** Start of the table around a signature, with its direction and language. The mso properties remove the space that Word adds around it. */
const OUTER =
	'<table dir="{{direction}}"{{#language}} lang="{{language}}"{{/language}} cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt">';

/** Font of a cell. */
export interface TextStyle {
	/** Font size in pixels, default 13. */
	size?: number;
	/** Line height in pixels, default 20. */
	line?: number;
	weight?: 'bold' | 'italic';
	color?: string;
	/** Space above in pixels, default 0. Word supports padding on cells only. */
	paddingTop?: number;
}

const SANS = 'Arial,sans-serif';

/** Sets a template in another font. Georgia is on every Windows and Apple device. */
export const inSerif = (html: string) => html.replaceAll(SANS, 'Georgia,serif');

/** The style of a text cell. Every cell needs one, because in Word cells do not inherit the font of their table. */
export function style({ size = 13, line = 20, weight, color = TEXT, paddingTop = 0 }: TextStyle = {}): string {
	const padding = paddingTop === 0 ? '' : `padding-top:${paddingTop}px;`;
	return `${padding}mso-line-height-rule:exactly;font:${weight === undefined ? '' : `${weight} `}${size}px/${line}px ${SANS};color:${color}`;
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

/** Rows with a table of their own, in a cell with a style. */
export const block = (cellStyle: string, rows: string, table = TABLE) => `{{#line}}
<tr><td${cellStyle === '' ? '' : ` style="${cellStyle}"`}>
${table}
${rows}
</table>
</td></tr>
{{/line}}`;

/** Rows below a line that is as wide as the rows around it. */
export const ruledBlock = (rows: string, color = DIVIDER_COLOR, width = 1) => block(`border-top:${width}px solid ${color};padding-top:12px`, rows);

/** Cells side by side. They have their own table, so that a wide banner below does not stretch them. */
export const columnsRow = (cells: string, paddingTop = 0) => block(paddingTop === 0 ? '' : `padding-top:${paddingTop}px`, `<tr>\n${cells}\n</tr>`);

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

const LINK = (color: string) => `style="color:${color};text-decoration:none"`;

/** Numbers and email addresses run from left to right, also between right-to-left words. */
const phoneLink = (href: string, number: string) =>
	`{{#optional}}{{#${href}}}<a href="{{${href}}}" dir="ltr" ${LINK(TEXT)}>{{${number}}}</a>{{/${href}}}{{^${href}}}<span dir="ltr">{{${number}}}</span>{{/${href}}}{{/optional}}`;

/** An email address, as a link when it is exactly one. */
export const email = (color = ACCENT) =>
	`{{#optional}}{{#emailHref}}<a href="{{emailHref}}" dir="ltr" ${LINK(color)}>{{email}}</a>{{/emailHref}}{{^emailHref}}<span dir="ltr">{{email}}</span>{{/emailHref}}{{/optional}}`;

export const website = (color = ACCENT) => `{{#website}}<a href="{{website}}" dir="auto" ${LINK(color)}>${or('websiteText', '{{website}}')}</a>{{/website}}`;

const PHONE = phoneLink('phoneHref', 'primaryPhone');

const MOBILE = phoneLink('mobileHref', 'mobilePhone');

const PHONE_LABEL = or('phoneLabel', 'T');

const MOBILE_LABEL = or('mobileLabel', 'M');

const labelled = (field: string, label: string, contact: string) => `{{#${field}}}<span dir="auto" style="color:${ACCENT}">${label}</span>&nbsp;${contact}{{/${field}}}`;

export const phone = labelled('primaryPhone', PHONE_LABEL, PHONE);

export const mobile = labelled('mobilePhone', MOBILE_LABEL, MOBILE);

/** Separates contact details in a row. */
const SEPARATOR = ' &nbsp;|&nbsp; ';

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
export const ADDRESS = '{{addressLine}}';

const labelledRow = (field: string, label: string, contact: string) => `{{#${field}}}
<tr valign="top"><td style="padding-${END}:12px;${style({ color: ACCENT })}">${label}</td><td style="${style()}">${contact}</td></tr>
{{/${field}}}`;

/** Contact details with labels, for a table of their own, which keeps the labels aligned. */
export const CONTACT_ROWS = [
	labelledRow('primaryPhone', PHONE_LABEL, PHONE),
	labelledRow('mobilePhone', MOBILE_LABEL, MOBILE),
	labelledRow('email', or('emailLabel', 'E'), email(TEXT)),
	labelledRow('website', or('websiteLabel', 'W'), website(TEXT)),
].join('\n');

export const LABELLED_CONTACTS_TEXT = [
	PHONE_TEXT,
	MOBILE_TEXT,
	labelledText('email', or('emailLabel', 'E')),
	labelledText('website', or('websiteLabel', 'W')),
];

/** A logo of another shape keeps its shape where `object-fit` works: everywhere but in Outlook for Windows and Yahoo Mail. */
const LOGO_IMAGE = `<img src="{{logoUrl}}" width="120" height="40" alt="${COMPANY}" style="display:block;border:0;width:120px;height:40px;object-fit:contain;object-position:${START}">`;

/** The logo, as a link when there is one. */
export const LOGO = `{{#logoUrl}}{{#logoLink}}<a href="{{logoLink}}">${LOGO_IMAGE}</a>{{/logoLink}}{{^logoLink}}${LOGO_IMAGE}{{/logoLink}}{{/logoUrl}}`;

/** The logo in a row of its own. */
export const logoRow = (padding: string) => `{{#logoUrl}}
<tr><td style="${padding};${IMAGE_CELL_STYLE}">${LOGO}</td></tr>
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

/** Social networks, as icons or as words. */
export const networks = (size = 20) =>
	join(
		'{{#iconsUrl}}&nbsp; {{/iconsUrl}}{{^iconsUrl}} · {{/iconsUrl}}',
		NETWORKS.map(
			([url, file, name]) =>
				`{{#${url}}}<a href="{{${url}}}"{{^iconsUrl}} ${LINK(ACCENT)}{{/iconsUrl}}>{{#iconsUrl}}<img src="{{iconsUrl}}/${file}" width="${size}" height="${size}" alt="${name}" style="border:0;width:${size}px;height:${size}px;vertical-align:middle">{{/iconsUrl}}{{^iconsUrl}}${name}{{/iconsUrl}}</a>{{/${url}}}`,
		),
	);

export const socialRow = (paddingTop = 12, size = 20) => contactRow(networks(size), { line: size + 4, paddingTop });

const SOCIAL_TEXT = NETWORKS.map(([url, , name]) => `${name}: {{${url}}}`);

const BOOKING_TEXT = or('bookingText', 'Book a meeting');

/** The booking link as words. */
export const BOOKING_ROW = `{{#bookingUrl}}
<tr><td style="${style({ weight: 'bold', paddingTop: 8 })}"><a href="{{bookingUrl}}" ${LINK(ACCENT)}>${BOOKING_TEXT}</a></td></tr>
{{/bookingUrl}}`;

/** The booking link as a button: a cell with a color and padding, which Word shows as well. Only its corners are square there. Its own table keeps it from being stretched by what is next to it. */
export const BUTTON_CELL = `{{#bookingUrl}}
<td>
${TABLE}
<tr><td bgcolor="${ACCENT}" style="background-color:${ACCENT};border-radius:4px;padding:8px 16px;${style({ line: 16, weight: 'bold', color: '#ffffff' })}"><a href="{{bookingUrl}}" ${LINK('#ffffff')}>${BOOKING_TEXT}</a></td></tr>
</table>
</td>
{{/bookingUrl}}`;

const BOOKING_LINE = `{{#bookingUrl}}${BOOKING_TEXT}: {{bookingUrl}}{{/bookingUrl}}`;

const smallPrint = (text: string, paddingTop: number) => textRow(text, { size: 11, line: 16, paddingTop });

/** Small print in its own table, because its lines need a maximum width and Word applies that to tables only. */
const smallPrintTable = (paddingTop: number, border = '', table = TABLE) => `${table.replace('style="', `style="${border}max-width:480px;`)}
${smallPrint('{{companyDetails}}', paddingTop)}
${smallPrint('{{disclaimer}}', 4)}
</table>`;

export const SMALL_PRINT_ROW = `{{#line}}
<tr><td style="padding-top:12px">
${smallPrintTable(0)}
</td></tr>
{{/line}}`;

/** Small print below a line. */
export const RULED_SMALL_PRINT_ROW = `{{#line}}
<tr><td style="padding-top:12px">
${smallPrintTable(8, `border-top:1px solid ${DIVIDER_COLOR};`)}
</td></tr>
{{/line}}`;

const SMALL_PRINT_TEXT = ['{{companyDetails}}', '{{disclaimer}}'];

/** A phone may be narrower than the banner. The height attribute is for Word; other clients keep the picture's shape. */
const BANNER_IMAGE = '<img src="{{imageUrl}}" width="480" height="120" alt="{{altText}}" style="display:block;border:0;width:480px;max-width:100%;height:auto">';

/** The current banner, below the signature. */
const BANNER = `{{#banner}}
<tr><td style="padding-top:16px;${IMAGE_CELL_STYLE}">{{#linkUrl}}<a href="{{linkUrl}}">${BANNER_IMAGE}</a>{{/linkUrl}}{{^linkUrl}}${BANNER_IMAGE}{{/linkUrl}}</td></tr>
{{/banner}}`;

/** A whole signature, of which nothing is left when no row has content. The banner comes last. */
export const frame = (rows: string) => `{{#optional}}
${OUTER}
${rows}
${BANNER}
</table>
{{/optional}}`;

/** The text version: one line per content, left out when all its fields are empty. The banner comes last. */
export function textVersion(...contents: string[]): string {
	const banner = '{{#banner}}{{#join}}{{altText}}{{#sep}}: {{/sep}}{{linkUrl}}{{/join}}{{/banner}}';
	return [...contents, banner].map((content) => `{{#line}}\n${content}\n{{/line}}`).join('\n');
}

/** The text version of a template with room: booking link, social networks and small print follow the contents. */
export const fullTextVersion = (...contents: string[]) => textVersion(...contents, BOOKING_LINE, ...SOCIAL_TEXT, ...SMALL_PRINT_TEXT);

/** Attributes and derived fields that every template with room shows. */
export const SHOWN = ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'addressLine'];

/** The same in a template that has no room for the address. */
export const SHOWN_WITH_CITY = [...SHOWN.slice(0, -1), 'city'];

export const COMPACT_FIELDS: GalleryFieldName[] = [
	'pronouns', 'company', 'accentColor', 'textColor', 'direction', 'language', 'website', 'websiteText', 'phoneLabel', 'mobileLabel',
];

/** Additional fields of every template with room. */
export const COMMON_FIELDS: GalleryFieldName[] = [
	...COMPACT_FIELDS, 'logoUrl', 'logoLink', 'bookingUrl', 'bookingText', 'iconsUrl', ...NETWORKS.map(([url]) => url), 'companyDetails', 'disclaimer',
];

export const LABEL_FIELDS: GalleryFieldName[] = ['emailLabel', 'websiteLabel'];

/** Start of a table in a custom template. What is around it may have no direction, and `START` and `END` need one. */
const PIECE_TABLE = TABLE.replace('<table', '<table dir="{{#rtl}}rtl{{/rtl}}{{^rtl}}ltr{{/rtl}}"');

/** One line, because Mustache would repeat the spaces before the partial's tag in front of each further line. */
const piece = (html: string) => `{{#optional}}${html}{{/optional}}`.replaceAll('\n', '');

/** A row that stands alone in a custom template. */
const alone = (row: string) => piece(`${PIECE_TABLE}${row}</table>`);

/** Pieces of the gallery for custom templates, by their names as partials. Each is a table, so it looks the same wherever it stands. */
export const PIECES: Readonly<Record<'logo' | 'contact' | 'social' | 'disclaimer', string>> = {
	logo: alone(logoRow('padding:0')),
	contact: alone(CONTACT_ROWS),
	social: alone(socialRow(0)),
	disclaimer: piece(smallPrintTable(0, '', PIECE_TABLE)),
};
