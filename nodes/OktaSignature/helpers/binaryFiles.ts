import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { Signature } from '../engine';

/** A complete page around a signature. Without a charset Word would read it in the computer's own code page. */
export function pageOf(html: string): string {
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
 * Both versions as files for Outlook's signature folder. The editor's Binary tab has a "View" only for some MIME types,
 * HTML is none of them (@n8n/api-types 2.41, ViewableMimeTypes); what it then shows goes by the file type. So the page is
 * plain text to who asks for its MIME type, and HTML to the viewer.
 */
export async function filesOf({ html, text }: Signature, { helpers }: IExecuteFunctions): Promise<IBinaryKeyData> {
	return {
		'signature.htm': { ...(await helpers.prepareBinaryData(Buffer.from(pageOf(html)), 'signature.htm', 'text/plain')), fileType: 'html' },
		// The byte order mark tells classic Outlook and Notepad that a text without a charset is UTF-8.
		'signature.txt': await helpers.prepareBinaryData(Buffer.from(`\uFEFF${text}`), 'signature.txt', 'text/plain'),
	};
}
