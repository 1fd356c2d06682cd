import type { IDataObject, IPollFunctions } from 'n8n-workflow';
import { z } from 'zod';
import { formatNumber } from '../okta/formatNumber';
import { parameterError } from '../okta/errors/OktaError';
import { parseParameter, listParameter, textParameter } from '../okta/editor/parseParameter';
import { checkedSearch } from '../okta/users/search';
import { optionsParameter } from './description';
import { EVENTS, type WatchSettings } from './engine';

// An expression may give a number as text. Anything else, null and empty text included, is NaN, which
// checkRange refuses by name: as 0 it would turn off the overlap or the recheck.
const number = (fallback: number) =>
	z.union([z.number(), z.string().regex(/\d/).transform(Number)]).catch(NaN).default(fallback);

const optionsSchema = z.object({
	startWithExisting: z.boolean().default(false),
	overlapSeconds: number(300),
	maxUsersPerPoll: number(1000),
	sweepHours: number(24),
	search: textParameter,
	useSystemLog: z.boolean().default(false),
});

const WATCH = ['any', 'profile', 'selected'] as const;

/**
 * The trigger's parameters.
 *
 * @throws OktaError kind `parameter` that names the invalid parameter
 */
export function watchSettings(context: Pick<IPollFunctions, 'getNodeParameter'>, org: string): WatchSettings {
	const givenOptions = context.getNodeParameter('options', {}) as IDataObject;
	const options = parseParameter(optionsSchema, givenOptions, 'Options', optionsParameter.options);
	const selected = parseParameter(listParameter, context.getNodeParameter('events', []), 'Events');
	const events = EVENTS.filter((event) => selected.includes(event));
	const unknown = selected.find((event) => !(EVENTS as readonly string[]).includes(event));
	if (unknown !== undefined) {
		throw parameterError('Events', `contains '${unknown}', which is not an event`, `Use ${EVENTS.join(', ')}.`);
	}
	if (events.length === 0) {
		throw parameterError('Events', 'is empty', 'Select at least one event.');
	}
	if (events.includes('user.groupsChanged') && !options.useSystemLog) {
		throw parameterError(
			'Events',
			"contains User Groups Changed, which needs the option 'Use System Log'",
			"Turn on 'Use System Log' in the options, or remove User Groups Changed.",
		);
	}
	const updates = events.includes('user.updated');
	// Without User Updated, n8n does not keep these two parameters, so they have their defaults.
	const chosen = updates ? context.getNodeParameter('watch', 'profile') : 'profile';
	const watch = WATCH.find((value) => value === chosen);
	if (watch === undefined) {
		throw parameterError('Watch', `must be ${WATCH.join(', ')}`, 'If the value comes from an expression, check what it returns.');
	}
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
	if (givenOptions.search === null) {
		// Without a search, all users are watched.
		throw parameterError('Search', 'has no value', "If the value comes from an expression, check what it returns. To watch all users, remove 'Search'.");
	}
	const search = checkedSearch((options.search ?? '').trim());
	return { ...options, maxUsersPerPoll: Math.floor(maxUsersPerPoll), search, org, events, watch, attributes };
}

function checkRange(parameter: string, value: number, kind: string, min: number, max: number): void {
	if (value >= min && value <= max) return;
	const range = `${min} to ${formatNumber(max)}`;
	throw parameterError(parameter, `must be ${kind} ${range}`, 'If the value comes from an expression, check what it returns.');
}
