import fc from 'fast-check';
import { STATUSES, type UserFilters } from '../../../nodes/okta/users/search';
import { anyCharacter } from '../../support/fuzz';

/** The part of a user that filters use. */
export interface Someone {
	status: string;
	created: string;
	lastUpdated: string;
	typeId: string;
	profile: Record<string, unknown>;
}

/** All tokens of search expressions. */
const anyWord = fc.constantFrom(
	'Sales', 'sales', 'SALES', 'Sales "North"', 'back\\slash', '\\"', 'a) or (status pr', 'x" or status pr or "', 'R&D', '50 %', 'a+b', 'Zoë', 'zoë', 'ΑΣ', '山田', '😀', ' ', 'null', 'true', '1', "'", '#', '?', '/', 'Jane', 'Jane Do', 'jane', 'Do', 'Doe', '\n', '\t', '\u2028', '\ud800', '}}', '{{x}}',
);

/** The words in users and filters. Few, so that they match. */
export const words = fc.array(fc.oneof({ weight: 6, arbitrary: anyWord }, { weight: 1, arbitrary: fc.string({ unit: anyCharacter, minLength: 1, maxLength: 4 }) }), { minLength: 1, maxLength: 3 });

/** One word, or two separated by a space. */
const textOf = (given: readonly string[]) => {
	const word = fc.constantFrom(...given);
	return fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: fc.tuple(word, word).map(([a, b]) => `${a} ${b}`) });
};

/** Whole seconds of one hour, so that they match. */
const stamp = fc.nat(3600).map((second) => new Date(Date.UTC(2026, 0, 31, 9, 0, second)).toISOString());

const TYPES = ['oty1sandboxdefault00', 'oty2sandboxcontract0'];

const NAMES = ['firstName', 'lastName', 'email', 'department', 'title', 'city'] as const;

/** A user whose attributes consist of these words. */
export const someoneOf = (given: readonly string[]): fc.Arbitrary<Someone> =>
	fc.record({
		status: fc.constantFrom(...STATUSES),
		created: stamp,
		lastUpdated: stamp,
		typeId: fc.constantFrom(...TYPES),
		profile: fc.record(Object.fromEntries(NAMES.map((name) => [name, fc.oneof({ weight: 5, arbitrary: textOf(given) }, { weight: 1, arbitrary: fc.constantFrom(null, '') })])), { requiredKeys: [] }),
	});

/** A search expression and its meaning. */
interface Search {
	text: string;
	means(person: Someone): boolean;
}

const lower = (value: unknown) => (typeof value === 'string' ? value.toLowerCase() : undefined);

/** One comparison of a search. */
export const comparisonOf = (given: readonly string[]): fc.Arbitrary<Search> => fc.oneof(
	fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('eq', 'sw', 'gt', 'le'), textOf(given)).map(([name, operator, wanted]) => ({
		text: `profile.${name} ${operator} ${JSON.stringify(wanted)}`,
		means: ({ profile }: Someone) => {
			const [value, other] = [lower(profile[name]), wanted.toLowerCase()];
			if (value === undefined || value === '') return false;
			return { eq: value === other, sw: value.startsWith(other), gt: value > other, le: value <= other }[operator];
		},
	})),
	fc.constantFrom(...NAMES).map((name) => ({ text: `profile.${name} pr`, means: ({ profile }: Someone) => Boolean(profile[name]) })),
	fc.tuple(fc.constantFrom('created', 'lastUpdated'), fc.constantFrom('gt', 'lt'), stamp).map(([name, operator, instant]) => ({
		text: `${name} ${operator} "${instant}"`,
		means: (person: Someone) => (operator === 'gt' ? Date.parse(person[name]) > Date.parse(instant) : Date.parse(person[name]) < Date.parse(instant)),
	})),
);

const searchOf = (given: readonly string[]) => fc.letrec<{ search: Search }>((tie) => ({
	search: fc.oneof(
		{ depthSize: 'small', withCrossShrink: true },
		comparisonOf(given),
		fc.tuple(fc.constantFrom('and', 'or', 'OR'), tie('search'), tie('search'), fc.boolean()).map(([word, a, b, bracketed]) => {
			const isAnd = word === 'and';
			// "and" binds more tightly, so its operands need parentheses.
			const written = isAnd ? `(${a.text}) ${word} (${b.text})` : `${a.text} ${word} ${b.text}`;
			return {
				text: bracketed ? `( ${written} )` : written,
				means: (person: Someone) => (isAnd ? a.means(person) && b.means(person) : a.means(person) || b.means(person)),
			};
		}),
	),
})).search;

/** Filters as the editor stores them, and the meaning of their search. */
export interface Filtering {
	filters: UserFilters;
	search?: Search;
}

/** At most three filters, because more would match no user. */
export const filtersOf = (given: readonly string[]): fc.Arbitrary<Filtering> => {
	const all = fc.record({
		status: fc.subarray([...STATUSES]),
		updatedSince: stamp,
		createdSince: stamp,
		department: textOf(given),
		title: textOf(given),
		userType: fc.constantFrom(...TYPES, 'otynobody'),
		query: fc.oneof(textOf(given), fc.constantFrom(...given).map((word) => ` ${word.slice(0, 3)} `)),
		search: searchOf(given),
	});
	const names = ['status', 'updatedSince', 'createdSince', 'department', 'title', 'userType', 'query', 'search'] as const;
	return fc.tuple(all, fc.subarray([...names], { maxLength: 3 })).map(([values, chosen]) => {
		const has = (name: (typeof names)[number]) => chosen.includes(name);
		const filters: UserFilters = Object.fromEntries(chosen.map((name) => [name, name === 'search' ? values.search.text : values[name]]));
		return { filters, search: has('search') ? values.search : undefined };
	});
};

/** What the editor's descriptions say about filters, in plain JavaScript. */
export function matches(person: Someone, { filters: given, search: meant }: Filtering): boolean {
	const { status = [], updatedSince, createdSince, department, title, userType, query = '' } = given;
	const { firstName, lastName, email } = person.profile;
	const is = (value: unknown, wanted: string | undefined) => !wanted || lower(value) === wanted.toLowerCase();
	const begins = (value: unknown, beginning: string) => Boolean(value) && lower(value)?.startsWith(beginning.toLowerCase()) === true;
	const since = (stamped: string, from: string | undefined) => from === undefined || Date.parse(stamped) >= Date.parse(from);
	const wanted = query.trim();
	const [first, ...others] = wanted.split(/\s+/);
	const named = wanted === '' || [firstName, lastName, email].some((value) => begins(value, wanted)) || (others.length > 0 && begins(firstName, first) && begins(lastName, others.join(' ')));
	return (
		(status.length === 0 ? person.status !== 'DEPROVISIONED' : status.includes(person.status)) &&
		since(person.lastUpdated, updatedSince) &&
		since(person.created, createdSince) &&
		is(person.profile.department, department) &&
		is(person.profile.title, title) &&
		(!userType || person.typeId === userType) &&
		named &&
		(meant === undefined || meant.means(person))
	);
}
