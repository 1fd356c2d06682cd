/** Okta Directory: User → Get Many, Return All, simplified. */
import n8n from '../../support/n8n.js';
import { builtCredential, builtNode } from './okta.mjs';
import { contestOfReaders } from './readers.mjs';

/** @param {import('./readers.mjs').ReadOptions} options @param {typeof import('../child.mjs').meter} meter */
export function contest(options, meter) {
	const { packageDir, attributes = [], filters = {}, scopes } = options;
	const nodeType = builtNode(packageDir, 'OktaDirectory');
	return contestOfReaders(options, meter, async (org) => {
		const credentials = [await builtCredential(packageDir, org, scopes)];
		const parameters = { resource: 'user', operation: 'getAll', returnAll: true, simplify: true, filters, options: { attributes, groups: org.groups ?? [] } };
		return async () => (await n8n.runNode({ nodeType, parameters, credentials })).items.map(({ json }) => json);
	});
}
