import { dropOldest } from '../okta/dropOldest';

/**
 * What one n8n process remembers between hooks. It is only a convenience: after a restart, or in another process,
 * Remove Duplicates behind the node does the same.
 */

/** IDs that are remembered: more than Okta sends again. */
const MAX_IDS = 20_000;

/** IDs that came up recently. */
export class RecentIds {
	private readonly ids = new Set<string>();

	/** Remembers an ID. @returns whether it is new */
	add(id: string): boolean {
		if (this.ids.has(id)) return false;
		this.ids.add(id);
		dropOldest(this.ids, MAX_IDS);
		return true;
	}
}

/** How long a line of the log stands for all like it. */
const QUIET_MS = 60_000;

/** Kinds of lines that are told apart. */
const MAX_KINDS = 1_000;

/** Limits lines of the log that anybody can cause. */
export class LogLimit {
	private readonly kinds = new Map<string, { until: number; count: number }>();

	/**
	 * @param now local clock, ms
	 * @returns how often it happened since the last line, this time included; 0 while no line is due
	 */
	note(kind: string, now: number): number {
		const before = this.kinds.get(kind);
		if (before !== undefined && now < before.until) {
			before.count++;
			return 0;
		}
		this.kinds.delete(kind);
		this.kinds.set(kind, { until: now + QUIET_MS, count: 0 });
		dropOldest(this.kinds, MAX_KINDS);
		return (before?.count ?? 0) + 1;
	}
}
