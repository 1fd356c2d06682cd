import fc from 'fast-check';
import { completenessOf, requiredFieldsOf, sourceOf } from '../../../../../nodes/OktaSignature/engine/profile/completeness';
import type { Person } from '../../../../../nodes/OktaSignature/engine/profile/person';
import { holds } from '../../../../support/fuzz';

/** A person with these values, which are clean. */
const personWith = (values: Record<string, unknown>) => ({ value: ([name]: string[]) => values[name], has: ([name]: string[]) => ![undefined, null, '', false].includes(values[name] as string) }) as unknown as Person;

const fields = fc.constantFrom('a', 'b', 'c', 'd');
const guard = fc.record({ name: fields, inverted: fc.boolean() });
const use = fc.record({ name: fields, guards: fc.array(guard, { maxLength: 2 }) });
const value = fc.constantFrom<unknown>(undefined, null, '', 'x', false, true, [], ['x'], { x: 'x' });

describe('completeness', () => {
	it('counts a field that is marked, printed everywhere, or printed in sections that are all on', () => {
		holds(
			fc.property(fc.array(use, { maxLength: 5 }), fc.uniqueArray(fields, { maxLength: 2 }), fc.record({ a: value, b: value, c: value, d: value }), (uses, marked, values) => {
				const isOn = (printed: string) => ({ name, inverted }: { name: keyof typeof values; inverted: boolean }) => {
					const of = values[name];
					const isOff = of === undefined || of === null || of === '' || of === false || (Array.isArray(of) && of.length === 0);
					if (inverted) return isOff;
					return typeof of === 'object' && of !== null ? false : !isOff || name === printed;
				};
				const counts = (name: keyof typeof values) => marked.includes(name) || uses.some((one) => one.name === name && one.guards.every(isOn(name)));
				const named = [...new Set([...uses.map(({ name }) => name), ...marked])];
				const person = personWith(values);
				const asked = named.filter(counts);
				const missing = asked.filter((name) => !person.has([name]));
				const required = requiredFieldsOf(uses.map((one) => ({ ...one, url: undefined })), marked);
				expect(completenessOf(required, person)).toEqual({
					asked,
					missing,
					completeness: asked.length === 0 ? 1 : (asked.length - missing.length) / asked.length,
					requiredMissing: missing.filter((name) => marked.includes(name)),
				});
			}),
			1000,
		);
	});

	it('counts what a derived field is made of, and tests it in its own section', () => {
		for (const [derived, source] of [['phoneHref', 'primaryPhone'], ['mobileHref', 'mobilePhone'], ['emailHref', 'email'], ['title', 'title']]) {
			expect(sourceOf(derived)).toBe(source);
			const required = requiredFieldsOf([{ name: derived, guards: [{ name: derived, inverted: false }], url: undefined }], []);
			expect(completenessOf(required, personWith({}))).toEqual({ asked: [source], missing: [source], completeness: 0, requiredMissing: [] });
		}
	});

	it('never counts the date, the banner with what is inside, or the item of a list', () => {
		const uses = [...['today', 'banner', '.'].map((name) => ({ name, guards: [] })), { name: 'linkUrl', guards: [{ name: 'a', inverted: true }, { name: 'banner', inverted: false }] }];
		expect(requiredFieldsOf(uses.map((one) => ({ ...one, url: undefined })), [])).toEqual([]);
	});
});
