import fc from 'fast-check';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { holds } from '../../../support/fuzz';

const settings = { smartFields: new Map(), phoneRegion: '', today: '2026-01-31' };

const signatureOf = (html: string, profile: Record<string, unknown>) =>
	render(compile({ name: 'custom', reason: '', html, text: '', additionalFields: [] }), profile, settings, '').signature;

/** Values as other nodes may deliver them, at any depth. */
const { value } = fc.letrec((tie) => ({
	value: fc.oneof({ maxDepth: 3 }, fc.constantFrom('Ada', '', ' ', 0, false, null, undefined), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2 })),
}));

describe('values that a tag cannot print', () => {
	it('are missing and have a warning', () => {
		const { html, missing, completeness, warnings } = signatureOf('<p>x{{manager}}</p>', { manager: { name: 'Eve' } });
		expect({ html, missing, completeness, warnings }).toEqual({
			html: '<p>x</p>',
			missing: ['manager'],
			completeness: 0,
			warnings: ['"manager" holds an object, which a tag cannot print. Use {{#manager}}…{{/manager}}, or {{manager.…}} with the name of a field in it'],
		});
	});

	it.each([
		['x{{#offices}}{{town}}{{/offices}}', { offices: [{ town: 'Graz' }] }, []],
		['x{{#boss}}{{name}}{{/boss}}{{boss.name}}', { boss: { name: 'Eve' } }, []],
		['x{{#boss}}{{.}}{{/boss}}', { boss: { name: 'Eve' } }, ['"." holds an object, which a tag cannot print. Write the name of a field in it']],
		['x{{^none}}{{.}}{{/none}}', {}, []],
		['x{{list}}', { list: ['a', { b: 'c' }] }, ['"list" holds a list that contains lists or objects, which a tag cannot print. Use {{#list}}…{{/list}}, or {{list.…}} with the name of a field in it']],
		['x{{list}}', { list: ['a', {}, null, []] }, []],
	])('in %s for %j', (html, profile, expected) => {
		expect(signatureOf(html, profile).warnings.filter((warning) => warning.includes('cannot print'))).toEqual(expected);
	});

	it('never print nothing without being missing, and a warning when they are not empty', () => {
		const hasContent = (one: unknown): boolean => {
			if (typeof one === 'string') return one.trim() !== '';
			if (one === null || one === undefined) return false;
			return Array.isArray(one) ? one.some(hasContent) : typeof one !== 'object' || Object.keys(one).length > 0;
		};
		holds(
			fc.property(value, (field) => {
				const { html, missing, warnings } = signatureOf('<p>{{field}}</p>', { field });
				expect(missing).toEqual(html === '<p></p>' ? ['field'] : []);
				if (html === '<p></p>' && hasContent(field)) expect(warnings).toEqual([expect.stringContaining('"field"')]);
			}),
			500,
		);
	});
});
