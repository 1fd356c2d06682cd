import { Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The package's own rules for domains and keys, and its messages, so that this check and the nodes always agree. They are
 * written in TypeScript, so they are bundled in memory here, as the build does for n8n.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const contents = `
export { OktaError } from './nodes/okta/errors/OktaError';
export { apiError } from './nodes/okta/errors/apiErrors';
export { accessLabel } from './nodes/okta/auth/additionalAccess';
export { readRateLimit } from './nodes/okta/client/rateLimit';
export { tokenError } from './nodes/okta/errors/tokenErrors';
export { parseOktaDomain } from './nodes/okta/auth/orgUrl';
export { parsePrivateKey } from './nodes/okta/auth/privateKey';
export { DPOP_CHECKBOX } from './nodes/okta/errors/messages';
`;

const { outputFiles } = await build({
	stdin: { contents, resolveDir: root, loader: 'ts' },
	bundle: true,
	write: false,
	platform: 'node',
	format: 'cjs',
	external: ['n8n-workflow'],
});

const file = join(root, 'product.cjs');
const loaded = /** @type {any} */ (new Module(file));
loaded.filename = file;
loaded.paths = [join(root, 'node_modules')];
loaded._compile(outputFiles[0].text, file);

export const {
	OktaError, accessLabel, apiError, readRateLimit, tokenError, parseOktaDomain, parsePrivateKey, DPOP_CHECKBOX,
} = /** @type {typeof import('../../nodes/okta/errors/OktaError') & typeof import('../../nodes/okta/errors/apiErrors') & typeof import('../../nodes/okta/errors/tokenErrors')
	& typeof import('../../nodes/okta/auth/additionalAccess') & typeof import('../../nodes/okta/client/rateLimit')
	& typeof import('../../nodes/okta/auth/orgUrl') & typeof import('../../nodes/okta/auth/privateKey') & typeof import('../../nodes/okta/errors/messages')} */ (loaded.exports);
