import type { IDisplayOptions, INodeProperties } from 'n8n-workflow';

/** Pictures for a while. */
export const banners = (show: IDisplayOptions['show']): INodeProperties => ({
	displayName: 'Banners',
	name: 'banners',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show },
	placeholder: 'Add Banner',
	default: {},
	description:
		'Pictures for a campaign. A template shows the first one whose time it is with {{#banner}}…{{/banner}}, inside which imageUrl, linkUrl, altText and name are fields. Signatures change only when the workflow runs: let it run when a banner starts and ends.',
	options: [
		{
			displayName: 'Banner',
			name: 'values',
			values: [
				{
					displayName: 'Alt Text',
					name: 'altText',
					type: 'string',
					default: '',
					placeholder: 'e.g. Meet us at the fair',
					description: 'What people read who do not see the picture',
				},
				{
					displayName: 'Banner Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'How you tell banners apart; a template may show it as {{name}} inside {{#banner}}',
					placeholder: 'e.g. Spring fair',
				},
				{
					displayName: 'Ends At',
					name: 'endsAt',
					type: 'dateTime',
					default: '',
					description: "From this moment on it is not shown any more. Empty for ever. Without an offset in the workflow's time zone.",
				},
				{
					displayName: 'Image URL',
					name: 'imageUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.example.com/banners/spring.png',
					description: 'Address of the picture, which begins with https:// and can be opened without signing in',
				},
				{
					displayName: 'Link URL',
					name: 'linkUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.example.com/spring',
					description: 'Where a click leads',
				},
				{
					displayName: 'Starts At',
					name: 'startsAt',
					type: 'dateTime',
					default: '',
					description: "The first moment at which it is shown. Empty for always. Without an offset in the workflow's time zone.",
				},
			],
		},
	],
});
