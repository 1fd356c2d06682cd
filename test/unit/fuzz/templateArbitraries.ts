import fc from 'fast-check';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { anyCharacter } from '../../support/fuzz';

/** Names that templates and profiles share, including names with a meaning in the template language or JavaScript. */
export const NAMES = ['firstName', 'lastName', 'title', 'email', 'mobilePhone', 'people', 'inner', 'yes', 'url', 'fullName', 'phoneHref', 'constructor', '__proto__', 'toString', 'length', 'banner', '.', 'inner.name', 'people.0', 'a.b.c'];

const name = fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...NAMES) }, { weight: 1, arbitrary: fc.string({ maxLength: 4 }) });

const HTML = [
	'<p>', '</p>', '<a href="', '<a href=\'mailto:', '">', "'>", '<img src="', '" alt="', '" style="', 'color:', ';', '<td', '</td>', '<table><tr><td>', '</td></tr></table>', '<!--', '-->', '<!--[if mso]>', '<![endif]-->',
	'<!', '<!doctype html>', '<?', '<br/>', '<', '>', '"', "'", '=', ' ', '\n', '\r\n', '\t', '&amp;', '&', '<style>', '</style>', '<title>', '</title>', '<script>', '<svg>', ' onclick="', ' srcset="', '<textarea>', '</', '<a b', '\0', '\u2028',
	'https://', 'javascript:', 'text', 'é', '山', '\ud800', '}}', '{{', '{', '}', '{{{', '}}}',
];
const TAGS = ['{{=<% %>=}}', '<%={{ }}=%>', '{{=| |=}}', '{{=', '=}}', '{{!', '{{! x }}', '{{}}', '{{ }}', '{{#}}', '{{/}}', '{{>}}', '{{#optional}}', '{{/optional}}', '{{#line}}', '{{/line}}', '{{#join}}', '{{#sep}}', '{{/sep}}', '{{/join}}', '{{^', '{{/optional'];

const fragment = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...HTML) }, { weight: 2, arbitrary: fc.constantFrom(...TAGS) }, { weight: 1, arbitrary: fc.string({ unit: anyCharacter, maxLength: 4 }) });

const PARTIALS = ['one', 'two', 'self', 'nobody', ''];

/** Complete tags around random fragments. Three levels at most, because each list around a section multiplies it. */
const { template: whole } = fc.letrec<{ template: string; part: string }>((tie) => ({
	template: fc.array(tie('part'), { maxLength: 6 }).map((parts) => parts.join('')),
	part: fc.oneof(
		{ maxDepth: 3 },
		fragment,
		name.map((one) => `{{${one}}}`),
		fc.tuple(name, fc.constantFrom('{{{%}}}', '{{&%}}', '{{ % }}', '<a href="{{%}}">x</a>', '<td style="color:{{%}}">', '<img src="https://x.example/{{%}}" alt="{{%}}">', '<!-- {{%}} -->')).map(([one, form]) => form.replaceAll('%', () => one)),
		fc.constantFrom(...PARTIALS).map((one) => `{{> ${one}}}`),
		fc.tuple(fc.constantFrom('#', '^'), name, tie('template')).map(([kind, one, inside]) => `{{${kind}${one}}}${inside}{{/${one}}}`),
		fc.tuple(fc.constantFrom('optional', 'line', 'join', 'sep'), tie('template')).map(([helper, inside]) => `{{#${helper}}}${inside}{{/${helper}}}`),
		fc.array(tie('template'), { maxLength: 3 }).map((parts) => `{{#join}}${parts.join('{{#sep}} · {{/sep}}')}{{/join}}`),
	),
}));

/** Valid templates: elements and sections are complete, and tags stand where they are allowed. */
const { template: tidy } = fc.letrec<{ template: string; part: string }>((tie) => ({
	template: fc.array(tie('part'), { minLength: 1, maxLength: 5 }).map((parts) => parts.join('')),
	part: fc.oneof(
		{ maxDepth: 3 },
		fc.constantFrom('text', ' | ', '\n', '\r\n  ', '&amp;', '<br>', '<!-- a -->', '<!--[if mso]><i>x</i><![endif]-->', '<!doctype html>', 'é', '< 3', '{ }'),
		fc.constantFrom(...NAMES).map((one) => `{{${one}}}`),
		fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('{{{%}}}', '{{& %}}', '<p title="{{%}} x">{{%}}</p>', "<b class='{{%}}'>x</b>", '<td style="color:{{%}};width:{{%}}px">x</td>', '<a href="https://x.example/{{%}}">x</a>', '<img src="{{%}}" alt="{{%}}" width="1">', '<!-- {{%}} -->', '<!--[if mso]><b title="{{%}}">{{%}}</b><![endif]-->', '<title>{{%}}</title>', '<textarea>{{%}}</textarea>')).map(([one, form]) => form.replaceAll('%', () => one)),
		fc.constantFrom('one', 'two', 'nobody').map((one) => `{{> ${one}}}`),
		fc.tuple(fc.constantFrom('p', 'table', 'tr', 'td', 'a', 'div', 'ul', 'li', 'b', 'h1'), tie('template')).map(([element, inside]) => `<${element}>${inside}</${element}>`),
		fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom('#', '^'), tie('template')).map(([one, kind, inside]) => `{{${kind}${one}}}${inside}{{/${one}}}`),
		fc.tuple(fc.constantFrom('optional', 'line'), fc.constantFrom(...NAMES), tie('template')).map(([helper, one, inside]) => `{{#${helper}}}{{${one}}}${inside}{{/${helper}}}`),
		fc.array(tie('template'), { minLength: 1, maxLength: 3 }).map((parts) => `{{#join}}${parts.join('{{#sep}} · {{/sep}}')}{{/join}}`),
		fc.tuple(fc.constantFrom(...NAMES), tie('template')).map(([one, inside]) => `<a href="{{#${one}}}https://x.example/{{/${one}}}{{email}}">${inside}</a>`),
	),
}));

/** A gallery template with random deletions and insertions. */
const mutated = fc
	.tuple(fc.constantFrom(...GALLERY), fc.boolean(), fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.oneof(fragment, name.map((one) => `{{${one}}}`))), { minLength: 1, maxLength: 4 }))
	.map(([{ html, text }, isText, edits]) =>
		edits.reduce((given, [at, length, put]) => {
			const start = at % (given.length + 1);
			return given.slice(0, start) + put + given.slice(start + length);
		}, isText ? text : html),
	);

/** Nested sections, up to more than the call stack allows. */
const deep = fc.tuple(fc.constantFrom('optional', 'line', 'join', 'email', 'list'), fc.oneof({ weight: 3, arbitrary: fc.nat(300) }, { weight: 1, arbitrary: fc.nat(5000) })).map(([one, depth]) => `${`{{#${one}}}`.repeat(depth)}{{email}}${`{{/${one}}}`.repeat(depth)}`);

/** Templates of every kind, valid or not. */
export const template = fc.oneof({ weight: 5, arbitrary: tidy }, { weight: 3, arbitrary: whole }, { weight: 2, arbitrary: mutated }, { weight: 1, arbitrary: fc.array(fragment, { maxLength: 20 }).map((parts) => parts.join('')) }, { weight: 1, arbitrary: deep });

/** Partials that may include each other and themselves. */
export const partials = fc.record({ one: template, two: template, self: template.map((text) => `${text}{{> self}}`) }, { requiredKeys: [] }).map((texts) => new Map(Object.entries(texts)));
