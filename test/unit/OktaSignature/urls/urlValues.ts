import fc from 'fast-check';
import { cleanValue } from '../../../../nodes/OktaSignature/engine/mustache/values';
import { hostile } from '../hostileValues';

/** Values that try to change the URL around them, and values that look like a URL, host, email address or number. */
const URL_SNIPPETS = [
	'.', '..', '...', '%2e', '%2E%2e', '/', '/..', '/../', '\\', '\\\\evil.example', '//evil.example', '/evil', '?', '?a=b', '&', '&b=c', '&amp;c=d', '=', '#', '#f', '@',
	'@evil.example', ':', ':80', ':password@evil.example', ',', ';', ' ', '%', '%0a', '%0d%0a', '%26', '%2F', '%3F', '%40', '%2C', 'evil.example', 'evil.example/', 'evil', 'a@b.example',
	'a@b.example,c@d.example', 'a@b.example;c@d.example', 'a@b.example?bcc=c@d.example', 'a@b.example&bcc=c', '"a, b"@c.example', '<a@b.example>', 'a+tag@b.example', "o'brien@b.example",
	'a%2Cb@c.example', '⒈', '．', '。', '／', '＠', '？', '℀', '\u00ad', '\u200b', 'xn--a', 'lt', 'amp', '&lt', '26x=1', '2f', 'https://', 'http://evil.example', 'https:evil.example', 'tel:', 'tel:123',
	'tel:1;ext=2', 'mailto:', 'mailto:a@b.example', 'javascript:', 'data:', '+49 30 123456', '030/1234-56', '12;ext=3', '1;phone-context=evil', '*#06#', 'p12', '١٢٣', '0', '1', '12', 'ada', 'Ada Lovelace', 'acme.com',
	'www.acme.com/x', '[::1]', '127.0.0.1', '0x7f.1', 'münchen.example', '!', "'", '(', ')', '*', '|', '^', '`', '{', '}', '~', '$&',
];

/** Hostile values with visible text, other than placeholders such as n/a. */
export const urlHostile = fc
	.oneof(
		{ weight: 3, arbitrary: fc.constantFrom(...URL_SNIPPETS) },
		{ weight: 4, arbitrary: fc.array(fc.constantFrom(...URL_SNIPPETS), { minLength: 2, maxLength: 5 }).map((parts) => parts.join('')) },
		{ weight: 2, arbitrary: hostile },
		{ weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'.%2eE/\\?#&=:;,@+x1 '), maxLength: 6 }) },
	)
	.filter((value) => cleanValue(value) !== '');

/** Values that a field with a URL may hold: right, almost right and wrong. */
export const likelyUrl = fc.oneof(
	{ weight: 3, arbitrary: fc.constantFrom('https://x.example', 'https://x.example/a b?c=d&e#f', 'http://localhost:8080/', 'HTTPS://X.EXAMPLE', 'acme.com', 'www.acme.com/x', '//acme.com', 'acme.com:8080/a', 'mailto:a@b.example', 'tel:+49 (30) 12-34', 'tel:1;ext=2', 'münchen.example', 'https://münchen.example/ß') },
	{ weight: 2, arbitrary: fc.constantFrom('foo', 'logo.png', 'https:', 'https://', 'https:///x', 'https://?x', 'https://a b/', 'https:acme.com', 'https//acme.com', 'http://a..b', 'https://x\\@evil.example/', 'mailto:', 'mailto:foo', 'tel:', 'tel:reception', 'tel:1;phone-context=x', 'javascript:alert(1)', 'a@b.example', '/x', '#', '#top', 'cid:x', 'data:image/png;base64,AA', '1.2', 'https://xn--a/', 'https://x:99999/') },
	{ weight: 2, arbitrary: urlHostile },
	{ weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
);

/** Values of other types, which are never URLs. */
export const notText = fc.constantFrom<unknown>(0, 12, true, false, null, ['https://a.example', 'https://b.example'], ['foo'], [], { url: 'x' }, ['https://a.example']);
