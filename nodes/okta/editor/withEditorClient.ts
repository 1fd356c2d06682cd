import type { ILoadOptionsFunctions } from 'n8n-workflow';
import { EDITOR_TIMEOUTS } from '../client/timeouts';
import { connect } from '../client/transport';
import type { OktaClient } from '../client/types';
import { toNodeError } from '../errors/toNodeError';

/** Reads from Okta for a list in the editor, which shows errors with the same texts as an execution. */
export async function withEditorClient<T>(
	context: ILoadOptionsFunctions,
	read: (client: OktaClient) => Promise<T>,
): Promise<T> {
	try {
		return await read(await connect(context, EDITOR_TIMEOUTS));
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}
