import { hookEvents, isCurrent, relevantEntries, usersToRead, type HookSettings } from '../../../nodes/OktaEventHook/engine';
import type { LogEvent } from '../../../nodes/OktaTrigger/engine/types';

const SETTINGS: HookSettings = { events: ['user.created', 'user.activated', 'user.updated', 'user.deactivated'], watch: 'profile', attributes: [] };

const entry = (publishedAt: string, type = 'user.account.update_profile', id = '00u0000000000000user'): LogEvent => ({ type, publishedAt, users: [id], groups: [] });

const user = (lastUpdated: string, more: object = {}) => ({ id: '00u0000000000000user', status: 'ACTIVE', lastUpdated, statusChanged: lastUpdated, created: '2020-01-01T00:00:00.000Z', profile: {}, ...more });

const at = (time: string) => `2026-03-01T08:${time}Z`;

it.each([
	['the version of the second of the entry', '00:10.000', ['00:10.900'], true],
	['a later version', '00:20.000', ['00:10.900'], true],
	['the version before', '00:09.000', ['00:10.000'], false],
	['the version between two entries', '00:10.000', ['00:10.500', '00:11.200'], false],
	['a version without any entry', '00:10.000', [], false],
])('the search is believed only when it shows everything that the entries are about: %s', (_what, lastUpdated, published, expected) => {
	expect(isCurrent(user(at(lastUpdated)), published.map((time) => entry(at(time))))).toBe(expected);
});

it.each([
	['logged in its second', '00:10.000', '00:10.400', 1],
	['logged half a minute late', '00:10.000', '00:40.900', 1],
	['logged much later', '00:10.000', '00:42.000', 0],
	['logged slightly early', '00:10.000', '00:05.000', 1],
	['overtaken by another change', '00:10.000', '00:04.000', 0],
])('a change is an event when the user is the version that it made: %s', (_what, lastUpdated, published, count) => {
	const entries = relevantEntries([entry(at(published))], SETTINGS);
	expect(hookEvents(entries, new Map([['00u0000000000000user', user(at(lastUpdated))]]), SETTINGS)).toHaveLength(count);
});

it('a status event needs the status, and its time', () => {
	const changed = at('00:10.000');
	const events = (type: string, more: object) => {
		const entries = relevantEntries([entry(at('00:10.100'), type)], SETTINGS);
		return hookEvents(entries, new Map([['00u0000000000000user', user(changed, more)]]), SETTINGS).map(({ event }) => event);
	};
	expect(events('user.lifecycle.deactivate', { status: 'DEPROVISIONED' })).toEqual(['user.deactivated']);
	expect(events('user.lifecycle.deactivate', { status: 'ACTIVE' })).toEqual([]);
	expect(events('user.lifecycle.deactivate', { status: 'DEPROVISIONED', statusChanged: at('05:00.000') })).toEqual([]);
	expect(events('user.lifecycle.activate', { status: 'PROVISIONED' })).toEqual([]);
	expect(events('user.lifecycle.activate', { status: 'ACTIVE', statusChanged: null })).toEqual(['user.activated']);
	expect(events('user.lifecycle.suspend', { status: 'SUSPENDED' })).toEqual([]);
});

it('only entries of one user with an Okta ID are read, each user once, and nobody whose deletion is complete', () => {
	const settings: HookSettings = { ...SETTINGS, events: ['user.updated', 'user.deleted'] };
	const entries = relevantEntries(
		[
			entry(at('00:12.000')),
			entry(at('00:11.000')),
			entry(at('00:11.000'), 'user.account.update_profile', 'me'),
			entry(at('00:11.000'), 'user.account.update_profile', '../groups/00g1234567'),
			{ ...entry(at('00:11.000')), users: ['00u000000000000other1', '00u000000000000other2'] },
			entry(at('00:13.000'), 'user.account.update_profile', '00u00000000000deleted'),
			entry(at('00:14.000'), 'user.lifecycle.delete.completed', '00u00000000000deleted'),
		],
		settings,
	);
	expect(entries.map(({ publishedAt }) => publishedAt)).toEqual([at('00:11.000'), at('00:12.000'), at('00:13.000'), at('00:14.000')]);
	expect(usersToRead(entries)).toEqual(['00u0000000000000user']);
});
