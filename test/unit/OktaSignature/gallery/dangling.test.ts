import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { isGap, isLinked, isReadInHtml, isReadInText, type Filled } from './expectedFields';
import { faultsInHtml, faultsInText } from './danglingParts';
import { fieldsOf, profileWith, settingsFor, VALUES } from './sampleProfiles';

/** Up to this number, every combination is rendered. */
const MOST = 2 ** 14;

/**
 * Combinations of `count` fields, as bits. Above 2^14, a sample: multiplication by an odd number modulo a power of two is
 * one-to-one, so the first 14 fields still occur in every combination, and the others vary with them.
 */
function combinations(count: number): number[] {
	return Array.from({ length: Math.min(MOST, 2 ** count) }, (_, i) => (i * 40503) % 2 ** count);
}

/** Fields that are visible but should not be, or the other way round. */
const misread = (content: string, names: string[], filled: Filled, isRead: (name: string, filled: Filled) => boolean) =>
	names.filter((name) => content.includes(VALUES[name]) !== (filled(name) && isRead(name, filled)));

const wordsOf = (html: string) => html.replace(/<[^>]*>/g, '');

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	const names = fieldsOf(template);
	const compiled = compile({ ...template, reason: '' });
	const settings = settingsFor(template);
	const tried = combinations(names.length);

	it(`leaves nothing dangling and loses nothing in ${tried.length} of the 2^${names.length} combinations of empty fields`, () => {
		for (const combination of tried) {
			const present = new Set(names.filter((_name, i) => (combination & (2 ** i)) !== 0));
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

	it('is empty for an empty profile', () => {
		const { signature } = render(compiled, {}, settings, '');
		expect([signature.html, signature.text]).toEqual(['', '']);
	});
});
