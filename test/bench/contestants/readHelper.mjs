/** n8n's own authenticated request helper along the Link headers, without anything of ours: what a node cannot do without. */
import n8n from '../../support/n8n.js';
import { builtCredential } from './okta.mjs';
import { contestOfReaders } from './readers.mjs';

const headers = {
	Accept: 'application/json',
	'Content-Type': 'application/json; okta-response="omitCredentials,omitCredentialsLinks,omitTransitioningToStatus"',
};

/** @this {import('n8n-workflow').IExecuteFunctions} @param {string} first */
async function readByHelper(first) {
	/** @type {any[]} */
	const people = [];
	for (let url = first; url; ) {
		const request = { url, headers, returnFullResponse: true };
		const answer = await this.helpers.httpRequestWithAuthentication.call(this, 'oktaOAuth2Api', request);
		people.push(...answer.body);
		url = /<([^<>]+)>; rel="next"/.exec(answer.headers.link)?.[1] ?? '';
	}
	return [people.map((json) => ({ json }))];
}

/** @param {import('./readers.mjs').ReadOptions} options @param {typeof import('../child.mjs').meter} meter */
export const contest = (options, meter) =>
	contestOfReaders(options, meter, async (org) => {
		const nodeType = {
			description: { displayName: 'Helper', name: 'helper', credentials: [{ name: 'oktaOAuth2Api', required: true }], properties: [] },
			/** @this {any} */
			execute() {
				return readByHelper.call(this, `${org.url}/api/v1/users?limit=200`);
			},
		};
		const credentials = [await builtCredential(options.packageDir, org)];
		return async () => (await n8n.runNode({ nodeType: /** @type {any} */ (nodeType), credentials })).items.map(({ json }) => json);
	});
