/**
 * The required cases of github.com/mustache/spec v1.4.2, stored next to the repository in ../shared/mustache-spec.
 * Cases that our rules change on purpose are listed with the reason and with what we render instead.
 */
import { compileTemplate } from '../../nodes/OktaSignature/engine/mustache/compile';
import { renderTemplate } from '../../nodes/OktaSignature/engine/mustache/renderer';
import { scopeOf } from '../../nodes/OktaSignature/engine/mustache/scope';
import { readShared } from '../support/shared';

interface SpecCase {
	name: string;
	data: unknown;
	template: string;
	expected: string;
	partials?: Record<string, string>;
}

const ESCAPED = 'a value is text, never markup: {{{x}}} and {{&x}} escape like {{x}}';

const OURS: Record<string, { reason: string; gives: string | RegExp }> = {
	'interpolation: Triple Mustache': {
		reason: ESCAPED,
		gives: 'These characters should not be HTML escaped: &amp; &quot; &lt; &gt;\n',
	},
	'interpolation: Ampersand': {
		reason: ESCAPED,
		gives: 'These characters should not be HTML escaped: &amp; &quot; &lt; &gt;\n',
	},
	'interpolation: Implicit Iterators - Triple Mustache': {
		reason: ESCAPED,
		gives: 'These characters should not be HTML escaped: &amp; &quot; &lt; &gt;\n',
	},
	'interpolation: Implicit Iterators - Ampersand': {
		reason: ESCAPED,
		gives: 'These characters should not be HTML escaped: &amp; &quot; &lt; &gt;\n',
	},
	'sections: Implicit Iterator - Triple mustache': { reason: ESCAPED, gives: '"(&amp;)(&quot;)(&lt;)(&gt;)"' },
	'sections: Implicit Iterator - Ampersand': { reason: ESCAPED, gives: '"(&amp;)(&quot;)(&lt;)(&gt;)"' },
	'partials: Standalone Indentation': {
		reason: 'a line break in a value becomes a space, and the value is escaped',
		gives: '\\\n |\n &lt; -&gt;\n |\n/\n',
	},
	'partials: Recursion': {
		reason: 'a value directly after "<" would be the name of an element, so the template is refused',
		gives: /A field cannot be the name of an element.*\(partial "node", line 1, column 1\)/,
	},
};

const FILES = ['comments', 'delimiters', 'interpolation', 'inverted', 'partials', 'sections'];

const cases = FILES.flatMap((file) => {
	const { tests } = JSON.parse(readShared(`mustache-spec/${file}.json`)) as { tests: SpecCase[] };
	return tests.map((test) => ({ ...test, id: `${file}: ${test.name}` }));
});

function render({ template, data, partials: texts = {} }: SpecCase): string {
	const source = { label: 'template', text: template, indent: 0 };
	const compiled = compileTemplate(source, 'html', new Map(Object.entries(texts)));
	return renderTemplate(compiled, scopeOf(data), () => undefined);
}

/** What a case renders, or the message of its error. */
function outcome(spec: SpecCase): string {
	try {
		return render(spec);
	} catch (error) {
		return (error as Error).message;
	}
}

describe('mustache spec', () => {
	it('has its 136 required cases', () => {
		expect(cases).toHaveLength(136);
	});

	it.each(cases.filter(({ id }) => !(id in OURS)))('$id', (spec) => {
		expect(render(spec)).toBe(spec.expected);
	});

	it('differs in exactly the listed cases', () => {
		const different = cases.filter((spec) => outcome(spec) !== spec.expected).map(({ id }) => id);
		expect(different.sort()).toEqual(Object.keys(OURS).sort());
	});

	it.each(Object.entries(OURS))('%s: on purpose', (id, { gives }) => {
		const spec = cases.find((one) => one.id === id) as SpecCase;
		expect(outcome(spec)).toEqual(gives instanceof RegExp ? expect.stringMatching(gives) : gives);
	});
});
