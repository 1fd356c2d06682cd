import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { OktaOAuth2Api } from '../../credentials/OktaOAuth2Api.credentials';
import { OktaServiceAppApi } from '../../credentials/OktaServiceAppApi.credentials';
import { OktaDirectory } from '../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaSignature } from '../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../nodes/OktaTrigger/OktaTrigger.node';

type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** Everything that has a text, with its path. */
function walk(described: Described[], path: string): Array<{ path: string; described: Described }> {
	return described.flatMap((one) => {
		const inner = 'values' in one ? one.values : 'options' in one ? (one.options ?? []) : [];
		const here = `${path} > ${one.name}`;
		return [{ path: here, described: one }, ...walk(inner, here)];
	});
}

const nodes = [new OktaDirectory(), new OktaSignature(), new OktaTrigger()];

const all = [
	...nodes.flatMap(({ description }) => walk(description.properties, description.name)),
	...[new OktaOAuth2Api(), new OktaServiceAppApi()].flatMap(({ name, properties }) => walk(properties, name)),
];

const TEXTS = ['displayName', 'name', 'description', 'placeholder', 'hint', 'action'] as const;

/** What n8n explains itself, or what its rules for nodes give no description. */
const SELF_EVIDENT = ['resource', 'operation', 'authentication', 'values'];

it('writes every text of the editor with single blanks only', () => {
	const odd = all.flatMap(({ path, described }) =>
		TEXTS.map((key) => [path, key, (described as unknown as Record<string, unknown>)[key]] as const).filter(
			([, , text]) => typeof text === 'string' && (/[^\S ]| {2}|^ | $/.test(text)),
		),
	);
	expect(odd).toEqual([]);
});

it('says of every field that people fill in what it does', () => {
	const fields = all.filter(({ described }) => 'type' in described && !['hidden', 'notice', 'collection'].includes(described.type));
	expect(fields.length).toBeGreaterThan(50);
	const silent = fields.filter(({ described }) => !SELF_EVIDENT.includes(described.name) && !('description' in described && described.description));
	expect(silent.map(({ path }) => path)).toEqual([]);
});

it('begins every placeholder of a text field as n8n does', () => {
	const placeholders = all.flatMap(({ path, described }) =>
		'placeholder' in described && described.placeholder && 'type' in described && described.type === 'string' ? [[path, described.placeholder]] : [],
	);
	expect(placeholders.length).toBeGreaterThan(10);
	expect(placeholders.filter(([, text]) => !text.startsWith('e.g. '))).toEqual([]);
});

it.each(nodes.map((node) => [node.description.displayName, node] as const))('%s fills every list that it offers', (_name, node) => {
	const lists = walk(node.description.properties, node.description.name).flatMap(({ path, described }) =>
		'type' in described && ['options', 'multiOptions'].includes(described.type) && described.options === undefined
			? [{ path, method: described.typeOptions?.loadOptionsMethod }]
			: [],
	);
	expect(lists).not.toEqual([]);
	expect(lists.filter(({ method }) => !Object.hasOwn(node.methods.loadOptions, method ?? ''))).toEqual([]);
});
