/** What gallery templates take besides Okta attributes, by the name of the smart field that gives it. */
export const PARAMETERS = {
	accentColor: 'Colour of name, links and bar, such as #3b7dc4; middle lightness survives dark mode',
	company: "Company's name, shown in place of the attribute organization",
	companyDetails: 'What the law asks for in business letters: seat, register, VAT number, directors',
	companySecond: "Company's name in the second language",
	departmentSecond: 'Department in the second language',
	disclaimer: 'Confidentiality or other notice in small print',
	iconsUrl:
		'Address of a folder with linkedin.png, x.png, instagram.png and youtube.png, 44 × 44 pixels, without the last slash; without it networks are words',
	instagramUrl: 'Address of the Instagram page; format URL',
	linkedInUrl: "Address of the person's or company's LinkedIn page; format URL",
	logoUrl: 'https address of the logo as PNG, shown 112 pixels wide, so 224 or more; transparent with a light edge for dark mode; format URL',
	nameSecond: 'Full name in the second language or script',
	photoUrl: "https address of the person's portrait as PNG or JPEG, shown 88 pixels wide, so square and 176 or more; format URL",
	titleSecond: 'Title in the second language',
	website: 'Address of the website; format URL',
	websiteText: 'What the link to the website says, such as acme.com; the whole address without it',
	xUrl: 'Address of the page on X; format URL',
	youTubeUrl: 'Address of the YouTube channel; format URL',
} as const;

export type ParameterName = keyof typeof PARAMETERS;
