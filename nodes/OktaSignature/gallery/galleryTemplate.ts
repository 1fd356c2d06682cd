import type { GalleryFieldName } from './galleryFields';

/**
 * A ready-made signature. All gallery templates follow these rules (source: https://www.caniemail.com):
 * - Tables with inline styles, padding on cells only, and sizes of images as attributes and in styles, which Outlook's Word engine supports.
 * - Colors of medium lightness (`DEFAULT_TEXT`, `DEFAULT_ACCENT`): contrast above 4.5 on white and above 3 on #1f1f1f.
 * - Images by https URL only. No SVG and no style element, which Gmail removes.
 * - Few properties that some clients ignore, and only where the signature also looks right without them:
 *   - `border-radius`: square corners in Outlook for Windows (button, portrait).
 *   - `max-width`: on the table of the small print, where Word supports it; and on the banner, which is too wide for a phone without it.
 *   - `object-fit`, `object-position`: in Outlook for Windows and Yahoo, a picture that does not have the documented shape is stretched (logo, portrait).
 */
export interface GalleryTemplate {
	/** The option's value. Workflows store it, so it never changes. */
	name: string;
	title: string;
	description: string;
	/** Okta attributes and derived fields that the template shows. */
	fields: string[];
	/** Fields that are filled by smart fields of these names. Without such a smart field they never count as missing. */
	additionalFields: GalleryFieldName[];
	html: string;
	text: string;
}
