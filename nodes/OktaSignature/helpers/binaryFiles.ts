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

/** The signature as the two files that Outlook's signature folder takes. Uploads and attachments carry their MIME types along. */
export async function binaryFiles({ html, text }: Signature, context: IExecuteFunctions): Promise<IBinaryKeyData> {
	const page = Buffer.from(pageOf(html));
	return {
		...(await viewable(page, context)),
		'signature.htm': await context.helpers.prepareBinaryData(page, 'signature.htm', 'text/html'),
		// The byte order mark makes classic Outlook and Notepad read the text as UTF-8.
		'signature.txt': await context.helpers.prepareBinaryData(Buffer.from(`\uFEFF${text}`), 'signature.txt', 'text/plain'),
	};
}

/** The preview page as a file, and as one that the editor shows. */
export async function previewFiles(html: string, context: IExecuteFunctions): Promise<IBinaryKeyData> {
	const page = Buffer.from(html);
	return { ...(await viewable(page, context)), 'preview.htm': await context.helpers.prepareBinaryData(page, 'preview.htm', 'text/html') };
}

/**
 * The binary `preview`, only for executions in the editor, and first, because more than one file does not fit beside it. The
 * Binary tab offers "View" only for some MIME types, and HTML is not one of them (@n8n/api-types 2.41, ViewableMimeTypes).
 * What it shows depends on the file type. Therefore the file has the MIME type of plain text and the file type of HTML.
 */
async function viewable(page: Buffer, context: IExecuteFunctions): Promise<IBinaryKeyData> {
	if (context.getMode() !== 'manual') return {};
	return { preview: { ...(await context.helpers.prepareBinaryData(page, 'preview.htm', 'text/plain')), fileType: 'html' } };
}
