import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { OktaDirectory } from '../../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { searchExpression } from '../../../nodes/okta/users/search';
import { connectedCredential } from '../../support/connectedCredential';
import { anyCharacter, holds, holdsAsync } from '../../support/fuzz';
import { runNode } from '../../support/n8n';
import { startSandbox } from '../../support/sandbox';
import { matcher } from '../../support/sandboxSearch';
import { comparisonOf, filtersOf, matches, someoneOf, words } from './filterArbitraries';

const everybodyButLeavers = ({ status }: { status: string }) => status !== 'DEPROVISIONED';

/** The users that Okta returns for an expression; `''` is the plain list. */
const found = (expression: string) => (expression === '' ? everybodyButLeavers : matcher(expression)) as (person: object) => boolean;

/** Filters and users made of the same few words. */
const scene = words.chain((given) => fc.tuple(filtersOf(given), fc.array(someoneOf(given), { maxLength: 20 })));

describe('filters', () => {
	it('match the same users in Okta as a direct evaluation', () => {
		holds(
			fc.property(scene, ([given, people]) => {
				const isFound = found(searchExpression(given.filters));
				expect(people.filter(isFound)).toEqual(people.filter((person) => matches(person, given)));
			}),
			1000,
		);
	});

	it("with any 'Search' are refused, not understood by Okta, or match no more than the other filters allow", () => {
		const piece = fc.constantFrom('(', ')', '"', '\\', '\\"', ' ', 'and', 'or', 'pr', 'status', 'eq', '"ACTIVE"', 'profile.title', '"a) or (b"', 'status pr', 'x', '"x\\"y"');
		const between = fc.constantFrom(' and ', ' or ', ') or (', ') and (', ' or (', ') or ', '" or "', ')', '(', '');
		const searchOf = (given: readonly string[]) =>
			fc.oneof(
				{ weight: 3, arbitrary: fc.array(fc.tuple(comparisonOf(given), between), { minLength: 1, maxLength: 4 }).map((parts) => parts.map(([{ text }, more]) => text + more).join('')) },
				{ weight: 2, arbitrary: fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(' ')) },
				{ weight: 1, arbitrary: fc.string({ unit: anyCharacter }) },
			);
		holds(
			fc.property(words.chain((given) => fc.tuple(searchOf(given), filtersOf(given), fc.array(someoneOf(given), { maxLength: 10 }))), ([text, given, people]) => {
				let expression = '';
				try {
					expression = searchExpression({ ...given.filters, search: text });
				} catch (error) {
					expect(error).toMatchObject({ name: 'OktaError', kind: 'parameter' });
					return;
				}
				if (!isUnderstood(expression)) return;
				const isFound = found(expression);
				const alone = text.trim() === '' ? () => true : found(text.trim());
				const others = { filters: { ...given.filters, search: undefined } };
				expect(people.filter(isFound)).toEqual(people.filter((person) => alone(person) && matches(person, others)));
			}),
			1000,
		);
	});

	it('from any expression values are used, or refused by name', async () => {
		const sandbox = await startSandbox({ people: 3, deprovisioned: 0 });
		try {
			const credential = await connectedCredential(sandbox);
			const nodeType = new OktaDirectory();
			const value = fc.oneof(fc.jsonValue(), fc.constantFrom('ACTIVE', 'ACTIVE, STAGED', ['ACTIVE'], 42, '2026-01-31', 'firstName,lastName', 'asc'));
			const names = ['status', 'department', 'title', 'userType', 'search', 'query', 'updatedSince', 'createdSince', 'attributes', 'sortBy', 'sortOrder'];
			const property = fc.asyncProperty(fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 3 }), async (json) => {
				const asked = (wanted: (name: string) => boolean) => Object.fromEntries(Object.keys(json).filter(wanted).map((name) => [name, `={{ $json.${name} }}`]));
				const isOption = (name: string) => ['attributes', 'sortBy', 'sortOrder'].includes(name);
				const parameters = { resource: 'user', operation: 'getAll', returnAll: true, simplify: true, filters: asked((name) => !isOption(name)), options: asked(isOption) };
				await runNode({ nodeType, parameters, credentials: [credential], input: [{ json: JSON.parse(JSON.stringify(json)) as IDataObject }] }).catch((error: Error) => {
					expect(error.message).toMatch(/^(Parameter '|Okta does not understand|Okta refused the request)/);
				});
			});
			await holdsAsync(property, 100);
		} finally {
			await sandbox.stop();
		}
	});

	it('match the same users over HTTP', async () => {
		const sandbox = await startSandbox({ people: 0, deprovisioned: 0 });
		try {
			const credential = await connectedCredential(sandbox);
			const vocabulary = fc.sample(words, { numRuns: 12, seed: 7 });
			const made = vocabulary.flatMap((given) => fc.sample(someoneOf(given), { numRuns: 10, seed: 7 }));
			for (const { profile, status, typeId, ...stamps } of made) {
				const { id } = await sandbox.control.people.create({ profile, status, typeId });
				await sandbox.control.people.setStamps(id, stamps);
			}
			const people = await sandbox.control.people.list();
			expect(people).toHaveLength(made.length);
			const nodeType = new OktaDirectory();
			const property = fc.asyncProperty(fc.constantFrom(...vocabulary).chain(filtersOf), async (given) => {
				const names = Object.keys(given.filters);
				const { items } = await runNode({
					nodeType,
					// As an expression, because a fixed value may not start with "=".
					parameters: { resource: 'user', operation: 'getAll', returnAll: true, simplify: true, filters: Object.fromEntries(names.map((name) => [name, `={{ $json.${name} }}`])), options: {} },
					credentials: [credential],
					input: [{ json: { ...given.filters } }],
				});
				expect(items.map(({ json }) => json.id)).toEqual(people.filter((person) => matches(person, given)).map(({ id }) => id));
			});
			await holdsAsync(property, 100);
		} finally {
			await sandbox.stop();
		}
	});
});

/** Whether the sandbox, which follows Okta's grammar, accepts an expression. */
function isUnderstood(expression: string): boolean {
	try {
		return found(expression) !== undefined;
	} catch (error) {
		expect(error).not.toBeInstanceOf(OktaError);
		return false;
	}
}
