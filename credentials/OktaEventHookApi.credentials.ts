import type { Icon, ICredentialType, INodeProperties } from 'n8n-workflow';

/** The secret that Okta sends with every call of an event hook. Okta offers nothing else that proves where a call comes from. */
export class OktaEventHookApi implements ICredentialType {
	name = 'oktaEventHookApi';

	displayName = 'Okta Event Hook API';

	icon: Icon = {
		light: 'file:../icons/oktaCredential.svg',
		dark: 'file:../icons/oktaCredential.dark.svg',
	};

	documentationUrl =
		'https://github.com/n8n-nodes-okta-signatures/n8n-nodes-okta-signatures#okta-event-hook-trigger';

	properties: INodeProperties[] = [
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'A long random text that you make up, at least 16 characters. Enter the same text in Okta, in the event hook, with Authorization as the authentication field and this as the authentication secret.',
		},
	];
}
