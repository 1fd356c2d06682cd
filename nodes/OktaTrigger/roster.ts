import { STATUSES } from '../shared/search';
import { ATTRIBUTE_WIDTH, digits, fromDigits, PERSON_WIDTH, type Fingerprint } from './fingerprint';

/** What is remembered of a person: 28 characters and two for each watched attribute. */
export interface Known extends Fingerprint {
	id: string;
	/** undefined for a status that this package does not know. */
	status: string | undefined;
	/** The pass (baseline or sweep) that last saw this person. */
	mark: 0 | 1;
	/** Their `lastUpdated` in seconds since 2020. */
	stamp: number;
}

const STATUS_WIDTH = 1;
const STAMP_WIDTH = 5;
const EPOCH_S = Date.UTC(2020, 0, 1) / 1000;

/** Okta's stamps have whole seconds (reference/okta-api.md 1.5); before 2020 is all the same to us. */
export const stampOf = (lastUpdated: string | null | undefined): number => {
	const seconds = Math.floor(Date.parse(lastUpdated ?? '') / 1000) - EPOCH_S;
	return Number.isNaN(seconds) ? 0 : Math.max(0, Math.min(seconds, 64 ** STAMP_WIDTH - 1));
};

// Okta's user ids all start with 00u; three characters saved for each person.
const PREFIX = '00u';
const keyOf = (id: string) => (id.startsWith(PREFIX) ? id.slice(PREFIX.length) : `!${id}`);
const idOf = (key: string) => (key.startsWith('!') ? key.slice(1) : PREFIX + key);

/** Everybody the trigger knows, by id: records in a sorted list, written as one string. */
export class Roster {
	private readonly records: string[];

	private readonly tail: number;

	/**
	 * @param text what `toString` gave, `''` for nobody
	 * @param attributes how many attributes are watched
	 */
	constructor(text: string, attributes: number) {
		this.records = text === '' ? [] : text.split('|');
		this.tail = STATUS_WIDTH + STAMP_WIDTH + PERSON_WIDTH + attributes * ATTRIBUTE_WIDTH;
	}

	get size(): number {
		return this.records.length;
	}

	get(id: string): Known | undefined {
		const at = this.find(keyOf(id));
		return at < 0 ? undefined : this.decode(this.records[at]);
	}

	/** Remembers a person; false when nothing about them is new. */
	set(known: Known): boolean {
		const key = keyOf(known.id);
		const status = known.status === undefined ? -1 : STATUSES.indexOf(known.status as never);
		const record =
			key +
			digits(status + 1 + known.mark * 32, STATUS_WIDTH) +
			digits(known.stamp, STAMP_WIDTH) +
			known.person +
			known.attributes;
		const at = this.find(key);
		if (this.records[at] === record) return false;
		if (at >= 0) this.records[at] = record;
		else this.records.splice(-at - 1, 0, record);
		return true;
	}

	delete(id: string): void {
		const at = this.find(keyOf(id));
		if (at >= 0) this.records.splice(at, 1);
	}

	/** Ids of those whom the pass with this mark has not seen, `limit` at most. */
	unseen(mark: 0 | 1, limit = Infinity): string[] {
		const ids: string[] = [];
		for (const record of this.records) {
			if (ids.length >= limit) break;
			const known = this.decode(record);
			if (known.mark !== mark) ids.push(known.id);
		}
		return ids;
	}

	/** Gives everybody this mark. */
	markAll(mark: 0 | 1): void {
		for (const id of this.unseen(mark)) this.set({ ...(this.get(id) as Known), mark });
	}

	toString(): string {
		return this.records.join('|');
	}

	/** Index of a key, or `-(where it belongs) - 1`. */
	private find(key: string): number {
		let low = 0;
		let high = this.records.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const record = this.records[middle];
			const other = record.slice(0, record.length - this.tail);
			if (other === key) return middle;
			if (other < key) low = middle + 1;
			else high = middle - 1;
		}
		return -low - 1;
	}

	private decode(record: string): Known {
		const end = record.length - this.tail;
		const flags = fromDigits(record[end]);
		const stampAt = end + STATUS_WIDTH;
		const personAt = stampAt + STAMP_WIDTH;
		return {
			id: idOf(record.slice(0, end)),
			status: STATUSES[(flags % 32) - 1],
			mark: flags >= 32 ? 1 : 0,
			stamp: fromDigits(record.slice(stampAt, personAt)),
			person: record.slice(personAt, personAt + PERSON_WIDTH),
			attributes: record.slice(personAt + PERSON_WIDTH),
		};
	}
}

/** The written roster with room for more attributes, empty for everybody so far. */
export function widened(text: string, more: number): string {
	if (text === '' || more === 0) return text;
	const room = digits(0, ATTRIBUTE_WIDTH).repeat(more);
	return text
		.split('|')
		.map((record) => record + room)
		.join('|');
}
