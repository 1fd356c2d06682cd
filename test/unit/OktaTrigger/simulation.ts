import { OktaError, type OktaErrorKind } from '../../../nodes/okta/errors/OktaError';
import type { OktaUser } from '../../../nodes/okta/users/userModel';
import { canonical } from '../../../nodes/OktaTrigger/engine/fingerprint';
import { inBaseline, readState, sameState, writeState } from '../../../nodes/OktaTrigger/engine/state';
import { NOT_MATCHING, type KnownUser } from '../../../nodes/OktaTrigger/engine/knownUsers';
import { addSeconds } from '../../../nodes/OktaTrigger/engine/timestamps';
import type { DetectedEvent, TriggerState, UserEvent, WatchSettings } from '../../../nodes/OktaTrigger/engine/types';
import { readChanges } from '../../../nodes/OktaTrigger/poll';
import { matches, ModelOkta } from './modelOkta';

export const OVERLAP_S = 60;

/** How much longer ago than the last poll a change may be: the overlap, and how long the index may hide it. */
const SLACK_MS = 3 * OVERLAP_S * 1000;

/** Users in the model, at most. A full scan that misses ten users still looks them up. */
export const MAX_PEOPLE = 10;

/** What can happen. `who` picks a user, `lag` is how long (s) the index hides the change. */
export type Op =
	| { op: 'edit'; who: number; name: string; value: string | null; lag: number }
	| { op: 'touch'; who: number; lag: number }
	| { op: 'future'; who: number; value: string | null }
	| { op: 'status'; who: number; status: string; lag: number }
	| { op: 'create'; value: string; w?: string; status: string; lag: number }
	| { op: 'delete'; who: number; lag: number }
	| { op: 'wait'; seconds: number }
	| { op: 'poll'; budget: number; fault: number; crash: Crash; during: Op[] }
	| { op: 'restart' }
	/** The admin role now hides these users, and no others. */
	| { op: 'role'; hides: number[]; as: 'notFound' | 'role' }
	/** Look-ups of these users fail, and of no others. */
	| { op: 'broken'; whos: number[]; as: OktaErrorKind }
	| { op: 'settings'; change: Partial<WatchSettings> }
	/** A user enters or leaves a group. */
	| { op: 'group'; who: number; group: string; added: boolean }
	/** Who makes the next changes, and when the log stores their entries (s): a list with more than one stores them again. */
	| { op: 'log'; actor: string; delays: number[]; fault?: OktaErrorKind; forgets: boolean }
	/** n8n's clock is set to another time. */
	| { op: 'jump'; skew: number };

/**
 * `lost`: the whole poll; `unsaved`: its items were delivered, but its state was not stored;
 * `between`: the default engine stored its state, but did not create the execution.
 */
export type Crash = 'none' | 'lost' | 'unsaved' | 'between';

export interface World {
	engine: 'default' | 'durable';
	settings: WatchSettings;
	offsetCursors: boolean;
	noise: boolean;
	pageSize: number;
	/** How far the server's clock is ahead of n8n's, seconds. */
	skew: number;
}

/** The entries of the log that an event's actor may come from. */
const ENTRIES_OF: Record<UserEvent, string[]> = {
	'user.created': ['user.lifecycle.create'],
	'user.activated': ['user.lifecycle.activate'],
	'user.unsuspended': ['user.lifecycle.unsuspend'],
	'user.updated': ['user.account.update_profile'],
	'user.groupsChanged': ['group.user_membership.add', 'group.user_membership.remove'],
	'user.suspended': ['user.lifecycle.suspend'],
	'user.deactivated': ['user.lifecycle.deactivate'],
	'user.deleted': ['user.lifecycle.delete.completed'],
};

/** The last status event of a user with this status; `''` when it is not known. */
export const classOf = (status: string | undefined): string => {
	if (status === 'SUSPENDED') return 'user.suspended';
	if (status === 'DEPROVISIONED') return 'user.deactivated';
	return status === 'ACTIVE' || status === 'LOCKED_OUT' ? 'in' : '';
};

/**
 * A trigger in one of n8n's engines with the model of Okta, and the workflow after it, which learns
 * about users only from events: `told` is what it knows.
 */
export class Simulation {
	readonly okta = new ModelOkta();

	readonly delivered: DetectedEvent[] = [];

	/** User ID → the watched values, as the workflow knows them. */
	readonly told = new Map<string, string>();

	/** User ID → whether they may sign in, as known from status events. */
	readonly statuses = new Map<string, string>();

	/** Users and groups that are pairs, as known from events. */
	readonly groups = new Set<string>();

	/** Users changed during the baseline: the trigger may report more than happened. */
	readonly excused = new Set<string>();

	/** Users of whom the baseline may have read either version, because the index changed meanwhile. */
	readonly unclear = new Set<string>();

	/** Users who were hidden: a change that they return with is older than the window. */
	readonly wereHidden = new Set<string>();

	/** Users of whom an event was lost between n8n's two writes. */
	readonly lost = new Set<string>();

	crashed = false;

	/** Expectations that failed. */
	readonly faults: string[] = [];

	/** When the baseline began, server clock, ms. */
	private beganAt = 0;

	/** When the last window that was read to its end began, server clock, ms: as n8n knows it, and as it is stored. */
	private reach = 0;

	private storedReach = 0;

	/** What a state was stored for: only another one of these begins with a new baseline. */
	private watching = '';

	private storedWatching = '';

	private memory: unknown;

	private stored: string | undefined;

	settings: WatchSettings;

	private skew: number;

	constructor(readonly world: World) {
		this.settings = world.settings;
		this.skew = world.skew;
		Object.assign(this.okta, { offsetCursors: world.offsetCursors, noise: world.noise });
		this.okta.pageSize = world.pageSize;
	}

	get state(): TriggerState | undefined {
		const { engine } = this.world;
		const data = engine === 'default' ? this.memory : JSON.parse(this.stored ?? 'null');
		return readState(data, this.settings);
	}

	async run(ops: readonly Op[]): Promise<void> {
		for (const op of ops) {
			if (op.op === 'poll') await this.poll(op);
			else this.apply(op);
		}
	}

	/** Everything but a poll. */
	apply(op: Op, during = false): void {
		const { okta } = this;
		const ids = okta.ids();
		const id = 'who' in op && ids.length > 0 ? ids[op.who % ids.length] : '';
		if (id !== '' && (this.state === undefined || inBaseline(this.state))) this.excused.add(id);
		const lag = 'lag' in op ? op.lag * 1000 : 0;
		switch (op.op) {
			case 'edit':
				return this.okta.edit(id, { [op.name]: op.value }, lag);
			case 'touch':
				return this.okta.edit(id, {}, lag);
			case 'future':
				// During the first step it looks like a user who was there before.
				if (this.state === undefined && during) return;
				return this.okta.edit(id, { a: op.value }, 0, addSeconds(new Date(this.okta.clock).toISOString(), 1e8));
			case 'status':
				return this.okta.setStatus(id, op.status, lag);
			case 'create': {
				if (ids.length >= MAX_PEOPLE) return;
				const created = this.okta.create({ a: op.value, w: op.w ?? 'yes' }, op.status, lag);
				if (this.state === undefined) this.excused.add(created);
				return;
			}
			case 'delete':
				return this.okta.delete(id, lag);
			case 'wait':
				this.okta.clock += op.seconds * 1000;
				return;
			case 'restart':
				this.memory = JSON.parse(this.stored ?? 'null');
				this.reach = this.storedReach;
				this.watching = this.storedWatching;
				return;
			case 'role':
				okta.hidden.clear();
				okta.hiddenAs = op.as;
				// A narrower role cannot be told from a deletion when it hides deactivated users (README).
				for (const other of op.hides.map((index) => ids[index % ids.length])) {
					if (okta.now(other) && okta.now(other)?.status !== 'DEPROVISIONED') okta.hidden.add(other);
				}
				for (const other of okta.hidden) {
					this.wereHidden.add(other);
					if (this.state === undefined || inBaseline(this.state)) this.unclear.add(other);
				}
				return;
			case 'broken':
				okta.broken.clear();
				okta.brokenAs = op.as;
				for (const index of op.whos) okta.broken.add(ids[index % ids.length]);
				return;
			case 'settings':
				this.settings = { ...this.settings, ...op.change };
				return;
			case 'group':
				return okta.setMembership(id, op.group, op.added);
			case 'log':
				Object.assign(okta, { actor: op.actor, logDelays: op.delays.map((delay) => delay * 1000), logFault: op.fault, forgetsCursors: op.forgets });
				return;
			case 'jump':
				this.skew = op.skew;
		}
	}

	/** One poll by n8n. @returns whether it succeeded */
	async poll({ budget, fault, crash, during }: Extract<Op, { op: 'poll' }>): Promise<boolean> {
		const { okta, settings } = this;
		const before = this.state;
		const shown = this.shown();
		if (before === undefined && this.watching === this.watchingNow()) this.faults.push('the trigger forgot everything');
		if (before === undefined) this.begin(shown);
		const beganAt = okta.clock;
		let requests = 0;
		const todo = [...during];
		okta.afterRequest = () => {
			requests++;
			// A change during a reading happens in a later second than its beginning.
			okta.clock += 1000;
			const next = todo.shift();
			if (next !== undefined && next.op !== 'poll' && next.op !== 'restart') this.apply(next, true);
			if (requests === fault) throw new OktaError('unavailable', 'down', { description: '' });
		};
		const now = () => okta.clock - this.skew * 1000;
		const environment = {
			client: okta.client,
			settings,
			salt: () => 'salt',
			now,
			deadline: now() + budget * 1000,
		};
		const step = await readChanges(environment, before).catch((error: unknown) => {
			if (!(error instanceof OktaError) || error.kind !== 'unavailable') throw error;
			return undefined;
		});
		okta.afterRequest = () => {};
		okta.clock += 1000;
		if (crash !== 'none') this.crashed = true;
		if (step === undefined || crash === 'lost') {
			if (crash === 'lost') this.apply({ op: 'restart' });
			return false;
		}
		if (before === undefined || inBaseline(before)) this.learn(step.state.startedAt);
		for (const detected of step.events) this.checkTrue(detected, step.events, before?.knownUsers.get(detected.user.id));
		if (crash === 'between' && this.world.engine === 'default') {
			// The events of this one poll are lost; n8n's durable engine has no such moment.
			for (const { user } of step.events) this.lost.add(user.id);
			this.stored = JSON.stringify(writeState(step.state));
			this.apply({ op: 'restart' });
			return false;
		}
		this.deliver(step.events);
		const { backlog, statusesFrom } = step.state;
		if (before && !inBaseline(before) && !backlog && !statusesFrom) {
			const resumed = [before.backlog?.startedAt, before.statusesFrom].map((at) => (at ? Date.parse(at) : Infinity));
			this.reach = Math.max(this.reach, Math.min(beganAt, ...resumed));
		}
		this.save(before, step.state, step.events.length > 0, crash === 'unsaved');
		const whole = before !== undefined && before.backlog === undefined && !inBaseline(before);
		if (whole && step.state.backlog === undefined && fault === 0) this.compare(shown);
		return true;
	}

	/** What a workflow that starts now knows: all users, unless they are delivered as existing users. */
	private begin(shown: Map<string, OktaUser>): void {
		this.told.clear();
		this.unclear.clear();
		for (const id of this.okta.hidden) this.unclear.add(id);
		this.groups.clear();
		for (const pair of this.okta.memberships) this.groups.add(pair);
		this.beganAt = this.okta.clock;
		this.reach = this.okta.clock;
		for (const [id, [first]] of this.okta.histories) {
			// In the same second, or shown late: the trigger may take them for new.
			if (Math.max(first.visibleAt, first.at + 1000) > this.okta.clock) this.excused.add(id);
		}
		for (const [id, user] of shown) {
			// The baseline leaves a change of its own second, or of the future, to the window.
			if (Date.parse(user.lastUpdated ?? '') > this.okta.clock - 1000) this.excused.add(id);
			if (!this.isWatched(user)) continue;
			this.statuses.set(id, classOf(user.status));
			if (!this.settings.startWithExisting) this.told.set(id, JSON.stringify(this.view(user)));
		}
	}

	/** Changes made before watching began may be learned late, when the index shows them late. */
	private learn(startedAt: string): void {
		if (this.settings.startWithExisting) return;
		for (const [id, versions] of this.okta.histories) {
			const late = versions.some(
				({ user, visibleAt }) => visibleAt > this.beganAt && String(user?.lastUpdated) <= startedAt,
			);
			if (late) this.unclear.add(id);
			const user = this.okta.shown(id);
			if (user === undefined || !this.isWatched(user) || String(user.lastUpdated) > startedAt) continue;
			this.statuses.set(id, classOf(user.status));
			this.told.set(id, JSON.stringify(this.view(user)));
		}
	}

	private save(before: TriggerState | undefined, after: TriggerState, emitted: boolean, crash: boolean): void {
		const state = writeState(after);
		this.watching = this.watchingNow();
		if (crash) {
			// n8n's durable engine stores state and execution in one transaction.
			if (this.world.engine === 'durable') this.store(state);
			this.apply({ op: 'restart' });
			return;
		}
		if (before === undefined || !sameState(before, after)) this.memory = state;
		const written = this.world.engine === 'durable' || emitted || this.stored === undefined;
		if (written) this.store(state);
	}

	private store(state: unknown): void {
		this.stored = JSON.stringify(state);
		this.storedReach = this.reach;
		this.storedWatching = this.watching;
	}

	private watchingNow(): string {
		const { org, search, watch, attributes } = this.settings;
		return JSON.stringify([org, search, watch === 'selected' ? attributes : 'all']);
	}

	/** Whether a user matches the search. */
	isWatched(user: OktaUser | undefined): boolean {
		const { search } = this.settings;
		return user !== undefined && (search === '' || matches(user, search));
	}

	/** Whether an event really happened: its kind, its user and its time. */
	private checkTrue(detected: DetectedEvent, events: readonly DetectedEvent[], known: KnownUser | undefined): void {
		const { event, user, occurredAt } = detected;
		const { okta, settings, world } = this;
		const false_ = (why: string) => this.faults.push(`${event} of ${user.id} at ${occurredAt}: ${why}`);
		const versions = okta.histories.get(user.id) ?? [];
		this.checkActor(detected);
		if (event === 'user.groupsChanged') return this.checkGroups(detected);
		if (event === 'user.deleted') {
			if (okta.now(user.id) !== undefined && known?.status !== 'DEPROVISIONED') false_('the user exists');
			return;
		}
		const index = versions.map((version) => canonical(version.user)).lastIndexOf(canonical(user));
		if (index < 0) return void false_('the user never was like this');
		const earlier = versions.slice(0, index).map((version) => version.user?.status);
		const property = { 'user.created': 'created', 'user.updated': 'lastUpdated' }[String(event)] ?? 'statusChanged';
		if (occurredAt !== user[property]) return void false_(`${property} is ${String(user[property])}`);
		if (event === 'user.updated') return;
		if (event === 'user.created' && settings.startWithExisting && settings.search === '') return;
		const inactive = ['STAGED', 'PROVISIONED', 'DEPROVISIONED'];
		if (event === 'user.activated' && classOf(user.status) !== 'in') false_(`is ${user.status}`);
		if (event === 'user.activated' && earlier.length > 0 && !earlier.some((status) => inactive.includes(String(status)))) {
			// A new user was activated with their creation.
			const isNew = events.some((other) => other.event === 'user.created' && other.user.id === user.id);
			if (!isNew && user.statusChanged !== user.created) false_('was always active');
		}
		if (event === 'user.unsuspended' && !earlier.includes('SUSPENDED')) false_('was never suspended');
		if (event === 'user.deactivated' && user.status !== 'DEPROVISIONED') false_(`is ${user.status}`);
		if (event === 'user.suspended' && user.status !== 'SUSPENDED') false_(`is ${user.status}`);
		const happenedAt = Date.parse(occurredAt);
		if (happenedAt < this.beganAt - SLACK_MS) return void false_('before watching began');
		if (settings.search === '' || world.offsetCursors || happenedAt >= this.reach - SLACK_MS) return;
		// Longer ago than the last poll: true only of somebody who was watched when it happened.
		const watched = versions.some(({ user: version, at, visibleAt }, number) => {
			const until = versions[number + 1]?.visibleAt ?? Infinity;
			return this.isWatched(version) && Math.min(at, visibleAt) <= happenedAt + 999 && until >= happenedAt;
		});
		// Somebody who leaves the search is watched until the trigger finds out.
		const isKnown = known !== undefined && (known.generation !== NOT_MATCHING || known.status !== 'ACTIVE');
		if ((!watched && !isKnown) || event === 'user.created') false_('happened before the user matched the search');
	}

	/** The actor made such a change to this user in the second of the event, or at most half a second from it. */
	private checkActor({ event, user, occurredAt, actor, groups }: DetectedEvent): void {
		if (actor === undefined) return;
		const second = Date.parse(occurredAt);
		const types = ENTRIES_OF[event];
		const madeIt = this.okta.entries.some(
			(entry) => entry.user === user.id && types.includes(entry.type) && entry.actor === actor.id &&
				(event === 'user.deleted' || groups !== undefined || (entry.at >= second - 500 && entry.at < second + 1500)),
		);
		if (!madeIt) this.faults.push(`${event} of ${user.id} at ${occurredAt}: ${actor.id} did not do that`);
	}

	/** Each change of groups is in the log, and the user exists and is watched. */
	private checkGroups({ user, occurredAt, groups }: DetectedEvent): void {
		const changed = (['added', 'removed'] as const).flatMap((kind) => (groups?.[kind] ?? []).map(({ id, name }) => ({ id, name, kind })));
		const happened = ({ id, name, kind }: { id: string; name: string; kind: string }) =>
			name === `Group ${id}` &&
			this.okta.entries.some((entry) => entry.user === user.id && entry.group === id && entry.type.endsWith(kind === 'added' ? '.add' : '.remove') && new Date(entry.at).toISOString() <= occurredAt);
		if (changed.length === 0 || !changed.every(happened) || !this.isWatched(user)) this.faults.push(`groups of ${user.id} at ${occurredAt}: ${JSON.stringify(changed)}`);
	}

	private deliver(events: readonly DetectedEvent[]): void {
		for (const detected of events) {
			const { event, user, changedAttributes } = detected;
			this.delivered.push(detected);
			for (const { id } of detected.groups?.added ?? []) this.groups.add(`${user.id} ${id}`);
			for (const { id } of detected.groups?.removed ?? []) this.groups.delete(`${user.id} ${id}`);
			if (event === 'user.deleted') this.told.delete(user.id);
			if (event === 'user.activated' || event === 'user.unsuspended') this.statuses.set(user.id, 'in');
			if (event === 'user.suspended' || event === 'user.deactivated') this.statuses.set(user.id, event);
			if (event !== 'user.updated' && event !== 'user.created') continue;
			const before = JSON.parse(this.told.get(user.id) ?? '{}') as Record<string, string>;
			const after = this.view(user);
			this.told.set(user.id, JSON.stringify(after));
			if (this.unclear.delete(user.id) || this.excused.has(user.id) || this.lost.has(user.id)) continue;
			// Attributes of somebody who comes to match count from what was known of them before.
			if (this.settings.search !== '') continue;
			if (this.crashed || this.world.offsetCursors) continue;
			const changed = [...new Set([...Object.keys(before), ...Object.keys(after)])]
				.filter((name) => name.length === 1 && before[name] !== after[name])
				.sort();
			if (canonical([...changedAttributes].sort()) !== canonical(changed)) {
				this.faults.push(`${user.id}: says ${changedAttributes.join()} changed, not ${changed.join()}`);
			}
		}
	}

	/** After a poll without errors the workflow knows all users who did not change during it. */
	private compare(before: Map<string, OktaUser>): void {
		if (this.world.offsetCursors || this.settings.search !== '') return;
		const after = this.shown();
		for (const [id, user] of before) {
			if (this.unclear.has(id) || this.lost.has(id) || this.wereHidden.has(id) || after.get(id) !== user) continue;
			const view = JSON.stringify(this.view(user));
			if (this.told.get(id) === view) continue;
			// The log proves a deletion that the index does not show yet.
			const isGone = this.settings.useSystemLog && this.okta.now(id) === undefined;
			if (isGone && (!this.told.has(id) || this.state?.log?.deleted.includes(id))) continue;
			this.faults.push(`${id}: the index shows ${view}, the workflow knows ${this.told.get(id)}`);
		}
	}

	/** All users as the index shows them. */
	private shown(): Map<string, OktaUser> {
		const ids = this.okta.ids().map((id) => [id, this.okta.shown(id)] as const);
		return new Map(ids.filter((entry): entry is [string, OktaUser] => entry[1] !== undefined));
	}

	/** The watched values of a user. Attributes have names of one letter in the model. */
	view({ profile = {}, lastUpdated, status }: OktaUser): Record<string, string> {
		const { watch, attributes } = this.settings;
		const names = Object.keys(profile).filter((name) => watch !== 'selected' || attributes.includes(name));
		const values = names.sort().map((name) => [name, canonical(profile[name])]);
		return {
			...Object.fromEntries(values.filter(([, value]) => value !== '')),
			...(watch === 'any' ? { lastUpdated, status } : {}),
		} as Record<string, string>;
	}

	/** Polls until nothing is pending, one full scan included, with everybody in sight again unless `widen` is false. */
	async settle(widen = true): Promise<void> {
		if (widen) {
			this.okta.hidden.clear();
			this.okta.broken.clear();
		}
		this.okta.logFault = undefined;
		for (const seconds of [OVERLAP_S, this.settings.sweepHours * 3600, OVERLAP_S]) {
			this.apply({ op: 'wait', seconds });
			for (let polls = 0; ; polls++) {
				await this.poll({ op: 'poll', budget: 5, fault: 0, crash: 'none', during: [] });
				const { state } = this;
				if (state && state.fullScan === undefined && state.backlog === undefined) break;
				if (polls > 300) throw new Error('polls never come to an end');
			}
		}
	}
}
