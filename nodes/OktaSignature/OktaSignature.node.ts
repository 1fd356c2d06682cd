import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { credentials } from '../okta/editor/commonDescriptions';
import { toNodeError } from '../okta/errors/toNodeError';
import { check } from './actions/check.operation';
import type { Operation } from './actions/operation';
import { preview } from './actions/preview.operation';
import { render } from './actions/render.operation';
import { report } from './actions/report.operation';
import { attributeSource } from './descriptions/attributeSource';
import { banners } from './descriptions/banners';
import { branding } from './descriptions/branding';
import { optionsParameter } from './descriptions/options';
import { partials } from './descriptions/partials';
import { profileParameter } from './descriptions/profile';
import { ruleParameters } from './descriptions/rules';
import { smartFields } from './descriptions/smartFields';
import { templateParameters } from './descriptions/template';
import { getAttributes } from './methods/loadOptions';

const operations: Record<string, Operation> = { check, preview, render, report };

const operationOptions = Object.values(operations).map(({ option }) => option);

/** Shows the operation and the template, or that rules choose it. */
const SUBTITLE =
	'={{ $parameter["operation"] + ": " + ($parameter["chooseByRules"] ? "by rules" : $parameter["templateSource"] === "gallery" ? $parameter["galleryTemplate"] : $parameter["templateSource"]) }}';

/** Renders email signatures from Okta profiles. Rendering makes no requests. The optional credential is only used to list and check attributes. */
export class OktaSignature implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Okta Signature',
		name: 'oktaSignature',
		icon: {
			light: 'file:../../icons/oktaSignature.svg',
			dark: 'file:../../icons/oktaSignature.dark.svg',
		},
		group: ['transform'],
		version: [1],
		subtitle: SUBTITLE,
		description:
			'Render email signatures from Okta profiles and a template, preview them on one page, check templates for mistakes, or report missing profile fields',
		defaults: { name: 'Okta Signature' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: credentials.map((credential) => ({ ...credential, required: false })),
		properties: [
			{
				displayName: 'Operation',
				name: 'operation',
				type: 'options',
				noDataExpression: true,
				options: operationOptions,
				default: 'render',
			},
			...templateParameters(),
			...ruleParameters,
			branding,
			attributeSource,
			smartFields,
			partials,
			banners,
			profileParameter,
			optionsParameter(operations),
		],
	};

	methods = { loadOptions: { getAttributes } };

	/** An error of the whole run becomes one item with Continue On Fail: for a thrown error, n8n would pass on the input items. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		try {
			return [await operationOf(this).execute(this)];
		} catch (error) {
			const nodeError = toNodeError(this.getNode(), error);
			if (!this.continueOnFail()) throw nodeError;
			return [[{ json: { error: nodeError.message }, pairedItem: this.getInputData().map((_, item) => ({ item })) }]];
		}
	}
}

function operationOf(context: IExecuteFunctions): Operation {
	const operation = context.getNodeParameter('operation', 0, 'render') as string;
	if (Object.hasOwn(operations, operation)) return operations[operation];
	const names = operationOptions.map(({ name }) => name);
	throw new NodeOperationError(context.getNode(), `Check the parameter 'Operation': it must be one of ${names.join(', ')}`);
}
