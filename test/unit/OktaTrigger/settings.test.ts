import type { IDataObject } from 'n8n-workflow';
import { OktaTrigger } from '../../../nodes/OktaTrigger/OktaTrigger.node';
import { watchSettings } from '../../../nodes/OktaTrigger/settings';
import { pollContext } from '../../support/n8n';

const settings = (parameters: IDataObject) => watchSettings(pollContext({ nodeType: new OktaTrigger(), parameters }), 'https://acme.okta.com');

describe('parameters by expression', () => {
	it('names with commas between are a list', () => {
		const given = settings({ events: '={{ "user.updated, user.deleted" }}', watch: 'selected', attributes: '={{ "title, city" }}', options: {} });
		expect(given.attributes).toEqual(['title', 'city']);
		expect(given.events).toEqual(['user.updated', 'user.deleted']);
	});

	it.each<[string, IDataObject]>([
		['Options', { options: { startWithExisting: 'perhaps' } }],
		['Events', { events: '={{ 7 }}', options: {} }],
		['Attribute Names or IDs', { events: ['user.updated'], watch: 'selected', attributes: '={{ { title: true } }}', options: {} }],
	])('what cannot be used in %s is refused by name', (label, parameters) => {
		expect(() => settings({ events: ['user.created'], ...parameters })).toThrow(`Parameter '${label}' `);
	});
});
