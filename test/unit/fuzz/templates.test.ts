import fc from 'fast-check';
import { OktaSignature } from '../../../nodes/OktaSignature/OktaSignature.node';
import type { TemplateMode } from '../../../nodes/OktaSignature/engine/mustache/addContexts';
import { compileTemplate, type CompiledTemplate } from '../../../nodes/OktaSignature/engine/mustache/compile';
import { TemplateError } from '../../../nodes/OktaSignature/engine/mustache/errors';
import { renderTemplate } from '../../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf, type Scope } from '../../../nodes/OktaSignature/engine/mustache/scope';
import { cleanValue } from '../../../nodes/OktaSignature/engine/mustache/values';
import { isRecord } from '../../../nodes/okta/isRecord';
import { holds, holdsAsync } from '../../support/fuzz';
import { runNode } from '../../support/n8n';
import { outline } from '../OktaSignature/rendering';
import { profile } from './profileArbitraries';
import { partials, template } from './templateArbitraries';

const mode = fc.constantFrom<TemplateMode>('html', 'text');

/** Limit for names looked up in one rendering, far more than any of these templates needs. */
const MAX_LOOKUPS = 200_000;

/** A profile that counts lookups and fails when there are too many. */
function limitedScope(profileToRead: Record<string, unknown>): Scope {
	let lookups = 0;
	const scope = scopeOf(profileToRead);
	return {
		...scope,
		find: (name) => {
			if (++lookups > MAX_LOOKUPS) throw new Error(`More than ${MAX_LOOKUPS} names were looked up`);
			return scope.find(name);
		},
	};
}

/** The compiled template, or undefined when it is refused with line and column. */
function compiled(text: string, how: TemplateMode, others: ReadonlyMap<string, string>): CompiledTemplate | undefined {
	try {
		return compileTemplate({ label: 'template', text, indent: 0 }, how, others);
	} catch (error) {
		expectPlace(error, text, others);
		return undefined;
	}
}

/** Checks that an error names an existing place. */
function expectPlace(error: unknown, text: string, others: ReadonlyMap<string, string>): void {
	expect(error).toBeInstanceOf(TemplateError);
	const { line, column, reason, source } = error as TemplateError;
	expect(reason).toMatch(/\S/);
	const lines = source.text.split('\n');
	expect(line).toBeGreaterThanOrEqual(1);
	expect(line).toBeLessThanOrEqual(lines.length);
	expect(column).toBeGreaterThanOrEqual(1);
	expect(column).toBeLessThanOrEqual(lines[line - 1].length + 1);
	if (source.label === 'template') expect(source.text).toBe(text);
	else expect([...others.keys()].map((name) => `partial "${name}"`)).toContain(source.label);
}

/** The rendering, or undefined when a partial includes itself without end. */
function rendered(given: CompiledTemplate, person: Record<string, unknown>, text: string, others: ReadonlyMap<string, string>): string | undefined {
	try {
		return renderTemplate(given, limitedScope(person), (warning) => expect(warning).toMatch(/\S/));
	} catch (error) {
		expectPlace(error, text, others);
		return undefined;
	}
}

/** The same person with a harmless word for each text, so the same parts are shown as often. */
function harmless(value: unknown): unknown {
	if (typeof value === 'string') return cleanValue(value) === '' ? '' : 'x';
	if (Array.isArray(value)) return value.map(harmless);
	if (isRecord(value)) return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, harmless(inner)]));
	return value;
}

describe('any template', () => {
	it('is refused with line and column, or rendered for anyone with a bounded number of lookups', () => {
		holds(
			fc.property(template, partials, mode, profile, (text, others, how, person) => {
				const given = compiled(text, how, others);
				if (given === undefined) return;
				const output = rendered(given, person, text, others);
				expect(rendered(given, person, text, others)).toBe(output);
				if (output !== undefined) expect(output).not.toContain('\0');
			}),
			300,
		);
	});

	it('reports all errors at once, each with its place', () => {
		holds(
			fc.property(template, partials, mode, (text, others, how) => {
				const errors: TemplateError[] = [];
				compileTemplate({ label: 'template', text, indent: 0 }, how, others, (error) => errors.push(error));
				for (const error of errors) expectPlace(error, text, others);
				expect(errors.length === 0).toBe(compiled(text, how, others) !== undefined);
			}),
			200,
		);
	});

	it('renders the same elements for hostile values as for harmless ones', () => {
		holds(
			fc.property(template, partials, profile, (text, others, person) => {
				const given = compiled(text, 'html', others);
				if (given === undefined || /\b(href|src|style|background|action|cite|data|poster)/i.test(text + [...others.values()].join())) return;
				const output = rendered(given, person, text, others);
				const twin = rendered(given, harmless(person) as Record<string, unknown>, text, others);
				if (output !== undefined && twin !== undefined) expect(outline(output)).toBe(outline(twin));
			}),
			300,
		);
	});

	it('as text, gets no line break from a value', () => {
		holds(
			fc.property(template, partials, profile, (text, others, person) => {
				const given = compiled(text, 'text', others);
				if (given === undefined) return;
				const output = rendered(given, person, text, others);
				const twin = rendered(given, harmless(person) as Record<string, unknown>, text, others);
				if (output !== undefined && twin !== undefined) expect(output.match(/[\n\r\u2028\u2029\u0085]/g)).toEqual(twin.match(/[\n\r\u2028\u2029\u0085]/g));
			}),
			300,
		);
	});

	it('can be checked by the node without an exception', async () => {
		const nodeType = new OktaSignature();
		const property = fc.asyncProperty(template, template, partials, async (text, other, others) => {
			const { items } = await runNode({
				nodeType,
				parameters: {
					operation: 'check',
					templateSource: 'input',
					// By expression, because a fixed value must not begin with "=".
					templateFromInput: '={{ $json.template }}',
					partials: { values: [...others.keys()].map((name) => ({ name, content: `={{ $json.partials[${JSON.stringify(name)}] }}` })) },
					options: { textTemplate: '={{ $json.text }}' },
				},
				input: [{ json: { template: text, text: other, partials: Object.fromEntries(others) } }],
			});
			expect(items).toHaveLength(1);
			const { valid, errors, length } = items[0].json as { valid: boolean; errors: Array<{ message: string; line: number; column: number }>; length: number };
			expect(valid).toBe(errors.length === 0);
			expect(length).toBeGreaterThanOrEqual(0);
			for (const { message, line, column } of errors) {
				expect(message).toMatch(/\S/);
				for (const place of [line, column]) expect(place).toBeGreaterThanOrEqual(1);
			}
		});
		await holdsAsync(property, 60);
	});
});
