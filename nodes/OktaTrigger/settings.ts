import type { IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../shared/errors';
import { checkedSearch } from '../shared/search';
import { EVENTS } from './detect';
import type { WatchSettings } from './state';

const optionsSchema = z.object({
	startWithExisting: z.boolean().default(false),
	overlapSeconds: z.number().default(300),
	maxUsersPerPoll: z.number().default(1000),
	sweepHours: z.number().default(24),
	search: z.string().default(''),
});

/** The trigger's parameters. @throws OktaError kind `parameter` that names the one that cannot be used */
export function watchSettings(context: IPollFunctions, org: string): WatchSettings {
	const options = optionsSchema.parse(context.getNodeParameter('options', {}));
	const chosen = context.getNodeParameter('events', []) as string[];
	const events = EVENTS.filter((event) => chosen.includes(event));
	if (events.length === 0) {
		throw parameterError('Events', 'is empty', 'Choose what is to start the workflow.');
	}
	const updates = events.includes('user.updated');
	const watch = updates
		? (context.getNodeParameter('watch', 'profile') as WatchSettings['watch'])
		: 'selected';
	const attributes =
		updates && watch === 'selected' ? (context.getNodeParameter('attributes', []) as string[]) : [];
	if (updates && watch === 'selected' && attributes.length === 0) {
		throw parameterError('Attribute Names or IDs', 'is empty', 'Choose the attributes to watch.');
	}
	wholeNumber('Max People per Poll', options.maxUsersPerPoll, 1);
	wholeNumber('Overlap (Seconds)', options.overlapSeconds, 0);
	if (!(options.sweepHours >= 0)) {
		throw parameterError('Sweep Every (Hours)', 'is negative', 'Use 0 to switch the sweep off.');
	}
	return { ...options, search: checkedSearch(options.search.trim()), org, events, watch, attributes };
}

function wholeNumber(parameter: string, value: number, least: number): void {
	if (Number.isInteger(value) && value >= least) return;
	throw parameterError(parameter, `has to be a whole number of at least ${least}`, 'Correct it.');
}
