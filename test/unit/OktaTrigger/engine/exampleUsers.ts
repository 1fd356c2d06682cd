import { applyFullScan } from '../../../../nodes/OktaTrigger/engine/fullScan';
import { initialState } from '../../../../nodes/OktaTrigger/engine/state';
import { addSeconds } from '../../../../nodes/OktaTrigger/engine/timestamps';
import { EVENTS, type TriggerState, type UserBatch, type WatchSettings } from '../../../../nodes/OktaTrigger/engine/types';
import type { OktaUser } from '../../../../nodes/okta/users/userModel';

export const START = '2026-03-01T09:00:00.000Z';

export const settings: WatchSettings = {
	org: 'https://acme.okta.com',
	events: [...EVENTS],
	watch: 'profile',
	attributes: [],
	search: '',
	startWithExisting: false,
	overlapSeconds: 300,
	maxUsersPerPoll: 1000,
	sweepHours: 24,
	useSystemLog: false,
};

/** A user who was last updated `changed` seconds after START. */
export const person = (index: number, changed: number, profile: Record<string, unknown> = {}): OktaUser => ({
	id: `00u${String(index).padStart(4, '0')}`,
	status: 'ACTIVE',
	created: addSeconds(START, -100_000 + index),
	statusChanged: addSeconds(START, -100_000 + index),
	lastUpdated: addSeconds(START, changed),
	profile: { title: 'Engineer', ...profile },
});

/** Users who were last updated long before START. */
export const people = (count: number) => Array.from({ length: count }, (_, index) => person(index, -50_000));

/** What a reading gives that began `seconds` after START. */
export const batch = (users: OktaUser[], seconds: number, complete = true): UserBatch => ({
	users,
	complete,
	serverTime: addSeconds(START, seconds),
});

/** The state of a trigger that knows these users. */
export const knowing = (users: OktaUser[]): TriggerState =>
	applyFullScan(initialState(settings, 'salt', START), batch(users, 0), settings, 1000).state;

/** Event and user ID of each event. */
export const names = ({ events }: { events: Array<{ event: string; user: OktaUser }> }) =>
	events.map(({ event, user }) => `${event} ${user.id}`);
