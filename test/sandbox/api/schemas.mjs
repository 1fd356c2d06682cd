import { contractorTypeId, defaultTypeId } from '../org.mjs';

/**
 * The org's two user types and their schemas: Okta's 31 base attributes and custom attributes of every type.
 * A schema id is `osc` plus the rest of the type's id, as in real orgs (okta-api.md 2).
 */

const readWrite = [{ principal: 'SELF', action: 'READ_WRITE' }];
const readOnly = [{ principal: 'SELF', action: 'READ_ONLY' }];
const hidden = [{ principal: 'SELF', action: 'HIDE' }];

/** @param {string} title @param {object} [more] */
function text(title, more = {}) {
	return { title, type: 'string', mutability: 'READ_WRITE', scope: 'NONE', permissions: readOnly, master: { type: 'PROFILE_MASTER' }, ...more };
}

const base = {
	login: text('Username', { required: true, minLength: 5, maxLength: 100, unique: 'UNIQUE_VALIDATED', pattern: '.+' }),
	firstName: text('First name', { required: true, minLength: 1, maxLength: 50 }),
	lastName: text('Last name', { required: true, minLength: 1, maxLength: 50 }),
	middleName: text('Middle name'),
	honorificPrefix: text('Honorific prefix'),
	honorificSuffix: text('Honorific suffix'),
	email: text('Primary email', { required: true, format: 'email', permissions: readWrite }),
	title: text('Title'),
	displayName: text('Display name'),
	nickName: text('Nickname', { permissions: readWrite }),
	profileUrl: text('Profile Url', { format: 'uri' }),
	secondEmail: text('Secondary email', { format: 'email', permissions: readWrite }),
	mobilePhone: text('Mobile phone', { maxLength: 100, permissions: readWrite }),
	primaryPhone: text('Primary phone', { maxLength: 100 }),
	streetAddress: text('Street address'),
	city: text('City'),
	state: text('State'),
	zipCode: text('Zip code'),
	countryCode: text('Country code', { format: 'country-code' }),
	postalAddress: text('Postal Address'),
	preferredLanguage: text('Preferred language', { format: 'language-code' }),
	locale: text('Locale', { format: 'locale' }),
	timezone: text('Time zone', { format: 'timezone' }),
	userType: text('User type'),
	employeeNumber: text('Employee number'),
	costCenter: text('Cost center', { permissions: hidden }),
	organization: text('Organization'),
	division: text('Division'),
	department: text('Department'),
	managerId: text('ManagerId'),
	manager: text('Manager'),
};

const shared = {
	pronouns: text('Pronouns', { description: 'As the person likes to be addressed', permissions: readWrite }),
	languages: { title: 'Spoken languages', type: 'array', items: { type: 'string' }, scope: 'NONE', permissions: readOnly, master: { type: 'PROFILE_MASTER' } },
	signatureTagline: text('Signature tagline', { description: 'Last line of the e-mail signature <may hold anything>', maxLength: 200, permissions: readWrite }),
};

const employee = {
	...shared,
	linkedInUrl: text('LinkedIn', { format: 'uri' }),
	officeFloor: text('Office floor', { type: 'integer', minimum: -5, maximum: 100 }),
	workloadFactor: text('Workload', { type: 'number', description: '1 = full time' }),
	isFirstAider: text('First aider', { type: 'boolean' }),
	employmentType: text('Employment type', {
		enum: ['FTE', 'PT', 'INT', 'CON'],
		oneOf: [
			{ const: 'FTE', title: 'Full-time employee' },
			{ const: 'PT', title: 'Part-time employee' },
			{ const: 'INT', title: 'Intern' },
			{ const: 'CON', title: 'Contractor' },
		],
	}),
};

const contractor = {
	...shared,
	agency: text('Agency', { required: true }),
	contractEnd: text('Contract ends', { format: 'date-time' }),
	dayRate: text('Day rate', { type: 'number' }),
	badgeColours: {
		title: 'Badge colours', type: 'array', scope: 'NONE', permissions: readOnly, master: { type: 'PROFILE_MASTER' },
		items: { type: 'string', enum: ['RED', 'BLUE'], oneOf: [{ const: 'RED', title: 'Red badge' }, { const: 'BLUE', title: 'Blue badge' }] },
	},
};

const created = '2019-01-01T00:00:00.000Z';

export const userTypes = [
	{ id: defaultTypeId, name: 'user', displayName: 'User', description: 'Okta user profile template with default permission settings', default: true, custom: employee },
	{ id: contractorTypeId, name: 'contractor', displayName: 'Contractor', description: 'People of agencies', default: false, custom: contractor },
];

/** @param {string} typeId */
export function schemaIdOf(typeId) {
	return typeId.replace(/^oty/, 'osc');
}

/** @param {object} attributes */
function required(attributes) {
	return Object.keys(attributes).filter((name) => attributes[name].required);
}

/**
 * @param {string} key schema id or `default`
 * @param {string} origin `https://host` as the client called it
 * @returns {object | undefined}
 */
export function schemaOf(key, origin) {
	const type = userTypes.find((candidate) => schemaIdOf(candidate.id) === key || (candidate.default && key === 'default'));
	if (!type) return undefined;
	const id = `${origin}/meta/schemas/user/${schemaIdOf(type.id)}`;
	return {
		id,
		$schema: 'http://json-schema.org/draft-04/schema#',
		name: type.name,
		title: type.displayName,
		lastUpdated: created,
		created,
		definitions: {
			custom: { id: '#custom', type: 'object', properties: type.custom, required: required(type.custom) },
			base: { id: '#base', type: 'object', properties: base, required: required(base) },
		},
		type: 'object',
		properties: { profile: { allOf: [{ $ref: '#/definitions/custom' }, { $ref: '#/definitions/base' }] } },
		_links: { self: { rel: 'self', href: `${origin}/api/v1/meta/schemas/user/${schemaIdOf(type.id)}`, method: 'GET' } },
	};
}

/** @param {string} origin @returns {object[]} */
export function listTypes(origin) {
	return userTypes.map(({ custom, ...type }) => ({
		...type,
		createdBy: 'sprsandbox0000000000',
		lastUpdatedBy: 'sprsandbox0000000000',
		created,
		lastUpdated: created,
		_links: {
			schema: { rel: 'schema', href: `${origin}/api/v1/meta/schemas/user/${schemaIdOf(type.id)}`, method: 'GET' },
			self: { rel: 'self', href: `${origin}/api/v1/meta/types/user/${type.id}`, method: 'GET' },
		},
	}));
}

/** @type {Record<string, { type: string }>} */
const all = { ...base, ...employee, ...contractor };
const kinds = { string: 'string', number: 'number', integer: 'number', boolean: 'boolean', array: 'array' };

/** The search kind of a profile attribute; undefined when no schema has it. @param {string} name */
export function attributeKind(name) {
	return Object.hasOwn(all, name) ? kinds[all[name].type] : undefined;
}
