/** A link of a `Link` header (RFC 8288). */
export interface HeaderLink {
	address: string;
	/** The words of its first `rel`, in lower case. */
	relations: string[];
}

/**
 * A reference parser of `Link` headers, independent of the code under test. It reads character by character as in RFC 8288,
 * appendix B, and stops at anything that is not a link.
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
