/**
 * The changes that can happen to a user in Okta, how often, and the events that the trigger must deliver for them.
 */

/** @typedef {Awaited<ReturnType<typeof import('../support/sandbox.js').startSandbox>>['control']['people']} People */

/**
 * @typedef {object} Change
 * @property {number} parts - relative frequency
 * @property {string[]} [from] - statuses in which it can happen; default: any
 * @property {string} [to] - the status after it
 * @property {string[]} events - expected events
 * @property {(people: People, id: string, number: number) => Promise<Record<string, unknown> | undefined>} make - makes the change;
 *   returns the changed attributes with their values, or undefined if there was nothing to change. `number` is unique
 */

/** @param {string} to @returns {Change['make']} */
const status = (to) => async (people, id) => {
	await people.setStatus(id, to);
	return {};
};

/** @type {Record<string, Change>} */
export const CHANGES = {
	edit: {
		parts: 55,
		events: ['user.updated'],
		async make(people, id, number) {
			const profile = { title: `Title ${number}`, ...(number % 2 && { city: `City ${number}` }), ...(number % 3 === 0 && { department: `Department ${number}` }) };
			await people.patch(id, profile);
			return profile;
		},
	},
	clear: {
		parts: 8,
		events: ['user.updated'],
		async make(people, id) {
			const { profile } = await people.get(id);
			const name = ['department', 'city', 'title'].find((name) => profile[name]);
			if (name === undefined) return undefined;
			await people.patch(id, {}, [name]);
			return { [name]: undefined };
		},
	},
	suspend: { parts: 6, from: ['ACTIVE'], to: 'SUSPENDED', events: ['user.suspended'], make: status('SUSPENDED') },
	unsuspend: { parts: 5, from: ['SUSPENDED'], to: 'ACTIVE', events: ['user.unsuspended'], make: status('ACTIVE') },
	deactivate: { parts: 4, from: ['ACTIVE', 'SUSPENDED', 'LOCKED_OUT'], to: 'DEPROVISIONED', events: ['user.deactivated'], make: status('DEPROVISIONED') },
	activate: { parts: 3, from: ['STAGED', 'DEPROVISIONED'], to: 'ACTIVE', events: ['user.activated'], make: status('ACTIVE') },
	delete: {
		parts: 2,
		// Okta deletes only deactivated users.
		from: ['DEPROVISIONED'],
		events: ['user.deleted'],
		async make(people, id) {
			await people.delete(id);
			return {};
		},
	},
	'password change': {
		parts: 8,
		events: [],
		async make(people, id) {
			await people.touchPassword(id);
			return {};
		},
	},
	'sign-in': {
		parts: 6,
		events: [],
		async make(people, id) {
			await people.login(id);
			return {};
		},
	},
};

/** The expected events for a new user, by status. */
export const CREATED = /** @type {const} */ ({ ACTIVE: ['user.created', 'user.activated'], STAGED: ['user.created'] });

/** How often a user is created, and how often a restless user changes, as relative frequencies. */
export const CREATE_PARTS = 6;
export const RESTLESS_PARTS = 20;
