/** The fields that gallery templates use in addition to Okta attributes. Smart fields of these names fill them. */
export const GALLERY_FIELDS = {
	accentColor: 'Color of the name, links and bars, such as #3b7dc4. Colors of medium lightness also work in dark mode.',
	company: 'Company name. Replaces the attribute organization.',
	companyDetails: 'Details that the law requires in business letters, such as registered office, register, VAT number and directors',
	companySecond: 'Company name in the second language',
	departmentSecond: 'Department in the second language',
	disclaimer: 'Confidentiality or other notice in small print',
	iconsUrl:
		'URL of a folder with linkedin.png, x.png, instagram.png and youtube.png (44 × 44 pixels each), without the final slash. Without it, networks are shown as text.',
	instagramUrl: 'URL of the Instagram page. Format URL.',
	linkedInUrl: 'URL of the LinkedIn page of the person or company. Format URL.',
	logoUrl:
		'https URL of the logo as PNG. Shown 112 pixels wide, so it should be at least 224 pixels wide. For dark mode, use a transparent background and a light edge. Format URL.',
	nameSecond: 'Full name in the second language or script',
	photoUrl:
		'https URL of the portrait as PNG or JPEG. Shown 88 pixels wide, so it should be square and at least 176 pixels wide. Format URL.',
	titleSecond: 'Title in the second language',
	website: 'URL of the website. Format URL.',
	websiteText: 'Text of the website link, such as acme.com. Without it, the link shows the whole URL.',
	xUrl: 'URL of the page on X. Format URL.',
	youTubeUrl: 'URL of the YouTube channel. Format URL.',
} as const;

export type GalleryFieldName = keyof typeof GALLERY_FIELDS;
