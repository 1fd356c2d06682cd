import {
	NodeConnectionTypes,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { credentials } from '../okta/editor/commonDescriptions';
import { check } from './actions/check.operation';
import { render } from './actions/render.operation';
import { report } from './actions/report.operation';
import { properties } from './descriptions';
import { getAttributes } from './methods/loadOptions';

/** Names the template, or what is chosen among. */
const SUBTITLE =
	'={{ $parameter["operation"] + ": " + ($parameter["chooseByRules"] ? "by rules" : $parameter["templateSource"] === "gallery" ? $parameter["galleryTemplate"] : $parameter["templateSource"]) }}';

/** Renders e-mail signatures from Okta profiles. Talks to no one; a credential only helps with attributes' names. */
export class OktaSignature implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Signature',
		name: 'oktaSignature',
		icon: {
			light: 'file:../../icons/okta-signatures.svg',
			dark: 'file:../../icons/okta-signatures.dark.svg',
		},
		group: ['transform'],
		version: [1],
		subtitle: SUBTITLE,
		description:
			'Render e-mail signatures from a template and Okta profiles, check a template for mistakes, or report which profile fields are missing',
		defaults: { name: 'Okta Signature' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentials.map((credential) => ({ ...credential, required: false })),
		properties,
	};

	methods = { loadOptions: { getAttributes } };

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const operation = this.getNodeParameter('operation', 0, 'render');
		if (operation === 'check') return [await check(this)];
		if (operation === 'report') return [report(this)];
		return [await render(this)];
	}
}
