/** What a branding field holds, which decides how it is checked. */
export type BrandingKind = 'text' | 'link' | 'image' | 'folder' | 'color' | 'direction' | 'language';

interface BrandingField {
	/** Label in the editor. */
	title: string;
	kind: BrandingKind;
	description: string;
	/** An example; the editor shows it in the empty field. */
	example: string;
	/** Lines of the field in the editor, for longer texts. */
	rows?: number;
}

const define = <Name extends string>(fields: Record<Name, BrandingField>) => fields;

/** The entries of the parameter Branding, by their names in workflows and templates. */
export const BRANDING_FIELDS = define({
	accentColor: { title: 'Accent Color', kind: 'color', description: 'Color of the name, links and bars. See with Preview whether it is readable on dark, too.', example: '#2f6fb5' },
	bookingText: { title: 'Booking Text', kind: 'text', description: 'Text of the booking button', example: 'Book a meeting' },
	bookingUrl: { title: 'Booking URL', kind: 'link', description: 'Page on which people can book a meeting', example: 'https://book.acme.com/intro' },
	company: { title: 'Company', kind: 'text', description: 'Company name. Replaces the attribute organization.', example: 'Acme Inc.' },
	companyDetails: {
		title: 'Company Details',
		kind: 'text',
		description: 'Details that the law requires in business letters, such as registered office, register, VAT number and directors',
		example: 'Acme GmbH · Registered office: Berlin · HRB 12345',
		rows: 3,
	},
	direction: {
		title: 'Direction',
		kind: 'direction',
		description:
			'Direction in which the signature runs. Automatic looks at the script of the name, or of the company if there is no name. In templates, {{direction}} is ltr or rtl, and {{#rtl}} encloses what only people with right-to-left script get.',
		example: 'auto',
	},
	disclaimer: { title: 'Disclaimer', kind: 'text', description: 'Confidentiality or other notice in small print', example: 'This message may be confidential.', rows: 3 },
	emailLabel: { title: 'Email Label', kind: 'text', description: 'Label in front of the email address', example: 'Email' },
	facebookUrl: { title: 'Facebook URL', kind: 'link', description: 'URL of the Facebook page', example: 'https://www.facebook.com/acme' },
	gitHubUrl: { title: 'GitHub URL', kind: 'link', description: 'URL of the GitHub organization', example: 'https://github.com/acme' },
	iconsUrl: {
		title: 'Icons URL',
		kind: 'folder',
		description:
			'URL of a folder with linkedin.png, x.png, instagram.png, youtube.png, facebook.png and github.png (48 × 48 pixels each). Without it, networks are shown as text.',
		example: 'https://www.acme.com/icons',
	},
	instagramUrl: { title: 'Instagram URL', kind: 'link', description: 'URL of the Instagram page', example: 'https://www.instagram.com/acme' },
	language: {
		title: 'Language',
		kind: 'language',
		description: 'Language of the signature as a BCP 47 code. Screen readers use it to choose the pronunciation.',
		example: 'de',
	},
	linkedInUrl: { title: 'LinkedIn URL', kind: 'link', description: 'URL of the LinkedIn page', example: 'https://www.linkedin.com/company/acme' },
	logoLink: { title: 'Logo Link', kind: 'link', description: 'Page that opens when someone clicks the logo', example: 'https://www.acme.com' },
	logoUrl: {
		title: 'Logo URL',
		kind: 'image',
		description:
			'URL of the logo as PNG, accessible without signing in. It is shown 120 × 40 pixels, so it should be 240 × 80: put a logo of another shape on a transparent background of this size. For dark mode, give it a light edge.',
		example: 'https://www.acme.com/logo.png',
	},
	mobileLabel: { title: 'Mobile Label', kind: 'text', description: 'Label in front of the mobile number', example: 'Mobil' },
	phoneLabel: { title: 'Phone Label', kind: 'text', description: 'Label in front of the phone number', example: 'Tel.' },
	textColor: { title: 'Text Color', kind: 'color', description: 'Color of all other text', example: '#1f2937' },
	website: { title: 'Website', kind: 'link', description: 'URL of the website', example: 'https://www.acme.com' },
	websiteLabel: { title: 'Website Label', kind: 'text', description: 'Label in front of the website', example: 'Web' },
	websiteText: { title: 'Website Text', kind: 'text', description: 'Text of the website link. Without it, the link shows the whole URL.', example: 'acme.com' },
	xUrl: { title: 'X URL', kind: 'link', description: 'URL of the page on X', example: 'https://x.com/acme' },
	youTubeUrl: { title: 'YouTube URL', kind: 'link', description: 'URL of the YouTube channel', example: 'https://www.youtube.com/@acme' },
});

export type BrandingName = keyof typeof BRANDING_FIELDS;

/** The fields that gallery templates use in addition to Okta attributes. A smart field of the same name fills each of them for a person. */
export const GALLERY_FIELDS = {
	...BRANDING_FIELDS,
	companySecond: 'Company name in the second language',
	departmentSecond: 'Department in the second language',
	languageSecond: 'Language code of the second language, such as ja',
	nameSecond: 'Full name in the second language or script',
	photoUrl:
		'https URL of the portrait as PNG or JPEG. It is shown 96 × 96 pixels, so it should be 192 × 192.',
	pronouns: 'Pronouns next to the name, such as she/her',
	titleSecond: 'Title in the second language',
} as const;

export type GalleryFieldName = keyof typeof GALLERY_FIELDS;
