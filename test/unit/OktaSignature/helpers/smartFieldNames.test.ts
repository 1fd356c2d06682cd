import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { HELPERS } from '../../../../nodes/OktaSignature/engine/mustache/parse';
import { anyCharacter, holdsAsync } from '../../../support/fuzz';
import { ada, custom, run } from '../runSignatureNode';

/** The name comes from the item, because a typed text that begins with "=" would be an expression. */
const runNamed = async (name: string, template: string, more: IDataObject = {}) =>
	await run(custom(template, { smartFields: { values: [{ name: '={{ $json.name }}', attributes: [], default: 'VALUE' }] }, ...more }), [{ ...ada, name }]);

const RESERVED = ['banner', ...HELPERS];

describe('the name of a smart field', () => {
	it.each(RESERVED)('cannot be %s, which means something else in templates', async (name) => {
		await expect(runNamed(name, '{{firstName}}')).rejects.toThrow(`Parameter 'Smart Fields', entry 1: 'Field Name' must be another name: "${name}" has a meaning of its own in templates`);
		const { items } = await run({ operation: 'check', smartFields: { values: [{ name, attributes: ['title'] }] } });
		expect(items[0].json).toMatchObject({ valid: false, errors: [{ message: expect.stringContaining(`"${name}"`) }] });
	});

	it.each(['#x', '/x', '^x', '>x', '!x', '&x', '=x', '=x=', '# x'])('cannot be %s, which a tag cannot hold', async (name) => {
		await expect(runNamed(name, '{{firstName}}')).rejects.toThrow("entry 1: 'Field Name' must not");
	});

	it('is refused, or tags and sections of that name show the value', async () => {
		const name = fc.oneof(
			fc.string({ minLength: 1, maxLength: 8, unit: anyCharacter }),
			fc.string({ minLength: 1, maxLength: 4, unit: fc.constantFrom('a', 'B', '1', '_', '-', '#', '^', '/', '>', '!', '&', '=', '<', '"', "'", '.', ' ', '{', '}', '\u00a0', '\u200b', 'é') }),
			fc.constantFrom(...RESERVED, 'today', 'fullName', '__proto__', 'constructor', 'toString', 'line2', 'name', 'title'),
		);
		let accepted = 0;
		await holdsAsync(
			fc.asyncProperty(name, async (one) => {
				let html: string;
				try {
					const { items } = await runNamed(one, `A{{${one}}}|{{#${one}}}S{{/${one}}}`, { options: { target: 'none' } });
					({ html } = items[0].json.signature as { html: string });
				} catch (error) {
					expect((error as Error).message).toMatch(/^Parameter 'Smart Fields', entry 1: 'Field Name' /);
					return;
				}
				accepted++;
				expect(html).toBe('AVALUE|S');
			}),
			300,
		);
		expect(accepted).toBeGreaterThan(50);
	});
});
