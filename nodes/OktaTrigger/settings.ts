import type { IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../okta/editor/parseParameter';
import { checkedSearch } from '../okta/users/search';
import { EVENTS, type WatchSettings } from './engine';

// An expression may give a number as text; what is none is refused by name below.
const number = (fallback: number) => z.coerce.number().catch(NaN).default(fallback);

const optionsSchema = z.object({
	startWithExisting: z.boolean().default(false),
	overlapSeconds: number(300),
	maxUsersPerPoll: number(1000),
	sweepHours: number(24),
	search: textParameter,
});

/** The trigger's parameters. @throws OktaError kind `parameter` that names the one that cannot be used */
export function watchSettings(context: IPollFunctions, org: string): WatchSettings {
	const options = parseParameter(optionsSchema, context.getNodeParameter('options', {}), 'Options');
	const chosen = parseParameter(listParameter, context.getNodeParameter('events', []), 'Events');
	const events = EVENTS.filter((event) => chosen.includes(event));
	if (events.length === 0) {
		throw parameterError('Events', 'is empty', 'Choose what is to start the workflow.');
	}
	const updates = events.includes('user.updated');
	const watch = updates
		? (context.getNodeParameter('watch', 'profile') as WatchSettings['watch'])
		: 'selected';
	const attributes =
		updates && watch === 'selected'
			? parseParameter(listParameter, context.getNodeParameter('attributes', []), 'Attribute Names or IDs')
			: [];
	if (updates && watch === 'selected' && attributes.length === 0) {
		throw parameterError('Attribute Names or IDs', 'is empty', 'Choose the attributes to watch.');
	}
	const { maxUsersPerPoll, overlapSeconds, sweepHours } = options;
	between('Max People per Poll', maxUsersPerPoll, 1, 100_000);
	between('Overlap (Seconds)', overlapSeconds, 0, 86_400);
	between('Sweep Every (Hours)', sweepHours, 0, 8_760);
	const search = checkedSearch((options.search ?? '').trim());
	return { ...options, maxUsersPerPoll: Math.floor(maxUsersPerPoll), search, org, events, watch, attributes };
}

function between(parameter: string, value: number, least: number, most: number): void {
	if (value >= least && value <= most) return;
	throw parameterError(parameter, `has to be a number from ${least} to ${most}`, 'Correct it.');
}
