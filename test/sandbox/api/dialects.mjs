import { attributeKind } from './schemas.mjs';

/** What `search` and `filter` accept (okta-api.md 1.1). @typedef {import('./expression.mjs').Dialect} Dialect */

const dates = new Set(['created', 'activated', 'statusChanged', 'lastUpdated']);
const strings = new Set(['id', 'status', 'type.id']);
const containsAllowed = new Set(['profile.firstName', 'profile.lastName', 'profile.email', 'profile.login']);
const ordered = ['eq', 'gt', 'ge', 'lt', 'le'];

/** `lastLogin` and `passwordChanged` are not in the index. @type {Dialect} */
export const search = {
	kindOf(attribute) {
		if (dates.has(attribute)) return 'date';
		if (strings.has(attribute)) return 'string';
		return attribute.startsWith('profile.') ? attributeKind(attribute.slice(8)) : undefined;
	},
	operatorsOf(attribute, kind) {
		if (kind === 'boolean') return ['eq', 'pr'];
		if (kind === 'date' || kind === 'number') return [...ordered, 'pr'];
		return containsAllowed.has(attribute) ? [...ordered, 'sw', 'pr', 'co'] : [...ordered, 'sw', 'pr'];
	},
	ignoreCase: true,
};

const filterable = new Set(['status', 'id', 'profile.login', 'profile.email', 'profile.firstName', 'profile.lastName']);

/** @type {Dialect} */
export const filter = {
	kindOf: (attribute) => (attribute === 'lastUpdated' ? 'date' : filterable.has(attribute) ? 'string' : undefined),
	operatorsOf: (attribute) => (attribute === 'lastUpdated' ? ordered : ['eq']),
	ignoreCase: false,
};
