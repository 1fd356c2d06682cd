import { STATUSES } from '../../okta/users/search';
import { ATTRIBUTE_WIDTH, digits, EMPTY, fromDigits, PERSON_WIDTH, type Fingerprint } from './fingerprint';

/** A pass (baseline or sweep) marks whom it sees, with 0 and 1 by turns. */
export type Mark = 0 | 1;

/** The mark of somebody whom a sweep missed without being believed: no sweep asks for them again. */
export const LOST = 2;

/** What is remembered of a person: 26 characters with Okta's ids, and two for each watched attribute. */
export interface KnownUser extends Fingerprint {
	id: string;
	/** undefined for a status that this package does not know. */
	status: string | undefined;
	mark: Mark | typeof LOST;
	/** Their `lastUpdated` in seconds since 2020. */
	stamp: number;
}

const STATUS_WIDTH = 1;
const STAMP_WIDTH = 5;
const EPOCH_S = Date.UTC(2020, 0, 1) / 1000;

/** Okta's stamps have whole seconds (reference/okta-api.md 1.5); before 2020 is all the same to us. */
export const stampOf = (instant: unknown): number => {
	const seconds = typeof instant === 'string' ? Math.floor(Date.parse(instant) / 1000) - EPOCH_S : NaN;
	return Number.isNaN(seconds) ? 0 : Math.max(0, Math.min(seconds, 64 ** STAMP_WIDTH - 1));
};

// Okta's user ids all start with 00u: three characters saved for each person. Anything else is kept
// whole behind a "!", and without the "|" that stands between records.
const OKTA_ID = /^00u[A-Za-z0-9]+$/;
const keyOf = (id: string) =>
	OKTA_ID.test(id) ? id.slice(3) : `!${id.replace(/[%|]/g, encodeURIComponent)}`;
const idOf = (key: string) => (key.startsWith('!') ? decodeURIComponent(key.slice(1)) : `00u${key}`);

const widthOf = (attributes: number) =>
	STATUS_WIDTH + STAMP_WIDTH + PERSON_WIDTH + attributes * ATTRIBUTE_WIDTH;

/** Everybody the trigger knows, by id: records in a sorted list, written as one string. */
export class KnownUsers {
	private list: string[] | undefined;

	private readonly width: number;

	/**
	 * @param text what `toString` gave, `''` for nobody
	 * @param attributes how many attributes are watched
	 */
	constructor(
		private readonly text: string,
		attributes: number,
	) {
		this.width = widthOf(attributes);
	}

	/** Taken apart only when somebody is asked for: most polls find that nothing happened. */
	private get records(): string[] {
		this.list ??= this.text === '' ? [] : this.text.split('|');
		return this.list;
	}

	get size(): number {
		return this.records.length;
	}

	get(id: string): KnownUser | undefined {
		const at = this.find(keyOf(id));
		return at < 0 ? undefined : this.decode(this.records[at]);
	}

	/** Remembers a person; false when nothing about them is new. */
	set(known: KnownUser): boolean {
		const key = keyOf(known.id);
		const status = STATUSES.findIndex((status) => status === known.status);
		const record =
			key +
			digits(status + 1 + known.mark * 16, STATUS_WIDTH) +
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

	/** Those whom the pass with this mark has not seen, `limit` at most. */
	unseen(mark: Mark, limit = Infinity): KnownUser[] {
		const found: KnownUser[] = [];
		for (const record of this.records) {
			if (found.length >= limit) break;
			if (flagsOf(record, this.width) >> 4 === 1 - mark) found.push(this.decode(record));
		}
		return found;
	}

	toString(): string {
		if (this.list === undefined) return this.text;
		lastWhole = { text: this.list.join('|'), width: this.width };
		return lastWhole.text;
	}

	/** Index of a key, or `-(where it belongs) - 1`. */
	private find(key: string): number {
		let low = 0;
		let high = this.records.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const other = this.records[middle].slice(0, -this.width);
			if (other === key) return middle;
			if (other < key) low = middle + 1;
			else high = middle - 1;
		}
		return -low - 1;
	}

	private decode(record: string): KnownUser {
		const key = record.slice(0, -this.width);
		const flags = flagsOf(record, this.width);
		const stampAt = key.length + STATUS_WIDTH;
		const personAt = stampAt + STAMP_WIDTH;
		return {
			id: idOf(key),
			status: STATUSES[(flags % 16) - 1],
			mark: (flags >> 4) as KnownUser['mark'],
			stamp: fromDigits(record.slice(stampAt, personAt)),
			person: record.slice(personAt, personAt + PERSON_WIDTH),
			attributes: record.slice(personAt + PERSON_WIDTH),
		};
	}
}

const flagsOf = (record: string, width: number) => fromDigits(record[record.length - width]);

/**
 * The roster that was written or found whole last. As a rule the next poll brings the same one, and to look through 100,000
 * people again would take it most of its time.
 */
let lastWhole = { text: '', width: 0 };

/** Whether a text can be a written roster. */
export function isRoster(text: string, attributes: number): boolean {
	const width = widthOf(attributes);
	if (text === '' || (text === lastWhole.text && width === lastWhole.width)) return true;
	const whole = isWhole(text, attributes);
	if (whole) lastWhole = { text, width };
	return whole;
}

/** Whether a text is made of whole records, in their order. */
export function isWhole(text: string, attributes: number): boolean {
	if (text === '') return true;
	const width = widthOf(attributes);
	const shape = new RegExp(`^(?:[A-Za-z0-9]+|!(?:[^%]|%25|%7C)*)[A-Za-z0-9_-]{${width}}$`);
	let last = '';
	return text.split('|').every((record) => {
		const before = last;
		last = record.slice(0, -width);
		return last > before && shape.test(record);
	});
}

/** The written roster with room for more attributes, empty for everybody so far. */
export function widened(text: string, more: number): string {
	if (text === '' || more === 0) return text;
	const room = EMPTY.repeat(more);
	return text
		.split('|')
		.map((record) => record + room)
		.join('|');
}
