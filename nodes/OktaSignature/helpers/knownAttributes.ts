import type { IExecuteFunctions } from 'n8n-workflow';
import { CREDENTIAL_TYPES, hasCredential, usesNoCredential } from '../../okta/auth/credentialTypes';
import { toNodeError } from '../../okta/errors/toNodeError';
import { OktaError } from '../../okta/errors/OktaError';
import { EDITOR_TIMEOUTS } from '../../okta/client/timeouts';
import { listAttributes, BASE_ATTRIBUTES, getSchema } from '../../okta/users/schemas';
import { connect } from '../../okta/client/transport';
import type { KnownAttributes } from '../engine/check/unknownFields';
import { GROUPS_FIELD } from './profile';

/** The attributes of the org's schema, and groups. Without a credential, or when Okta refuses to return the schema, Okta's base attributes. */
export async function knownAttributes(context: IExecuteFunctions): Promise<KnownAttributes> {
	const node = context.getNode();
	const base = { names: [...BASE_ATTRIBUTES, GROUPS_FIELD], complete: false, error: '' };
	const isUnused = usesNoCredential(node) && Object.values(CREDENTIAL_TYPES).some((type) => node.credentials?.[type] !== undefined);
	if (isUnused) return { ...base, error: "the credential of this node is not used. Set 'Attributes From' to your Okta org" };
	if (!hasCredential(node)) return base;
	try {
		const schema = await getSchema(await connect(context, EDITOR_TIMEOUTS), 'default');
		return { names: [...listAttributes(schema).map(({ name }) => name), GROUPS_FIELD], complete: true, error: '' };
	} catch (error) {
		if (!(error instanceof OktaError)) throw toNodeError(node, error);
		return { ...base, error: error.message };
	}
}
