import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { smartFieldsSchema } from '../../../../nodes/OktaSignature/helpers/parameterSchemas';

function sign(html: string, profile: Record<string, unknown>, { text = '', smartFields = [] as object[], previousHash = '' } = {}) {
	const compiled = compile({ name: 't', reason: 'r', html, text, additionalFields: [] });
	const settings = { smartFields: smartFieldsSchema.parse({ values: smartFields }), phoneRegion: '', today: '2026-03-01' };
	return render(compiled, profile, settings, previousHash).signature;
}

describe('missing and completeness', () => {
	it.each([
		['a printed field counts once', '{{a}}{{a}}{{b}}', { b: 1 }, ['a'], 0.5],
		['a template without fields is complete', 'x', {}, [], 1],
		['links count as their attribute', '{{mobileHref}}{{mobilePhone}}{{emailHref}}', { email: 'x' }, ['mobilePhone'], 0.5],
		['today never counts', '{{today}}', {}, [], 1],
		['a section around its own field', '{{#a}}{{a}}{{/a}}', {}, ['a'], 0],
		['a section around its own link', '{{#mobileHref}}{{mobilePhone}}{{/mobileHref}}', {}, ['mobilePhone'], 0],
		['a field behind a switch that is off', '{{#vip}}{{a}}{{/vip}}', { vip: false }, [], 1],
		['a field behind a switch that is on', '{{#vip}}{{a}}{{/vip}}', { vip: true }, ['a'], 0],
		['a fallback that is not needed', '{{a}}{{^a}}{{b}}{{/a}}', { a: 1 }, [], 1],
		['a fallback that is needed', '{{a}}{{^a}}{{b}}{{/a}}', {}, ['a', 'b'], 0],
		['names inside an object are not the person\'s', '{{#boss}}{{name}}{{/boss}}', { boss: { x: 1 } }, [], 1],
		['nor are names inside a list', '{{#tags}}{{.}}{{x}}{{/tags}}', { tags: ['a'] }, [], 1],
		['nor are names inside the banner', '{{#banner}}{{imageUrl}}{{/banner}}', {}, [], 1],
		['a dotted name', '{{boss.name}}{{boss.title}}', { boss: { name: 'x' } }, ['boss.title'], 0.5],
		['colours and comments do not count', '<p style="color:{{a}}"><!-- {{b}} --></p>', {}, [], 1],
		['0 and false are filled', '{{a}}{{b}}', { a: 0, b: false }, [], 1],
		['helper sections count what is inside', '{{#line}}{{#join}}{{a}}{{#sep}},{{/sep}}{{b}}{{/join}}{{/line}}', { a: 1 }, ['b'], 0.5],
	])('%s', (_, template, profile, missing, completeness) => {
		expect(sign(template, profile)).toMatchObject({ missing, completeness });
	});

	it('counts the text template and required fields', () => {
		const smartFields = [{ name: 'r', attributes: ['x'], required: true }];
		expect(sign('{{a}}', { a: 1 }, { text: '{{b}}', smartFields })).toMatchObject({ missing: ['b', 'r'], completeness: 1 / 3 });
	});
});

it('takes a blank text template for none', () => {
	const template = { name: 't', reason: 'r', html: '<b>{{a}}</b>', text: '', additionalFields: [] };
	const compiled = compile(template, { textTemplate: ' \n', partials: new Map() });
	expect(render(compiled, { a: 'Ada' }, { smartFields: new Map(), phoneRegion: '', today: '' }, '').signature.text).toBe('Ada');
});

describe('hash', () => {
	it('is SHA-256 over HTML and text, separated, and over nothing else', () => {
		const one = sign('{{a}}b', { a: 'a' });
		// printf 'ab\0ab' | sha256sum
		expect(one.hash).toBe('0e6b69fd115eab743bda85f074178ce77b89d917a32af799d37319c41b6a9d24');
		expect(sign('ab', {}).hash).toBe(one.hash);
		expect(sign('ab', { x: 1 }, { smartFields: [{ name: 'q' }] }).hash).toBe(one.hash);
		expect(sign('ab', {}, { text: 'a' }).hash).not.toBe(one.hash);
		expect(sign('a', {}, { text: 'bab' }).hash).not.toBe(sign('ab', {}, { text: 'ab' }).hash);
	});

	it('shows whether anything changed', () => {
		const { hash } = sign('a', {});
		expect(sign('a', {}, { previousHash: hash }).changed).toBe(false);
		expect(sign('b', {}, { previousHash: hash }).changed).toBe(true);
	});
});
