import type { IExecuteFunctions } from 'n8n-workflow';
import { getAuthentication, CREDENTIAL_TYPES } from '../../okta/auth/credentialTypes';
import { toNodeError } from '../../okta/errors/toNodeError';
import { OktaError } from '../../okta/errors/OktaError';
import { EDITOR_TIMEOUTS } from '../../okta/client/timeouts';
import { oktaClient } from '../../okta/client/oktaClient';
import { listAttributes, BASE_ATTRIBUTES, getSchema } from '../../okta/users/schemas';
import { n8nTransport } from '../../okta/client/transport';

/** The attributes that profiles may have. */
export interface KnownAttributes {
	names: string[];
	/** The org's own schema, so that a name which is not there is wrong; else only the attributes every org has. */
	complete: boolean;
	/** Why the schema of a credential that is set could not be read; '' else. */
	fault: string;
}

/** Reads the org's profile schema where the node has a credential; without one, and on any fault, Okta's base attributes. */
export async function knownAttributes(context: IExecuteFunctions): Promise<KnownAttributes> {
	const node = context.getNode();
	const base = { names: BASE_ATTRIBUTES, complete: false, fault: '' };
	if (node.credentials?.[CREDENTIAL_TYPES[getAuthentication(node)]] === undefined) return base;
	try {
		const schema = await getSchema(oktaClient(await n8nTransport(context), { maxWaitMs: EDITOR_TIMEOUTS.maxWaitMs }), 'default');
		return { names: listAttributes(schema).map(({ name }) => name), complete: true, fault: '' };
	} catch (error) {
		if (!(error instanceof OktaError)) throw toNodeError(node, error);
		return { ...base, fault: error.message };
	}
}
