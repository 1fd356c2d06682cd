import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { oktaClient } from '../client/oktaClient';
import { EDITOR_TIMEOUTS } from '../client/timeouts';
import { n8nTransport } from '../client/transport';
import type { OktaClient } from '../client/types';
import { toNodeError } from '../errors/toNodeError';

/** Reads from Okta for a list in the editor, which shows errors with the same texts as an execution. */
export async function withEditorClient<T>(
	context: ILoadOptionsFunctions,
	read: (client: OktaClient) => Promise<T>,
): Promise<T> {
	const { requestMs, maxWaitMs } = EDITOR_TIMEOUTS;
	try {
		return await read(oktaClient(await n8nTransport(context, requestMs), { maxWaitMs }));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
