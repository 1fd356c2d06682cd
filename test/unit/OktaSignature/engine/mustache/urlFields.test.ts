import { findUrlFields } from '../../../../../nodes/OktaSignature/engine/mustache/urlFields';
import { contextsOf } from './contextsOf';

/** Fields that begin a URL: `image` and `repeated` behind those that do. */
function fieldsIn(text: string, partials: Record<string, string> = {}): string[] {
	const fields = findUrlFields(contextsOf(text, { partials }));
	return [...fields].map(([name, { use, isRepeated }]) => name + (use === 'image' ? ' image' : '') + (isRepeated ? ' repeated' : ''));
}

describe('fields that begin a URL', () => {
	it.each<[string, string[]]>([
		['<a href="{{u}}">', ['u']],
		['<img src="{{u}}">', ['u image']],
		['<a href="{{u}}"><img src="{{u}}">', ['u image']],
		['<img src="{{u}}"><a href="{{u}}">', ['u image']],
		['<a href="{{u}}"><a href="{{u}}">', ['u']],
		['<a href="{{u}}" title="{{t}}">{{x}}</a>', ['u']],
		['<a title="{{t}}" href="{{u}}" style="{{s}}">', ['u']],
		['<a href="https://x.example/">{{x}}</a>{{#s}}{{y}}{{/s}}', []],
		['{{x}}<p title="{{t}}" style="color:{{c}}">', []],
	])('%s: those in attributes that hold a URL', (text, expected) => {
		expect(fieldsIn(text)).toEqual(expected);
	});

	it.each<[string, string[]]>([
		['{{#s}}<a href="{{u}}">{{/s}}', ['u']],
		['{{^s}}<a href="{{u}}">{{/s}}', ['u']],
		['{{#optional}}<a href="{{u}}">{{/optional}}', ['u']],
		['{{#join}}<a href="{{u}}">x</a>{{#sep}}<a href="{{v}}">y</a>{{/sep}}<a href="{{w}}">z</a>{{/join}}', ['u', 'v', 'w']],
		['{{> p}}', ['inPartial']],
		['{{#s}}{{> p}}{{/s}}', ['inPartial']],
	])('%s: wherever the attribute stands', (text, expected) => {
		expect(fieldsIn(text, { p: '<a href="{{inPartial}}">' })).toEqual(expected);
	});

	it.each<[string, string[]]>([
		[' {{u}}', ['u']],
		['\n{{u}}/path', ['u']],
		['https://{{u}}', []],
		['{{u}}{{v}}', ['u']],
		['{{#a}}{{u}}{{/a}}', ['u']],
		['{{^a}}{{u}}{{/a}}', ['u']],
		['{{#a}} {{/a}}{{u}}', ['u']],
		['{{#a}}x{{/a}}{{u}}', []],
		['{{^a}}x{{/a}}{{u}}', []],
		['{{#a}}{{a}}{{/a}}{{^a}}{{b}}{{/a}}', ['a', 'b']],
		['{{^a}}{{b}}{{/a}}{{#a}}{{a}}{{/a}}', ['b', 'a']],
		['{{a}}{{^a}}{{b}}{{/a}}', ['a', 'b']],
		['{{a}}{{#a}}{{b}}{{/a}}', ['a']],
		['{{a}}{{^c}}{{b}}{{/c}}', ['a']],
		['{{#a}}x{{/a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{#a}}{{b}}{{/a}}', []],
		['{{^a}}x{{/a}}{{#a}}{{b}}{{/a}}', ['b']],
		['{{^a}}x{{/a}}{{^a}}{{b}}{{/a}}', []],
		['{{#a}}x{{/a}}{{^c}}{{b}}{{/c}}', []],
		['x{{^a}}{{b}}{{/a}}', []],
		['{{#a}}x{{/a}}y{{^a}}{{b}}{{/a}}', []],
		['{{#a}}x{{/a}} {{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{c}}{{^a}}{{b}}{{/a}}', []],
		['{{#a}}{{#c}}x{{/c}}{{/a}}{{^c}}{{b}}{{/c}}', ['b']],
		['{{#a}}{{#c}}x{{/c}}{{/a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}{{#c}}x{{/c}}{{^c}}y{{/c}}{{/a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}{{#c}}x{{/c}}{{^c}}y{{/c}}{{/a}}{{^c}}{{b}}{{/c}}', []],
		['{{#a}}{{^a}}x{{/a}}{{/a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{^a}}y{{/a}}{{^a}}{{b}}{{/a}}{{#a}}{{b}}{{/a}}', []],
		['{{#a}}x{{/a}}{{^a}} {{/a}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{^a}}{{#c}}{{b}}{{/c}}{{^c}}{{d}}{{/c}}{{/a}}', ['b', 'd']],
		['{{#optional}}{{a}}{{/optional}}{{b}}', ['a']],
		['{{#optional}}x{{a}}{{/optional}}{{b}}', []],
		['{{#a}}x{{/a}}{{#optional}}{{a}}{{/optional}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{#a}}x{{/a}}{{#optional}}{{c}}{{/optional}}{{^a}}{{b}}{{/a}}', []],
		['{{#join}}{{a}}{{#sep}}x{{/sep}}{{b}}{{/join}}', ['a']],
		['{{#join}} {{#sep}}x{{/sep}}{{b}}{{/join}}{{c}}', ['b']],
		['{{#join}}x{{#sep}}y{{/sep}}{{b}}{{/join}}', []],
		['{{#join}}{{#a}}x{{/a}}{{#sep}}y{{/sep}}{{^a}}{{b}}{{/a}}{{/join}}', ['b']],
		['{{#join}}{{#a}}x{{/a}}{{#sep}}y{{/sep}}{{#a}}z{{/a}}{{/join}}{{^a}}{{b}}{{/a}}', ['b']],
		['{{> gone}}{{u}}', ['u']],
		['{{> p}}{{b}}', ['u']],
		['{{> blank}}{{b}}', ['b']],
		['{{#a}}x{{/a}}{{> either}}', ['b']],
		['{{> again}}', ['u']],
		['{{> late}}', []],
	])('href="%s": only what nothing was written before', (url, expected) => {
		const partials = { p: '{{u}}', blank: ' ', either: '{{^a}}{{b}}{{/a}}', again: '{{u}}{{#n}}/{{> again}}{{/n}}', late: '{{#n}}{{> late}}{{/n}}{{u}}' };
		expect(fieldsIn(`<a href="${url}">`, partials)).toEqual(expected);
	});

	it.each<[string, string[]]>([
		['{{#l}}<a href="{{.}}">{{/l}}', ['l repeated']],
		['<a href="{{#l}}{{.}}{{/l}}">', ['l repeated']],
		['{{#l}}<a href="{{.}}">{{/l}}<a href="{{l}}">', ['l repeated']],
		['<a href="{{l}}">{{#l}}<a href="{{.}}">{{/l}}', ['l repeated']],
		['<a href="{{l}}">{{#l}}<img src="{{.}}">{{/l}}', ['l image repeated']],
		['{{#l}}<a href="{{u}}">{{/l}}', ['u']],
		['<a href="{{.}}">', []],
		['{{^l}}<a href="{{.}}">{{/l}}', []],
		['<a href="{{^l}}{{.}}{{/l}}">', []],
		['{{#l}}{{^s}}<a href="{{.}}">{{/s}}{{/l}}', ['l repeated']],
		['{{#l}}<a href="{{^s}}{{.}}{{/s}}">{{/l}}', ['l repeated']],
		['{{#l}}{{#optional}}<a href="{{.}}">{{/optional}}{{/l}}', ['l repeated']],
		['{{#l}}{{#join}}<a href="{{.}}">x</a>{{#sep}}<img src="{{.}}">{{/sep}}{{a}}{{/join}}{{/l}}', ['l image repeated']],
		['{{#l}}{{#.}}<a href="{{.}}">{{/.}}{{/l}}', ['l repeated']],
		['{{#l}}<a href="{{#.}}{{.}}{{/.}}">{{/l}}', ['l repeated']],
		['{{#l}}<a href="{{#.}}x{{/.}}{{b}}">{{/l}}', []],
		['{{#l}}<a href="{{#.}}x{{/.}}{{^.}}{{b}}{{/.}}">{{/l}}', []],
		['{{#l}}<a href="{{#.}} {{/.}}{{b}}">{{/l}}', ['b']],
		['{{#l}}<a href="{{.}}{{^l}}{{b}}{{/l}}">{{/l}}', ['l repeated', 'b']],
		['{{#l}}{{> p}}{{/l}}{{#m}}{{> p}}{{/m}}', ['l repeated', 'm repeated']],
		['{{#l}}<a href="{{> inUrl}}">{{/l}}{{#m}}<a href="{{> inUrl}}">{{/m}}', ['l repeated', 'm repeated']],
		['{{#l}}{{#m}}<a href="{{.}}">{{/m}}<a href="{{.}}">{{/l}}', ['m repeated', 'l repeated']],
	])('%s: an element of a list counts as the list', (text, expected) => {
		expect(fieldsIn(text, { p: '<a href="{{.}}">', inUrl: '{{.}}' })).toEqual(expected);
	});

	it('what was left out of a partial inside itself is found where it is put in again', () => {
		const partials = { p: '{{#s}}{{> q}}{{/s}}<a href="{{.}}">', q: '{{#t}}{{> p}}{{/t}}', r: '{{> q}}<a href="{{.}}">', far: '{{#s}}{{> near}}{{/s}}<a href="{{.}}">', near: '{{> back}}', back: '{{#t}}{{> far}}{{/t}}' };
		expect(fieldsIn('{{x}}{{> p}}', partials)).toEqual([]);
		expect(fieldsIn('{{x}}{{> p}}{{#s}}{{> q}}{{/s}}', partials)).toEqual(['t repeated']);
		expect(fieldsIn('{{x}}{{> far}}{{#s}}{{> near}}{{/s}}', partials)).toEqual(['t repeated']);
		expect(fieldsIn('{{x}}{{#a}}{{> q}}{{/a}}', partials)).toEqual(['t repeated']);
		expect(fieldsIn('{{x}}{{#a}}{{> r}}{{/a}}{{#b}}{{> r}}{{/b}}', partials)).toEqual(['t repeated', 'a repeated', 'b repeated']);
	});

	it('a partial that is left out inside a URL inside itself is read again elsewhere', () => {
		const partials = { p: '{{#s}}{{> q}}{{/s}}<a href="{{.}}">', q: '<b></b>{{#t}}{{> p}}{{/t}}', o: '{{#k}}{{> o}}{{/k}}<b></b>' };
		expect(fieldsIn('{{x}}{{> o}}{{> p}}{{#s}}{{> q}}{{/s}}{{#v}}{{> p}}{{/v}}', partials)).toEqual(['t repeated', 'v repeated']);
	});

	it('eight sections around one another are remembered', () => {
		const nested = (behind: string) => {
			const names = 'abcdefghi'.split('');
			return `<a href="${names.map((name) => `{{#${name}}}`).join('')}x${names.reverse().map((name) => `{{/${name}}}`).join('')}{{^${behind}}}{{u}}{{/${behind}}}">`;
		};
		for (const name of 'abcdefgh') expect(fieldsIn(nested(name))).toEqual(['u']);
		expect(fieldsIn(nested('i'))).toEqual([]);
	});
});
