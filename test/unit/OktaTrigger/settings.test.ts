import type { IDataObject } from 'n8n-workflow';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { watchSettings } from '../../../nodes/OktaTrigger/settings';
import { pollContext } from '../../support/n8n';

const settings = (parameters: IDataObject) => watchSettings(pollContext({ nodeType: new OktaTrigger(), parameters }), 'https://acme.okta.com');

describe('parameters from expressions', () => {
	it('comma-separated names are a list', () => {
		const parsed = settings({ events: '={{ "user.updated, user.deleted" }}', watch: 'selected', attributes: '={{ "title, city" }}', options: {} });
		expect(parsed.attributes).toEqual(['title', 'city']);
		expect(parsed.events).toEqual(['user.updated', 'user.deleted']);
	});

	it.each<[string, IDataObject]>([
		['Start With Existing Users', { options: { startWithExisting: 'perhaps' } }],
		['Events', { events: '={{ 7 }}', options: {} }],
		['Attribute Names or IDs', { events: ['user.updated'], watch: 'selected', attributes: '={{ { title: true } }}', options: {} }],
		['Overlap (Seconds)', { options: { overlapSeconds: null } }],
		['Overlap (Seconds)', { options: { overlapSeconds: '' } }],
		['Overlap (Seconds)', { options: { overlapSeconds: [] } }],
		['Recheck Users Every (Hours)', { options: { sweepHours: null } }],
		['Recheck Users Every (Hours)', { options: { sweepHours: ' ' } }],
		['Recheck Users Every (Hours)', { options: { sweepHours: false } }],
		['Max Users per Poll', { options: { maxUsersPerPoll: null } }],
		['Max Users per Poll', { options: { maxUsersPerPoll: true } }],
		['Search', { options: { search: '={{ null }}' } }],
		['Watch', { events: ['user.updated'], watch: 'Any', options: {} }],
		['Watch', { events: ['user.updated'], watch: '={{ null }}', options: {} }],
		['Events', { events: ['user.created', 'user.create'], options: {} }],
	])('an invalid value in %s is refused with the name of the parameter', (label, parameters) => {
		expect(() => settings({ events: ['user.created'], ...parameters })).toThrow(`Parameter '${label}' `);
	});
});
