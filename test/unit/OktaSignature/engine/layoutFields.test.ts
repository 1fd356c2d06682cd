import fc from 'fast-check';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { holds } from '../../../support/fuzz';

const LAYOUT = ['{{direction}}', '{{language}}', '{{#rtl}}right{{/rtl}}', '{{^rtl}}left{{/rtl}}', '{{#language}} {{language}}{{/language}}'];

/** Tags that print or test nothing but the layout, in sections that are left out without content. */
const frame: fc.Arbitrary<string> = fc.letrec<{ part: string; frame: string }>((tie) => ({
	part: fc.oneof(fc.constantFrom(...LAYOUT, ...LAYOUT.map((tag) => `<b title="${tag}">x</b>`)), tie('frame')),
	frame: fc
		.tuple(fc.constantFrom('optional', 'line', 'join'), fc.array(tie('part'), { minLength: 1, maxLength: 4 }))
		.map(([section, parts]) => `{{#${section}}}${parts.join(section === 'join' ? '{{#sep}}-{{/sep}}' : '')}{{/${section}}}`),
})).frame;

const sign = (html: string, additionalFields: string[], profile: Record<string, unknown>) =>
	render(compile({ name: 't', reason: 'r', html, text: 'x', additionalFields }), profile, { smartFields: new Map(), phoneRegion: '', today: '' }, '').signature.html;

const PROFILE = { direction: 'rtl', language: 'he', firstName: 'דנה' };

describe('direction and language', () => {
	it('are no content in a gallery template, so alone they keep no line', () => {
		holds(
			fc.property(frame, (template) => {
				expect(sign(template, ['language'], PROFILE)).toBe('');
				expect(sign(`{{#line}}${template}{{firstName}}{{/line}}`, ['language'], PROFILE)).toContain('דנה');
			}),
			200,
		);
	});

	it('are fields like any other in a custom template', () => {
		expect(sign('{{#optional}}{{direction}}{{/optional}}{{#optional}} {{#rtl}}turned{{/rtl}}{{/optional}}', [], { direction: 'Finance', rtl: true })).toBe('Finance turned');
	});
});

it('numbers wrap in a custom template', () => {
	expect(sign('{{primaryPhone}}', [], { primaryPhone: '+49 30 1234' })).toBe('+49 30 1234');
	expect(sign('{{primaryPhone}}', ['language'], { primaryPhone: '+49 30 1234' })).toBe('+49\u00a030\u00a01234');
});
