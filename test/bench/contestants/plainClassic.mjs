/**
 * The gallery template `classic` for plain Mustache. Each helper section becomes a section over a flag in the view.
 */

/** The flag of each helper section, in the order of the template. @type {Record<string, Record<string, string[]>>} */
const FLAGS = {
	html: {
		optional: ['anything', 'hasPronouns', 'hasPrimary', 'hasMobile', 'hasEmail'],
		line: ['anything', 'hasHeading', 'hasName', 'hasRole', 'hasDetails', 'hasCompany', 'hasPlace', 'hasPhones', 'hasEmail', 'hasLinkedIn', 'never', 'never', 'never'],
		sep: ['betweenPronouns', 'betweenRole', 'betweenPhones', 'never', 'never', 'never', 'never', 'never', 'never'],
	},
	text: {
		optional: ['hasPronouns'],
		line: ['hasName', 'hasRole', 'hasCompany', 'hasPlace', 'hasPhones', 'hasEmail', 'never', 'hasLinkedIn', ...Array.from({ length: 8 }, () => 'never')],
		sep: ['betweenPronouns', 'betweenRole', 'betweenPhones', 'never', 'never'],
	},
};

/**
 * @param {string} template - with helper sections
 * @param {'html' | 'text'} version
 * @returns {string} for plain Mustache
 * @throws {Error} when the gallery template has other sections than this file knows
 */
export function plain(template, version) {
	const left = structuredClone(FLAGS[version]);
	/** @type {Record<string, string[]>} */
	const open = { optional: [], line: [], sep: [] };
	const written = template.replace(/{{([#/])join}}/g, '').replace(/{{([#/])(optional|line|sep)}}/g, (_, sign, kind) => {
		const flag = sign === '#' ? left[kind].shift() : open[kind].pop();
		if (flag === undefined) throw new Error(`plainClassic.mjs does not fit the gallery template classic: more ${kind} sections`);
		if (sign === '#') open[kind].push(flag);
		return `{{${sign}${flag}}}`;
	});
	if (Object.values(left).flat().length > 0) throw new Error('plainClassic.mjs does not fit the gallery template classic: fewer sections');
	return written;
}

/** The fields of the template. */
export const FIELDS = ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'phoneHref', 'mobileHref', 'email', 'emailHref', 'addressLine', 'direction', 'pronouns', 'linkedInUrl'];

/**
 * @param {Record<string, string>} view - a person's FIELDS as text, '' = empty
 * @returns {Record<string, string | boolean>} fields and flags
 */
export function plainView(view) {
	const { fullName, title, department, organization, primaryPhone, mobilePhone, email, addressLine, pronouns, linkedInUrl } = view;
	const all = (/** @type {string[]} */ ...values) => values.every((value) => value !== '');
	const some = (/** @type {string[]} */ ...values) => values.some((value) => value !== '');
	return {
		...view,
		anything: some(fullName, title, department, organization, primaryPhone, mobilePhone, email, addressLine, pronouns, linkedInUrl),
		never: false,
		hasHeading: some(fullName, pronouns, title, department),
		hasDetails: some(organization, primaryPhone, mobilePhone, email, addressLine),
		hasName: some(fullName, pronouns),
		hasPronouns: all(pronouns),
		betweenPronouns: all(fullName, pronouns),
		hasLinkedIn: all(linkedInUrl),
		hasRole: some(title, department),
		betweenRole: all(title, department),
		hasCompany: all(organization),
		hasPrimary: all(primaryPhone),
		hasMobile: all(mobilePhone),
		hasPhones: some(primaryPhone, mobilePhone),
		betweenPhones: all(primaryPhone, mobilePhone),
		hasEmail: all(email),
		hasPlace: all(addressLine),
	};
}

const unbrokenNumber = (/** @type {unknown} */ number) => String(number).replace(/(?<=[\d)]) (?=[\d(])/g, '\u00a0');

/** A view for HTML, in which numbers do not wrap. @param {Record<string, string | boolean>} view */
export const unbroken = (view) => ({ ...view, primaryPhone: unbrokenNumber(view.primaryPhone), mobilePhone: unbrokenNumber(view.mobilePhone) });
