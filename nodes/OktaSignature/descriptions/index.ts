import type { INodeProperties } from 'n8n-workflow';
import { authentication } from '../../okta/editor/commonDescriptions';
import { banners } from './banners';
import { options } from './options';
import { partials } from './partials';
import { ruleParameters } from './rules';
import { smartFields } from './smartFields';
import { templateParameters } from './template';

const operation: INodeProperties = {
	displayName: 'Operation',
	name: 'operation',
	type: 'options',
	noDataExpression: true,
	options: [
		{
			name: 'Check Template',
			value: 'check',
			action: 'Check a template',
			description: 'Find mistakes in templates, unknown fields and signatures that get too long, before anyone gets one',
		},
		{
			name: 'Render',
			value: 'render',
			action: 'Render a signature',
			description: 'Make the signature of every incoming person, as HTML and as text',
		},
		{
			name: 'Report Completeness',
			value: 'report',
			action: 'Report how complete profiles are',
			description: 'Count which fields of the template are filled, over all incoming people, and list who lacks what',
		},
	],
	default: 'render',
};

const show = { operation: ['render', 'check', 'report'] };

/** Everything the editor shows for this node. */
export const properties: INodeProperties[] = [
	{
		...authentication,
		description: 'How to sign in to Okta for lists of attributes and to check templates. Optional: signatures need no credential.',
	},
	operation,
	...templateParameters(show),
	...ruleParameters(show),
	smartFields(show),
	partials(show),
	banners({ operation: ['render', 'check'] }),
	options,
];
