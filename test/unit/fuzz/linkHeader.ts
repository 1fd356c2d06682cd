/** A link of a `Link` header as RFC 8288 has it. */
export interface HeaderLink {
	address: string;
	/** The words of its first `rel`, lower case. */
	relations: string[];
}

/**
 * Reads a `Link` header character by character after RFC 8288, appendix B, with nothing taken from the code it is held
 * against: slow, tolerant, obvious. What cannot be a link ends the reading.
 */
export function readLinkHeader(text: string): HeaderLink[] {
	const links: HeaderLink[] = [];
	let at = 0;
	const blank = () => text[at] === ' ' || text[at] === '\t';
	const skip = (unwanted: () => boolean) => {
		while (at < text.length && unwanted()) at++;
	};
	const take = (wanted: () => boolean) => {
		const start = at;
		skip(wanted);
		return text.slice(start, at);
	};
	const quoted = () => {
		let value = '';
		at++;
		while (at < text.length && text[at] !== '"') {
			if (text[at] === '\\') at++;
			value += text[at++] ?? '';
		}
		at++;
		return value;
	};
	const parameter = (): [string, string] => {
		skip(blank);
		const name = take(() => !blank() && !'=;,'.includes(text[at])).toLowerCase();
		skip(blank);
		if (text[at] !== '=') return [name, ''];
		at++;
		skip(blank);
		const value = text[at] === '"' ? quoted() : take(() => !';,'.includes(text[at])).trim();
		skip(blank);
		return [name, value];
	};
	for (;;) {
		skip(() => blank() || text[at] === ',');
		if (text[at] !== '<') return links;
		at++;
		const address = take(() => text[at] !== '>');
		at++;
		let relations: string[] | undefined;
		for (skip(blank); text[at] === ';'; ) {
			at++;
			const [name, value] = parameter();
			if (name === 'rel') relations ??= value.toLowerCase().split(/[ \t]+/);
		}
		links.push({ address, relations: relations ?? [] });
		if (at < text.length && text[at] !== ',') return links;
	}
}
