/** A user's groups follow from the profile: Everyone, one per department and one per country. */

/** @param {string} name */
function groupId(name) {
	let hash = 7;
	for (let index = 0; index < name.length; index++) hash = (Math.imul(hash, 31) + name.charCodeAt(index)) >>> 0;
	return `00g${hash.toString(36).padStart(8, '0')}sandboxgp`;
}

const created = '2019-01-01T00:00:00.000Z';

/** @param {string} name @param {string} description @param {'BUILT_IN' | 'OKTA_GROUP'} type @param {string} origin */
function group(name, description, type, origin) {
	const id = groupId(name);
	return {
		id, created, lastUpdated: created, lastMembershipUpdated: created,
		objectClass: ['okta:user_group'],
		type,
		profile: { name, description },
		_links: {
			logo: [{ name: 'medium', href: `${origin}/img/group.png`, type: 'image/png' }],
			users: { href: `${origin}/api/v1/groups/${id}/users` },
			apps: { href: `${origin}/api/v1/groups/${id}/apps` },
		},
	};
}

/** @param {import('../org.mjs').Person} person @param {string} origin */
export function groupsOf({ profile }, origin) {
	const department = typeof profile.department === 'string' ? profile.department.trim() : '';
	return [
		group('Everyone', 'All users in your organization', 'BUILT_IN', origin),
		...(department ? [group(`Department ${department}`, `All of ${department}`, 'OKTA_GROUP', origin)] : []),
		...(profile.countryCode ? [group(`Country ${profile.countryCode}`, '', 'OKTA_GROUP', origin)] : []),
	];
}
