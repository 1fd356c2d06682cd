/** The fields that gallery templates use in addition to Okta attributes. Smart fields of these names fill them. */
export const GALLERY_FIELDS = {
	accentColor: 'Color of the name, links and bars, such as #2f6fb5. On white, text needs a dark or medium color.',
	addressLine: 'Address on one line, as the country writes it. Without it, street, zip code and city.',
	bookingText: 'Text of the booking link. Default: Book a meeting.',
	bookingUrl: 'URL of a page on which others book a meeting.',
	company: 'Company name. Replaces the attribute organization.',
	companyDetails: 'Details that the law requires in business letters, such as registered office, register, VAT number and directors',
	companySecond: 'Company name in the second language',
	departmentSecond: 'Department in the second language',
	disclaimer: 'Confidentiality or other notice in small print',
	emailLabel: 'Label of the email address. Default: E.',
	facebookUrl: 'URL of the Facebook page.',
	gitHubUrl: 'URL of the GitHub page.',
	iconsUrl:
		'URL of a folder with linkedin.png, x.png, instagram.png, youtube.png, facebook.png and github.png (56 × 56 pixels each), without the final slash. Without it, networks are shown as text.',
	instagramUrl: 'URL of the Instagram page.',
	linkedInUrl: 'URL of the LinkedIn page of the person or company.',
	logoLink: 'URL to which the logo leads',
	logoUrl:
		'https URL of the logo as PNG. Shown 96 or 120 pixels wide, so it should be 240 pixels wide. For dark mode, use a transparent background and a light edge.',
	mobileLabel: 'Label of the mobile number. Default: M.',
	nameSecond: 'Full name in the second language or script',
	phoneLabel: 'Label of the phone number. Default: T.',
	photoUrl:
		'https URL of the portrait as PNG or JPEG. Shown 96 pixels wide and high, so it should be square and 192 pixels wide.',
	pronouns: 'Pronouns next to the name, such as she/her',
	rtl: 'Any value mirrors the signature for scripts that run from right to left',
	textColor: 'Color of the text, such as #4b5563',
	titleSecond: 'Title in the second language',
	website: 'URL of the website.',
	websiteLabel: 'Label of the website. Default: W.',
	websiteText: 'Text of the website link, such as acme.com. Without it, the link shows the whole URL.',
	xUrl: 'URL of the page on X.',
	youTubeUrl: 'URL of the YouTube channel.',
} as const;

export type GalleryFieldName = keyof typeof GALLERY_FIELDS;
