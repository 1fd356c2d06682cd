import fc from 'fast-check';
import { completeUrl, isUsableUrl, mailtoHref } from '../../../../../nodes/OktaSignature/engine/html/url';
import { cleanText } from '../../../../../nodes/OktaSignature/engine/mustache/values';
import { holds } from '../../../../support/fuzz';
import { likelyUrl } from '../../urls/urlValues';

const clean = likelyUrl.map(cleanText);

describe('completeUrl', () => {
	it.each([
		['acme.com', 'https://acme.com'], ['www.acme.com/x?y#z', 'https://www.acme.com/x?y#z'], ['//acme.com', 'https://acme.com'], ['acme.com:8080', 'https://acme.com:8080'],
		['http://localhost', 'http://localhost'], ['HTTPS://acme.com/a b', 'HTTPS://acme.com/a%20b'], ['münchen.example', 'https://münchen.example'], ['x.com', 'https://x.com'], ['Acme.Com', 'https://Acme.Com'], ['ACME.DE', 'https://ACME.DE'], ['Www.Acme.De', 'https://Www.Acme.De'], ['https://t.co/x', 'https://t.co/x'],
		['https://intranet/x', 'https://intranet/x'], ['https://10.0.0.1/x', 'https://10.0.0.1/x'], ['https://acme.com./', 'https://acme.com./'], ['https://acme.com/a,b..c', 'https://acme.com/a,b..c'], ['https://https.com', 'https://https.com'], ['xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example'],
	])('%s', (text, expected) => {
		expect(completeUrl(text)).toBe(expected);
	});

	it.each([
		'', 'foo', 'logo.png', 'index.html', '1.2', 'javascript:alert(1)', 'a@b.example', 'mailto:a@b.example', '/x', '#x', 'acme.com, b.com', 'https:', 'https://', 'https:acme.com', 'https//acme.com', 'acme..com', '.com',
		'acme.com:99999', 'https://a b.com', 'https://a.example, https://b.example', 'https://a.example/x, https://b.example/y', 'https://x\\@evil.example', 'https://xn--a', '////acme.com',
		'https://https://acme.com', 'http://https//acme.com', 'https://www,acme.com', 'https://acme,com/x', 'https://acme..com', 'https://.acme.com', 'https://www', 'https://www./', 'https://n.a', 'n.a', 'e.g', 'S.p.A', 'https://ada@n.a:80/x',
		'J.Smith', 'John.Smith', 'Acme.Inc', 'Dr.Müller',
	])('refuses %j', (text) => {
		expect(completeUrl(text)).toBe('');
	});

	it('gives the same result however often it is called', () => {
		const results = Array.from({ length: 20_000 }, () => completeUrl('münchen.example'));
		expect(new Set(results)).toEqual(new Set(['https://münchen.example']));
	});

	it('gives a URL that the browser understands and that stays the same, with the host that was typed', () => {
		holds(
			fc.property(clean, (text) => {
				const url = completeUrl(text);
				if (url === '') return;
				expect(completeUrl(url)).toBe(url);
				expect(isUsableUrl(url, 'image')).toBe(true);
				expect(['http:', 'https:']).toContain(new URL(url).protocol);
				expect(decodeURIComponent(url.replace(/%(?![\da-f]{2})/gi, '%25')).length).toBeGreaterThan(0);
				expect(text.replace(/\s/g, encodeURIComponent)).toContain(url.replace(/^https:\/\//, ''));
			}),
			1000,
		);
	});
});

describe('a host that is a mistake', () => {
	it('is refused with any path, port and case', () => {
		const host = fc.constantFrom('https', 'http', 'www', 'www,acme.com', 'acme,com', 'acme..com', '.acme.com', 'n.a', 'acme.x', 'ä.ö');
		holds(
			fc.property(fc.constantFrom('https://', 'HTTP://'), fc.constantFrom('', 'ada@'), host, fc.constantFrom('', ':8080', '//acme.com'), fc.constantFrom('', '/', '/x.y', '?a=b', '#c'), (scheme, user, name, behind, rest) => {
				const url = `${scheme}${user}${name}${behind}${rest}`;
				expect([completeUrl(url), isUsableUrl(url, 'link'), isUsableUrl(url, 'image')]).toEqual(['', false, false]);
			}),
			300,
		);
	});
});

describe('isUsableUrl', () => {
	it('accepts only what a browser understands', () => {
		holds(
			fc.property(clean, fc.constantFrom('link' as const, 'image' as const), (text, use) => {
				if (!isUsableUrl(text, use)) return;
				const { protocol, host } = new URL(text);
				expect(use === 'image' ? ['http:', 'https:'] : ['http:', 'https:', 'mailto:', 'tel:']).toContain(protocol);
				if (protocol.startsWith('http')) expect(host).not.toBe('');
			}),
			1000,
		);
	});
});

describe('mailtoHref', () => {
	it.each(['a@b.example,c@d.example', 'a@b.example;c@d.example', 'Ada <a@b.example>', '"a, b"@c.example', 'a b@c.example', 'a@b@c', 'a@', '@b', 'ada', 'mailto:a@b.example', 'a@b.example?bcc=c@d.example'])('refuses %j', (text) => {
		expect(mailtoHref(text)).toBe('');
	});

	it('has one recipient and no headers, also when it is decoded', () => {
		holds(
			fc.property(clean, (text) => {
				const href = mailtoHref(text);
				if (href === '') return;
				const { pathname, search, hash } = new URL(href);
				expect([search, hash]).toEqual(['', '']);
				expect(decodeURIComponent(pathname)).toBe(text);
				expect(text.split(/[,;@]/)).toHaveLength(2);
			}),
			1000,
		);
	});
});
