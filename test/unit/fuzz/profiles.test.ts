import fc from 'fast-check';
import { completenessOf } from '../../../nodes/OktaSignature/engine/profile/completeness';
import { FORMAT_VALUES, type SmartField } from '../../../nodes/OktaSignature/engine/profile/smartField';
import { Person, type PersonSettings } from '../../../nodes/OktaSignature/engine/profile/person';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { compile, requiredFields, measureFields, render as renderSignature, type CompiledSignature } from '../../../nodes/OktaSignature/engine';
import { TemplateError } from '../../../nodes/OktaSignature/engine/mustache/errors';
import { anyCharacter, holds } from '../../support/fuzz';
import { entries, profileOf } from './profileArbitraries';
import { NAMES, partials, template } from './templateArbitraries';

/** A gallery template or a custom one; undefined when it cannot be used. */
const signature: fc.Arbitrary<CompiledSignature | undefined> = fc.oneof(
	fc.constantFrom(...GALLERY).map((one) => compile({ ...one, reason: '' })),
	fc.tuple(template, fc.oneof(fc.constant(''), template), partials).map(([html, text, others]) => {
		try {
			return compile({ name: 'custom', reason: '', html, text, additionalFields: [] }, { partials: others });
		} catch (error) {
			expect(error).toBeInstanceOf(TemplateError);
			return undefined;
		}
	}),
);

const name = fc.constantFrom(...NAMES, 'company', 'accentColor', 'website', 'primaryPhone');

const smartField: fc.Arbitrary<SmartField> = fc.record({
	name: name.filter((one) => !one.includes('.')),
	attributes: fc.array(name, { maxLength: 3 }),
	default: fc.oneof(fc.constant(''), fc.string({ unit: anyCharacter, maxLength: 4 })),
	format: fc.constantFrom(...FORMAT_VALUES),
	required: fc.boolean(),
});

const settings: fc.Arbitrary<PersonSettings> = fc
	.record({ fields: fc.array(smartField, { maxLength: 4 }), phoneRegion: fc.constantFrom('', 'DE', 'xx', '__proto__'), today: fc.constant('2026-01-31'), banner: fc.option(fc.constant({ name: 'b', imageUrl: 'https://x.example/b.png', linkUrl: '', altText: '' }), { nil: undefined }) })
	.map(({ fields, ...rest }) => ({ ...rest, smartFields: new Map(fields.map((field) => [field.name, field])) }));

/** The signature, or undefined when a partial includes itself without end. */
function render(compiled: CompiledSignature, profile: Record<string, unknown>, given: PersonSettings) {
	try {
		return renderSignature(compiled, profile, given, '');
	} catch (error) {
		expect(error).toBeInstanceOf(TemplateError);
		return undefined;
	}
}

describe('any profile', () => {
	it('gives the same signature every time and for any order of attributes', () => {
		holds(
			fc.property(signature, entries, settings, fc.nat(), (compiled, given, how, turn) => {
				if (compiled === undefined) return;
				const rendered = render(compiled, profileOf(given), how);
				const turned = [...given.slice(turn % (given.length + 1)), ...given.slice(0, turn % (given.length + 1))].reverse();
				expect(render(compiled, profileOf(turned), how)).toEqual(rendered);
				if (rendered === undefined) return;
				const { html, text, hash, length, warnings } = rendered.signature;
				expect(hash).toMatch(/^[0-9a-f]{64}$/);
				expect(length).toBe(html.length);
				for (const output of [html, text]) expect(output).not.toContain('\0');
				expect(new Set(warnings).size).toBe(warnings.length);
				expect(renderSignature(compiled, profileOf(given), how, hash).signature.changed).toBe(false);
			}),
			250,
		);
	});

	it('is between 0 and 100 % complete, and only fields that count are missing', () => {
		holds(
			fc.property(signature, entries, settings, (compiled, given, how) => {
				if (compiled === undefined) return;
				const fields = requiredFields(compiled, how.smartFields);
				const { asked, missing, requiredMissing, completeness } = completenessOf(fields, new Person(profileOf(given), how, () => {}));
				expect(completeness).toBeGreaterThanOrEqual(0);
				expect(completeness).toBeLessThanOrEqual(1);
				expect(new Set(asked).size).toBe(asked.length);
				expect(missing.filter((one) => !asked.includes(one))).toEqual([]);
				expect(requiredMissing.filter((one) => !missing.includes(one))).toEqual([]);
				expect(completeness).toBe(asked.length === 0 ? 1 : (asked.length - missing.length) / asked.length);
				const required = [...how.smartFields.values()].filter((field) => field.required).map((field) => field.name);
				expect(required.filter((one) => one !== 'banner' && one !== 'today' && !asked.includes(one))).toEqual([]);
			}),
			250,
		);
	});

	it('takes at least one character for each measured field', () => {
		holds(
			fc.property(fc.constantFrom(...GALLERY), entries, settings, (chosen, given, how) => {
				const compiled = compile({ ...chosen, reason: '' });
				const rendered = render(compiled, profileOf(given), how);
				const parts = measureFields(compiled, profileOf(given), how);
				for (const length of parts.values()) expect(length).toBeGreaterThan(0);
				expect(rendered).toBeDefined();
			}),
			200,
		);
	});
});
