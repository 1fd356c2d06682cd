import { schemaIdOf } from './schemas.mjs';

/**
 * The JSON of a user. Rows of a list have only a self link; a single user has all links.
 */

/** @typedef {import('../org.mjs').Person} Person */

const credentials = { password: {}, provider: { type: 'OKTA', name: 'OKTA' } };

/**
 * The parts that the `okta-response` media-type parameter omits (okta-api.md 1.1).
 * @param {string | undefined} contentType
 * @returns {{ credentials: boolean, links: boolean, transitioning: boolean }}
 */
export function omissionsOf(contentType) {
	const wanted = /okta-response="?([\w,\s]*)"?/.exec(contentType ?? '')?.[1].split(',').map((name) => name.trim()) ?? [];
	return {
		credentials: wanted.includes('omitCredentials'),
		links: wanted.includes('omitCredentialsLinks'),
		transitioning: wanted.includes('omitTransitioningToStatus'),
	};
}

const credentialLinks = {
	resetPassword: 'lifecycle/reset_password',
	resetFactors: 'lifecycle/reset_factors',
	expirePassword: 'lifecycle/expire_password',
	forgotPassword: 'credentials/forgot_password',
	changeRecoveryQuestion: 'credentials/change_recovery_question',
	changePassword: 'credentials/change_password',
};

/** @param {Person} person @param {ReturnType<typeof omissionsOf>} omit */
function body(person, omit) {
	const { typeId, profile, ...top } = person;
	return {
		...top,
		type: { id: typeId },
		profile,
		...(omit.credentials ? {} : { credentials }),
		...(omit.transitioning ? {} : { transitioningToStatus: null }),
	};
}

/** @param {Person} person @param {string} origin @param {ReturnType<typeof omissionsOf>} omit */
export function listView(person, origin, omit) {
	return { ...body(person, omit), _links: { self: { href: `${origin}/api/v1/users/${person.id}` } } };
}

/** @param {Person} person @param {string} origin @param {ReturnType<typeof omissionsOf>} omit */
export function singleView(person, origin, omit) {
	const self = `${origin}/api/v1/users/${person.id}`;
	const post = (path) => ({ href: `${self}/${path}`, method: 'POST' });
	const links = omit.links ? {} : Object.fromEntries(Object.entries(credentialLinks).map(([name, path]) => [name, post(path)]));
	return {
		...body(person, omit),
		_links: {
			...links,
			...(person.status === 'ACTIVE' ? { suspend: post('lifecycle/suspend') } : {}),
			...(person.status === 'SUSPENDED' ? { unsuspend: post('lifecycle/unsuspend') } : {}),
			...(person.status === 'DEPROVISIONED' || person.status === 'STAGED' ? { activate: post('lifecycle/activate') } : { deactivate: post('lifecycle/deactivate') }),
			schema: { href: `${origin}/api/v1/meta/schemas/user/${schemaIdOf(person.typeId)}` },
			type: { href: `${origin}/api/v1/meta/types/user/${person.typeId}` },
			self: { href: self },
		},
	};
}
