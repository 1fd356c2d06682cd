import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { OktaEventHookApi } from '../../credentials/OktaEventHookApi.credentials';
import { OktaOAuth2Api } from '../../credentials/OktaOAuth2Api.credentials';
import { OktaServiceAppApi } from '../../credentials/OktaServiceAppApi.credentials';
import { OktaDirectory } from '../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaEventHook } from '../../nodes/OktaEventHook/OktaEventHook.node';
import { OktaSignature } from '../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../nodes/OktaTrigger/OktaTrigger.node';

type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Everything with a text, and its path. */
function walk(described: Described[], path: string): Array<{ path: string; described: Described }> {
	return described.flatMap((one) => {
		const inner = 'values' in one ? one.values : 'options' in one ? (one.options ?? []) : [];
		const here = `${path} > ${one.name}`;
		return [{ path: here, described: one }, ...walk(inner, here)];
	});
}

const nodes = [new OktaDirectory(), new OktaEventHook(), new OktaSignature(), new OktaTrigger()];

const all = [
	...nodes.flatMap(({ description }) => walk(description.properties, description.name)),
	...[new OktaEventHookApi(), new OktaOAuth2Api(), new OktaServiceAppApi()].flatMap(({ name, properties }) => walk(properties, name)),
];

const TEXTS = ['displayName', 'name', 'description', 'placeholder', 'hint', 'action'] as const;

/** Parameters without a description, because n8n explains them or its lint rules forbid one. */
const SELF_EVIDENT = ['resource', 'operation', 'authentication', 'values'];

it('uses single spaces in every text of the editor', () => {
	const invalid = all.flatMap(({ path, described }) =>
		TEXTS.map((key) => [path, key, (described as unknown as Record<string, unknown>)[key]] as const).filter(
			([, , text]) => typeof text === 'string' && (/[^\S ]| {2}|^ | $/.test(text)),
		),
	);
	expect(invalid).toEqual([]);
});

it('describes every field that users fill in', () => {
	const fields = all.filter(({ described }) => 'type' in described && !['hidden', 'notice', 'collection'].includes(described.type));
	expect(fields.length).toBeGreaterThan(50);
	const undescribed = fields.filter(({ described }) => !SELF_EVIDENT.includes(described.name) && !('description' in described && described.description));
	expect(undescribed.map(({ path }) => path)).toEqual([]);
});

it('starts every placeholder of a text field with "e.g. "', () => {
	const placeholders = all.flatMap(({ path, described }) =>
		'placeholder' in described && described.placeholder && 'type' in described && described.type === 'string' ? [[path, described.placeholder]] : [],
	);
	expect(placeholders.length).toBeGreaterThan(10);
	expect(placeholders.filter(([, text]) => !text.startsWith('e.g. '))).toEqual([]);
});

it('sorts every list of options by label', () => {
	const lists = nodes
		.flatMap(({ description }) => walk(description.properties, description.name))
		.flatMap(({ path, described }) =>
			'type' in described && ['options', 'multiOptions', 'collection'].includes(described.type) && described.options !== undefined
				? [{ path, labels: described.options.map((option) => ('displayName' in option ? option.displayName : option.name)) }]
				: [],
		);
	expect(lists.length).toBeGreaterThan(10);
	for (const { path, labels } of lists) expect([path, ...labels]).toEqual([path, ...[...labels].sort((a, b) => a.localeCompare(b))]);
});

it.each(nodes.map((node) => [node.description.displayName, node] as const))('%s has a method for every list that it loads', (_name, node) => {
	const lists = walk(node.description.properties, node.description.name).flatMap(({ path, described }) =>
		'type' in described && ['options', 'multiOptions'].includes(described.type) && described.options === undefined
			? [{ path, method: described.typeOptions?.loadOptionsMethod }]
			: [],
	);
	expect(lists).not.toEqual([]);
	expect(lists.filter(({ method }) => !Object.hasOwn(node.methods.loadOptions, method ?? ''))).toEqual([]);
});
