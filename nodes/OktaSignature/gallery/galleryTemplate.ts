import type { ParameterName } from './galleryFields';

/**
 * House style of the gallery, after https://www.caniemail.com: tables with inline styles, padding on cells only and widths
 * as attributes, which Outlook's Word engine draws like the others; colours of middle lightness (#757d8a, #3b7dc4: about
 * 4:1 on white and on #1f1f1f), which read well whether or not a mail program turns the background dark; images by https
 * address only; no SVG, no style element, which Gmail drops. `border-radius` and `max-width` only where their absence in
 * Word does no harm.
 */

/** A signature that can be used as it is. */
export interface GalleryTemplate {
	/** Stored in workflows. */
	name: string;
	title: string;
	description: string;
	/** Okta attributes and derived fields it shows. */
	fields: string[];
	/** Fields that only exist when someone adds a smart field of that name; never reported as missing before. */
	parameters: ParameterName[];
	html: string;
	text: string;
}
