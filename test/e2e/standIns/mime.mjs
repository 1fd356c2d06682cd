/** Parses a mail: RFC 5322 headers and MIME parts (RFC 2045, 2046), as far as mail programs use them. */

/** @typedef {{ headers: Record<string, string>, html: string, attachments: { fileName: string, content: string }[] }} Mail */

/**
 * @param {string} text - one character per byte
 * @returns {{ headers: Record<string, string>, body: string }}
 */
function split(text) {
	const end = text.indexOf('\r\n\r\n');
	const lines = text.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
	const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()]));
	return { headers, body: text.slice(end + 4) };
}

/**
 * @param {string} body
 * @param {string} [encoding]
 * @returns {string} UTF-8 decoded
 */
function decode(body, encoding = '7bit') {
	if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
	if (encoding !== 'quoted-printable') return Buffer.from(body, 'latin1').toString('utf8');
	const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}

/**
 * @param {string} text - as sent, one character per byte
 * @returns {Mail}
 */
export function decodeMail(text) {
	const { headers, body } = split(text);
	const type = headers['content-type'] ?? 'text/plain';
	const boundary = type.match(/boundary="?([^";]+)"?/)?.[1];
	if (boundary) {
		const parts = body.split(`--${boundary}`).slice(1, -1).map((part) => decodeMail(part.replace(/^\r\n/, '').replace(/\r\n$/, '')));
		return { headers, html: parts.map(({ html }) => html).join(''), attachments: parts.flatMap(({ attachments }) => attachments) };
	}
	const content = decode(body, headers['content-transfer-encoding']?.toLowerCase());
	const fileName = headers['content-disposition']?.match(/^attachment;.*filename="?([^";]+)"?/)?.[1];
	return { headers, html: !fileName && type.startsWith('text/html') ? content : '', attachments: fileName ? [{ fileName, content }] : [] };
}
