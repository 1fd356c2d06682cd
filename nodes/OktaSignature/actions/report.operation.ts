import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { completenessOf } from '../engine/profile/completeness';
import { Person } from '../engine/profile/person';
import { ItemReader } from '../helpers/itemReader';
import { requiredFields } from '../engine';
import { cleanValue, toText } from '../engine/mustache/values';

/** A field over all people who get a template that asks for it. */
interface Tally {
	name: string;
	filled: number;
	total: number;
}

/** Shares are read by people: four digits are enough, and 0.1 + 0.2 stays 0.3. */
const rounded = (share: number) => Math.round(share * 10_000) / 10_000;

/** How complete the profiles of all items are for the templates they get, as one item; nothing is rendered. */
export function report(context: IExecuteFunctions): INodeExecutionData[] {
	const reader = new ItemReader(context);
	const items = context.getInputData();
	const tallies = new Map<string, Tally>();
	const incomplete = [];
	let people = 0;
	let sum = 0;
	for (const [itemIndex, { json }] of items.entries()) {
		const { compiled, profile, settings } = reader.read(json, itemIndex);
		if (compiled === undefined) continue;
		people++;
		const person = new Person(profile, settings, () => {});
		const { asked, missing, completeness } = completenessOf(requiredFields(compiled, settings.smartFields), person);
		sum += completeness;
		for (const name of asked) {
			const tally = tallies.get(name) ?? { name, filled: 0, total: 0 };
			tallies.set(name, tally);
			tally.total++;
			if (!missing.includes(name)) tally.filled++;
		}
		if (missing.length === 0) continue;
		incomplete.push({ id: toText(cleanValue(json.id)), email: toText(person.value(['email'])), completeness: rounded(completeness), missing });
	}
	const json = { people, completeness: people === 0 ? 1 : rounded(sum / people), fields: [...tallies.values()], incomplete };
	return [{ json: { ...json }, pairedItem: items.map((_, item) => ({ item })) }];
}
