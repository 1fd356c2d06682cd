/** The nodes as AI tools, offered and called through n8n's MCP Server Trigger. */
import assert from 'node:assert/strict';
import { McpClient } from '../mcp.mjs';
import { directory, signature } from '../workflow.mjs';

const people = 20;
const path = 'okta-tools';
const trigger = { name: 'MCP', type: '@n8n/n8n-nodes-langchain.mcpTrigger', typeVersion: 2, webhookId: path, parameters: { path, authentication: 'none' } };

/** @param {string} name @param {import('../workflow.mjs').Node} node */
const asTool = (name, node) => ({ ...node, name, type: `${node.type}Tool` });

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'AI tools: a model sees descriptions and parameters, finds a user and renders a signature',
		async run(stage) {
			const { org, credential } = await stage.connectOrg({ people });
			const tools = [
				asTool('Find people', directory(credential, { resource: 'user', operation: 'getAll', filters: { query: "={{ $fromAI('query', 'Start of a name or email') }}" } })),
				asTool('Get person', directory(credential, { resource: 'user', operation: 'get', userId: { __rl: true, mode: 'id', value: "={{ $fromAI('id', 'Okta ID') }}" } })),
				asTool('Sign', signature({ operation: 'render', templateSource: 'input', templateFromInput: "={{ $fromAI('template', 'HTML with Mustache tags') }}" })),
			];
			const stored = await stage.session.importWorkflow({
				name: 'Tools',
				nodes: [trigger, ...tools].map((node, index) => ({ id: node.name, position: [0, index * 200], ...node })),
				connections: Object.fromEntries(tools.map(({ name }) => [name, { ai_tool: [[{ node: trigger.name, type: 'ai_tool', index: 0 }]] }])),
			});
			const { status } = await stage.session.activate(stored);
			assert.equal(status, 'published');
			const client = new McpClient(`${stage.n8n.url}/mcp/${path}`);
			const offered = Object.fromEntries((await client.tools()).map((tool) => [tool.name, tool]));
			assert.equal(offered.Find_people.description, 'Get many users in Okta Directory');
			assert.equal(offered.Get_person.description, 'Get a user in Okta Directory');
			assert.match(offered.Sign.description, /signature/);
			assert.deepEqual(Object.keys(offered.Find_people.inputSchema.properties), ['query']);

			const [, someone] = await org.control.people.list();
			const found = await client.call('Find_people', { query: someone.profile.email });
			assert.deepEqual(found.map((/** @type {any} */ { id }) => id), [someone.id]);
			const [read] = await client.call('Get_person', { id: someone.id });
			assert.equal(read.profile.login, someone.profile.login);
			const [{ signature: made }] = await client.call('Sign', { template: '<p>Sales</p>{{#line}}<p>{{title}}</p>{{/line}}' });
			assert.equal(made.html, '<p>Sales</p>');
			assert.deepEqual(made.missing, ['title']);
			await stage.session.deactivate(stored);
		},
	},
];
