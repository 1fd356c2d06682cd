import { dateIn, instantOf } from '../../../../nodes/OktaSignature/engine/profile/dates';
import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { eatenTags } from '../../../../nodes/OktaSignature/helpers/expressionGuard';
import { smartFieldsSchema } from '../../../../nodes/OktaSignature/helpers/parameterSchemas';

function sign(html: string, profile: Record<string, unknown>, { text = '', smartFields = [] as object[], previousHash = '' } = {}) {
	const compiled = compile({ name: 't', reason: 'r', html, text, parameters: [] }, new Map());
	const settings = { smartFields: smartFieldsSchema.parse({ values: smartFields }), phoneRegion: '', today: '2026-03-01' };
	return render(compiled, profile, settings, previousHash).signature;
}

describe('missing and completeness', () => {
	it.each([
		['what is printed counts, once', '{{a}}{{a}}{{b}}', { b: 1 }, ['a'], 0.5],
		['nothing used is complete', 'x', {}, [], 1],
		['links count as their attribute', '{{mobileHref}}{{mobilePhone}}{{emailHref}}', { email: 'x' }, ['mobilePhone'], 0.5],
		['today never counts', '{{today}}', {}, [], 1],
		['a section around its own field', '{{#a}}{{a}}{{/a}}', {}, ['a'], 0],
		['a section around its link', '{{#mobileHref}}{{mobilePhone}}{{/mobileHref}}', {}, ['mobilePhone'], 0],
		['a field behind a switch that is off', '{{#vip}}{{a}}{{/vip}}', { vip: false }, [], 1],
		['a field behind a switch that is on', '{{#vip}}{{a}}{{/vip}}', { vip: true }, ['a'], 0],
		['a fallback that is not needed', '{{a}}{{^a}}{{b}}{{/a}}', { a: 1 }, [], 1],
		['a fallback that is', '{{a}}{{^a}}{{b}}{{/a}}', {}, ['a', 'b'], 0],
		['names inside an object are not the person\'s', '{{#boss}}{{name}}{{/boss}}', { boss: { x: 1 } }, [], 1],
		['names inside a list neither', '{{#tags}}{{.}}{{x}}{{/tags}}', { tags: ['a'] }, [], 1],
		['nor inside the banner', '{{#banner}}{{imageUrl}}{{/banner}}', {}, [], 1],
		['a dotted name', '{{boss.name}}{{boss.title}}', { boss: { name: 'x' } }, ['boss.title'], 0.5],
		['colours and comments do not count', '<p style="color:{{a}}"><!-- {{b}} --></p>', {}, [], 1],
		['0 and false are filled', '{{a}}{{b}}', { a: 0, b: false }, [], 1],
		['additions count what is inside', '{{#line}}{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}{{/line}}', { a: 1 }, ['b'], 0.5],
	])('%s', (_, template, profile, missing, completeness) => {
		expect(sign(template, profile)).toMatchObject({ missing, completeness });
	});

	it('counts the text template and required fields too', () => {
		const smartFields = [{ name: 'r', attributes: ['x'], required: true }];
		expect(sign('{{a}}', { a: 1 }, { text: '{{b}}', smartFields })).toMatchObject({ missing: ['b', 'r'], completeness: 1 / 3 });
	});
});

describe('hash', () => {
	it('is SHA-256 over html and text, kept apart, and nothing else', () => {
		const one = sign('{{a}}b', { a: 'a' });
		// printf 'ab\0ab' | sha256sum
		expect(one.hash).toBe('0e6b69fd115eab743bda85f074178ce77b89d917a32af799d37319c41b6a9d24');
		expect(sign('ab', {}).hash).toBe(one.hash);
		expect(sign('ab', { x: 1 }, { smartFields: [{ name: 'q' }] }).hash).toBe(one.hash);
		expect(sign('ab', {}, { text: 'a' }).hash).not.toBe(one.hash);
		expect(sign('a', {}, { text: 'bab' }).hash).not.toBe(sign('ab', {}, { text: 'ab' }).hash);
	});

	it('tells whether anything changed', () => {
		const { hash } = sign('a', {});
		expect(sign('a', {}, { previousHash: hash }).changed).toBe(false);
		expect(sign('b', {}, { previousHash: hash }).changed).toBe(true);
	});
});

describe('eatenTags', () => {
	it.each(['=<b>{{name}}</b>', '={{#a}}x{{/a}}', '=x {{> p}}', '={{ name }} {{ title }}', '=a {{{b}}}', '={{firstName}}{{lastName}}'])('explains %s', (raw) => {
		expect(eatenTags(raw)).toContain('Delete the "="');
	});

	it.each(['<b>{{name}}</b>', '={{ $json.tpl }}', '=<b>{{ $json.name }}</b>', '', undefined, '=plain', '={{ template }}'])('lets %s pass', (raw) => {
		expect(eatenTags(raw)).toBeUndefined();
	});
});

describe('instantOf', () => {
	it.each([
		['Europe/Berlin', '2026-03-01', '2026-02-28T23:00:00Z'],
		['Europe/Berlin', '2026-07-01T09:30', '2026-07-01T07:30:00Z'],
		['Europe/Berlin', '2026-07-01 09:30:15.250', '2026-07-01T07:30:15.250Z'],
		['Asia/Tokyo', '2026-03-01T23:59:59Z', '2026-03-01T23:59:59Z'],
		['Asia/Kolkata', '2026-03-01T00:00:00', '2026-02-28T18:30:00Z'],
		['America/New_York', '2026-03-01T01:00:00.000+01:00', '2026-03-01T00:00:00Z'],
		['UTC', 'Sun Mar 01 2026 01:00:00 GMT+0100 (Central European Standard Time)', '2026-03-01T00:00:00Z'],
		// Clocks go forward at 2:00 and back at 3:00.
		['Europe/Berlin', '2026-03-29T01:59:59', '2026-03-29T00:59:59Z'],
		['Europe/Berlin', '2026-03-29T03:00:00', '2026-03-29T01:00:00Z'],
		['Europe/Berlin', '2026-10-25T04:00:00', '2026-10-25T03:00:00Z'],
	])('%s %s', (zone, stamp, expected) => {
		expect(instantOf(stamp, zone)).toBe(Date.parse(expected));
	});

	it.each(['soon', '', '2026', '2026-13-01', '1.3.2026', '03/01/2026', 'Mar 1, 2026'])('refuses %j, which is no date or not the same for everyone', (stamp) => {
		expect(instantOf(stamp, 'UTC')).toBeUndefined();
	});
});

describe('dateIn', () => {
	it('is the date on the wall of that zone', () => {
		expect(dateIn('Asia/Tokyo', Date.parse('2026-03-01T23:59:59Z'))).toBe('2026-03-02');
		expect(dateIn('America/New_York', Date.parse('2026-03-01T01:00:00+01:00'))).toBe('2026-02-28');
	});
});
