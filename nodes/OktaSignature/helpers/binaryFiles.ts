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
 * The signature as the two files that Outlook's signature folder takes. Uploads and attachments carry their MIME types along.
 *
 * The Binary tab of the editor offers "View" only for some MIME types, and HTML is not one of them (@n8n/api-types 2.41,
 * ViewableMimeTypes). What it shows depends on the file type. Therefore executions in the editor get a third file with the
 * MIME type of plain text and the file type of HTML.
 */
export async function binaryFiles({ html, text }: Signature, context: IExecuteFunctions): Promise<IBinaryKeyData> {
	const page = Buffer.from(pageOf(html));
	const file = (data: Buffer, name: string, mimeType: string) => context.helpers.prepareBinaryData(data, name, mimeType);
	return {
		'signature.htm': await file(page, 'signature.htm', 'text/html'),
		// The byte order mark makes classic Outlook and Notepad read the text as UTF-8.
		'signature.txt': await file(Buffer.from(`\uFEFF${text}`), 'signature.txt', 'text/plain'),
		...(context.getMode() === 'manual' && { preview: { ...(await file(page, 'preview.htm', 'text/plain')), fileType: 'html' } }),
	};
}
