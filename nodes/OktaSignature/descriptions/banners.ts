import type { INodeProperties } from 'n8n-workflow';
import { conditionParameters } from './conditions';

/** Time-limited banners. */
export const banners: INodeProperties = {
	displayName: 'Banners',
	name: 'banners',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true },
	displayOptions: { show: { operation: ['render', 'preview', 'check'] } },
	placeholder: 'Add Banner',
	default: {},
	description:
		'Time-limited images, for example for a campaign. Gallery templates show the first currently active banner whose conditions match the person. In your own template, use {{#banner}}…{{/banner}} with the fields imageUrl, linkUrl, altText and name inside. Signatures change only when the workflow runs, so run it when a banner starts and ends.',
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
					description: 'Shown when the image cannot be displayed',
				},
				{
					displayName: 'Banner Name',
					name: 'name',
					type: 'string',
					default: '',
					description: 'Name to tell banners apart. Templates can show it with {{name}} inside {{#banner}}.',
					placeholder: 'e.g. Spring fair',
				},
				...conditionParameters('everyone gets the banner', 'Who gets the banner'),
				{
					displayName: 'Ends At',
					name: 'endsAt',
					type: 'dateTime',
					default: '',
					description: "When to stop showing the banner. Leave empty for no end date. Times without an offset use the workflow's time zone.",
				},
				{
					displayName: 'Image URL',
					name: 'imageUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.example.com/banners/spring.png',
					description: 'URL of the image. It must start with https:// and be accessible without signing in. Gallery templates show it 480 × 120 pixels, so it should be 960 × 240. Without it, the banner is not shown.',
				},
				{
					displayName: 'Link URL',
					name: 'linkUrl',
					type: 'string',
					default: '',
					placeholder: 'e.g. https://www.example.com/spring',
					description: 'Page that opens when someone clicks the banner',
				},
				{
					displayName: 'Starts At',
					name: 'startsAt',
					type: 'dateTime',
					default: '',
					description: "When to start showing the banner. Leave empty to show it right away. Times without an offset use the workflow's time zone.",
				},
			],
		},
	],
};
