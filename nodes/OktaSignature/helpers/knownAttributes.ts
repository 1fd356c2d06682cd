import type { IExecuteFunctions } from 'n8n-workflow';
import { getAuthentication, CREDENTIAL_TYPES } from '../../okta/auth/credentialTypes';
import { toNodeError, OktaError } from '../../okta/errors/OktaError';
import { IMPATIENT_MS, oktaClient } from '../../okta/client/oktaClient';
import { listAttributes, BASE_ATTRIBUTES, getSchema } from '../../okta/users/schemas';
import { n8nTransport } from '../../okta/client/transport';

/** The attributes that profiles may have. */
export interface KnownAttributes {
	names: string[];
	/** True for the org's own schema, in which a missing name is wrong; false for the attributes that every org has. */
	complete: boolean;
	/** Why the org's schema could not be read, '' = no error. */
	error: string;
}

/** The attributes of the org's schema. Without a credential, or when Okta refuses to return the schema, Okta's base attributes. */
export async function knownAttributes(context: IExecuteFunctions): Promise<KnownAttributes> {
	const node = context.getNode();
	const base = { names: BASE_ATTRIBUTES, complete: false, error: '' };
	if (node.credentials?.[CREDENTIAL_TYPES[getAuthentication(node)]] === undefined) return base;
	try {
		const schema = await getSchema(oktaClient(await n8nTransport(context), { maxWaitMs: IMPATIENT_MS }), 'default');
		return { names: listAttributes(schema).map(({ name }) => name), complete: true, error: '' };
	} catch (error) {
		if (!(error instanceof OktaError)) throw toNodeError(node, error);
		return { ...base, error: error.message };
	}
}
