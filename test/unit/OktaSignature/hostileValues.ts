import fc from 'fast-check';
import { cleanValue } from '../../../nodes/OktaSignature/engine/mustache/values';
import { anyCharacter } from '../../support/fuzz';

const SNIPPETS = [
	'"', "'", '<', '>', '&', '=', '`', '/', '\\', ';', ':', '-', '--', '!', ' ', '\t', '\r\n', '\0', '\u0007', '\u202e', '\u2066', '\ud800',
	'-->', '--!>', '<!--', '<![endif]-->', ']]>', '<![CDATA[', '</td>', '</title>', '</style>', '</table>', '<script>alert(1)</script>',
	'<img src=x onerror=alert(1)>', '" onmouseover="x', "' onmouseover='x", 'javascript:alert(1)', 'JaVa\tScRiPt:', 'data:text/html,<b>',
	'vbscript:', 'https://x/', 'mailto:a@b.c', 'tel:1', '//x', '{{title}}', '{{{', '}}', '{{#line}}', '&#60;', '&lt;', '&colon;', '&#x3c',
	'60', '#x3C', 'lt', 'url(', 'expression(', 'rgb(', ')', '!important', '$&', '$1', "$'", 'x', 'Ada', 'é', '山', 'ש',
];

/** Profile values that try to break out of their place in the template. Every value has visible text and is no placeholder such as n/a. */
export const hostile = fc
	.array(fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...SNIPPETS) }, fc.string({ unit: anyCharacter, maxLength: 4 })), {
		minLength: 1,
		maxLength: 6,
	})
	.map((parts) => parts.join(''))
	.filter((value) => cleanValue(value) !== '');
