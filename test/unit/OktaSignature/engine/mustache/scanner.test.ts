import fc from 'fast-check';
import Mustache from 'mustache';
import '../../../../../nodes/OktaSignature/engine/mustache/scanner';
import { holds } from '../../../../support/fuzz';

/** The methods of mustache.js 4.2.0, which this package replaces. */
class Original {
	tail: string;

	pos = 0;

	constructor(text: string) {
		this.tail = text;
	}

	scan(pattern: RegExp): string {
		const match = this.tail.match(pattern);
		if (match === null || match.index !== 0) return '';
		return this.take(match[0].length);
	}

	scanUntil(pattern: RegExp): string {
		const index = this.tail.search(pattern);
		return this.take(index < 0 ? this.tail.length : index);
	}

	private take(length: number): string {
		const text = this.tail.slice(0, length);
		this.tail = this.tail.slice(length);
		this.pos += length;
		return text;
	}
}

/** The patterns of mustache's parser. */
const PATTERNS = [/\{\{\s*/, /\s*\}\}/, /\s*\}\}\}/, /#|\^|\/|>|\{|&|=|!/, /\s*/, /\s+/, /\s*=/];

it('the scanner reads what the one of mustache reads', () => {
	const text = fc.string({ unit: fc.constantFrom('{{', '}}', '}', '{', '=', ' ', '\n', '\t', 'a', '#', '/'), maxLength: 24 });
	const steps = fc.array(fc.tuple(fc.constantFrom(...PATTERNS), fc.constantFrom('scan' as const, 'scanUntil' as const)), { maxLength: 8 });
	holds(
		fc.property(text, steps, (template, all) => {
			const scanner = new Mustache.Scanner(template);
			const original = new Original(template);
			for (const [pattern, step] of all) {
				expect(scanner[step](pattern)).toBe(original[step](pattern));
				expect([scanner.tail, scanner.pos, scanner.eos()]).toEqual([original.tail, original.pos, original.tail === '']);
			}
		}),
		1000,
	);
});

it('the scanner finds a pattern at the place where it stands, and no other', () => {
	const scanner = new Mustache.Scanner('a {{ b  }} c');
	expect(scanner.scan(/\{\{\s*/)).toBe('');
	expect(scanner.scanUntil(/\{\{\s*/)).toBe('a ');
	expect(scanner.scan(/\{\{\s*/)).toBe('{{ ');
	expect(scanner.scanUntil(/\s*\}\}/)).toBe('b');
	expect(scanner.scan(/\s*\}\}/)).toBe('  }}');
	expect(scanner.scanUntil(/\s*\}\}/)).toBe(' c');
	expect([scanner.pos, scanner.tail]).toEqual([12, '']);
});
