import type { INodeProperties } from 'n8n-workflow';
import { byLabel } from '../../okta/editor/byLabel';
import { BRANDING_FIELDS, type BrandingKind } from '../gallery/galleryFields';

/** How the editor asks for a field of this kind. Everything else is a text field. */
const INPUTS: Partial<Record<BrandingKind, Partial<INodeProperties>>> = {
	color: { type: 'color' },
	direction: {
		type: 'options',
		default: 'auto',
		options: [
			{ name: 'Automatic', value: 'auto', description: 'By the script of the name' },
			{ name: 'Left to Right', value: 'ltr', description: 'Like English' },
			{ name: 'Right to Left', value: 'rtl', description: 'Like Arabic and Hebrew. The layout is mirrored.' },
		],
	},
};

/** What is the same for the whole company. */
export const branding: INodeProperties = {
	displayName: 'Branding',
	name: 'branding',
	type: 'collection',
	placeholder: 'Add Branding',
	default: {},
	description:
		'Logo, colors, links and texts of your company, for gallery templates. Your own templates can use them too, such as {{company}}, or {{> contact}} for a whole part. If a person has a smart field of the same name with a value, it is used instead.',
	options: Object.entries(BRANDING_FIELDS)
		.map(([name, { title, kind, description, example, rows }]): INodeProperties => ({
			displayName: title,
			name,
			type: 'string',
			default: '',
			...(kind !== 'direction' && { placeholder: `e.g. ${example}` }),
			...(rows !== undefined && { typeOptions: { rows } }),
			description,
			...INPUTS[kind],
		}))
		.sort((a, b) => byLabel(a.displayName, b.displayName)),
};
