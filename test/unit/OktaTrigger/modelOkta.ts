import { OktaError, type OktaErrorKind } from '../../../nodes/okta/errors/OktaError';
import type { OktaUser } from '../../../nodes/okta/users/userModel';
import type { HttpResponse, OktaClient } from '../../../nodes/okta/client/types';

/** A user as Okta stored them from one change to the next. */
interface Version {
	/** When it was written, server clock, ms. */
	at: number;
	/** When the search index shows it, server clock, ms. */
	visibleAt: number;
	/** undefined: deleted. */
	user: OktaUser | undefined;
}

/** An entry of the System Log. */
export interface Entry {
	uuid: string;
	/** When it happened, server clock, ms. */
	at: number;
	/** When Okta stores it. The log is read in this order. */
	storedAt: number;
	type: string;
	actor: string;
	user: string;
	group?: string;
}

const ORG = 'https://acme.okta.com';

const iso = (ms: number) => new Date(Math.floor(ms / 1000) * 1000).toISOString();

/**
 * A model of what the trigger sees of Okta (reference/okta-api.md 1.1, 1.5, 1.6): timestamps of whole
 * seconds, a search index that shows each change late, users who change while pages are read, rows
 * that come twice or in another order.
 */
export class ModelOkta {
	/** The server's clock, ms. */
	clock = Date.UTC(2026, 2, 1, 8);

	pageSize = 3;

	/** Whether a cursor counts rows, so that pages shift while they are read. */
	offsetCursors = false;

	/** Whether pages repeat their first row and come in reverse order. */
	noise = false;

	/** Users whom the credential's admin role hides: from lists, from searches and from look-ups. */
	readonly hidden = new Set<string>();

	/** What Okta answers to a look-up of a hidden user. */
	hiddenAs: 'notFound' | 'role' = 'notFound';

	/** Users whose look-up fails. */
	readonly broken = new Set<string>();

	/** How it fails. */
	brokenAs: OktaErrorKind = 'unavailable';

	/** Called after each page and look-up, to let time pass, change users or fail. */
	afterRequest: () => void = () => {};

	requests = 0;

	readonly histories = new Map<string, Version[]>();

	/** Who makes the next changes. */
	actor = '00u000admin';

	/** How much later than it happened an entry is stored, ms, and how often. */
	logDelays = [0];

	/** Why the log cannot be read. */
	logFault: OktaErrorKind | undefined;

	/** Whether Okta no longer accepts cursors that it gave before. */
	forgetsCursors = false;

	/** All entries, in the order in which they happened; repeated ones twice. */
	readonly entries: Entry[] = [];

	private readonly storedEntries: Entry[] = [];

	/** Users and groups that are pairs now, as `user group`. */
	readonly memberships = new Set<string>();

	/** Adds a user to a group, or removes them. */
	setMembership(user: string, group: string, added: boolean): void {
		const pair = `${user} ${group}`;
		if (this.now(user) === undefined || this.memberships.has(pair) === added) return;
		if (added) this.memberships.add(pair);
		else this.memberships.delete(pair);
		this.logEntry(added ? 'group.user_membership.add' : 'group.user_membership.remove', user, group);
	}

	private logEntry(type: string, user: string, group?: string): void {
		const uuid = String(this.entries.length);
		for (const delay of this.logDelays) {
			this.entries.push({ uuid, at: this.clock + (this.entries.length % 900), storedAt: this.clock + delay, type, actor: this.actor, user, group });
		}
	}

	create(profile: Record<string, unknown>, status: string, lagMs: number): string {
		const id = `00u${String(this.histories.size).padStart(4, '0')}model`;
		const at = iso(this.clock);
		const activated = status === 'STAGED' ? null : at;
		this.histories.set(id, []);
		const user = { id, status, created: at, activated, statusChanged: at, lastUpdated: at, profile };
		this.write(id, user, lagMs);
		this.logEntry('user.lifecycle.create', id);
		if (status === 'ACTIVE') this.logEntry('user.lifecycle.activate', id);
		return id;
	}

	/** Every change moves lastUpdated, even when nothing visible is different. */
	edit(id: string, profile: Record<string, unknown>, lagMs: number, stamp = iso(this.clock)): void {
		const user = this.now(id);
		if (user === undefined) return;
		this.write(id, { ...user, lastUpdated: stamp, profile: { ...user.profile, ...profile } }, lagMs);
		if (Object.keys(profile).length > 0) this.logEntry('user.account.update_profile', id);
	}

	setStatus(id: string, status: string, lagMs: number): void {
		const user = this.now(id);
		if (user === undefined || user.status === status) return;
		const at = iso(this.clock);
		const activated = status === 'ACTIVE' ? (user.activated ?? at) : user.activated;
		this.write(id, { ...user, status, activated, statusChanged: at, lastUpdated: at }, lagMs);
		const type = { SUSPENDED: 'suspend', DEPROVISIONED: 'deactivate', ACTIVE: user.status === 'SUSPENDED' ? 'unsuspend' : 'activate' }[status];
		if (type !== undefined) this.logEntry(`user.lifecycle.${type}`, id);
	}

	/** Okta deletes only deactivated users, so a script that deletes others deactivates them first, in the same second. */
	delete(id: string, lagMs: number): void {
		if (this.now(id) === undefined) return;
		this.setStatus(id, 'DEPROVISIONED', lagMs);
		this.write(id, undefined, lagMs);
		this.logEntry('user.lifecycle.delete.completed', id);
	}

	/** A user as they are now. */
	now(id: string): OktaUser | undefined {
		return this.histories.get(id)?.at(-1)?.user;
	}

	/** A user as the index shows them now. */
	shown(id: string): OktaUser | undefined {
		if (this.hidden.has(id)) return undefined;
		return this.histories.get(id)?.filter(({ visibleAt }) => visibleAt <= this.clock).at(-1)?.user;
	}

	ids(): string[] {
		return [...this.histories.keys()];
	}

	private write(id: string, user: OktaUser | undefined, lagMs: number): void {
		this.histories.get(id)?.push({ at: this.clock, visibleAt: this.clock + lagMs, user });
	}

	readonly client: OktaClient = {
		org: ORG,
		get: async (path) => {
			this.requests++;
			const date = new Date(this.clock).toUTCString();
			const url = new URL(ORG + path);
			if (url.pathname === '/api/v1/logs') return this.readLog(url, date);
			const [, id] = /^\/api\/v1\/users\/([^/]+)$/.exec(url.pathname) ?? [];
			const response =
				id === undefined
					? this.list(url)
					: { status: 200, headers: { date }, body: this.hidden.has(id) ? undefined : this.now(id) };
			this.afterRequest();
			if (this.broken.has(id ?? '')) throw new OktaError(this.brokenAs, 'broken', { description: '' });
			if (this.hidden.has(id ?? '')) throw new OktaError(this.hiddenAs, 'hidden', { description: '' });
			if (response.body !== undefined) return { ...response, headers: { ...response.headers, date } };
			throw new OktaError('notFound', 'nobody', { description: 'deleted' });
		},
	};

	/** The polling form: in the order of storage, always with a next link. */
	private readLog(url: URL, date: string): HttpResponse {
		const due = this.entries.filter((entry) => entry.storedAt <= this.clock && !this.storedEntries.includes(entry));
		this.storedEntries.push(...due.sort((a, b) => a.storedAt - b.storedAt));
		const after = url.searchParams.get('after');
		const since = url.searchParams.get('since') ?? '';
		const isForgotten = after !== null && this.forgetsCursors;
		this.forgetsCursors = false;
		this.afterRequest();
		if (this.logFault !== undefined) throw new OktaError(this.logFault, 'no log', { description: '' });
		if (isForgotten) throw new OktaError('refused', 'Okta refused the request', { description: '', status: 400 });
		const start = Number(after ?? 0);
		const rows = this.storedEntries.slice(start).filter(({ at }) => after !== null || new Date(at).toISOString() >= since);
		const next = new URL(url);
		next.searchParams.delete('since');
		next.searchParams.set('after', String(this.storedEntries.length));
		return { status: 200, headers: { date, link: `<${next.href}>; rel="next"` }, body: rows.map(toBody) };
	}

	private list(url: URL) {
		const search = url.searchParams.get('search') ?? '';
		const by = url.searchParams.get('sortBy') as 'created' | 'lastUpdated' | 'statusChanged' | null;
		const rows = this.ids()
			.map((id) => this.shown(id))
			.filter((user): user is OktaUser => user !== undefined && matches(user, search))
			.map((user) => ({ user, key: `${by === null ? '' : String(user[by])} ${user.id}` }))
			.sort((a, b) => (a.key < b.key ? -1 : 1));
		const after = url.searchParams.get('after');
		const start = this.offsetCursors
			? Number(after ?? 0)
			: rows.findIndex(({ key }) => after === null || key > after);
		const page = start < 0 ? [] : rows.slice(start, start + this.pageSize);
		const next = new URL(url);
		const last = page.at(-1)?.key ?? '';
		next.searchParams.set('after', this.offsetCursors ? String(start + this.pageSize) : last);
		const more = start >= 0 && start + this.pageSize < rows.length;
		const body = page.map(({ user }) => user);
		return {
			status: 200,
			headers: { link: more ? `<${next.href}>; rel="next"` : '' },
			body: this.noise && body.length > 0 ? [...body, body[0]].reverse() : body,
		};
	}
}

const toBody = ({ uuid, at, type, actor, user, group }: Entry) => ({
	uuid,
	published: new Date(at).toISOString(),
	eventType: type,
	outcome: { result: 'SUCCESS' },
	actor: { id: actor, type: 'User', displayName: `Name of ${actor}`, alternateId: `${actor}@example.com` },
	target: [...(group ? [{ id: group, type: 'UserGroup', displayName: `Group ${group}` }] : []), { id: user, type: 'User' }],
});

/** The part of Okta's search language that the trigger uses. */
export function matches(user: OktaUser, search: string): boolean {
	return search.split(' and ').every((term) => {
		const [, name, operator, literal] = /^\(?([\w.]+) (pr|ge|eq)(?: ("[^"]*"))?\)?$/.exec(term) ?? [];
		if (operator === undefined) throw new Error(`the model does not know ${term}`);
		if (operator === 'pr') return true;
		const value = name.startsWith('profile.') ? user.profile?.[name.slice(8)] : user[name];
		const wanted = JSON.parse(literal) as string;
		return operator === 'eq' ? value === wanted : String(value) >= wanted;
	});
}
