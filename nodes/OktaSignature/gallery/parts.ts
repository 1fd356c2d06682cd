/** What several gallery templates are made of. */

export const GREY = '#757d8a';

/** For lines between parts. */
export const RULE = '#9aa1ac';

export const ACCENT = '{{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#3b7dc4{{/accentColor}}';

export const COMPANY = '{{#company}}{{company}}{{/company}}{{^company}}{{organization}}{{/company}}';

/** Start of a table. The mso properties take away the distance that Word keeps around tables. */
export const TABLE =
	'<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;mso-table-lspace:0pt;mso-table-rspace:0pt">';

export interface Look {
	/** Pixels; 13 when left out. */
	size?: number;
	/** Line height in pixels; 19 when left out. */
	line?: number;
	bold?: boolean;
	color?: string;
	/** Pixels above; Word wants padding on cells. */
	above?: number;
}

/** A cell's style. Every cell has it: Word does not hand a table's font down to its cells. */
export function style({ size = 13, line = 19, bold = false, color = GREY, above = 0 }: Look = {}): string {
	const weight = bold ? 'bold ' : '';
	const padding = above === 0 ? '' : `padding-top:${above}px;`;
	return `${padding}mso-line-height-rule:exactly;font:${weight}${size}px/${line}px Arial,Helvetica,sans-serif;color:${color}`;
}

/** An image's cell: the font is its alt text's; without an exact line height, which would cut the image off in Word. */
export const IMAGE = `font:12px/16px Arial,Helvetica,sans-serif;color:${GREY}`;

/** A row of words. `dir="auto"` keeps right-to-left names and numbers in order, `text-align` keeps one edge. */
export const wordsRow = (words: string, look?: Look) => `{{#line}}
<tr><td dir="auto" style="text-align:left;${style(look)}">${words}</td></tr>
{{/line}}`;

/** A row of numbers and addresses, which run from left to right in every language. */
export const contactRow = (contacts: string, look?: Look) => `{{#line}}
<tr><td style="${style(look)}">${contacts}</td></tr>
{{/line}}`;

/** Cells side by side, in a table of their own: a banner or a long address below must not pull them apart. */
export const columnsRow = (cells: string) => `{{#line}}
<tr><td>
${TABLE}
<tr>
${cells}
</tr>
</table>
</td></tr>
{{/line}}`;

/** Pieces with a separator between those that are there. */
export function joined(separator: string, pieces: string[]): string {
	return `{{#join}}${pieces.join(`{{#sep}}${separator}{{/sep}}`)}{{/join}}`;
}

/** A number, linked when it can be dialled. */
function dial(href: string, number: string, label: string): string {
	return `{{#optional}}{{#${href}}}<a href="{{${href}}}" style="color:${GREY};text-decoration:none;white-space:nowrap">${label}{{${number}}}</a>{{/${href}}}{{^${href}}}${label}{{${number}}}{{/${href}}}{{/optional}}`;
}

export const phone = (label = '') => dial('phoneHref', 'primaryPhone', label);

export const mobile = (label = '') => dial('mobileHref', 'mobilePhone', label);

export const email = (color = ACCENT) =>
	`{{#optional}}<a href="{{emailHref}}" style="color:${color};text-decoration:none">{{email}}</a>{{/optional}}`;

export const website = (color = ACCENT) =>
	`{{#website}}<a href="{{website}}" style="color:${color};text-decoration:none">{{#websiteText}}{{websiteText}}{{/websiteText}}{{^websiteText}}{{website}}{{/websiteText}}</a>{{/website}}`;

/** Between contacts. */
export const BAR = ' &nbsp;|&nbsp; ';

/** Both numbers in one row, labelled. */
export const PHONES = joined(BAR, [phone('T '), mobile('M ')]);

export const PHONES_TEXT = joined(' | ', ['{{#optional}}T {{primaryPhone}}{{/optional}}', '{{#optional}}M {{mobilePhone}}{{/optional}}']);

/** Mail and web in one row. */
export const ADDRESSES = joined(BAR, [email(), website()]);

export const ADDRESSES_TEXT = joined(' | ', ['{{email}}', '{{website}}']);

export const PLACE = joined(', ', ['{{streetAddress}}', joined(' ', ['{{zipCode}}', '{{city}}'])]);

const labelledRow = (label: string, contact: string) => `{{#line}}
<tr><td width="22" style="vertical-align:top;${style({ bold: true })}">${label}</td><td style="${style()}">${contact}</td></tr>
{{/line}}`;

/** Contacts behind their labels; a table of its own keeps the columns aligned and the distance to what is above. */
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

/** The banner of the day below the signature. */
export const BANNER = `{{#banner}}
<tr><td style="padding-top:14px;${IMAGE}">{{#linkUrl}}<a href="{{linkUrl}}">${BANNER_IMAGE}</a>{{/linkUrl}}{{^linkUrl}}${BANNER_IMAGE}{{/linkUrl}}</td></tr>
{{/banner}}`;

/** The text version: a line for each, dropped when nothing in it has a value; the banner last. */
export function lines(...contents: string[]): string {
	const banner = '{{#banner}}{{#join}}{{altText}}{{#sep}}: {{/sep}}{{linkUrl}}{{/join}}{{/banner}}';
	return [...contents, banner].map((content) => `{{#line}}\n${content}\n{{/line}}`).join('\n');
}
