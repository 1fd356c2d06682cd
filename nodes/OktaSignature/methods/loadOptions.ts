import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import { hasCredential } from '../../okta/auth/credentialTypes';
import { getAttributes as getAttributesOfOrg } from '../../okta/editor/loadOptions';
import { BASE_ATTRIBUTES } from '../../okta/users/schemas';
import { DERIVED } from '../engine/profile/person';

/** The org's attributes if the node has a credential, otherwise those that every org has; then the derived fields. */
export async function getAttributes(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const attributes = hasCredential(this.getNode()) ? await getAttributesOfOrg.call(this) : BASE_ATTRIBUTES.map((name) => ({ name, value: name }));
	return [...attributes, ...DERIVED.map((name) => ({ name, value: name, description: 'Derived field' }))];
}
