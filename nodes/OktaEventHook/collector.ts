import { sleep } from 'n8n-workflow';

/**
 * How long hooks are collected for one execution, in milliseconds. n8n's Remove Duplicates reads and writes its list
 * without a lock, so of two executions at the same moment one forgets what the other recorded, and the poll's copy
 * of that event would pass. The pause keeps executions of one hook apart.
 */
const COLLECT_MS = 500;

/** Entries that wait at most. No org changes so many users within the time that a batch takes. */
const MAX_WAITING = 5_000;

/** Collects what several calls bring, and processes it in one go, one batch after the other. */
export class Collector<Entry> {
	/** The batch of each key that is still open. */
	private readonly open = new Map<string, Entry[]>();

	/** Ends with the last batch of each key. */
	private readonly busy = new Map<string, Promise<unknown>>();

	/**
	 * @param process receives the entries of this call and of those that come until it begins
	 * @returns its result to the call that began the batch; undefined to the others
	 */
	async collect<Result>(key: string, entries: readonly Entry[], process: (all: Entry[]) => Promise<Result>): Promise<Result | undefined> {
		const batch = this.open.get(key);
		if (batch !== undefined) {
			for (const entry of entries) if (batch.length < MAX_WAITING) batch.push(entry);
			return undefined;
		}
		const own = [...entries];
		this.open.set(key, own);
		const task = this.processNext(key, own, this.busy.get(key), process);
		const end = task.catch(() => {}).then(() => {
			if (this.busy.get(key) === end) this.busy.delete(key);
		});
		this.busy.set(key, end);
		return await task;
	}

	private async processNext<Result>(key: string, batch: Entry[], previous: Promise<unknown> | undefined, process: (all: Entry[]) => Promise<Result>): Promise<Result> {
		await previous;
		await sleep(COLLECT_MS);
		this.open.delete(key);
		return await process(batch);
	}
}
