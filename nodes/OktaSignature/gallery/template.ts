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
