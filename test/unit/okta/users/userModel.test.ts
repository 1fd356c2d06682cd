import fc from 'fast-check';
import { userListSchema, userSchema } from '../../../../nodes/okta/users/userModel';
import { holds } from '../../../support/fuzz';

const user = { id: '00u1', status: 'ACTIVE', lastUpdated: '2026-01-01T00:00:00.000Z', profile: {} };

/** Where a value is invalid, or '' when it is valid. */
const invalidPath = (value: unknown) => {
	const parsed = userSchema.safeParse(value);
	return parsed.success ? '' : parsed.error.issues.map(({ path }) => path.join('.') || 'the top').join(' ');
};

describe('userSchema', () => {
	it('accepts users with additional properties, and without those that Okta omits', () => {
		expect(invalidPath({ ...user, realmId: 'r', _links: { self: {} } })).toBe('');
		expect(invalidPath({ id: '00u1' })).toBe('');
		expect(invalidPath({ ...user, lastUpdated: null })).toBe('');
	});

	it.each([
		['id', { ...user, id: '' }],
		['id', { ...user, id: 7 }],
		['id', { status: 'ACTIVE' }],
		['status', { ...user, status: null }],
		['lastUpdated', { ...user, lastUpdated: 1 }],
		['profile', { ...user, profile: null }],
		['profile', { ...user, profile: [] }],
		['profile', { ...user, profile: 'x' }],
		['the top', null],
		['the top', [user]],
		['the top', 'user'],
	])('names %s as invalid', (path, value) => {
		expect(invalidPath(value)).toBe(path);
	});

	it('names the invalid users of a page', () => {
		const invalidPaths = (page: unknown) => {
			const parsed = userListSchema.safeParse(page);
			return parsed.success ? undefined : parsed.error.issues.map(({ path }) => path.join('.'));
		};
		expect(invalidPaths([user, { id: '00u2' }])).toBeUndefined();
		expect(invalidPaths([user, { ...user, status: 1 }, { ...user, id: '' }])).toEqual(['1.status', '2.id']);
		expect(invalidPaths({ users: [user] })).toEqual(['']);
		expect(invalidPaths('')).toEqual(['']);
	});

	it('accepts a value exactly when all properties that we rely on are valid', () => {
		const some = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constant(undefined), fc.array(fc.string()), fc.object());
		const shape = fc.record({ id: some, status: some, lastUpdated: some, profile: some }, { requiredKeys: [] });
		holds(
			fc.property(fc.oneof(shape, some), (value) => {
				const parsed = userSchema.safeParse(value);
				const { id, status = '', lastUpdated, profile = {} } = Object(value) as Record<string, unknown>;
				const isText = [id, status, lastUpdated ?? ''].every((text) => typeof text === 'string') && id !== '';
				const isObject = Object.prototype.toString.call(profile) === '[object Object]';
				const isWhole = Object.prototype.toString.call(value) === '[object Object]';
				expect(parsed.success).toBe(isText && isObject && isWhole);
			}),
		);
	});
});
