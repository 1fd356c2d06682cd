import { MAX_USERS, readUsers } from '../../../nodes/OktaEventHook/readUsers';
import { OktaError, type OktaErrorKind } from '../../../nodes/okta/errors/OktaError';
import type { OktaClient } from '../../../nodes/okta/client/types';

/** Users that the search does not show as they are. */
const NEVER = () => false;

const ids = (count: number) => Array.from({ length: count }, (_one, index) => `00u${String(index).padStart(17, '0')}`);

/** Okta, which answers each look-up with what `answer` says; `most` is how many it had to answer at once. */
function okta(answer: (id: string, index: number) => OktaErrorKind | 'other' | undefined = () => undefined) {
	const state = { requests: 0, most: 0, now: 0 };
	let running = 0;
	const client: OktaClient = {
		org: 'https://acme.okta.com',
		get: async (path) => {
			if (path.includes('?')) throw new OktaError('search', 'too long', { description: '' });
			const id = path.split('/').pop() ?? '';
			const kind = answer(id, state.requests++);
			state.most = Math.max(state.most, ++running);
			for (let turn = 0; turn < 5; turn++) await Promise.resolve();
			running--;
			state.now += 100;
			if (kind !== undefined && kind !== 'other') throw new OktaError(kind, 'no', { description: '' });
			return { status: 200, headers: {}, body: { id: kind === 'other' ? '00uSomebodyElse000000' : id, profile: {} } };
		},
	};
	return { client, state };
}

it('reads eight users at a time, of all hooks together', async () => {
	const { client, state } = okta();
	const results = await Promise.all([readUsers(client, ids(30), NEVER, Infinity), readUsers(client, ids(30), NEVER, Infinity)]);
	expect(results.map(({ found, unread }) => [found.size, unread])).toEqual([[30, 0], [30, 0]]);
	expect(state.most).toBe(8);
});

it('leaves what is too much, or comes after the deadline, to Okta Trigger', async () => {
	const many = await readUsers(okta().client, ids(MAX_USERS + 7), NEVER, Infinity);
	expect([many.found.size, many.unread]).toEqual([MAX_USERS, 7]);
	const { client, state } = okta();
	const late = await readUsers(client, ids(40), NEVER, 1000, () => state.now);
	expect(late.found.size).toBeLessThan(20);
	expect(late.found.size + late.unread).toBe(40);
});

it.each([['role', 8], ['disconnected', 8], ['rateLimit', 12], ['unavailable', 12]] as const)('stops when every look-up fails (%s)', async (kind, most) => {
	const { client, state } = okta(() => kind);
	const { found, missing, unread, error } = await readUsers(client, ids(100), NEVER, Infinity);
	expect([found.size, missing, unread, error?.kind]).toEqual([0, 0, 100, kind]);
	expect(state.requests).toBeLessThanOrEqual(most);
});

it('goes on when some look-ups fail, and counts users who are gone or somebody else', async () => {
	const kinds = ['notFound', 'other', 'unavailable'] as const;
	const { found, missing, unread } = await readUsers(okta((_id, index) => kinds[index]).client, ids(20), NEVER, Infinity);
	expect([found.size, missing, unread]).toEqual([17, 2, 1]);
});
