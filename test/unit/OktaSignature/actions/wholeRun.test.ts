import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { holdsAsync } from '../../../support/fuzz';
import { ada, condition, conditions, custom, run, signatures } from '../runSignatureNode';

/** A template whose signature only depends on the first name, so that its hash is known. */
const template = (more: IDataObject = {}) => custom('<b>{{firstName}}</b>', more);

let hash: string;

beforeAll(async () => {
	[{ hash }] = (await signatures(template())) as Array<{ hash: string }>;
});

/** A person by what the last push says of them; `broken`: an item that is not a person; `leftOut`: a person whom When Required Is Missing skips. */
const KINDS = ['same', 'changed', 'new', 'broken', 'leftOut'] as const;
type Kind = (typeof KINDS)[number];

const itemOf = (kind: Kind): IDataObject => {
	const pushed = kind === 'same' ? hash : kind === 'new' ? '' : 'f'.repeat(64);
	if (kind === 'leftOut') return { id: '00uBob', profile: { firstName: 'Bob' }, pushed };
	return kind === 'broken' ? { error: 'x', pushed } : { ...ada, pushed };
};

const previousHash = '={{ $json.pushed }}';

const times = (count: number, kind: Kind) => Array.from({ length: count }, () => kind);

const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };

const runKinds = async (kinds: Kind[], options: IDataObject, onError?: 'continueRegularOutput' | 'continueErrorOutput') =>
	await run(template({ smartFields, options: { previousHash, whenRequiredMissing: 'skip', ...options } }), kinds.map(itemOf), onError);

describe('Max Changed Percent', () => {
	it('stops before anyone is passed on and says how to let it through', async () => {
		const kinds = [...times(412, 'changed'), ...times(88, 'same'), ...times(30, 'new')];
		await expect(runKinds(kinds, {})).rejects.toThrow(
			'412 of 500 signatures (82 %) differ from the last push. At most 50 % may change, so nobody was passed on. Set Max Changed Percent to 100 to allow this.',
		);
		expect((await runKinds(kinds, { maxChangedPercent: 100 })).items).toHaveLength(530);
	});

	it('stops when an attribute is emptied for everyone', async () => {
		const people = Array.from({ length: 40 }, (_, i): IDataObject => ({ id: `00u${i}`, profile: { firstName: `P${i}`, title: 'Lead' } }));
		const pushed = await signatures({}, people);
		const emptied = people.map((person, i) => ({ ...person, profile: { firstName: `P${i}`, title: '' }, pushed: pushed[i].hash }));
		await expect(run({ options: { previousHash } }, emptied)).rejects.toThrow('40 of 40 signatures (100 %) differ');
	});

	/** For a thrown error, n8n would pass the input items on to the next node, which would push signatures that do not exist. */
	it.each(['continueRegularOutput', 'continueErrorOutput'] as const)('passes on one error and nobody with %s', async (onError) => {
		const { items, hints } = await runKinds(times(20, 'changed'), {}, onError);
		expect(items).toEqual([{ json: { error: expect.stringContaining('20 of 20 signatures (100 %) differ') }, pairedItem: times(20, 'changed').map((_, item) => ({ item })) }]);
		expect(hints).toEqual([]);
	});

	/** Somebody who cannot be read or is left out was pushed before all the same. Otherwise 11 errors would let 19 changes of 30 through. */
	it.each(['broken', 'leftOut'] as const)('counts people with a hash who are %s', async (kind) => {
		const kinds = [...times(19, 'changed'), ...times(11, kind)];
		const [{ json }] = (await runKinds(kinds, {}, 'continueRegularOutput')).items;
		expect(json.error).toMatch(kind === 'broken' ? /^19 of 19 signatures \(100 %\) differ from the last push\. 11 more people have an error, so their signatures could not be compared\. At most/ : /^19 of 30 signatures \(63 %\)/);
	});

	it('does not stop for changes of few people when most are left out', async () => {
		const { items } = await runKinds([...times(5, 'changed'), ...times(25, 'leftOut')], {});
		expect(items).toHaveLength(5);
	});

	it.each([
		[20, 40, 33.3, '20 of 60 signatures (33.33 %)'],
		[40, 80, 33.33, '40 of 120 signatures (33.333 %)'],
		[1, 499, 0, '1 of 500 signatures (0.2 %)'],
		[667, 333, 66.7, undefined],
		[333, 667, 33.3, undefined],
	])('%d changed and %d not with at most %d %%: a text that does not contradict itself', async (changed, same, maxChangedPercent, expected) => {
		const { items } = await runKinds([...times(changed, 'changed'), ...times(same, 'same')], { maxChangedPercent }, 'continueRegularOutput');
		if (expected === undefined) expect(items).toHaveLength(changed + same);
		else expect(items[0].json.error).toContain(expected);
	});

	it('stops exactly when more people with a hash would change than the option allows', async () => {
		const kinds = fc
			.tuple(...KINDS.map(() => fc.nat(25)))
			.chain((counts) => fc.shuffledSubarray(KINDS.flatMap((kind, i) => times(counts[i], kind)), { minLength: 0 }))
			.filter((all) => all.length > 0);
		const limits = fc.oneof(fc.constantFrom(undefined, 0, 50, 99, 100), fc.integer({ min: 0, max: 100 }), fc.double({ min: 0, max: 100, noNaN: true }));
		const onErrors = fc.constantFrom('continueRegularOutput' as const, 'continueErrorOutput' as const);
		await holdsAsync(
			fc.asyncProperty(kinds, limits, fc.boolean(), onErrors, async (all, maxChangedPercent, onlyChanged, onError) => {
				const options = { onlyChanged, ...(maxChangedPercent !== undefined && { maxChangedPercent }) };
				const { items } = await runKinds(all, options, onError);
				const changed = all.filter((kind) => kind === 'changed').length;
				const broken = all.filter((kind) => kind === 'broken').length;
				const people = changed + all.filter((kind) => kind === 'same' || kind === 'leftOut').length;
				const limit = maxChangedPercent ?? 50;
				const stops = people + broken >= 20 && people > 0 && (changed * 100) / people > limit;
				if (stops) {
					expect(items).toHaveLength(1);
					const [, count, of, percent, atMost] = /^([\d,]+) of ([\d,]+) signatures \((\S+) %\) differ from the last push\.(?: .* compared\.)? At most (\S+) % may/.exec(String(items[0].json.error)) ?? [];
					expect([Number(count), Number(of), Number(atMost)]).toEqual([changed, people, limit]);
					expect(Number(percent)).toBeGreaterThan(limit);
					expect(Number(percent)).toBeLessThanOrEqual((changed * 100) / people);
					expect(String(items[0].json.error).includes(` ${broken} more p`)).toBe(broken > 0);
				} else {
					const passedOn = all.filter((kind) => (kind !== 'same' || !onlyChanged) && kind !== 'leftOut');
					expect(items.map(({ json }) => (json.error === undefined ? 'person' : 'error'))).toEqual(passedOn.map((kind) => (kind === 'broken' ? 'error' : 'person')));
				}
			}),
		);
	}, 60_000);

	it('applies to people without a hash never, however many they are', async () => {
		expect((await runKinds([...times(19, 'changed'), ...times(50, 'new')], {})).items).toHaveLength(69);
	});

	it('takes the strictest value of an expression', async () => {
		const people = times(20, 'changed').map((kind, i) => ({ ...itemOf(kind), max: i === 7 ? '90' : 100 }));
		const options = { previousHash, maxChangedPercent: '={{ $json.max }}' };
		await expect(run(template({ options }), people)).rejects.toThrow('At most 90 % may change');
	});

	it.each([-1, 101, 'many', NaN, [50], '={{ 200 }}', '={{ "x" }}'])('refuses %s by name', async (maxChangedPercent) => {
		await expect(run(template({ options: { maxChangedPercent } }))).rejects.toThrow(
			"Option 'Max Changed Percent' must be a number from 0 to 100",
		);
	});

	it.each(['', null, undefined, '={{ undefined }}'])('is 50 when it is empty: %s', async (maxChangedPercent) => {
		await expect(runKinds(times(20, 'changed'), { maxChangedPercent })).rejects.toThrow('At most 50 %');
	});
});

describe('a run in which nobody has a previous hash', () => {
	const hint = (people: number) => `Previous Hash is empty for all ${people} people, so Max Changed Percent did not apply. That is right for the first push. Otherwise check the expression in 'Previous Hash'.`;

	/** A misspelt expression looks like a first push: everyone would get a signature, whatever changed. */
	it.each([
		['a misspelt field', '={{ $json.hsah }}', times(20, 'changed'), true],
		['the first push', previousHash, times(25, 'new'), true],
		['one hash', previousHash, [...times(25, 'new'), 'same'] as Kind[], false],
		['few people', previousHash, times(19, 'new'), false],
		['no option', undefined, times(25, 'new'), false],
	])('is told: %s', async (_what, expression, kinds, isTold) => {
		const options = expression === undefined ? {} : { previousHash: expression };
		const { hints } = await run(template({ options }), kinds.map(itemOf));
		expect(hints.map(({ message }) => message).includes(hint(kinds.length))).toBe(isTold);
	});
});

describe('the summary after a run', () => {
	const phone = { name: 'phone', attributes: ['mobilePhone'], required: true };

	const messages = async (parameters: IDataObject, people: IDataObject[], onError?: 'continueRegularOutput') =>
		(await run(parameters, people, onError)).hints.map(({ message }) => message);

	it('counts what happened', async () => {
		const options = { previousHash, whenTooLong: 'flag', whenRequiredMissing: 'flag', target: 'exchangeRule', maxChangedPercent: 100 };
		const settings = custom('<b>{{firstName}}</b>', { smartFields: { values: [phone] }, options });
		const person = (firstName: string, more: IDataObject = {}) => ({ profile: { firstName, mobilePhone: '1', ...more } });
		const people = [person('Ada'), person('x'.repeat(6000)), person('Bob', { mobilePhone: '' }), { ...person('Ada'), pushed: hash }];
		expect(await messages(settings, people)).toEqual(['4 people: 3 changed, 1 too long, 1 without a required field']);
	});

	it.each([
		['nothing to tell', template(), [ada], []],
		['no change', () => template({ options: { previousHash: hash } }), [ada], ['1 person: none changed']],
		['one change', template({ options: { previousHash } }), [ada], ['1 person: 1 changed']],
	] as const)('tells %s', async (_what, parameters, people, expected) => {
		expect(await messages(typeof parameters === 'function' ? parameters() : parameters, [...people])).toEqual(expected);
	});

	it('counts everyone exactly once per part', async () => {
		const rules = { values: [{ name: 'all', conditions: conditions(condition('team', 'notEmpty')), templateSource: 'custom', template: '<b>{{firstName}}</b>' }] };
		const person = fc.record({
			known: fc.boolean(),
			isPerson: fc.boolean(),
			hasTeam: fc.boolean(),
			hasPhone: fc.boolean(),
			isLong: fc.boolean(),
		});
		await holdsAsync(
			fc.asyncProperty(fc.array(person, { minLength: 1, maxLength: 12 }), fc.constantFrom('flag', 'skip', 'error'), fc.constantFrom('flag', 'error'), fc.boolean(), async (people, whenRequiredMissing, whenTooLong, compares) => {
				const settings = template({
					smartFields: { values: [phone] },
					chooseByRules: true,
					rules,
					noMatch: 'skip',
					options: { whenRequiredMissing, whenTooLong, target: 'exchangeRule', maxChangedPercent: 100, ...(compares && { previousHash }) },
				});
				const items = people.map(({ known, isPerson, hasTeam, hasPhone, isLong }): IDataObject => {
					const profile = { firstName: isLong ? 'x'.repeat(5000) : 'Ada', team: hasTeam ? 'a' : '', mobilePhone: hasPhone ? '1' : '' };
					return { pushed: known ? hash : '', ...(isPerson && { profile }) };
				});
				const rest = people.filter(({ isPerson }) => isPerson);
				const chosen = rest.filter(({ hasTeam }) => hasTeam);
				const kept = whenRequiredMissing === 'flag' ? chosen : chosen.filter(({ hasPhone }) => hasPhone);
				const rendered = whenTooLong === 'flag' ? kept : kept.filter(({ isLong }) => !isLong);
				const errors = people.length - rest.length + (whenRequiredMissing === 'error' ? chosen.length - kept.length : 0) + kept.length - rendered.length;
				const changed = rendered.filter(({ known, isLong }) => isLong || !known).length;
				const parts = [
					[compares ? changed : 0, 'changed'],
					[rendered.filter(({ isLong }) => isLong).length, 'too long'],
					[rendered.filter(({ hasPhone }) => !hasPhone).length, 'without a required field'],
					[whenRequiredMissing === 'skip' ? chosen.length - kept.length : 0, 'left out because a required field is empty'],
					[rest.length - chosen.length, 'left out because no rule matches them'],
					[errors, 'with an error'],
				].filter(([count]) => count !== 0);
				const told = parts.length > 0 ? parts.map((part) => part.join(' ')).join(', ') : compares ? 'none changed' : '';
				const expected = told === '' ? [] : [`${people.length} ${people.length === 1 ? 'person' : 'people'}: ${told}`];
				expect(await messages(settings, items, 'continueRegularOutput')).toEqual(expected);
			}),
		);
	}, 60_000);
});

describe('the warnings of a run', () => {
	const link = custom('{{firstName}} {{#phoneHref}}<a href="{{phoneHref}}">{{primaryPhone}}</a>{{/phoneHref}}');
	const person = (primaryPhone: string) => ({ profile: { firstName: 'Ada', primaryPhone } });
	const noCountry = 'Field "primaryPhone" is linked as typed: it has no country code, so it cannot be read as a phone number. Set the option Phone Region, or countryCode in the profile';
	const hintsOf = async (parameters: IDataObject, people: IDataObject[]) => (await run(parameters, people, 'continueRegularOutput')).hints;

	it('are one hint, each sentence once with its count and some items', async () => {
		const people = [person('+49 30 1234567'), ...Array.from({ length: 412 }, (_, i) => person(`030 ${1000000 + i}`)), person('ask reception'), person('030 12345')];
		expect(await hintsOf(link, people)).toEqual([
			{
				message: `413 people: ${noCountry} (items 1, 2, 3, …). 1 person: Field "primaryPhone" has no link: it is not clearly one phone number (item 413).`,
				type: 'warning',
				location: 'outputPane',
			},
		]);
	});

	it('do not repeat what the summary or another hint says', async () => {
		const smartFields = { values: [{ name: 'phone', attributes: ['mobilePhone'], required: true }] };
		const options = { target: 'exchangeRule', whenTooLong: 'flag', whenRequiredMissing: 'flag' };
		const hints = await hintsOf(custom(`{{firstName}}${'x'.repeat(5000)}`, { smartFields, options }), [ada, { profile: { firstName: 'Bob' } }]);
		expect(hints.map(({ message }) => message)).toEqual(['2 people: 2 too long, 1 without a required field']);
	});

	it('are counted when there are many kinds, the most frequent first', async () => {
		const parameters = { templateSource: 'input', templateFromInput: '={{ "x {" + "{> " + $json.part + "}" + "}" }}' };
		const people = Array.from({ length: 30 }, (_, i) => ({ ...ada, part: `p${i < 20 ? i : 'q'}` }));
		const [{ message }] = await hintsOf(parameters, people);
		expect(message).toMatch(/^10 people: There is no partial "pq"\. .* \(items 20, 21, 22, …\)\. 1 person: There is no partial "p0"/);
		expect(message).toMatch(/\. There are 16 more kinds of warnings\.$/);
	});

	it('count every warning of every signature', async () => {
		const phones = fc.array(fc.constantFrom('+49 30 1234567', '030 1234567', '4711', 'reception', ''), { minLength: 1, maxLength: 12 });
		await holdsAsync(
			fc.asyncProperty(phones, async (all) => {
				const { items, hints } = await run(link, all.map(person));
				const counts = new Map<string, number[]>();
				for (const [i, { json }] of items.entries()) {
					for (const warning of (json.signature as { warnings: string[] }).warnings) counts.set(warning, [...(counts.get(warning) ?? []), i]);
				}
				const shown = (found: number[]) => `(item${found.length === 1 ? '' : 's'} ${found.slice(0, 3).join(', ')}${found.length > 3 ? ', …' : ''}).`;
				const sentences = [...counts].sort(([, a], [, b]) => b.length - a.length).map(([warning, found]) => `${found.length} ${found.length === 1 ? 'person' : 'people'}: ${warning} ${shown(found)}`);
				expect(hints.map(({ message }) => message)).toEqual(sentences.length === 0 ? [] : [sentences.join(' ')]);
			}),
		);
	}, 60_000);
});

describe('Continue On Fail', () => {
	it('turns an error of the whole run into one error item, because n8n would pass on the input items', async () => {
		const { items } = await run({ operation: 'gone' }, [ada, ada], 'continueRegularOutput');
		expect(items).toEqual([{ json: { error: expect.stringContaining("Check the parameter 'Operation'") }, pairedItem: [{ item: 0 }, { item: 1 }] }]);
	});

	it('lets Report Completeness go on without the people it cannot read, and names them', async () => {
		const rules = { values: [{ name: 'Level', conditions: conditions(condition('level', 'gt', 9, 'number')), templateSource: 'custom', template: '{{firstName}}' }] };
		const settings = { operation: 'report', ...template({ chooseByRules: true, rules }) };
		const people = [ada, { id: '00uBob', profile: { firstName: 'Bob', level: 'top secret' } }, { error: 'x' }, ada];
		const failure = 'Rule "Level" cannot be evaluated: the comparison in condition 1 does not fit the type of the value (item 1, Okta ID 00uBob)';
		await expect(run(settings, people)).rejects.toThrow(failure);
		const { items } = await run(settings, people, 'continueRegularOutput');
		expect(items).toEqual([
			{ json: { people: 2, completeness: 1, fields: [{ name: 'firstName', filled: 2, total: 2 }], incomplete: [] }, pairedItem: [{ item: 0 }, { item: 3 }] },
			{ json: { error: failure }, pairedItem: { item: 1 } },
			{ json: { error: expect.stringContaining('The item is not a person') }, pairedItem: { item: 2 } },
		]);
	});
});
