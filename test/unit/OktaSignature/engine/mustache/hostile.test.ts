import fc from 'fast-check';
import { holds } from '../../../../support/fuzz';
import { hostile } from '../../hostileValues';
import { attribute, elementsOf, html, outline } from '../../rendering';

const TEMPLATE = `<!doctype html><title>{{a}}</title><!-- {{a}}><hr>{{b}}--><!--{{a}}-->
<!--[if mso]><table title="{{a}}" bgcolor="{{b}}"><tr><td>{{b}}> {{a}}</td></tr></table><![endif]-->
<!--[if !mso]><!--><i>{{b}}</i><!--<![endif]-->
<p title='{{a}}' class="x {{b}} {{#optional}}y {{a}}{{/optional}}" lang="{{#join}}{{a}}{{#sep}}, {{/sep}}{{b}}{{/join}}">{{a}} < {{b}} &{{a}}; &#{{b}}; <3 {{{a}}} {{&b}}</p>
{{#line}}<p{{#a}} dir="{{b}}"{{/a}}>{{#a}}{{.}}{{/a}}</p>{{/line}}
<a href="{{u}}{{b}}">{{a}}</a><a href='mailto:{{a}}'>{{b}}</a><a href="https://x.example/{{a}}?b={{b}}">x</a><a href="{{#a}}{{u}}{{/a}}">x</a>
<img src="{{u}}" alt="{{b}}" width="{{a}}"><table background="{{u}}"><tr><td style="color:{{a}};width:{{b}}px">{{> p}}</td></tr></table>`;

const PARTIALS = { p: '<b title="{{a}}">{{b}}</b>' };

const schemeOf = (url: string) => /^\s*([a-z]+):/i.exec(url)?.[1].toLowerCase();

/** Checks what must be true of every rendering, whatever the values. */
function expectHarmless(markup: string): void {
	for (const element of elementsOf(markup)) {
		for (const name of ['href', 'src', 'background']) {
			const url = attribute(element, name);
			if (url) expect(['http', 'https', 'mailto', 'tel']).toContain(schemeOf(url));
		}
		expect(attribute(element, 'style') ?? '').not.toMatch(/url\(|expression|\\/i);
	}
	expect(markup.replace(/[\n\t]/g, '')).not.toMatch(/[\p{Cc}\p{Surrogate}\u202a-\u202e\u2066-\u2069]/u);
}

describe('hostile values', () => {
	const harmless = outline(html(TEMPLATE, { a: 'Ada', b: 'Bob', u: 'https://x.example' }, PARTIALS));

	/** What Outlook reads: the content of the conditional comment as ordinary HTML. */
	const forOutlook = (markup: string) => markup.replace('<!--[if mso]>', '').replace('<![endif]-->', '');
	const harmlessForOutlook = outline(forOutlook(html(TEMPLATE, { a: 'Ada', b: 'Bob', u: 'https://x.example' }, PARTIALS)));

	it('render the same elements, attributes and comments as harmless values', () => {
		holds(
			fc.property(hostile, hostile, fc.oneof(hostile, hostile.map((value) => `https://x.example/${value}`)), (a, b, u) => {
				const markup = html(TEMPLATE, { a, b, u }, PARTIALS);
				expect(outline(markup)).toBe(harmless);
				expect(outline(forOutlook(markup))).toBe(harmlessForOutlook);
				expectHarmless(markup);
			}),
			500,
		);
	});

	it('cannot add a declaration to a style', () => {
		holds(
			fc.property(hostile, hostile, (a, b) => {
				const [td] = elementsOf(`<table><tr>${html('<td style="color:{{a}};width:{{b}}px">', { a, b })}`).filter(
					({ tagName }) => tagName === 'td',
				);
				expect(attribute(td, 'style')?.split(/[:;]/)).toHaveLength(4);
			}),
		);
	});
});
