import type { INode } from 'n8n-workflow';

/** How a node signs in: as the admin who connected the credential, or as an app. */
export type Authentication = 'oAuth2' | 'serviceApp';

/** The credential type behind each. */
export const CREDENTIAL_TYPES: Record<Authentication, string> = {
	oAuth2: 'oktaOAuth2Api',
	serviceApp: 'oktaServiceAppApi',
};

/** What the node's parameter `authentication` selects. Workflows saved before the parameter existed use `oAuth2`. */
export const getAuthentication = ({ parameters }: INode): Authentication =>
	parameters.authentication === 'serviceApp' ? 'serviceApp' : 'oAuth2';

/** Whether the node is told to use no credential. Then n8n hides a credential that is still set, and gives it to nobody. */
export const usesNoCredential = ({ parameters }: INode): boolean => parameters.authentication === 'none';

/** Whether a credential of the selected type is set in the node. */
export const hasCredential = (node: INode): boolean =>
	!usesNoCredential(node) && node.credentials?.[CREDENTIAL_TYPES[getAuthentication(node)]] !== undefined;
