import {
	ATTRIBUTE_WIDTH,
	decodeNumber,
	EMPTY_ATTRIBUTE,
	encodeNumber,
	PROFILE_WIDTH,
	type Fingerprint,
} from './fingerprint';
import { TIMESTAMP_WIDTH } from './timestamps';

/**
 * Full scans are numbered 0 and 1 in turn. A scan gives its number to each user it sees, so users
 * who keep the other number were missing from it.
 */
export type Generation = 0 | 1;

/** The generation of users whom Okta no longer shows and who may still exist. */
export const NOT_VISIBLE = 2;

/** The generation of users who exist and no longer match the search. */
export const NOT_MATCHING = 3;

/** What is known of a user: 26 characters with Okta's IDs, and two for each watched attribute. */
export interface KnownUser extends Fingerprint {
	id: string;
	/**
	 * Of `STORED_STATUSES`. Of a status that this package does not know, `?` and the kind of the last
	 * known one are remembered; undefined when none was known.
	 */
	status: string | undefined;
	generation: Generation | typeof NOT_VISIBLE | typeof NOT_MATCHING;
	/** Seconds since 2020. */
	lastUpdated: number;
}

/**
 * A record holds the position of a status in this list. Stored states rely on the order, so further
 * statuses (up to 15) are only added at the end. That is why it is not `STATUSES` of okta/users/search,
 * which may be sorted.
 */
const STORED_STATUSES = ['ACTIVE', 'DEPROVISIONED', 'LOCKED_OUT', 'PASSWORD_EXPIRED', 'PROVISIONED', 'RECOVERY', 'STAGED', 'SUSPENDED']
	// Statuses that this package does not know, with the kind of the last known one.
	.concat('?ACTIVE', '?DEPROVISIONED', '?STAGED', '?SUSPENDED');

/** What to remember of a status, which may be one that this package does not know. */
export function rememberedStatus(status: string | undefined, before: string | undefined): string | undefined {
	if (status !== undefined && STORED_STATUSES.includes(status)) return status;
	const known = knownStatus(before);
	if (known === undefined) return undefined;
	if (known === 'PROVISIONED') return '?STAGED';
	return STORED_STATUSES.includes(`?${known}`) ? `?${known}` : '?ACTIVE';
}

/** The last known status: the same, or the one before a status that this package does not know. */
export const knownStatus = (remembered: string | undefined): string | undefined => remembered?.replace(/^\?/, '');

const STATUS_WIDTH = 1;

// Okta's user IDs all start with 00u, which is left out to save three characters per user. Any other
// ID is kept whole after a "!", with the record separator "|" escaped.
const OKTA_ID = /^00u[A-Za-z0-9]+$/;
const keyOf = (id: string) =>
	OKTA_ID.test(id) ? id.slice(3) : `!${id.replace(/[%|]/g, encodeURIComponent)}`;
const idOf = (key: string) => (key.startsWith('!') ? decodeURIComponent(key.slice(1)) : `00u${key}`);

/** Characters of a record after its key. */
const widthOf = (attributeCount: number) =>
	STATUS_WIDTH + TIMESTAMP_WIDTH + PROFILE_WIDTH + attributeCount * ATTRIBUTE_WIDTH;

/**
 * All users that the trigger knows: a sorted list of records that is stored as one text.
 *
 * The text is parsed when somebody first asks for a user, because most polls find that nothing
 * happened. Copies share their records until one of them is changed.
 */
export class KnownUsers {
	private text: string | undefined;

	private parsed: string[] | undefined;

	/** Whether a copy uses the same list of records. */
	private shared = false;

	private readonly width: number;

	/**
	 * @param text what `toString` gave, `''` for nobody
	 * @param attributeCount how many attributes are watched
	 */
	constructor(
		text: string,
		readonly attributeCount: number,
	) {
		this.text = text;
		this.width = widthOf(attributeCount);
	}

	get size(): number {
		return this.records.length;
	}

	/** Bytes that the text takes in n8n's database. */
	get byteLength(): number {
		return Buffer.byteLength(this.toString());
	}

	/** A copy to change. This object stays as it is. */
	copy(): KnownUsers {
		const copy = new KnownUsers('', this.attributeCount);
		this.shared = this.parsed !== undefined;
		Object.assign(copy, { text: this.text, parsed: this.parsed, shared: this.shared });
		return copy;
	}

	/** A copy with room for more attributes, empty for every user so far. */
	withMoreAttributes(count: number): KnownUsers {
		const wider = new KnownUsers('', this.attributeCount + count);
		const added = EMPTY_ATTRIBUTE.repeat(count);
		wider.text = undefined;
		wider.parsed = this.records.map((record) => record + added);
		return wider;
	}

	get(id: string): KnownUser | undefined {
		const index = this.find(keyOf(id));
		return index < 0 ? undefined : this.decode(this.records[index]);
	}

	/** Adds or replaces a user. */
	set(user: KnownUser): void {
		const key = keyOf(user.id);
		const status = user.status === undefined ? -1 : STORED_STATUSES.indexOf(user.status);
		const record =
			key +
			encodeNumber(status + 1 + user.generation * 16, STATUS_WIDTH) +
			encodeNumber(user.lastUpdated, TIMESTAMP_WIDTH) +
			user.profileHash +
			user.attributeHashes;
		const index = this.find(key);
		if (this.records[index] === record) return;
		const records = this.ownRecords();
		if (index >= 0) records[index] = record;
		else records.splice(-index - 1, 0, record);
	}

	delete(id: string): void {
		const index = this.find(keyOf(id));
		if (index >= 0) this.ownRecords().splice(index, 1);
	}

	/** Users whom the full scan of this generation has not seen, at most `limit`. */
	unseen(generation: Generation, limit = Infinity): KnownUser[] {
		return this.ofGeneration(generation === 0 ? 1 : 0, limit);
	}

	/** Users of a generation, at most `limit`, in the order of the records; those after `after` come first. */
	ofGeneration(generation: KnownUser['generation'], limit = Infinity, after = ''): KnownUser[] {
		const { records, width } = this;
		const index = this.find(keyOf(after));
		const start = index < 0 ? -index - 1 : index + 1;
		const found: KnownUser[] = [];
		for (let step = 0; step < records.length && found.length < limit; step++) {
			const record = records[(start + step) % records.length];
			if (flagsOf(record, width) >> 4 === generation) found.push(this.decode(record));
		}
		return found;
	}

	/** The text to store. */
	toString(): string {
		this.text ??= this.records.join('|');
		return this.text;
	}

	private get records(): string[] {
		this.parsed ??= this.text ? this.text.split('|') : [];
		return this.parsed;
	}

	/** The records, for changing: no copy sees the change. */
	private ownRecords(): string[] {
		if (this.shared) this.parsed = [...this.records];
		this.shared = false;
		this.text = undefined;
		return this.records;
	}

	/** Index of a key, or `-(where it belongs) - 1`. */
	private find(key: string): number {
		const { records } = this;
		let low = 0;
		let high = records.length - 1;
		while (low <= high) {
			const middle = (low + high) >> 1;
			const other = records[middle].slice(0, -this.width);
			if (other === key) return middle;
			if (other < key) low = middle + 1;
			else high = middle - 1;
		}
		return -low - 1;
	}

	private decode(record: string): KnownUser {
		const key = record.slice(0, -this.width);
		const flags = flagsOf(record, this.width);
		const timestampStart = key.length + STATUS_WIDTH;
		const profileStart = timestampStart + TIMESTAMP_WIDTH;
		const attributesStart = profileStart + PROFILE_WIDTH;
		return {
			id: idOf(key),
			status: STORED_STATUSES[(flags % 16) - 1],
			generation: (flags >> 4) as KnownUser['generation'],
			lastUpdated: decodeNumber(record.slice(timestampStart, profileStart)),
			profileHash: record.slice(profileStart, attributesStart),
			attributeHashes: record.slice(attributesStart),
		};
	}
}

const flagsOf = (record: string, width: number) => decodeNumber(record[record.length - width]);

/** Whether a text consists of whole records, in their order. */
export function isKnownUsersText(text: string, attributeCount: number): boolean {
	if (text === '') return true;
	const width = widthOf(attributeCount);
	const shape = new RegExp(`^(?:[A-Za-z0-9]+|!(?:[^%]|%25|%7C)*)[A-Za-z0-9_-]{${width}}$`);
	let key = '';
	return text.split('|').every((record) => {
		const keyBefore = key;
		key = record.slice(0, -width);
		return key > keyBefore && shape.test(record);
	});
}

/**
 * Checks stored texts and remembers the last valid one. The next poll usually brings the same text,
 * and to check 100,000 users again would take most of its time. Each trigger has its own.
 */
export class KnownUsersValidator {
	private validText = '';

	private attributeCount = 0;

	isValid(text: string, attributeCount: number): boolean {
		if (text === this.validText && attributeCount === this.attributeCount) return true;
		const valid = isKnownUsersText(text, attributeCount);
		if (valid) this.accept(text, attributeCount);
		return valid;
	}

	/** Remembers a text that `KnownUsers` wrote. */
	accept(text: string, attributeCount: number): void {
		this.validText = text;
		this.attributeCount = attributeCount;
	}
}
