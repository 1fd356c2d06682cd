import type { IBinaryKeyData, IExecuteFunctions } from 'n8n-workflow';
import type { Signature } from './signature';

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

/** Both versions as files for Outlook's signature folder, which the editor's Binary tab shows. */
export async function filesOf({ html, text }: Signature, { helpers }: IExecuteFunctions): Promise<IBinaryKeyData> {
	return {
		'signature.htm': await helpers.prepareBinaryData(Buffer.from(pageOf(html)), 'signature.htm', 'text/html'),
		'signature.txt': await helpers.prepareBinaryData(Buffer.from(text), 'signature.txt', 'text/plain'),
	};
}
