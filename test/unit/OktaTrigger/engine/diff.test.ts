import { compare, toKnownUser } from '../../../../nodes/OktaTrigger/engine/diff';
import type { DiffOptions } from '../../../../nodes/OktaTrigger/engine/types';

const options: DiffOptions = {
	events: ['user.updated'],
	watch: 'profile',
	attributeNames: ['firstName', 'title'],
	salt: 'salt',
	newSince: '2026-01-01T00:00:00.000Z',
	changedSince: '2026-01-01T00:00:00.000Z',
	serverTime: '2026-01-02T00:00:00.000Z',
	generation: 0,
	deliverExisting: false,
	existingAsCreated: false,
};

const person = (title: string, lastUpdated = '2026-01-01T00:00:00.000Z') => ({
	id: '00u1',
	status: 'ACTIVE',
	created: '2025-01-01T00:00:00.000Z',
	lastUpdated,
	profile: { firstName: 'Ada', title },
});

/** A title with the same hash as 'Engineer', as one in 4,096 has. */
function collidingTitle(): string {
	const { attributeHashes } = toKnownUser(person('Engineer'), options);
	for (let n = 0; n < 100_000; n++) {
		const title = `Title ${n}`;
		if (toKnownUser(person(title), options).attributeHashes === attributeHashes) return title;
	}
	throw new Error('no title has the same hash');
}

describe('compare', () => {
	it('names the attribute that changed', () => {
		const { events } = compare(person('Boss', '2026-01-01T12:00:00.000Z'), toKnownUser(person('Engineer'), options), options);
		expect(events.map(({ changedAttributes }) => changedAttributes)).toEqual([['title']]);
	});

	it('names all attributes when the changed one has the same hash as before', () => {
		const { events } = compare(person(collidingTitle(), '2026-01-01T12:00:00.000Z'), toKnownUser(person('Engineer'), options), options);
		expect(events.map(({ changedAttributes }) => changedAttributes)).toEqual([['firstName', 'title']]);
	});
});
