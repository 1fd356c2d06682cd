/**
 * House style of the gallery: tables with inline styles, which Outlook's Word engine draws like the others; colours of
 * middle lightness (#757d8a, #3b7dc4: about 4:1 on white and on #1f1f1f), which read well whether or not a mail program
 * turns the background dark; no images inside the mail, no SVG, no style element, which Gmail drops.
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
	parameters: string[];
	html: string;
	text: string;
}
