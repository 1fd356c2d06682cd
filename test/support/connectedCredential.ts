import { OktaOAuth2Api } from '../../credentials/OktaOAuth2Api.credentials';
import { storedCredential, type StoredCredential } from './n8n';
import type { startSandbox } from './sandbox';

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** The PKCE credential after "Connect", with tokens from a real sign-in at the sandbox. */
export async function connectedCredential(
	sandbox: Sandbox,
	scopes?: string[],
): Promise<StoredCredential> {
	return storedCredential(new OktaOAuth2Api(), {
		domain: sandbox.url,
		clientId: sandbox.clientId,
		oauthTokenData: await sandbox.connect({ scopes }),
	});
}
