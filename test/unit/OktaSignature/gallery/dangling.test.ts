import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { isGap, isLinked, isReadInHtml, isReadInText, type Filled } from './expectedFields';
import { faultsInHtml, faultsInText } from './danglingParts';
import { fieldsOf, profileWith, settingsFor, VALUES } from './sampleProfiles';

/** Up to this number, every combination is rendered; above, a sample. */
const MOST = 2 ** 14;

/** A field's bit in a combination: the first 14 fields occur in every combination, and the others vary with them. */
const hasField = (combination: number, field: number) =>
	((field < 14 ? combination >>> field : (Math.imul(combination + 1, 0x9e3779b1) ^ Math.imul(field + combination, 0x85ebca6b)) >>> (field % 13) + 11) & 1) === 1;

/** Fields that are visible but should not be, or the other way round. */
const misread = (content: string, names: string[], filled: Filled, isRead: (name: string, filled: Filled, all: readonly string[]) => boolean) =>
	names.filter((name) => content.includes(VALUES[name]) !== (filled(name) && isRead(name, filled, names)));

/** Numbers have no-break spaces. */
const wordsOf = (html: string) => html.replace(/<[^>]*>/g, '').replaceAll('\u00a0', ' ');

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	const names = fieldsOf(template);
	const compiled = compile({ ...template, reason: '' });
	const settings = settingsFor(template);
	const tried = Math.min(MOST, 2 ** names.length);

	it(`leaves nothing dangling and loses nothing in ${tried} of the 2^${names.length} combinations of empty fields`, () => {
		for (let combination = 0; combination < tried; combination++) {
			const present = new Set(names.filter((_name, i) => hasField(combination, i)));
			const filled: Filled = (name) => present.has(name);
			const { signature } = render(compiled, profileWith(present), settings, '');
			const { html, text, warnings } = signature;
			const gaps = names.filter((name) => !filled(name) && isGap(name, filled));
			const faults = [
				...faultsInHtml(html),
				...(text === '' ? [] : faultsInText(text)),
				...warnings,
				...misread(wordsOf(html), names, filled, isReadInHtml).map((name) => `${name} in the HTML`),
				...misread(text, names, filled, isReadInText).map((name) => `${name} in the text`),
				...names.filter((name) => isLinked(name, filled) && html.includes(`"${VALUES[name]}`) !== filled(name)).map((name) => `address ${name}`),
				...(signature.missing.length === gaps.length && gaps.every((name) => signature.missing.includes(name)) ? [] : ['missing']),
			];
			if (faults.length > 0) throw new Error(`${faults.join('\n')}\nwith ${[...present].join(', ')}:\n${html}\n\n${text}\nmissing: ${signature.missing.join(', ')}`);
		}
	});

	it.each([
		['an empty profile', {}],
		['a profile that only says how the signature is laid out', { direction: 'rtl', language: 'he', languageSecond: 'en', accentColor: 'teal', textColor: '#333' }],
	])('is empty for %s', (_name, profile) => {
		const { signature } = render(compiled, profile, settings, '');
		expect([signature.html, signature.text]).toEqual(['', '']);
	});
});
