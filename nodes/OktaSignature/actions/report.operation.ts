import type { INodeExecutionData } from 'n8n-workflow';
import { isRecord } from '../../okta/isRecord';
import { requiredFields } from '../engine';
import { cleanValue, toText } from '../engine/mustache/values';
import { completenessOf } from '../engine/profile/completeness';
import { Person } from '../engine/profile/person';
import { toNodeOperationError } from '../helpers/errors';
import { ItemReader } from '../helpers/readItem';
import type { Operation } from './operation';

/** How many of the people whose template uses a field have a value for it. */
interface FieldCount {
	name: string;
	filled: number;
	total: number;
}

/** Rounds to four digits, so that 0.1 + 0.2 reads 0.3. */
const rounded = (share: number) => Math.round(share * 10_000) / 10_000;

export const report: Operation = {
	option: {
		name: 'Report Completeness',
		value: 'report',
		action: 'Report profile completeness',
		description: 'Count how many incoming people have a value for each field of their template, and list who is missing which fields',
	},
	options: [],

	/**
	 * Returns one item for all people. Nothing is rendered. With Continue On Fail, an item with an error follows for each
	 * person who could not be read.
	 */
	async execute(context) {
		const reader = new ItemReader(context);
		reader.assertOneProfile();
		const fields = new Map<string, FieldCount>();
		const incomplete = [];
		const errors: INodeExecutionData[] = [];
		const pairedItem = [];
		let people = 0;
		let sum = 0;
		for (const [item, { json }] of context.getInputData().entries()) {
			let input;
			try {
				input = reader.read(json, item, reader.options(item));
			} catch (error) {
				const nodeError = toNodeOperationError(context, error, item, json);
				if (!context.continueOnFail()) throw nodeError;
				errors.push({ json: { error: nodeError.message }, pairedItem: { item } });
				continue;
			}
			pairedItem.push({ item });
			const { compiled, profile, settings } = input;
			if (compiled === undefined) continue;
			people++;
			const person = new Person(profile, settings, () => {}, compiled);
			const { asked, missing, completeness } = completenessOf(requiredFields(compiled, settings.smartFields), person);
			const empty = new Set(missing);
			sum += completeness;
			for (const name of asked) {
				const field = fields.get(name) ?? { name, filled: 0, total: 0 };
				fields.set(name, field);
				field.total++;
				if (!empty.has(name)) field.filled++;
			}
			if (missing.length === 0) continue;
			incomplete.push({ id: toText(cleanValue(isRecord(json) ? json.id : undefined)), email: toText(person.value(['email'])), completeness: rounded(completeness), missing });
		}
		const json = { people, completeness: people === 0 ? 1 : rounded(sum / people), fields: [...fields.values()], incomplete };
		return [{ json, pairedItem }, ...errors];
	},
};
