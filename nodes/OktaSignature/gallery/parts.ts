/** Building blocks that the gallery templates share. */

export const GREY = '#757d8a';

/** For lines between parts. */
export const DIVIDER_COLOR = '#9aa1ac';

export const ACCENT = '{{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#3b7dc4{{/accentColor}}';

export const COMPANY = '{{#company}}{{company}}{{/company}}{{^company}}{{organization}}{{/company}}';

/** Start of a table. The mso properties remove the space that Word adds around tables. */
export const TABLE =
	'<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt">';

/** Font of a cell. */
export interface TextStyle {
	/** Font size in pixels, default 13. */
	size?: number;
	/** Line height in pixels, default 19. */
	line?: number;
	bold?: boolean;
	color?: string;
	/** Space above in pixels, default 0. Word supports padding on cells only. */
	paddingTop?: number;
}

/** The style of a text cell. Every cell needs one, because in Word cells do not inherit the font of their table. */
export function style({ size = 13, line = 19, bold = false, color = GREY, paddingTop = 0 }: TextStyle = {}): string {
	const weight = bold ? 'bold ' : '';
	const padding = paddingTop === 0 ? '' : `padding-top:${paddingTop}px;`;
	return `${padding}mso-line-height-rule:exactly;font:${weight}${size}px/${line}px Arial,Helvetica,sans-serif;color:${color}`;
}

/** The style of a cell with an image. The font is for the alt text. An exact line height would crop the image in Word. */
export const IMAGE_CELL_STYLE = `font:12px/16px Arial,Helvetica,sans-serif;color:${GREY}`;

/** A row of text. `dir="auto"` keeps right-to-left text in order, `text-align` aligns all rows on the left. */
export const textRow = (text: string, textStyle?: TextStyle) => `{{#line}}
<tr><td dir="auto" style="text-align:left;${style(textStyle)}">${text}</td></tr>
{{/line}}`;

/** A row of phone numbers, email addresses and URLs, which run from left to right in every language. */
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

/** A phone number, as a link when it can be dialed. */
function phoneLink(href: string, number: string, label: string): string {
	return `{{#optional}}{{#${href}}}<a href="{{${href}}}" style="color:${GREY};text-decoration:none;white-space:nowrap">${label}{{${number}}}</a>{{/${href}}}{{^${href}}}${label}{{${number}}}{{/${href}}}{{/optional}}`;
}

export const phone = (label = '') => phoneLink('phoneHref', 'primaryPhone', label);

export const mobile = (label = '') => phoneLink('mobileHref', 'mobilePhone', label);

/** An email address, as a link when it is exactly one. */
export const email = (color = ACCENT) =>
	`{{#optional}}{{#emailHref}}<a href="{{emailHref}}" style="color:${color};text-decoration:none">{{email}}</a>{{/emailHref}}{{^emailHref}}{{email}}{{/emailHref}}{{/optional}}`;

export const website = (color = ACCENT) =>
	`{{#website}}<a href="{{website}}" style="color:${color};text-decoration:none">{{#websiteText}}{{websiteText}}{{/websiteText}}{{^websiteText}}{{website}}{{/websiteText}}</a>{{/website}}`;

/** Separates contact details in a row. */
export const SEPARATOR = ' &nbsp;|&nbsp; ';

/** Both phone numbers in one row, with labels. */
export const PHONES = join(SEPARATOR, [phone('T '), mobile('M ')]);

export const PHONES_TEXT = join(' | ', ['{{#optional}}T {{primaryPhone}}{{/optional}}', '{{#optional}}M {{mobilePhone}}{{/optional}}']);

/** Email address and website in one row. */
export const EMAIL_AND_WEBSITE = join(SEPARATOR, [email(), website()]);

export const EMAIL_AND_WEBSITE_TEXT = join(' | ', ['{{email}}', '{{website}}']);

export const ADDRESS_LINE = join(', ', ['{{streetAddress}}', join(' ', ['{{zipCode}}', '{{city}}'])]);

const labelledRow = (label: string, contact: string) => `{{#line}}
<tr><td width="22" style="vertical-align:top;${style({ bold: true })}">${label}</td><td style="${style()}">${contact}</td></tr>
{{/line}}`;

/** Contact details with labels. Their own table keeps the labels aligned. */
export const LABELLED_CONTACTS = `{{#line}}
<tr><td style="padding-top:6px">
${TABLE}
${labelledRow('T', phone())}
${labelledRow('M', mobile())}
${labelledRow('E', email(GREY))}
${labelledRow('W', website(GREY))}
</table>
</td></tr>
{{/line}}`;

export const LABELLED_CONTACTS_TEXT = ['T {{primaryPhone}}', 'M {{mobilePhone}}', 'E {{email}}', 'W {{website}}'];

const BANNER_IMAGE = '<img src="{{imageUrl}}" width="480" alt="{{altText}}" style="display:block;border:0">';

/** The current banner, below the signature. */
export const BANNER = `{{#banner}}
<tr><td style="padding-top:14px;${IMAGE_CELL_STYLE}">{{#linkUrl}}<a href="{{linkUrl}}">${BANNER_IMAGE}</a>{{/linkUrl}}{{^linkUrl}}${BANNER_IMAGE}{{/linkUrl}}</td></tr>
{{/banner}}`;

/** The text version: one line per content, left out when all its fields are empty. The banner comes last. */
export function textVersion(...contents: string[]): string {
	const banner = '{{#banner}}{{#join}}{{altText}}{{#sep}}: {{/sep}}{{linkUrl}}{{/join}}{{/banner}}';
	return [...contents, banner].map((content) => `{{#line}}\n${content}\n{{/line}}`).join('\n');
}

const logoImage = `<img src="{{logoUrl}}" width="120" alt="${COMPANY}" style="display:block;border:0;width:120px;height:auto">`;

const SOCIAL: Array<[string, string]> = [
	['linkedInUrl', 'LinkedIn'],
	['xUrl', 'X'],
	['instagramUrl', 'Instagram'],
	['youTubeUrl', 'YouTube'],
	['facebookUrl', 'Facebook'],
	['gitHubUrl', 'GitHub'],
];

/** Pieces of the gallery for custom templates, by their names as partials. */
export const PIECES: Readonly<Record<'logo' | 'contact' | 'social' | 'disclaimer', string>> = {
	logo: `{{#logoUrl}}{{#logoLink}}<a href="{{logoLink}}">${logoImage}</a>{{/logoLink}}{{^logoLink}}${logoImage}{{/logoLink}}{{/logoUrl}}`,
	contact: `{{#line}}
${TABLE}
${labelledRow('{{#phoneLabel}}{{phoneLabel}}{{/phoneLabel}}{{^phoneLabel}}T{{/phoneLabel}}', phone())}
${labelledRow('{{#mobileLabel}}{{mobileLabel}}{{/mobileLabel}}{{^mobileLabel}}M{{/mobileLabel}}', mobile())}
${labelledRow('{{#emailLabel}}{{emailLabel}}{{/emailLabel}}{{^emailLabel}}E{{/emailLabel}}', email(GREY))}
${labelledRow('{{#websiteLabel}}{{websiteLabel}}{{/websiteLabel}}{{^websiteLabel}}W{{/websiteLabel}}', website(GREY))}
</table>
{{/line}}`,
	social: join(' · ', SOCIAL.map(([url, name]) => `{{#${url}}}<a href="{{${url}}}" style="color:${ACCENT};text-decoration:none">${name}</a>{{/${url}}}`)),
	disclaimer: `{{#line}}
${TABLE}
${textRow('{{companyDetails}}', { size: 11, line: 15, paddingTop: 4 })}
${textRow('{{disclaimer}}', { size: 11, line: 15, paddingTop: 4 })}
</table>
{{/line}}`,
};
