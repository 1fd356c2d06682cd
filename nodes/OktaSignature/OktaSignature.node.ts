import {
	NodeConnectionTypes,
	NodeOperationError,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
} from 'n8n-workflow';
import { properties } from './parameters';
import { Render } from './render';

/** Renders e-mail signatures from Okta profiles. Talks to no one, so it needs no credential. */
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
		subtitle:
			'={{ $parameter["templateSource"] === "gallery" ? "render: " + $parameter["galleryTemplate"] : "render: " + $parameter["templateSource"] }}',
		description: 'Render the e-mail signature of every person from a template and the Okta profile',
		defaults: { name: 'Okta Signature' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		properties,
	};

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const render = new Render(this);
		const output: INodeExecutionData[] = [];
		for (const [itemIndex, item] of this.getInputData().entries()) {
			try {
				const rendered = render.item(item, itemIndex);
				if (rendered !== undefined) output.push(rendered);
			} catch (error) {
				const fault = error instanceof NodeOperationError ? error : new NodeOperationError(this.getNode(), error as Error, { itemIndex });
				if (!this.continueOnFail()) throw fault;
				output.push({ json: { error: fault.message }, pairedItem: { item: itemIndex } });
			}
		}
		if (render.skipped > 0) {
			const people = render.skipped === 1 ? '1 person was' : `${render.skipped} people were`;
			this.addExecutionHints({
				message: `${people} left out because a required field is empty`,
				location: 'outputPane',
			});
		}
		return [output];
	}
}
