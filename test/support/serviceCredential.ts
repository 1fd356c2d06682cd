import { OktaServiceAppApi } from '../../credentials/OktaServiceAppApi.credentials';
import type { Sandbox } from './connectedCredential';
import { pem, type KeyPair } from './keys';
import { storedCredential, type StoredCredential } from './n8n';

/** The service app's credential as an admin fills it in, with the key as PEM. */
export const serviceCredential = (
	sandbox: Pick<Sandbox, 'url' | 'serviceClientId'>,
	pair: KeyPair,
	changes: Record<string, unknown> = {},
): StoredCredential =>
	storedCredential(new OktaServiceAppApi(), {
		domain: sandbox.url,
		clientId: sandbox.serviceClientId,
		privateKey: pem(pair.privateKey),
		keyId: 'n8n-1',
		...changes,
	});
