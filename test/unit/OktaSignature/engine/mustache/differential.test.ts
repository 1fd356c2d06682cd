import fc from 'fast-check';
import Mustache from 'mustache';
import { escapeHtml } from '../../../../../nodes/OktaSignature/engine/html/escape';
import { holds } from '../../../../support/fuzz';
import { html } from '../../rendering';

/** Text without meaning in HTML. It has line breaks, because engines differ in Mustache's rule for tags alone on a line. */
const literal = fc.array(fc.constantFrom('a', 'é ', ' ', '  ', '\n', '\r\n', '.', '"', '&amp;', '}'), { maxLength: 5 }).map((parts) => parts.join(''));

const printed = fc.constantFrom('text', 'quoted', 'number', 'yes', 'nothing', 'missing', 'inner.name', 'inner.missing', 'missing.name');
const tested = fc.constantFrom('text', 'number', 'yes', 'no', 'nothing', 'missing', 'inner', 'people', 'nobody', 'inner.name');

const { template } = fc.letrec<{ template: string; tag: string }>((tie) => ({
	template: fc.array(fc.oneof({ depthSize: 'small', withCrossShrink: true }, literal, tie('tag')), { maxLength: 6 }).map((parts) => parts.join('')),
	tag: fc.oneof(
		{ depthSize: 'small' },
		printed.map((name) => `{{${name}}}`),
		printed.map((name) => `{{ ${name} }}`),
		fc.constant('{{! a comment\n}}'),
		fc.constantFrom('{{> one}}', '{{> two}}'),
		fc.constant('{{=<% %>=}}<% text %><%={{ }}=%>'),
		fc.tuple(tested, tie('template')).map(([name, inside]) => `{{#${name}}}${inside}{{/${name}}}`),
		fc.tuple(tested, tie('template')).map(([name, inside]) => `{{^${name}}}${inside}{{/${name}}}`),
	),
}));

const VIEW = {
	text: 'Ada',
	quoted: `<&>"'`,
	number: 42,
	yes: true,
	no: false,
	nothing: null,
	inner: { name: 'inside', text: 'inner text' },
	people: [{ text: 'first' }, { quoted: 'second' }],
	nobody: [],
};

const PARTIALS = { one: 'one {{text}}\n  {{#people}}\n {{text}}\n{{/people}}\n', two: '{{> one}}\n\n{{number}}' };

describe('templates without helper sections', () => {
	it('render as the mustache package renders them', () => {
		holds(
			fc.property(template, (source) => {
				expect(html(source, VIEW, PARTIALS)).toBe(Mustache.render(source, VIEW, PARTIALS, { escape: (value) => escapeHtml(String(value)) }));
			}),
			3000,
		);
	});
});
