import fc from 'fast-check';
import type { CheckReport } from '../../../../../nodes/OktaSignature/engine/check/checkTemplates';
import { mergeReports } from '../../../../../nodes/OktaSignature/engine/check/mergeReports';
import { linesText, listText, withoutComments } from '../../../../../nodes/OktaSignature/engine/check/sourceText';
import { longestParts, overrun, TARGETS, type Target } from '../../../../../nodes/OktaSignature/engine/targets';
import { holds } from '../../../../support/fuzz';

const word = fc.constantFrom('a', 'b', 'c');
const report: fc.Arbitrary<CheckReport> = fc
	.record({ errors: fc.array(fc.record({ message: word, line: fc.constant(1), column: fc.constant(1) }), { maxLength: 2 }), warnings: fc.array(word), fields: fc.array(word), unknownFields: fc.array(word), length: fc.nat(99) })
	.map((parts) => ({ ...parts, valid: parts.errors.length === 0 }));

describe('several reports', () => {
	it('are one, in which everything is listed once, with the greatest length of valid ones', () => {
		holds(
			fc.property(fc.array(report, { maxLength: 3 }), (reports) => {
				const union = (list: (one: CheckReport) => string[]) => [...new Set(reports.flatMap(list))];
				const merged = mergeReports(reports);
				expect(merged.errors.map(({ message }) => message)).toEqual(union(({ errors }) => errors.map(({ message }) => message)));
				const valid = reports.every(({ errors }) => errors.length === 0);
				expect(merged).toMatchObject({
					valid,
					warnings: union(({ warnings }) => warnings),
					fields: union(({ fields }) => fields),
					unknownFields: union(({ unknownFields }) => unknownFields),
					length: valid ? reports.reduce((most, { length }) => (length > most ? length : most), 0) : 0,
				});
			}),
			300,
		);
	});
});

describe('a list of words', () => {
	it.each([
		[[], ''],
		[['a'], 'a'],
		[['a', 'b'], 'a and b'],
		[['a', 'b', 'c'], 'a, b and c'],
	])('%j is %j', (words, expected) => {
		expect(listText(words)).toBe(expected);
	});

	it.each([
		[[3], 'line 3'],
		[[3, 5], 'lines 3 and 5'],
		[[1, 2, 3, 4], 'lines 1, 2, 3 and 4'],
		[[3, 5, 8, 9, 11], 'lines 3, 5, 8, 9 and 1 more'],
	])('of lines %j is %j', (lines, expected) => {
		expect(linesText(new Set(lines))).toBe(expected);
	});
});

describe('Mustache comments', () => {
	it('lose their tags and keep their length', () => {
		expect(withoutComments('<b>{{! <i> }}{{ \t\n!<u>x</u>}}{{a}}<p>{{!<}}>')).toBe('<b>{{!  i  }}{{ \t\n! u x /u }}{{a}}<p>{{! }}>');
		for (const html of ['{{<a>}}', '{!<a>}}', '{{!<a>}', '{{x!<a>}}', '{{!<a>{b}}}', 'x{{!}}<a>']) expect(withoutComments(html)).toBe(html);
	});
});

describe('a target', () => {
	it('allows HTML up to its limit', () => {
		for (const [target, { name, limit }] of Object.entries(TARGETS)) {
			expect(overrun(Math.min(limit, 1e9), target as Target)).toBe('');
			if (limit < Infinity) expect(overrun(limit + 1, target as Target)).toMatch(new RegExp(`, 1 more than ${name} allows \\(`));
		}
		expect(overrun(12_345, 'gmail')).toBe('The HTML has 12,345 characters, 2,345 more than Gmail allows (10,000)');
		expect(Object.values(TARGETS).map(({ name, limit }) => [name, limit])).toEqual([['Gmail', 10_000], ['Outlook Add-In', 30_000], ['Exchange Rule', 5_000], ['None', Infinity]]);
	});

	it('names the five longest parts, longest first', () => {
		const fields = new Map([['a', 10], ['b', 2000], ['c', 30], ['d', 5], ['e', 40], ['f', 1]]);
		expect(longestParts(3086, fields)).toBe('b 2,000, the template itself 1,000, e 40, c 30, a 10');
		expect(longestParts(7, new Map())).toBe('the template itself 7');
	});
});
