import { checkBoundaries, checkTree } from '../support/boundaries';

/** Which files may import which. The rules are in test/support/dependencyRules.mjs. */

type Violations = Awaited<ReturnType<typeof checkBoundaries>>['violations'];

const VALUE = 'export const value = 1;';
const TYPE = 'export interface Type { id: string }';
const importing = (path: string) => `import { value } from '${path}'; export const copy = value;`;
const importingType = (path: string) => `import type { Type } from '${path}'; export const copy = (one: Type) => one;`;

const ENGINE_RULE = 'an engine imports only itself, isRecord and formatNumber';
const TRIGGER_RULE = "the trigger's engine imports only itself, isRecord, the user model and the search terms";

it('holds in nodes and credentials', async () => {
	const { files, violations } = await checkBoundaries();
	expect(violations).toEqual([]);
	expect(files.length).toBeGreaterThan(90);
});

it('accepts a tree that keeps the rules', async () => {
	const tree = {
		'nodes/okta/isRecord.ts': VALUE,
		'nodes/okta/users/userModel.ts': `${VALUE}${TYPE}`,
		'nodes/okta/users/users.ts': "import type { INode } from 'n8n-workflow'; import { type IDataObject } from 'n8n-workflow'; export const name = (node: INode, data: IDataObject) => [node, data];",
		'nodes/okta/client/transport.ts': importing('n8n-workflow'),
		'nodes/okta/errors/fromN8nError.ts': importing('n8n-workflow'),
		'nodes/okta/errors/toNodeError.ts': importing('n8n-workflow'),
		'nodes/okta/editor/listSearch.ts': importing('n8n-workflow'),
		'nodes/OktaSignature/engine/index.ts': `${importing('../../okta/isRecord')} export type { INode } from 'n8n-workflow';`,
		'nodes/OktaSignature/OktaSignature.node.ts': `${importing('./engine/index')} export { value as other } from '../okta/client/transport'; export { NodeOperationError } from 'n8n-workflow';`,
		'nodes/OktaTrigger/engine/index.ts': importing('../../okta/users/userModel'),
		'nodes/OktaEventHook/engine/index.ts': importing('../../OktaTrigger/engine/index'),
		'credentials/OktaOAuth2Api.credentials.ts': importing('../nodes/okta/isRecord'),
	};
	expect((await checkTree(tree)).violations).toEqual([]);
});

const broken: Array<[what: string, tree: Record<string, string>, violations: Violations]> = [
	[
		'a circular import',
		{ 'nodes/okta/a.ts': importing('./b'), 'nodes/okta/b.ts': `${importing('./a')} ${VALUE}` },
		[{ rule: 'no circular imports', path: 'nodes/okta/a.ts > nodes/okta/b.ts > nodes/okta/a.ts' }],
	],
	[
		'a circular import of types',
		{ 'credentials/a.ts': `${importingType('./b')} ${TYPE}`, 'credentials/b.ts': `${importingType('./a')} ${TYPE}`, 'nodes/okta/c.ts': VALUE },
		[{ rule: 'no circular imports', path: 'credentials/a.ts > credentials/b.ts > credentials/a.ts' }],
	],
	[
		'an engine that imports n8n',
		{ 'nodes/OktaSignature/engine/index.ts': importing('n8n-workflow') },
		[{ rule: 'engines run without n8n', path: 'nodes/OktaSignature/engine/index.ts > n8n-workflow' }],
	],
	[
		'an engine that imports n8n when it is called',
		{ 'nodes/OktaTrigger/engine/index.ts': "export const load = async () => await import('n8n-core');" },
		[{ rule: 'engines run without n8n', path: 'nodes/OktaTrigger/engine/index.ts > n8n-core' }],
	],
	[
		'a file of okta that imports n8n',
		{ 'nodes/okta/client/oktaClient.ts': importing('n8n-workflow') },
		[{ rule: 'okta runs without n8n', path: 'nodes/okta/client/oktaClient.ts > n8n-workflow' }],
	],
	[
		'a file of okta that imports n8n through another file',
		{ 'nodes/okta/client/oktaClient.ts': importing('./transport'), 'nodes/okta/client/transport.ts': `${importing('n8n-workflow')} ${VALUE}` },
		[{ rule: 'okta runs without n8n', path: 'nodes/okta/client/oktaClient.ts > nodes/okta/client/transport.ts > n8n-workflow' }],
	],
	[
		'a node that imports another node',
		{ 'nodes/OktaTrigger/poll.ts': importingType('../OktaDirectory/types'), 'nodes/OktaDirectory/types.ts': TYPE },
		[{ rule: 'a node imports only itself and okta', path: 'nodes/OktaTrigger/poll.ts > nodes/OktaDirectory/types.ts' }],
	],
	[
		'a node that imports a credential',
		{ 'nodes/OktaTrigger/poll.ts': importing('../../credentials/a'), 'credentials/a.ts': VALUE },
		[{ rule: 'a node imports only itself and okta', path: 'nodes/OktaTrigger/poll.ts > credentials/a.ts' }],
	],
	[
		"an event hook that imports the trigger's poll, and its engine that imports the trigger's parameters",
		{
			'nodes/OktaEventHook/webhook.ts': importing('../OktaTrigger/poll'),
			'nodes/OktaEventHook/engine/index.ts': importingType('../../OktaTrigger/description'),
			'nodes/OktaTrigger/poll.ts': VALUE,
			'nodes/OktaTrigger/description.ts': TYPE,
		},
		[
			{ rule: "the event hook imports only itself, okta, and the trigger's engine, items, parameters and log entries", path: 'nodes/OktaEventHook/webhook.ts > nodes/OktaTrigger/poll.ts' },
			{ rule: "the event hook's engine imports only itself, the trigger's engine and the user model", path: 'nodes/OktaEventHook/engine/index.ts > nodes/OktaTrigger/description.ts' },
		],
	],
	[
		'a file of okta that imports a node',
		{ 'nodes/okta/users/users.ts': importingType('../../OktaTrigger/engine/types'), 'nodes/OktaTrigger/engine/types.ts': TYPE },
		[{ rule: 'okta imports no node', path: 'nodes/okta/users/users.ts > nodes/OktaTrigger/engine/types.ts' }],
	],
	[
		'an error that imports the client',
		{
			'nodes/okta/errors/apiErrors.ts': `${importing('../client/types')} export { value as other } from '../client/retry';`,
			'nodes/okta/client/retry.ts': VALUE,
			'nodes/okta/client/types.ts': VALUE,
		},
		[{ rule: "okta's errors import nothing of its client but the types", path: 'nodes/okta/errors/apiErrors.ts > nodes/okta/client/retry.ts' }],
	],
	[
		'an engine that imports the client',
		{
			'nodes/OktaSignature/engine/index.ts': importingType('../../okta/users/userModel'),
			'nodes/OktaTrigger/engine/index.ts': importing('../../okta/client/pagination'),
			'nodes/okta/users/userModel.ts': TYPE,
			'nodes/okta/client/pagination.ts': VALUE,
		},
		[
			{ rule: ENGINE_RULE, path: 'nodes/OktaSignature/engine/index.ts > nodes/okta/users/userModel.ts' },
			{ rule: TRIGGER_RULE, path: 'nodes/OktaTrigger/engine/index.ts > nodes/okta/client/pagination.ts' },
		],
	],
	[
		'an engine that imports its node',
		{
			'nodes/OktaSignature/engine/html/escape.ts': importing('../../helpers/rules'),
			'nodes/OktaTrigger/engine/index.ts': importing('../settings'),
			'nodes/OktaSignature/helpers/rules.ts': VALUE,
			'nodes/OktaTrigger/settings.ts': VALUE,
		},
		[
			{ rule: ENGINE_RULE, path: 'nodes/OktaSignature/engine/html/escape.ts > nodes/OktaSignature/helpers/rules.ts' },
			{ rule: TRIGGER_RULE, path: 'nodes/OktaTrigger/engine/index.ts > nodes/OktaTrigger/settings.ts' },
		],
	],
];

it.each(broken)('rejects %s', async (_what, tree, violations) => {
	expect((await checkTree(tree)).violations).toEqual(violations);
});
