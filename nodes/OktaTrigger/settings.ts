import type { IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { parameterError } from '../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../okta/editor/parseParameter';
import { checkedSearch } from '../okta/users/search';
import { optionsParameter } from './description';
import { EVENTS, type WatchSettings } from './engine';

// An expression may give a number as text. Anything else is NaN, which checkRange refuses by name.
const number = (fallback: number) => z.coerce.number().catch(NaN).default(fallback);

const optionsSchema = z.object({
	startWithExisting: z.boolean().default(false),
	overlapSeconds: number(300),
	maxUsersPerPoll: number(1000),
	sweepHours: number(24),
	search: textParameter,
});

/**
 * The trigger's parameters.
 *
 * @throws OktaError kind `parameter` that names the invalid parameter
 */
export function watchSettings(context: IPollFunctions, org: string): WatchSettings {
	const options = parseParameter(optionsSchema, context.getNodeParameter('options', {}), 'Options', optionsParameter.options);
	const selected = parseParameter(listParameter, context.getNodeParameter('events', []), 'Events');
	const events = EVENTS.filter((event) => selected.includes(event));
	if (events.length === 0) {
		throw parameterError('Events', 'is empty', 'Select at least one event.');
	}
	const updates = events.includes('user.updated');
	// Without User Updated, changed attributes do not matter: 'selected' with an empty list stores nothing about them.
	const watch = updates
		? (context.getNodeParameter('watch', 'profile') as WatchSettings['watch'])
		: 'selected';
	const attributes =
		updates && watch === 'selected'
			? parseParameter(listParameter, context.getNodeParameter('attributes', []), 'Attribute Names or IDs')
			: [];
	if (updates && watch === 'selected' && attributes.length === 0) {
		throw parameterError('Attribute Names or IDs', 'is empty', 'Select at least one attribute to watch.');
	}
	const { maxUsersPerPoll, overlapSeconds, sweepHours } = options;
	checkRange('Max Users per Poll', maxUsersPerPoll, 'a whole number from', 1, 100_000);
	checkRange('Overlap (Seconds)', overlapSeconds, 'a whole number from', 0, 86_400);
	checkRange('Recheck Users Every (Hours)', sweepHours, 'a number from', 0, 8_760);
	const search = checkedSearch((options.search ?? '').trim());
	return { ...options, maxUsersPerPoll: Math.floor(maxUsersPerPoll), search, org, events, watch, attributes };
}

function checkRange(parameter: string, value: number, kind: string, min: number, max: number): void {
	if (value >= min && value <= max) return;
	const range = `${min} to ${max.toLocaleString('en-US')}`;
	throw parameterError(parameter, `must be ${kind} ${range}`, 'If the value comes from an expression, check what it returns.');
}
