import type { PhoneHref } from '../html/assembleUrl';
import { BEGINNINGS, COMPLETE, completeUrl, isIncomplete, isPhoneUrl, isUsableUrl, plainPhoneHref, type UrlUse } from '../html/url';
import type { UrlField, UrlFields } from './urlFields';
import { isEmpty, toText } from './values';

/**
 * Values of fields that begin a URL, for one person. A value that is not a URL counts as empty, wherever the field is
 * used: in text, sections and completeness too. Create one per rendering.
 */
export class UrlValues {
	/** By field, the last value and what it counts as. Every use of a field then costs one lookup. */
	private readonly checked = new Map<string, { value: unknown; result: unknown }>();

	/**
	 * @param completed fields to which `https://` is added when it is missing
	 * @param warn receives a sentence that names the field
	 */
	constructor(
		private readonly fields: UrlFields,
		private readonly warn: (warning: string) => void,
		readonly phoneHref: PhoneHref = plainPhoneHref,
		private readonly completed: readonly string[] = [],
	) {}

	/** The value of a field, or what it counts as when the field begins a URL. */
	valueOf(name: string, value: unknown): unknown {
		const field = this.fields.get(name);
		if (field === undefined) return value;
		const known = this.checked.get(name);
		if (known !== undefined && known.value === value) return known.result;
		const result = Array.isArray(value) ? this.checkList(name, value, field) : this.check(name, value, field.use);
		this.checked.set(name, { value, result });
		return result;
	}

	private checkList(name: string, list: unknown[], { use, isRepeated }: UrlField): unknown {
		const urls = list.map((element) => this.check(name, element, use));
		if (isRepeated) return urls;
		const [first = '', ...others] = urls.map(toText).filter((url) => url !== '');
		if (others.length === 0) return first;
		if (this.completed.includes(name)) {
			this.warn(`"${name}" holds several values. Only the first one is used`);
			return first;
		}
		this.warn(`"${name}" counts as empty: it holds several values. Use {{#${name}}}…{{.}}…{{/${name}}} to repeat the ${use}`);
		return '';
	}

	private check(name: string, value: unknown, use: UrlUse): unknown {
		if (isEmpty(value)) return value;
		const text = toText(value);
		if (use === 'link' && isPhoneUrl(text)) {
			const href = this.phoneHref(text, name);
			if (href === '') this.warn(`"${name}" counts as empty: it is not one phone number`);
			return href;
		}
		if (isUsableUrl(text, use)) return text;
		const isCompleted = this.completed.includes(name);
		const url = isCompleted ? completeUrl(text) : '';
		if (url !== '') return url;
		const beginning = `as the URL of ${use === 'image' ? 'an image' : 'a link'}, it must begin with ${BEGINNINGS[use]}. The smart field format URL adds a missing https://`;
		const problem = isCompleted ? 'it is not a web address' : isIncomplete(text) ? `it is not ${COMPLETE}` : beginning;
		this.warn(`"${name}" counts as empty: ${problem}`);
		return '';
	}
}
