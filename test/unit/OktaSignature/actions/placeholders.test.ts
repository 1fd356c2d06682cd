import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { holdsAsync } from '../../../support/fuzz';
import { condition, conditions, custom, run, signatures } from '../runSignatureNode';

/** Values that say that there is none. */
const placeholder = fc.tuple(fc.constantFrom('', ' ', '\t', '\u00a0', '\n'), fc.constantFrom('n/a', 'N/A', '-', '--', '.'), fc.constantFrom('', ' ', '\r\n')).map((parts) => parts.join(''));

const ATTRIBUTES = ['firstName', 'lastName', 'displayName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'streetAddress', 'zipCode', 'city', 'state', 'countryCode', 'preferredLanguage'];

const FULL: IDataObject = {
	firstName: 'Ada', lastName: 'Lovelace', displayName: 'Ada Lovelace', title: 'Engineer', department: 'R&D', organization: 'Acme', email: 'ada@acme.example',
	primaryPhone: '+49 30 23125 123', mobilePhone: '+49 176 04069 012', streetAddress: 'Main St 1', zipCode: '12345', city: 'Berlin', state: 'BE', countryCode: 'DE',
};

const template = fc.oneof(
	fc.constantFrom(...GALLERY.map(({ name }): IDataObject => ({ galleryTemplate: name }))),
	fc.constant(custom('{{email}}{{#optional}} · {{title}}{{/optional}}{{^department}}none{{/department}}{{#join}}{{city}}{{#sep}}, {{/sep}}{{state}}{{/join}}{{fullName}} {{initials}} {{addressLine}}')),
);

const smartFields = { values: [{ name: 'title', attributes: ['displayName', 'department', 'title'], default: 'Colleague', format: 'none' }] };

describe('placeholders in profiles', () => {
	it('count as empty everywhere', async () => {
		const filled = fc.dictionary(fc.constantFrom(...ATTRIBUTES), placeholder, { minKeys: 1, maxKeys: 6 });
		await holdsAsync(
			fc.asyncProperty(filled, template, fc.boolean(), async (placeholders, parameters, hasSmartField) => {
				const all = { ...parameters, ...(hasSmartField && { smartFields }) };
				const empty = Object.fromEntries(Object.keys(placeholders).map((name) => [name, '']));
				const [withPlaceholders] = await signatures(all, [{ profile: { ...FULL, ...placeholders } }]);
				const [without] = await signatures(all, [{ profile: { ...FULL, ...empty } }]);
				expect(withPlaceholders).toEqual(without);
			}),
		);
	});

	it('are missing, also in lists, objects and the report', async () => {
		const profile = { firstName: 'Ada', title: ' n/a ', tags: ['-', 'a', 'N/A'], manager: { name: '--', city: 'Rome' } };
		const [{ html, missing }] = await signatures(custom('{{firstName}} {{title}} {{tags}} {{manager.name}}{{#manager}}{{name}}{{city}}{{/manager}}'), [{ profile }]);
		expect({ html, missing }).toEqual({ html: 'Ada  a Rome', missing: ['title', 'manager.name'] });
		const { items } = await run(custom('{{firstName}} {{title}}', { operation: 'report' }), [{ profile }]);
		expect(items[0].json.incomplete).toEqual([expect.objectContaining({ missing: ['title'] })]);
	});

	it.each([['N/A\nMain St 1', 'Main St 1'], ['Main St 1\r\n-', 'Main St 1'], ['N/A\nN/A', ''], ['-\n--\n.', '']])('are empty line by line in an address: %j', async (streetAddress, expected) => {
		const [{ html }] = await signatures(custom('{{email}} {{streetAddress}}'), [{ profile: { ...FULL, streetAddress } }]);
		expect(html).toBe(`ada@acme.example ${expected}`.trim());
	});

	it('are empty to conditions', async () => {
		const rules = { values: [{ name: 'no title', conditions: conditions(condition('title', 'empty')), templateSource: 'custom', template: 'none {{email}}' }] };
		const [{ template: chosen }] = await signatures(custom('{{email}}', { chooseByRules: true, rules }), [{ profile: { ...FULL, title: '--' } }]);
		expect(chosen).toBe('no title');
	});

	it.each(['N/a', 'n.a.', 'na', '---', '..', '- x', 'n/a (yet)'])('leaves "%s" as it is', async (title) => {
		const [{ html }] = await signatures(custom('{{title}}'), [{ profile: { ...FULL, title } }]);
		expect(html).toBe(title);
	});

	it('leaves texts of the node as they are', async () => {
		const one = { values: [{ name: 'room', attributes: ['roomNumber'], default: '-', format: 'none' }] };
		const [{ html }] = await signatures(custom('{{email}} {{room}}', { smartFields: one }), [{ profile: FULL }]);
		expect(html).toBe('ada@acme.example -');
	});
});
