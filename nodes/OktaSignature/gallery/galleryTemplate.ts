import type { GalleryFieldName } from './galleryFields';

/**
 * A ready-made signature. All gallery templates follow these rules (source: https://www.caniemail.com):
 * - Tables with inline styles, padding on cells only and widths as attributes, which Outlook's Word engine supports.
 * - Colors of medium lightness (#636c79, #2f6fb5: contrast above 5 on white and above 3 on #1f1f1f), readable in light and dark mode.
 * - Images by https URL only. No SVG and no style element, which Gmail removes.
 * - `border-radius` (square corners in Word), `background-color` (cells only) and `max-width` (wider in Word, except tables) only where the
 *   signature also looks right without them.
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
