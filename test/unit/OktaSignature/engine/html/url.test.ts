import fc from 'fast-check';
import {
	BEGINNINGS, COMPLETE, canOpen, completeUrl, encodeAddress, folderUrl, imageFormatProblem, isIncomplete, isPhoneUrl, isUsableUrl, mailtoHref, plainPhoneHref, writtenUrl,
} from '../../../../../nodes/OktaSignature/engine/html/url';
import { cleanText } from '../../../../../nodes/OktaSignature/engine/mustache/values';
import { holds } from '../../../../support/fuzz';
import { likelyUrl } from '../../urls/urlValues';

const clean = likelyUrl.map(cleanText);

describe('completeUrl', () => {
	it.each([
		['acme.com', 'https://acme.com'], ['www.acme.com/x?y#z', 'https://www.acme.com/x?y#z'], ['//acme.com', 'https://acme.com'], ['acme.com:8080', 'https://acme.com:8080'],
		['http://localhost', 'http://localhost'], ['HTTPS://acme.com/a b', 'HTTPS://acme.com/a%20b'], ['münchen.example', 'https://münchen.example'], ['x.com', 'https://x.com'], ['Acme.Com', 'https://Acme.Com'], ['ACME.DE', 'https://ACME.DE'], ['Www.Acme.De', 'https://Www.Acme.De'], ['https://t.co/x', 'https://t.co/x'],
		['https://intranet/x', 'https://intranet/x'], ['https://10.0.0.1/x', 'https://10.0.0.1/x'], ['https://acme.com./', 'https://acme.com./'], ['https://acme.com/a,b..c', 'https://acme.com/a,b..c'], ['https://https.com', 'https://https.com'], ['xn--mnchen-3ya.example', 'https://xn--mnchen-3ya.example'],
		['acme.de/x', 'https://acme.de/x'], ['acme.de?x', 'https://acme.de?x'], ['acme.de:80/x', 'https://acme.de:80/x'], ['https://www.münchen.example', 'https://www.münchen.example'], ['https://www-intranet/x', 'https://www-intranet/x'],
		['https://my-www/x', 'https://my-www/x'], ['acme.com/team/J.Smith', 'https://acme.com/team/J.Smith'], ['acme.com/logo.png', 'https://acme.com/logo.png'], ['www.pdf.example', 'https://www.pdf.example'],
		...['Com', 'Net', 'Org', 'Info', 'Biz', 'Edu', 'Gov', 'Eu', 'App', 'Dev', 'Cloud', 'Group', 'Shop', 'Online'].map((domain) => [`Acme.${domain}`, `https://Acme.${domain}`]),
	])('%s', (text, expected) => {
		expect(completeUrl(text)).toBe(expected);
	});

	it.each([
		'', 'foo', 'logo.png', 'index.html', '1.2', 'javascript:alert(1)', 'a@b.example', 'mailto:a@b.example', '/x', '#x', 'acme.com, b.com', 'https:', 'https://', 'https:acme.com', 'https//acme.com', 'acme..com', '.com',
		'acme.com:99999', 'https://a b.com', 'https://a.example, https://b.example', 'https://a.example/x, https://b.example/y', 'https://x\\@evil.example', 'https://xn--a', '////acme.com',
		'https://https://acme.com', 'http://https//acme.com', 'https://www,acme.com', 'https://acme,com/x', 'https://acme..com', 'https://.acme.com', 'https://www', 'https://www./', 'https://n.a', 'n.a', 'e.g', 'S.p.A', 'https://ada@n.a:80/x',
		'J.Smith', 'John.Smith', 'Acme.Inc', 'Dr.Müller', 'J.Compton', 'A.Devlin', 'ada@acme.com', 'ada.lovelace@acme.com', '_dmarc.acme.com', 'acme.c_om', 'acme.com x', 'hhttps://acme.com', 'https://acme.com:port', 'https://a .com',
		'https://xn--a.example', 'https://xn--a.example/x', ...['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'bmp', 'ico', 'pdf', 'htm', 'html', 'php', 'asp', 'aspx', 'PNG'].map((ending) => `my.logo.${ending}`),
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

describe('canOpen', () => {
	it.each(['https://acme.com/', 'http://localhost', 'https://ada@acme.com:80/x'])('%s', (url) => {
		expect(canOpen(url)).toBe(true);
	});

	it.each(['https://www', 'https://a,b', 'https://xn--a', 'https://x:99999', 'https://', 'acme.com', 'mailto:ada@acme.com', ''])('not %j', (text) => {
		expect(canOpen(text)).toBe(false);
	});
});

describe('isUsableUrl', () => {
	it.each([
		'mailto:a@b', 'mailto:ada@acme.com', 'MAILTO:ada.lovelace@acme.com?subject=Hi', 'mailto:?subject=Hi', 'tel:1', 'tel:12', 'TEL:+49 (30) 12-34', 'tel: 030/12.34–5', 'tel:(030) 12', 'tel:+1;ext=2', 'tel:030 12;EXT=34',
	])('accepts %j for a link, not for an image', (text) => {
		expect([isUsableUrl(text, 'link'), isUsableUrl(text, 'image')]).toEqual([true, false]);
	});

	it.each([
		'mailto:', 'mailto:?', 'mailto:? ', 'mailto:ada', 'mailto:@b', 'mailto: @b', 'mailto:a@', 'mailto:a@ b', 'mailto:a@@b', 'mailto: a@b', 'xmailto:a@b', 'ada@acme.com',
		'tel:', 'tel:()', 'tel: ', 'tel:+', 'tel:x', 'tel:x1', 'tel:1x', 'tel:++1', 'tel:1+2', 'tel:1;ext=', 'tel:1;ext=x', 'tel:1;ext=2x', 'tel:1;phone-context=x', 'tel:;ext=2', 'xtel:1', 'call tel:1', '1', 'sms:1', 'javascript:x', 'data:x', 'hhttps://acme.com', 'xhttps://acme.com',
	])('refuses %j', (text) => {
		expect([isUsableUrl(text, 'link'), isUsableUrl(text, 'image'), isPhoneUrl(text)]).toEqual([false, false, false]);
	});

	it('accepts what begins as the messages about URLs say, and nothing else', () => {
		const beginnings = { image: ['https://', 'http://'], link: ['https://', 'http://', 'mailto:', 'tel:'] };
		for (const use of ['image', 'link'] as const) {
			expect(BEGINNINGS[use].split(/, | or /)).toEqual(beginnings[use]);
			const usable = ['https://', 'http://', 'mailto:', 'tel:', 'sms:', '//', ''].filter((beginning) => ['acme.com', 'ada@acme.com', '1'].some((rest) => isUsableUrl(beginning + rest, use)));
			expect(usable).toEqual(beginnings[use]);
		}
	});

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

describe('isPhoneUrl', () => {
	it.each(['tel:1', 'TEL:+49 (30) 12-34', 'tel: 030;ext=12'])('%s', (text) => {
		expect(isPhoneUrl(text)).toBe(true);
	});

	it.each(['https://acme.com', 'mailto:a@b', '+49 30 1234'])('not %s', (text) => {
		expect(isPhoneUrl(text)).toBe(false);
	});
});

describe('isIncomplete', () => {
	it.each(['https:', 'http:', 'HTTP:/acme.com', 'https://'])('%s', (text) => {
		expect([isIncomplete(text), isUsableUrl(text, 'link')]).toEqual([true, false]);
	});

	it.each(['', 'http', 'httpx:', 'acme.com', 'see https:', 'mailto:'])('not %j', (text) => {
		expect(isIncomplete(text)).toBe(false);
	});

	it('has an example of a complete address', () => {
		expect(COMPLETE).toMatch(/^a complete web address such as \S+$/);
		expect(isUsableUrl(COMPLETE.split(' ').at(-1) ?? '', 'image')).toBe(true);
	});
});

describe('writtenUrl', () => {
	it.each([['https://acme.com/a b\tc', 'https://acme.com/a%20b%09c'], ['https://acme.com/a\u00a0b', 'https://acme.com/a%C2%A0b'], ["https://acme.com/'ä%", "https://acme.com/'ä%"], ['mailto:a@b.example?subject=a b', 'mailto:a@b.example?subject=a%20b']])('%j', (url, expected) => {
		expect(writtenUrl(url)).toBe(expected);
	});
});

describe('imageFormatProblem', () => {
	const svg = 'an SVG, which Gmail and Outlook do not show';
	const webp = 'a WebP, which Outlook for Windows does not show';

	it.each([
		['https://acme.com/a.svg', svg], ['https://acme.com/a.SVGZ', svg], ['https://acme.com/a.svg?b', svg], ['https://acme.com/a.svg#b', svg], [' https://acme.com/a.svg\n', svg],
		['https://acme.com/a.webp', webp], ['https://acme.com/a.WEBP?b', webp], ['https://acme.com/a.webp#b', webp], [' https://acme.com/a.webp\n', webp],
		...['https://acme.com/a.png', 'https://acme.com/svg', 'https://acme.com/a.svgx', 'https://acme.com/a.svg/b.png', 'https://acme.com/webp', 'https://acme.com/a.webpx', 'https://acme.com/a.webp/b.png', ''].map((url) => [url, undefined]),
	])('%j', (url = '', expected) => {
		expect(imageFormatProblem(url)).toBe(expected);
	});
});

describe('folderUrl', () => {
	it.each([['https://acme.com/icons', 'https://acme.com/icons'], ['https://acme.com/icons/', 'https://acme.com/icons'], ['https://acme.com/a///', 'https://acme.com/a'], ['https://acme.com', 'https://acme.com'], ['', ''], ['/', '']])('%j', (url, expected) => {
		expect(folderUrl(url)).toBe(expected);
	});
});

describe('plainPhoneHref', () => {
	it.each([
		['tel:1', 'tel:1'], ['+49 30 1234', 'tel:+49301234'], ['TEL: (030) 12.34-5–6', 'tel:030123456'], ['tel:030 1;ext=23', 'tel:0301;ext=23'], ['1;ext=2', 'tel:1;ext=2'],
	])('%s', (text, expected) => {
		expect(plainPhoneHref(text)).toBe(expected);
	});

	it.each(['', 'tel:', 'tel:+', 'tel:()', '030/1234', 'x1', '1x', '1+2', '++1', '1tel:2', '1;ext=', '1;ext=x', '1;ext=2x', '1;phone-context=x', ';ext=1'])('has no link for %j', (text) => {
		expect(plainPhoneHref(text)).toBe('');
	});
});

describe('encodeAddress', () => {
	it('encodes the characters that have a meaning in a mailto: URL or that one does not contain', () => {
		expect(encodeAddress('a?b&c#d%e/f=g`h{i}j^k\'l@b.example')).toBe('a%3Fb%26c%23d%25e%2Ff%3Dg%60h%7Bi%7Dj%5Ek%27l@b.example');
		expect(encodeAddress('!$*+-.~_Aä1')).toBe('!$*+-.~_Aä1');
	});
});

describe('mailtoHref', () => {
	it.each([['a@b', 'mailto:a@b'], ['ada.lovelace+x@acme.com', 'mailto:ada.lovelace+x@acme.com'], ["o'brien@acme.com", 'mailto:o%27brien@acme.com'], ['a&b?c@acme.com', 'mailto:a%26b%3Fc@acme.com'], ['ä@münchen.example', 'mailto:ä@münchen.example']])('%s', (text, expected) => {
		expect(mailtoHref(text)).toBe(expected);
	});

	it('refuses the characters with which one address could be read as several or as more than an address', () => {
		const ascii = Array.from({ length: 127 }, (_, code) => String.fromCharCode(code)).slice(32);
		expect(ascii.filter((character) => mailtoHref(`a${character}a@b.example`) === '').join('')).toBe(' "(),:;<>@[\\]|');
		expect(ascii.filter((character) => mailtoHref(`a@b${character}b.example`) === '').join('')).toBe(' "#%&(),/:;<=>?@[\\]|');
	});

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
