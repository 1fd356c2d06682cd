import { checkTemplates } from '../engine/check/checkTemplates';
import { mergeReports } from '../engine/check/mergeReports';
import { readCheckInputs } from '../helpers/readCheckInput';
import type { Operation } from './operation';

export const check: Operation = {
	option: {
		name: 'Check Template',
		value: 'check',
		action: 'Check a template',
		description: 'Find mistakes, unknown fields and signatures that are too long before anyone gets a signature',
	},
	options: [],

	/** Returns one item for all input items. */
	async execute(context) {
		const report = mergeReports((await readCheckInputs(context)).map(checkTemplates));
		return [{ json: { ...report }, pairedItem: context.getInputData().map((_, item) => ({ item })) }];
	},
};
