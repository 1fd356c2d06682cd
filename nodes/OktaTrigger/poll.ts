import { OktaError, parameterError } from '../shared/errors';
import type { OktaUser } from '../shared/model';
import type { OktaClient } from '../shared/request';
import { getUser, searchPath, userPages } from '../shared/users';
import { toLookUp, sweepBegun, sweepDue, takeLookUps, takePass, type LookUp } from './pass';
import { Roster } from './roster';
import { freshState, type TriggerState, type WatchSettings } from './state';
import { takeWindow, windowStart, type Reading, type Step } from './window';

/** Pages of one pass step: a sweep of a large org takes many polls and leaves others their rate limit. */
const PASS_PAGES = 20;

/** People held in memory by one window; what is beyond comes with the next poll. */
const WINDOW_PEOPLE = 20_000;

/** Single look-ups in one poll. */
const LOOK_UPS = 50;

/** Some 12 MB of static data with ten watched attributes: beyond, n8n's database would suffer. */
const MAX_PEOPLE = 250_000;

export interface PollEnvironment {
	client: OktaClient;
	settings: WatchSettings;
	/** A new random salt. */
	salt(): string;
	/** Local clock, ms; only to keep within `deadline`. */
	now(): number;
	/** No further page is asked for after this, local clock, ms. */
	deadline: number;
}

/**
 * One poll: a step of the baseline as long as that is not done; then the window, and a step of the
 * sweep when one is due. Reads Okta, decides nothing itself.
 *
 * @returns the events and the state in which they are delivered: store it only together with them
 * @throws OktaError; nothing is lost then, since the stored state stays what it was
 */
export async function poll(
	environment: PollEnvironment,
	stored: TriggerState | undefined,
): Promise<Step> {
	const { settings } = environment;
	if (stored === undefined || !stored.baselineDone) return await passStep(environment, stored, []);
	const reading = await readWindow(environment, stored);
	const step = takeWindow(stored, reading, settings);
	if (sweepDue(step.state, settings, reading.serverTime)) {
		step.state = sweepBegun(step.state, reading.serverTime);
	}
	const busy = step.state.pass === undefined || environment.now() >= environment.deadline;
	if (busy || peopleIn(step) >= settings.maxUsersPerPoll) return step;
	const sweep = step.state.pass?.verifying
		? await lookUpStep(environment, step.state, reading.serverTime)
		: await passStep(environment, step.state, step.events);
	return { ...sweep, events: [...step.events, ...sweep.events] };
}

const peopleIn = ({ events }: Pick<Step, 'events'>) => new Set(events.map(({ user }) => user.id)).size;

async function readWindow(environment: PollEnvironment, state: TriggerState): Promise<Reading> {
	const { settings } = environment;
	const search = both(`lastUpdated ge "${windowStart(state, settings)}"`, settings.search);
	return await read(environment, searchPath(search, undefined, 'lastUpdated'), ({ users }) =>
		users.length < WINDOW_PEOPLE,
	);
}

async function passStep(
	environment: PollEnvironment,
	given: TriggerState | undefined,
	before: Step['events'],
): Promise<Step> {
	const { settings } = environment;
	const from = given?.pass?.from ?? '';
	const search = both(from === '' ? 'status pr' : `created ge "${from}"`, settings.search);
	const reading = await read(environment, searchPath(search, undefined, 'created'), ({ users, pages }) => {
		// Whoever was created in the very second where the step began has to be read past.
		const advanced = String(users.at(-1)?.created ?? '') > from;
		return pages < PASS_PAGES || !advanced;
	});
	const state = given ?? freshState(settings, environment.salt(), reading.serverTime);
	const limit = settings.maxUsersPerPoll - peopleIn({ events: before });
	const step = takePass(state, reading, settings, limit);
	if (new Roster(step.state.people, step.state.names.length).size > MAX_PEOPLE) {
		throw parameterError(
			'Search',
			`has to narrow down who is watched: there are more than ${MAX_PEOPLE} people`,
			'One trigger watches that many at most. Use several, each with a search of its own, such as profile.countryCode eq "DE".',
		);
	}
	return step;
}

async function lookUpStep(
	{ client, settings, now, deadline }: PollEnvironment,
	state: TriggerState,
	serverTime: string,
): Promise<Step> {
	const lookUps: LookUp[] = [];
	for (const id of toLookUp(state, Math.min(LOOK_UPS, settings.maxUsersPerPoll))) {
		if (now() >= deadline) break;
		lookUps.push({ id, user: await unlessGone(getUser(client, id, true)) });
	}
	return takeLookUps(state, lookUps, settings, serverTime);
}

const unlessGone = async (reading: Promise<OktaUser>): Promise<OktaUser | undefined> =>
	await reading.catch((error: unknown) => {
		if (error instanceof OktaError && error.kind === 'notFound') return undefined;
		throw error;
	});

/** Reads pages until the last one, the deadline, or until `goOn` says it is enough. */
async function read(
	{ client, now, deadline }: PollEnvironment,
	path: string,
	goOn: (soFar: { users: OktaUser[]; pages: number }) => boolean,
): Promise<Reading> {
	const users: OktaUser[] = [];
	let serverTime: string | undefined;
	let pages = 0;
	for await (const page of userPages(client, path, true)) {
		pages++;
		users.push(...page.items);
		serverTime ??= new Date(Date.parse(page.headers.date ?? '') || now()).toISOString();
		const more = page.next !== undefined;
		if (more && (now() >= deadline || !goOn({ users, pages }))) {
			return { users, complete: false, serverTime };
		}
	}
	return { users, complete: true, serverTime: serverTime ?? new Date(now()).toISOString() };
}

const both = (expression: string, search: string) =>
	search === '' ? expression : `${expression} and (${search})`;
