import { assembleUrl, type UrlPart } from '../../../../../nodes/OktaSignature/engine/html/assembleUrl';
import { plainPhoneHref, type UrlUse } from '../../../../../nodes/OktaSignature/engine/html/url';

type Values = Record<string, string>;

/** A field whose name ends in "List" holds several values. */
const value = (name: string, text = ''): UrlPart => ({ name, text, isList: name.endsWith('List') });

/** The parts of a template such as `https://acme.example/{a}`. A `|` stands where a section or comment separates two texts. */
const partsOf = (template: string, values: Values): UrlPart[] =>
	template.split(/\||(?=\{)|(?<=\})/).map((part) => (part.startsWith('{') ? value(part.slice(1, -1), values[part.slice(1, -1)]) : part));

/** The URL, or what is wrong. */
function assembled(template: string, values: Values, use: UrlUse = 'link') {
	const parts = partsOf(template, values);
	const result = assembleUrl(parts, use, plainPhoneHref);
	if (!('written' in result)) return result;
	expect(result.written).toHaveLength(parts.length);
	return result.written.join('');
}

const missing = (...names: string[]) => ({ missing: names });
const notHost = (name: string) => ({ refusal: `"${name}" is not a host name such as www.example.com, so it cannot be part of the host` });
const folder = { refusal: '"a" would lead to another folder' };
const completes = (name: string) => ({ refusal: `"${name}" would complete the % before it` });
const notChat = { refusal: '"a" is not a phone number with country code' };
const notAddress = (name: string) => ({ refusal: `"${name}" is not one email address` });
const notInAddress = (name: string) => ({ refusal: `"${name}" cannot be part of an email address` });
const notPhone = (name: string) => ({ refusal: `"${name}" is not a phone number` });
const notOneNumber = (name: string) => ({ refusal: `"${name}" and the text around it are not one phone number` });
const ownCode = { refusal: '"a" has a country code of its own. Write tel:{{a}}' };
const hostEnds = { refusal: '"u" ends with its host, which the text behind it would change. Begin that text with /' };
const queryOfItsOwn = { refusal: '"u" has a ? or # of its own, so nothing can be added behind it' };
const beginLink = 'it must begin with https://, http://, mailto: or tel:';
const beginImage = 'it must begin with https:// or http://';

describe('the parts of a URL', () => {
	it('stay what they were, with each value encoded in its own part', () => {
		expect(assembleUrl(['https://acme.example/', value('a', 'x y'), '?q=', value('none'), '&amp;r=', value('b', 'é&')], 'image', plainPhoneHref)).toEqual({
			written: ['https://acme.example/', 'x%20y', '?q=', '', '&amp;r=', '%C3%A9%26'],
		});
		expect(assembleUrl([' ', value('none'), 'mailto:', value('a', 'ada@acme.example')], 'link', plainPhoneHref)).toEqual({ written: [' ', '', 'mailto:', 'ada@acme.example'] });
	});

	it('are a number in the part where the URL begins', () => {
		expect(assembleUrl([' ', 'tel:+49 ', value('a', '30 12'), ' ', value('b', '34')], 'link', plainPhoneHref)).toEqual({ written: [' ', 'tel:+49301234', '', '', ''] });
	});

	it('name the field of a number that is dialed', () => {
		const names: string[] = [];
		const phoneHref = (text: string, name: string) => {
			names.push(`${name}: ${text}`);
			return plainPhoneHref(text);
		};
		assembleUrl([value('u', 'tel:1-2')], 'link', phoneHref);
		assembleUrl(['tel:', value('none'), value('a', '3 4')], 'link', phoneHref);
		assembleUrl(['tel: 0 ', value('a', '5'), ' ', value('b', '6')], 'link', phoneHref);
		assembleUrl(['https://wa.me/', value('a', '+7 8')], 'link', phoneHref);
		expect(names).toEqual(['u: tel:1-2', 'a: 3 4', 'b: 0 5 6', 'a: +7 8']);
	});
});

describe('the beginning of a URL', () => {
	it.each<[string, Values, unknown]>([
		['', {}, missing()],
		[' \n', {}, missing()],
		['{a}', {}, missing('a')],
		[' {a} {b}', {}, missing('a', 'b')],
		[' {a} {b}', { b: 'https://acme.example' }, '  https://acme.example'],
		['https://acme.example', {}, 'https://acme.example'],
		['\n https://acme.example', {}, '\n https://acme.example'],
		['mailto:info@acme.example', {}, 'mailto:info@acme.example'],
		['MAILTO:info@acme.example', {}, 'MAILTO:info@acme.example'],
		['tel:+49301234', {}, 'tel:+49301234'],
		['TEL:+49301234', {}, 'TEL:+49301234'],
		['see https://acme.example', {}, { refusal: beginLink }],
		['see mailto:info@acme.example', {}, { refusal: beginLink }],
		['/images/{a}', { a: 'x' }, { refusal: beginLink }],
		// Nothing was written behind the scheme, or before the rest.
		['https://', {}, missing()],
		['https:', {}, missing()],
		['http:/', {}, missing()],
		['mailto:', {}, missing()],
		['tel:', {}, missing()],
		['https:|//', {}, { refusal: beginLink }],
		['x https:', {}, { refusal: beginLink }],
		['https: x', {}, { refusal: beginLink }],
		['https', {}, { refusal: beginLink }],
		// A value that begins a URL is a URL.
		['{u}', { u: 'https://acme.example/a b?c#d' }, 'https://acme.example/a%20b?c#d'],
		['{u}', { u: 'mailto:ada@acme.example' }, 'mailto:ada@acme.example'],
		['{u}', { u: 'tel:+49 (30) 12' }, 'tel:+493012'],
		['{u}', { u: 'tel:030 / 12' }, { refusal: '"u" is not one phone number' }],
		['{u}', { u: 'ada' }, { refusal: `${beginLink}, and "u" does not` }],
		['{u}/x', { u: 'javascript:x' }, { refusal: `${beginLink}, and "u" does not` }],
		['{u}', { u: 'https://www' }, { refusal: '"u" is not a complete web address such as https://www.example.com' }],
		['{uList}', { uList: 'https://acme.example' }, { refusal: '"uList" holds several values. Use {{#uList}}…{{.}}…{{/uList}}' }],
		['https://acme.example/{aList}', { aList: 'x, y' }, 'https://acme.example/x%2C%20y'],
	])('%j with %j', (template, values, expected) => {
		expect(assembled(template, values)).toEqual(expected);
	});

	it.each<[string, Values, unknown]>([
		['HTTP://acme.example', {}, 'HTTP://acme.example'],
		['mailto:info@acme.example', {}, { refusal: beginImage }],
		['tel:+49301234', {}, { refusal: beginImage }],
		['images/{a}', {}, { refusal: beginImage }],
		['cid:{a}', { a: 'x' }, { refusal: beginImage }],
		['mailto:', {}, missing()],
		['tel:', {}, missing()],
		[' HTTPS: ', {}, missing()],
		['{a}/logo.png', {}, missing('a')],
		['{a}/{b}.png', { b: 'x' }, missing('a')],
		['{a}mailto:', {}, missing('a')],
		['{u}', { u: 'mailto:ada@acme.example' }, { refusal: `${beginImage}, and "u" does not` }],
	])('of an image: %j with %j', (template, values, expected) => {
		expect(assembled(template, values, 'image')).toEqual(expected);
	});
});

describe('what follows a value that is a URL', () => {
	it.each<[string, string, unknown, Values?]>([
		['{u} ', 'https://acme.example?p#f', 'https://acme.example?p#f '],
		['{u}{none}', 'https://acme.example?p#f', 'https://acme.example?p#f'],
		['{u}x', 'https://acme.example', hostEnds],
		...['&#47;', '&#047;', '&#x2F;', '&#X2f;', '&sol;', '&#63;', '&#x3f;', '&quest;'].map((mark): [string, string, string] => [`{u}${mark}x`, 'https://acme.example', `https://acme.example${mark}x`]),
		...['&#64;', '&#46;', '&#x2e;', '&amp;', '&commat;', '&#47'].map((mark): [string, string, unknown] => [`{u}${mark}x`, 'https://acme.example', hostEnds]),
		['{u}|x', 'https://acme.example', hostEnds],
		['{u} |x/', 'https://acme.example', hostEnds],
		['{u}@evil.example', 'https://acme.example', hostEnds],
		['{u}x', 'https://ada@acme.example', hostEnds],
		['{u}.|x', 'https://acme', 'https://acme.x'],
		['{u} ', 'https://acme.example', 'https://acme.example '],
		['{u}{a}', 'https://acme.example', notHost('a'), { a: 'x' }],
		['{u}.example', 'https://acme', 'https://acme.example'],
		['{u}:80/', 'https://acme', 'https://acme:80/'],
		['{u}-x.example', 'https://acme', 'https://acme-x.example'],
		['{u}x', 'https://acme.example/', 'https://acme.example/x'],
		['{u}x', 'https://acme.example/?p', queryOfItsOwn],
		['{u}x', 'https://acme.example/#f', queryOfItsOwn],
		['{u}{a}', 'https://acme.example/?p', queryOfItsOwn, { a: '/x' }],
		['{u}{a}', 'https://acme.example/?p', queryOfItsOwn, { a: '&x' }],
		['{u}{a}', 'https://acme.example/', 'https://acme.example/%26x', { a: '&x' }],
		['{u}x/y', 'https://acme.example/?p', queryOfItsOwn],
		['{u}x?y', 'https://acme.example/?p', queryOfItsOwn],
		// A path stands before the query and the fragment.
		['{u}/x', 'https://acme.example', 'https://acme.example/x'],
		['{u}/x', 'https://acme.example?p', 'https://acme.example/x?p'],
		['{u}/x', 'HTTP://acme.example?p=1&q#f', 'HTTP://acme.example/x?p=1&amp;q#f'],
		['{u}/x', "https://acme.example#f'&", 'https://acme.example/x#f&#39;&amp;'],
		['{u}/x', 'https://acme.example?', 'https://acme.example/x'],
		['{u}/x', 'https://acme.example?#', 'https://acme.example/x#'],
		['{u}/x?y', 'https://acme.example?p', 'https://acme.example/x?y&amp;p'],
		['{u}/x?y', 'https://acme.example?p#f', 'https://acme.example/x?y&amp;p#f'],
		['{u}/x?y', 'https://acme.example#f', 'https://acme.example/x?y#f'],
		['{u}/x#y', 'https://acme.example#f', 'https://acme.example/x#y'],
		['{u}/x#y', 'https://acme.example?p', queryOfItsOwn],
		['{u}/x#y', 'https://acme.example?p#f', queryOfItsOwn],
		['{u}/x&#46;y', 'https://acme.example?p#f', 'https://acme.example/x&#46;y?p#f'],
		['{u}/{a}', 'https://acme.example?p#f', 'https://acme.example/%3F%23?p#f', { a: '?#' }],
		['{u}/|x|?y', 'https://acme.example?p#f', 'https://acme.example/x?y&amp;p#f'],
		['{u} /x', 'https://acme.example?p', queryOfItsOwn],
		['{u}{none}/x', 'https://acme.example?p', missing('none')],
		['{u}/x', 'mailto:a@b.example?p', queryOfItsOwn],
		['{u}/x', 'mailto:a@b.example?p=https://acme.example', queryOfItsOwn],
		// Parameters are added to its query, and its fragment comes last.
		['{u}?x', 'https://acme.example', 'https://acme.example?x'],
		['{u}?x', 'https://acme.example?', 'https://acme.example?x'],
		['{u}?x', 'https://acme.example?p', 'https://acme.example?p&amp;x'],
		['{u}?x', 'https://acme.example?p&', 'https://acme.example?p&x'],
		['{u}?x', 'https://acme.example#f', 'https://acme.example?x#f'],
		['{u}?x', 'https://acme.example?p#f&g', 'https://acme.example?p&amp;x#f&amp;g'],
		['{u}?x', 'https://acme.example?#f', 'https://acme.example?x#f'],
		['{u}?', 'https://acme.example?p', 'https://acme.example?p'],
		['{u}?', 'https://acme.example#f', 'https://acme.example?#f'],
		['{u}&x', 'https://acme.example?p', 'https://acme.example?p&amp;x'],
		['{u}&amp;x', 'https://acme.example?p', 'https://acme.example?p&amp;x'],
		['{u}&amp;x?y&amp;z', 'https://acme.example?p', 'https://acme.example?p&amp;x?y&amp;z'],
		['{u}&amp;', 'https://acme.example?p', 'https://acme.example?p'],
		['{u}?x={a}', 'https://acme.example?p#f', 'https://acme.example?p&amp;x=1%262#f', { a: '1&2' }],
		['{u}{none}?x', 'mailto:a@b.example?p', 'mailto:a@b.example?p&amp;x'],
		['{u}?x#y', 'https://acme.example?p#f', 'https://acme.example?p&amp;x#y'],
		['{u}?x|#y', 'https://acme.example?p#f', 'https://acme.example?p&amp;x#y'],
		['{u}#y', 'https://acme.example?p', 'https://acme.example?p#y'],
		['{u}#?y', 'https://acme.example?p#f', 'https://acme.example?p#?y'],
		['{u}#y', 'https://acme.example#f', 'https://acme.example#y'],
		['{u}?subject=x', 'mailto:a@b.example?cc=c@d.example', 'mailto:a@b.example?cc=c@d.example&amp;subject=x'],
	])('%j with %j', (template, u, expected, ...values) => {
		expect(assembled(template, { u, ...values[0] })).toEqual(expected);
	});

	it('keeps a query of the template itself', () => {
		expect(assembled('https://acme.example/?p#f|/x', {})).toBe('https://acme.example/?p#f/x');
		expect(assembled('https://acme.example/?p#f|x', {})).toBe('https://acme.example/?p#fx');
	});
});

describe('the host of a URL', () => {
	it.each<[string, Values, unknown]>([
		['https://{a}', { a: 'acme.example' }, 'https://acme.example'],
		['https://{a}', { a: 'münchen.example' }, 'https://münchen.example'],
		['https://{a}||{b}/', { a: 'acme', b: 'example' }, notHost('b')],
		['https://acme.example||{a}/', { a: 'x' }, notHost('a')],
		['https://{a}{b}/', { a: 'x', b: 'example' }, notHost('b')],
		['https://{a}/x', { a: 'acme.example' }, 'https://acme.example/x'],
		['https://{a}?x', { a: 'acme.example' }, 'https://acme.example?x'],
		['https://{a}#x', { a: 'acme.example' }, 'https://acme.example#x'],
		['https://{a}\\x', { a: 'acme.example' }, 'https://acme.example\\x'],
		['https://{a}/x', { a: 'x' }, 'https://x/x'],
		['https://{a}/x', { a: 'team-1.ac-me.example' }, 'https://team-1.ac-me.example/x'],
		['https://{a}/x', { a: 'münchen.example' }, 'https://münchen.example/x'],
		['https://{a}/x', { a: 'mu\u0308nchen.example' }, 'https://mu\u0308nchen.example/x'],
		['https://{a}/x', { a: 'हिन्दी' }, 'https://हिन्दी/x'],
		['https://{a}.acme.example', { a: 'e\u0301' }, 'https://e\u0301.acme.example'],
		['https://{a}/x', { a: '10.0.0.1' }, 'https://10.0.0.1/x'],
		...['-acme', '.acme', 'acme-', 'acme.', '-', '.', 'a_b', 'a b', 'a:80', 'a@b', 'a/b', 'a\\b', 'a?b', 'a#b', 'a%41', 'ａ／ｂ', 'x\n', '[::1]', 'true', 'False', 'a..b', 'www', 'a.b', 'xn--a'].map((a): [string, Values, unknown] => ['https://{a}/x', { a }, notHost('a')]),
		['https://{a}.acme.example', { a: 'true' }, notHost('a')],
		['https://{a}.acme.example', { a: 'truest' }, 'https://truest.acme.example'],
		['https://{a}.acme.example', { a: 'untrue' }, 'https://untrue.acme.example'],
		['https://{a}.acme.example/', { a: 'team' }, 'https://team.acme.example/'],
		['https://acme.{a}', { a: 'example' }, 'https://acme.example'],
		['https://acme.{a}', { a: 'x' }, notHost('a')],
		['https://team-{a}.example', { a: '1' }, 'https://team-1.example'],
		['https://{a}-team.example', { a: '1' }, 'https://1-team.example'],
		['https://{a}:8080/', { a: 'acme.example' }, 'https://acme.example:8080/'],
		['https://acme.example{a}/', { a: 'x' }, notHost('a')],
		['https://acme.example{a}', { a: '.evil' }, notHost('a')],
		['https://acme/.{a}', { a: 'x' }, 'https://acme/.x'],
		['https://{a}acme.example/', { a: 'x' }, notHost('a')],
		['https://{a}|.acme|.example/', { a: 'x' }, 'https://x.acme.example/'],
		['https://{a}.|acme.example/', { a: 'x' }, 'https://x.acme.example/'],
		['https://{a}@acme.example/', { a: 'x' }, notHost('a')],
		['https://{a}.x@acme.example/', { a: 'x' }, notHost('a')],
		['https://ada@{a}/', { a: 'acme.example' }, notHost('a')],
		['https://ada@x.{a}/', { a: 'example' }, notHost('a')],
		['https://ada@acme.example/{a}', { a: 'x' }, 'https://ada@acme.example/x'],
		['https://{a}{b}/', { a: 'acme', b: 'example' }, notHost('b')],
		['https://{a}.{b}/', { a: 'acme', b: 'example' }, 'https://acme.example/'],
		['https://{a}.{b}/', { a: 'acme', b: 'x' }, notHost('b')],
		['https://{a}.{b}/', { a: 'acme', b: 'exa mple' }, notHost('b')],
		['https://acme.example:{a}/', { a: '8' }, 'https://acme.example:8/'],
		['https://acme.example:{a}/', { a: '65535' }, 'https://acme.example:65535/'],
		...['80a', 'a80', '/80', '80/x', '?80', '8 0', '80?', '99999', '123456', '-1', 'true', 'x', 'evil.example'].map((a): [string, Values, unknown] => ['https://acme.example:{a}/', { a }, notHost('a')]),
		['https://{a}:{b}/', { a: 'acme', b: '80' }, 'https://acme:80/'],
		// Without a host, the URL leads nowhere.
		['https://{a}', {}, missing('a')],
		['https://{a}{b}/', { b: 'x' }, missing('a')],
		['https://{a}.{b}/{c}', { a: 'x' }, missing('b')],
		['https://www.{a}.example/{b}', {}, missing('a')],
		['https://acme.example{a}/', {}, missing('a')],
		['https:// /{a}', { a: 'x' }, missing()],
		['https:///{a}', { b: 'x' }, missing('a')],
		['https://?x={a}', { a: 'x' }, missing()],
		['https:// {a}', { a: 'x' }, notHost('a')],
		// The template's own host is not checked.
		['https://www/{a}', { a: 'x' }, 'https://www/x'],
	])('%j with %j', (template, values, expected) => {
		expect(assembled(template, values)).toEqual(expected);
	});
});

describe('the path, the query and the fragment of a URL', () => {
	it.each<[string, Values, unknown]>([
		['https://acme.example/{a}', { a: "it's a/b?c#d&e=f" }, 'https://acme.example/it%27s%20a%2Fb%3Fc%23d%26e%3Df'],
		['https://acme.example?q={a}#{a}', { a: '/?#' }, 'https://acme.example?q=%2F%3F%23#%2F%3F%23'],
		['https://acme.example/{a}', {}, missing('a')],
		['https://acme.example/{a}/{b}.png', { a: 'x' }, missing('b')],
		['https://acme.example/x|y/{a}?z', {}, missing('a')],
		['https://acme.example/{a}?q={b}&amp;r={c}#{d}', { a: 'x' }, 'https://acme.example/x?q=&amp;r=#'],
		['https://acme.example/#{a}', {}, 'https://acme.example/#'],
		['https://acme.example/&#46;{a}', {}, missing('a')],
		['{u}{a}', { u: 'https://acme.example/' }, missing('a')],
		['{u}{a}/x', { u: 'https://acme.example/' }, missing('a')],
		['{u}{a}', { u: 'https://acme.example/x?y', a: '' }, 'https://acme.example/x?y'],
		// The folder stays.
		...['.', '..'].map((a): [string, Values, unknown] => ['https://acme.example/{a}', { a }, folder]),
		['https://acme.example/{a}', { a: '...' }, 'https://acme.example/...'],
		['https://acme.example/{a}', { a: '%2e' }, 'https://acme.example/%252e'],
		['https://acme.example/{a}/x', { a: '..' }, folder],
		['https://acme.example/{a}\\x', { a: '..' }, folder],
		['https://acme.example/{a}?x', { a: '..' }, folder],
		['https://acme.example/{a}#x', { a: '..' }, folder],
		['https://acme.example/{a}&#47;x', { a: '..' }, 'https://acme.example/..&#47;x'],
		['https://acme.example/.{a}', { a: '.' }, folder],
		['https://acme.example/.{a}', { a: 'x' }, 'https://acme.example/.x'],
		['https://acme.example/{a}.', { a: '.' }, folder],
		['https://acme.example/{a}.', { a: 'x' }, 'https://acme.example/x.'],
		['https://acme.example/{a}.x', { a: '.' }, 'https://acme.example/..x'],
		['https://acme.example/{a}|.|{b}', { a: '.', b: 'x' }, 'https://acme.example/..x'],
		['https://acme.example/{b}{a}', { a: '.', b: '.' }, folder],
		['https://acme.example/{a}{b}', { a: 'x', b: '.' }, 'https://acme.example/x.'],
		['https://acme.example/x{a}', { a: '.' }, 'https://acme.example/x.'],
		['https://acme.example/%2E{a}', { a: '.' }, folder],
		['https://acme.example/%2e{a}x', { a: '.' }, 'https://acme.example/%2e.x'],
		['https://acme.example/&#46;{a}', { a: '.' }, folder],
		['https://acme.example/&#x2E;{a}', { a: '.' }, folder],
		['https://acme.example/&period;{a}', { a: '.' }, folder],
		['https://acme.example/&period{a}', { a: '.' }, 'https://acme.example/&period.'],
		['https://acme.example/&#x0000000000000000002e;{a}', { a: '.' }, folder],
		['https://acme.example/&#x0000000000000000002e;{a}', { a: 'x' }, 'https://acme.example/&#x0000000000000000002e;x'],
		['https://acme.example/x/../{a}', { a: 'x' }, 'https://acme.example/x/../x'],
		['https://acme.example/{a}/..', { a: 'x' }, 'https://acme.example/x/..'],
		['https://acme.example/{a}/../x', { a: 'x' }, 'https://acme.example/x/../x'],
		['https://acme.example/{a}/./{b}', { a: 'x', b: 'y' }, 'https://acme.example/x/./y'],
		['https://acme.example/x\\.{a}', { a: '.' }, folder],
		['https://acme.example/x/y\\.{a}', { a: '.' }, folder],
		['https://acme.example/x\\y/.{a}', { a: '.' }, folder],
		['https://acme.example/{b}/y/.{a}', { a: '.', b: 'x' }, folder],
		['https://acme.example/{b}/y.{a}', { a: '.', b: 'x' }, 'https://acme.example/x/y..'],
		['https://acme.example/{b}\\y.{a}', { a: '.', b: 'x' }, 'https://acme.example/x\\y..'],
		['https://acme.example/{b}/|{a}', { a: '..', b: 'x' }, folder],
		['https://acme.example{b}', {}, missing('b')],
		['https://acme.example/p?q={a}', { a: '..' }, 'https://acme.example/p?q=..'],
		['https://acme.example/p?{a}', { a: '..' }, 'https://acme.example/p?..'],
		['https://acme.example/p?q=/{a}/', { a: '..' }, 'https://acme.example/p?q=/../'],
		['https://acme.example/p#{a}', { a: '..' }, 'https://acme.example/p#..'],
		['https://acme.example/{b}?x|/{a}/', { a: '..', b: 'y' }, 'https://acme.example/y?x/../'],
		['https://{b}/{a}', { a: '..', b: 'acme.example' }, folder],
		['{u}{a}', { a: '..', u: 'https://acme.example/' }, folder],
		['{u}/{a}', { a: '..', u: 'https://acme.example' }, folder],
		['{u}{a}', { a: '.', u: 'https://acme.example/x/.' }, folder],
		// A value stays one value.
		['https://acme.example/%{a}', { a: '41' }, completes('a')],
		['https://acme.example/%4{a}', { a: '1' }, completes('a')],
		['https://acme.example/%F{a}', { a: '1' }, completes('a')],
		['https://acme.example/%41{a}', { a: '1' }, 'https://acme.example/%411'],
		['https://acme.example/%G{a}', { a: '1' }, 'https://acme.example/%G1'],
		['https://acme.example/4%2{a}', { a: '1' }, completes('a')],
		['https://acme.example/?q=%{a}', { a: '41' }, completes('a')],
		['https://acme.example/?q=%{a}', {}, 'https://acme.example/?q=%'],
		['https://acme.example/{a}{b}', { a: '%', b: '41' }, 'https://acme.example/%2541'],
		['{u}{a}', { u: 'https://acme.example/%', a: '41' }, completes('a')],
		['mailto:%{a}@acme.example', { a: '40' }, completes('a')],
		['mailto:ada@acme.example?subject=%{a}', { a: '40' }, completes('a')],
		['https://acme.example/?q=%{none}{a}', { a: '41' }, completes('a')],
		['https://acme.example/?q=%{none}4{none}{a}', { a: '1' }, completes('a')],
		['https://acme.example/?q=%|4|{a}', { a: '1' }, completes('a')],
		['mailto:ada@acme.example?subject=%{none}{a}', { a: '40' }, completes('a')],
		['https://acme.example/?q=%{none}41{none}{a}', { a: '1' }, 'https://acme.example/?q=%411'],
	])('%j with %j', (template, values, expected) => {
		expect(assembled(template, values)).toEqual(expected);
	});
});

describe('a link to a chat', () => {
	it.each<[string, string, unknown]>([
		['https://wa.me/{a}', '+49 171-3920012', 'https://wa.me/491713920012'],
		['http://WA.ME/{a}', '+49 171-3920012', 'http://WA.ME/491713920012'],
		['https://wa.me|/{a}?text={a}', '+49 171', 'https://wa.me/49171?text=%2B49%20171'],
		['https://wa.me/{a}', '0171 3920012', notChat],
		['https://wa.me/{a}', '1713920', notChat],
		['https://wa.me/{a}', '17139200', 'https://wa.me/17139200'],
		['https://wa.me/{a}', '491713920012345', 'https://wa.me/491713920012345'],
		['https://wa.me/{a}', '4917139200123456', notChat],
		['https://wa.me/{a}', '01713920012', notChat],
		['https://wa.me/{a}', 'x17139200', notChat],
		['https://wa.me/{a}', '17139200x', notChat],
		['https://wa.me/{a}', '+49301234;ext=12', notChat],
		['https://wa.me/{a}', 'Ada', notChat],
		['https://wa.me/x{a}', '0171', 'https://wa.me/x0171'],
		['https://wa.me/{a}x', '0171', notChat],
		['https://wa.me/?text={a}', '0171', 'https://wa.me/?text=0171'],
		['https://api.whatsapp.com/send?phone={a}', '+49 171', 'https://api.whatsapp.com/send?phone=49171'],
		['https://api.whatsapp.com/send?x&phone={a}', '+49 171', 'https://api.whatsapp.com/send?x&phone=49171'],
		['https://api.whatsapp.com/send?x&amp;phone={a}', '+49 171', 'https://api.whatsapp.com/send?x&amp;phone=49171'],
		['https://api.whatsapp.com/send?phone={a}', 'Ada', notChat],
		['https://api.whatsapp.com/send?phone={a}', '', 'https://api.whatsapp.com/send?phone='],
		['https://api.whatsapp.com/send?phone=x{a}', 'Ada', 'https://api.whatsapp.com/send?phone=xAda'],
		['https://api.whatsapp.com/send?xphone={a}', 'Ada', 'https://api.whatsapp.com/send?xphone=Ada'],
		['https://wa.me.example/{a}', '+49', 'https://wa.me.example/%2B49'],
		['https://x.wa.me/{a}', '+49', 'https://x.wa.me/%2B49'],
		['https://acme.example/{a}', '+49', 'https://acme.example/%2B49'],
		['https://acme.example/?phone={a}', '+49', 'https://acme.example/?phone=%2B49'],
	])('%j with %j', (template, a, expected) => {
		expect(assembled(template, { a })).toEqual(expected);
	});
});

describe('the recipients of an email', () => {
	it.each<[string, Values, unknown]>([
		['mailto:{a}', { a: 'ada@acme.example' }, 'mailto:ada@acme.example'],
		['mailto:{a}', { a: "o'b&c?d@acme.example" }, 'mailto:o%27b%26c%3Fd@acme.example'],
		['mailto: {a} ', { a: 'ada@acme.example' }, 'mailto: ada@acme.example '],
		['mailto:{a}?subject={b}', { a: 'ada@acme.example', b: 'a&b c' }, 'mailto:ada@acme.example?subject=a%26b%20c'],
		['mailto:{a}#{b}', { a: 'ada@acme.example', b: 'c' }, 'mailto:ada@acme.example#c'],
		['mailto:{a},{b}', { a: 'ada@acme.example', b: 'bob@acme.example' }, 'mailto:ada@acme.example,bob@acme.example'],
		['mailto:info@acme.example,{a}', { a: 'ada@acme.example' }, 'mailto:info@acme.example,ada@acme.example'],
		['mailto:{a}{none}', { a: 'ada@acme.example' }, 'mailto:ada@acme.example'],
		['mailto:{none}{a}', { a: 'ada@acme.example' }, 'mailto:ada@acme.example'],
		['mailto:{a}{none}?subject=x', { a: 'ada@acme.example' }, 'mailto:ada@acme.example?subject=x'],
		['mailto:{a}', { a: 'ada' }, notAddress('a')],
		['mailto:{a}', { a: 'ada@acme.example,bob@acme.example' }, notAddress('a')],
		['mailto:{a}?cc={a}', { a: 'ada' }, notAddress('a')],
		['mailto:{a}#x', { a: 'ada' }, notAddress('a')],
		['mailto:{a},x@acme.example', { a: 'ada' }, notAddress('a')],
		['mailto:{a} |?x', { a: 'ada' }, notAddress('a')],
		['mailto:x@acme.example,{a}', { a: 'ada' }, notAddress('a')],
		['mailto:x@acme.example, {a}', { a: 'ada' }, notAddress('a')],
		['mailto:?subject={a}', { a: 'ada' }, 'mailto:?subject=ada'],
		['mailto:x@acme.example?cc={a}', { a: 'ada@acme.example' }, 'mailto:x@acme.example?cc=ada%40acme.example'],
		['mailto:x@acme.example?cc={a}&bcc={b}', { b: ',' }, 'mailto:x@acme.example?cc=&bcc=%2C'],
		// Part of an address.
		['mailto:{a}@acme.example', { a: 'ada' }, 'mailto:ada@acme.example'],
		['mailto:{a}@acme.example', { a: "o'b&c" }, 'mailto:o%27b%26c@acme.example'],
		['mailto:info@{a}', { a: 'acme.example' }, 'mailto:info@acme.example'],
		['mailto:{a}.{b}@acme.example', { a: 'ada', b: 'lovelace' }, 'mailto:ada.lovelace@acme.example'],
		['mailto:{a}{b}@acme.example', { a: 'ada', b: 'lovelace' }, 'mailto:adalovelace@acme.example'],
		['mailto:x{none}{a}@acme.example', { a: 'ada' }, 'mailto:xada@acme.example'],
		['mailto:{none}.{a}@acme.example', { a: 'ada' }, 'mailto:.ada@acme.example'],
		['mailto:x@acme.example, y{a}', { a: 'ada' }, 'mailto:x@acme.example, yada'],
		...[' ', '\t', ',', ';', ':', '@', '"', '<', '>', '(', ')', '[', ']', '\\'].map((character): [string, Values, unknown] => ['mailto:{a}@acme.example', { a: `x${character}y` }, notInAddress('a')]),
		['mailto:x{none}{a}', { a: 'ada@acme.example' }, notInAddress('a')],
		['mailto:{a}{none}x', { a: 'ada@acme.example' }, notInAddress('a')],
		['mailto:{a}{b}', { a: 'ada', b: '@acme.example' }, notInAddress('b')],
		['mailto:{a}{b}', { a: 'ada@acme.example', b: ',b' }, notInAddress('b')],
		// An empty value leaves no recipient, or a mistake.
		['mailto:{a}', {}, missing('a')],
		['mailto: {a}', {}, missing('a')],
		['mailto:{a}{b}?subject={c}', { c: 'x' }, missing('a', 'b')],
		['mailto:{a}@acme.example', {}, missing('a')],
		['mailto:info@{a}', {}, missing('a')],
		['mailto:{a},{b}', { a: 'ada@acme.example' }, missing('b')],
		['mailto:{a},{b}', { b: 'ada@acme.example' }, missing('a')],
		['mailto:x@acme.example,{a},y@acme.example', {}, missing('a')],
		['mailto:x@acme.example,{a}@acme.example', {}, missing('a')],
		['mailto:x@{a},y@acme.example', {}, missing('a')],
		['mailto:x@{a},y@acme.example,z@acme.example', {}, missing('a')],
		['mailto:,{a}', { a: 'ada@acme.example' }, 'mailto:,ada@acme.example'],
		['mailto:,x@acme.example', {}, 'mailto:,x@acme.example'],
		['mailto:,x@acme.example?cc={a}', {}, 'mailto:,x@acme.example?cc='],
		['mailto:x@acme.example{a}', {}, 'mailto:x@acme.example'],
		['mailto:?subject=x', {}, 'mailto:?subject=x'],
		['mailto:?subject={a}', {}, 'mailto:?subject='],
		['mailto:#x', {}, missing()],
		['mailto: ?subject=x', {}, missing()],
		['mailto:{a}?subject=x', {}, missing('a')],
		['{a}mailto:?subject=x', {}, missing('a')],
	])('%j with %j', (template, values, expected) => {
		expect(assembled(template, values)).toEqual(expected);
	});
});

describe('the number of a phone link', () => {
	it('has no gap: an empty value beside digits or an extension leaves the link out', () => {
		const templates = ['tel:+49{a}', 'tel:+49{a}{b}', 'tel:{a}-12', 'tel:{a};ext={b}', 'tel:+49 30;ext={a}', 'tel:*21*{a}#', '{u};ext={a}', '{u}{a}'];
		const [filled, u] = ['30', 'tel:030'];
		for (const template of templates) {
			for (const values of [{}, { a: filled }, { b: filled }] as Values[]) {
				const empty = ['a', 'b'].filter((name) => template.includes(`{${name}}`) && values[name] === undefined);
				if (empty.length > 0) expect([template, values, assembled(template, { ...values, u })]).toEqual([template, values, missing(...empty)]);
			}
		}
	});

	it.each<[string, Values, unknown]>([
		['tel:{a}', { a: '+49 (30) 12-34' }, 'tel:+49301234'],
		[' TEL: {a} ', { a: '030 12' }, 'tel:03012'],
		['tel:{a}', { a: '030 12;ext=3' }, 'tel:03012;ext=3'],
		['tel:{a}', { a: '030 / 12' }, notPhone('a')],
		['tel:{a}', { a: 'reception' }, notPhone('a')],
		['tel:{a}', {}, missing('a')],
		['tel:{a}{b}', {}, missing('a', 'b')],
		['tel:{a}{b}', { b: '030 12' }, 'tel:03012'],
		['tel:{a}{b}', { a: '030 12' }, 'tel:03012'],
		['tel:{a} {b}', { b: 'x' }, missing('a')],
		['tel:{a}{b}', { a: '030', b: '12' }, 'tel:03012'],
		['tel:{a}{b}', { a: '030', b: 'x1' }, notOneNumber('b')],
		['tel:{a}{b}{c}', { a: '030', c: '12' }, 'tel:03012'],
		['tel:+49{a}', { a: '30 12' }, 'tel:+493012'],
		['tel:+49 {a}', { a: '30 12' }, 'tel:+493012'],
		['tel:+49{a}-{b}', { a: '30', b: '12' }, 'tel:+493012'],
		['tel:+49{a}-{b}', { a: '30' }, missing('b')],
		['tel:+49{a}', {}, missing('a')],
		['tel:+49{a}{b}', { b: '30' }, missing('a')],
		['tel:+49{a}', { a: 'x' }, notPhone('a')],
		['tel:+49{a}', { a: 'x1' }, notOneNumber('a')],
		['tel:+49{a}', { a: '+49 30 12' }, ownCode],
		['tel: +49{a}', { a: '0049 30 12' }, ownCode],
		['tel:+49{a}', { a: '030 12' }, 'tel:+4903012'],
		['tel:+49{a}', { a: '3000' }, 'tel:+493000'],
		['tel:+49{a}', { a: '1+2' }, notOneNumber('a')],
		['tel:+{a}', { a: '0049 30' }, 'tel:+004930'],
		['tel:0+49{a}', { a: '0049' }, notOneNumber('a')],
		['tel:0049{a}', { a: '+49' }, notOneNumber('a')],
		['tel:(0){a}', { a: '30' }, 'tel:030'],
		['tel:({a}) {b}', { a: '030', b: '12' }, 'tel:03012'],
		['tel:({a}) {b}', { a: '030' }, 'tel:030'],
		['tel:{a};ext={b}', { a: '030', b: '12' }, 'tel:030;ext=12'],
		['tel:{a};ext={b}', { a: '030' }, missing('b')],
		['tel:{a};ext={b}', { b: '12' }, missing('a')],
		['tel:{a};ext={b}', { a: '030', b: 'x' }, notOneNumber('b')],
		['tel:{a};ext=12', { a: '030' }, 'tel:030;ext=12'],
		['tel:03012', {}, 'tel:03012'],
		['tel:030 {a}', {}, missing('a')],
		['tel:reception', {}, missing()],
		['tel:reception{a}', {}, missing('a')],
		['tel:{a}reception', { a: 'x' }, notPhone('a')],
		['tel:*21#', {}, 'tel:*21#'],
		['{u}', { u: 'tel:030 12' }, 'tel:03012'],
		['{u}{a}', { u: 'tel:030', a: '12' }, 'tel:03012'],
		['{u};ext={a}', { u: 'tel:030', a: '12' }, 'tel:030;ext=12'],
		['{none}tel:{a}', { a: '030' }, 'tel:030'],
		['{none}tel:+49{a}', { a: '30' }, 'tel:+4930'],
		['tel: {a}', { a: 'x1' }, notPhone('a')],
		['1|tel:{a}', { a: '030' }, { refusal: beginLink }],
		// Other parameters and star codes.
		['tel:{a};phone-context=acme.example', { a: '47-11' }, 'tel:4711;phone-context=acme.example'],
		['tel:{a};phone-context=acme.example', { a: '+47 (1).1' }, 'tel:+4711;phone-context=acme.example'],
		['tel:{a};phone-context=acme.example', { a: '47/11' }, notPhone('a')],
		['tel:{a};phone-context=acme.example', { a: '47x' }, notPhone('a')],
		['tel:{a};phone-context=acme.example', { a: 'x47' }, notPhone('a')],
		['tel:{a};phone-context=acme.example', {}, missing('a')],
		['tel:*21*{a}#', { a: '030 12' }, 'tel:*21*03012#'],
		['tel:*21*{a}#', { a: '+49 30' }, notPhone('a')],
		['tel: {a}#{b}', { a: '+1', b: '2 3' }, 'tel: +1#23'],
		['tel: {a}#{b}', { a: '1', b: '+2' }, notPhone('b')],
		['tel:{a}#{b}', { a: '1', b: '2x' }, notPhone('b')],
		['tel:{a}#{b}', { a: '1', b: 'x2' }, notPhone('b')],
		['tel:{none} {a}#x', { a: '+1' }, 'tel: +1#x'],
		['tel:{a}{b}#', { a: '1', b: '+2' }, notPhone('b')],
		['tel: |x{a}#', { a: '+1' }, notPhone('a')],
		['tel:|x{a}#', { a: '+1' }, notPhone('a')],
		['tel:x{a}', { a: '1' }, 'tel:x1'],
		['tel:x{a}', { a: '+1' }, notPhone('a')],
		['tel:+49{a};ext={b}x', { a: '1', b: '2' }, 'tel:+491;ext=2x'],
		['tel:p{a};ext=', { a: '1' }, 'tel:p1;ext='],
	])('%j with %j', (template, values, expected) => {
		expect(assembled(template, values)).toEqual(expected);
	});
});
