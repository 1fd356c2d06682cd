/** Okta Signature from the built package, in n8n-core's execution context. */
import n8n from '../../support/n8n.js';
import { builtNode } from './okta.mjs';
import { contestOfRenderers } from './renderers.mjs';

/** @param {import('./renderers.mjs').RenderOptions} options @param {typeof import('../child.mjs').meter} meter */
export function contest(options, meter) {
	const nodeType = builtNode(options.packageDir, 'OktaSignature');
	const parameters = { operation: 'render', templateSource: 'gallery', galleryTemplate: 'classic', options: { target: 'none' } };
	return contestOfRenderers(options, meter, (profiles) => {
		const input = profiles.map((profile) => ({ json: { profile: /** @type {any} */ (profile) } }));
		return async () => (await n8n.runNode({ nodeType, parameters, input })).items.map(({ json }) => /** @type {any} */ (json.signature));
	});
}
