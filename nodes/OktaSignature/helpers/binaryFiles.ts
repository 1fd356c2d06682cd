import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { Signature } from '../engine';

/** A complete HTML page with the signature. Without the charset, Word would read it in the computer's code page. */
function pageOf(html: string): string {
	return `<!DOCTYPE html>
<html>
<head>
<meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>Signature</title>
</head>
<body>
${html}
</body>
</html>
`;
}

/**
 * The signature as the two files that Outlook's signature folder takes. The Binary tab of the editor offers "View" only for
 * some MIME types, and HTML is not one of them (@n8n/api-types 2.41, ViewableMimeTypes). What it shows depends on the file
 * type. Therefore the page has the MIME type of plain text and the file type of HTML.
 */
export async function binaryFiles({ html, text }: Signature, { helpers }: IExecuteFunctions): Promise<IBinaryKeyData> {
	return {
		'signature.htm': { ...(await helpers.prepareBinaryData(Buffer.from(pageOf(html)), 'signature.htm', 'text/plain')), fileType: 'html' },
		// The byte order mark makes classic Outlook and Notepad read the text as UTF-8.
		'signature.txt': await helpers.prepareBinaryData(Buffer.from(`\uFEFF${text}`), 'signature.txt', 'text/plain'),
	};
}
