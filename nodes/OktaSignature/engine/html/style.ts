/** The declarations of a style attribute, in order and in lower case. */
export function declarationsIn(style: string): Array<[property: string, value: string]> {
	return style
		.toLowerCase()
		.split(';')
		.flatMap((declaration): Array<[string, string]> => {
			const colon = declaration.indexOf(':');
			const value = declaration.slice(colon + 1).replace('!important', '').trim();
			return colon > 0 ? [[declaration.slice(0, colon).trim(), value]] : [];
		});
}
