import { Module } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/**
 * The package's own rules for domains, keys and sentences, so that this check and the nodes can not come to say
 * different things. They are TypeScript: bundled here in memory, as the build does for n8n.
 */

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

const contents = `
export { OktaError } from './nodes/shared/errors';
export { explain } from './nodes/shared/explain';
export { explainToken } from './nodes/shared/explainToken';
export { orgOf } from './nodes/shared/org';
export { signingKey } from './nodes/shared/signingKey';
export { DPOP } from './nodes/shared/tokenFaults';
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
	OktaError, explain, explainToken, orgOf, signingKey, DPOP,
} = /** @type {typeof import('../../nodes/shared/errors') & typeof import('../../nodes/shared/explain') & typeof import('../../nodes/shared/explainToken')
	& typeof import('../../nodes/shared/org') & typeof import('../../nodes/shared/signingKey') & typeof import('../../nodes/shared/tokenFaults')} */ (loaded.exports);
