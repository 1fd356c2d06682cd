import fc from 'fast-check';
import { withoutBrackets } from '../../../../../nodes/OktaSignature/engine/profile/pronouns';
import { GALLERY } from '../../../../../nodes/OktaSignature/gallery';
import { holds, holdsAsync } from '../../../../support/fuzz';
import { custom, signatures } from '../../runSignatureNode';

it.each([
	['she/her', 'she/her'],
	['(she/her)', 'she/her'],
	[' ( she/her ) ', 'she/her'],
	['((she/her))', 'she/her'],
	['[they/them]', 'they/them'],
	['（她/她的）', '她/她的'],
	['［她/她的］', '她/她的'],
	['【她/她的】', '她/她的'],
	['([（［【they】］）])', 'they'],
	['【she', '【she'],
	['(she/her) / (they)', '(she/her) / (they)'],
	['she/her (or they)', 'she/her (or they)'],
	['s(he)', 's(he)'],
	['(s)he', '(s)he'],
	['they/them :)', 'they/them :)'],
	['(s(he))', 's(he)'],
	['()', ''],
])('"%s" in brackets is "(%s)"', (typed, expected) => {
	expect(withoutBrackets(typed)).toBe(expected);
});

it('leaves long texts as they are: no pronouns have 100,000 brackets', () => {
	const long = `${'('.repeat(100_000)}she`;
	expect(withoutBrackets(long)).toBe(long);
	expect(withoutBrackets(`(${'x'.repeat(98)})`)).toBe('x'.repeat(98));
	expect(withoutBrackets(`(${'x'.repeat(99)})`)).toBe(`(${'x'.repeat(99)})`);
});

it('keeps all other characters', () => {
	const piece = fc.constantFrom('(', ')', '[', ']', '（', '）', ' ', 'she', 'x', '/');
	holds(
		fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
			const text = withoutBrackets(pieces.join(''));
			expect(withoutBrackets(text)).toBe(text);
			expect(text.replace(/[()[\]（）\s]/g, '')).toBe(pieces.join('').replace(/[()[\]（）\s]/g, ''));
		}),
	);
});

it('is what gallery templates put brackets around', async () => {
	const typed = fc.constantFrom('(she/her)', '[she/her]', '（she/her）', '( she/her )', 'she/her');
	await holdsAsync(
		fc.asyncProperty(fc.constantFrom(...GALLERY.map(({ name }) => name)), typed, async (galleryTemplate, pronouns) => {
			const [{ html, text }] = await signatures({ galleryTemplate }, [{ profile: { firstName: 'Ada', pronouns } }]);
			for (const shown of [html, text]) for (const [found] of (shown as string).matchAll(/[^\s>]*she\/her[^\s<]*/g)) expect(found).toBe('(she/her)');
			expect(text).toContain('(she/her)');
		}),
		60,
	);
	const [{ html }] = await signatures(custom('{{pronouns}}{{> contact}}'), [{ profile: { pronouns: '(she/her)' } }]);
	expect(html).toBe('(she/her)');
});
