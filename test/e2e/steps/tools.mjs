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
				asTool('Sign', signature({
					operation: 'render',
					templateSource: 'input',
					templateFromInput: "={{ $fromAI('template', 'HTML with Mustache tags') }}",
					profile: "={{ $fromAI('profile', 'Okta user, or its profile attributes', 'json') }}",
				})),
				asTool('Count gaps', signature({ operation: 'report', galleryTemplate: 'modern', profile: "={{ $fromAI('profile', 'Okta user as JSON', 'string') }}" })),
				asTool('Sign without profile', signature({ operation: 'render' })),
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

			assert.deepEqual(Object.keys(offered.Sign.inputSchema.properties).sort(), ['profile', 'template']);
			const template = '<p>Sales</p>{{#line}}<p>{{firstName}}</p>{{/line}}{{#line}}<p>{{badge}}</p>{{/line}}';
			// A model may pass on the whole user that it found, or only attributes.
			for (const profile of [read, read.profile]) {
				const [{ signature: made }] = await client.call('Sign', { template, profile });
				assert.equal(made.html, `<p>Sales</p><p>${read.profile.firstName}</p>`);
				assert.deepEqual(made.missing, ['badge']);
			}
			const [counted] = await client.call('Count_gaps', { profile: JSON.stringify(read) });
			assert.equal(counted.people, 1);
			for (const [tool, input, message] of /** @type {[string, object, RegExp][]} */ ([
				['Sign', { template, profile: { nobody: true } }, /Parameter 'Profile' is not a person/],
				['Count_gaps', { profile: 'Jane Doe' }, /Parameter 'Profile' must be a JSON object/],
				['Sign_without_profile', {}, /The item is not a person/],
			])) {
				await assert.rejects(client.call(tool, input), message);
			}
			await stage.session.deactivate(stored);
		},
	},
];
