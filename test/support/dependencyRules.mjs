/**
 * Checks which files may import which (CONTRIBUTING.md), with dependency-cruiser.
 * A separate program, because dependency-cruiser is an ES module, which jest on Node 20 cannot require.
 *
 *     node test/support/dependencyRules.mjs [folder]
 *
 * Prints `{ files, violations: [{ rule, path }] }` as JSON; `path` is the chain of imports.
 */
import { cruise } from 'dependency-cruiser';
import { root } from './run.mjs';

/** Matches n8n's packages in `node_modules`, in a linked one, and if they are not installed. */
const N8N = '(^|/)n8n-(workflow|core)(/|$)';

/** The files of nodes/okta whose job is to talk to n8n. */
const KNOW_N8N = ['^nodes/okta/client/transport\\.ts$', '^nodes/okta/errors/(fromN8nError|toNodeError)\\.ts$', '^nodes/okta/editor/'];

const OWN = '^(nodes|credentials)/';

/**
 * Rules for run-time imports, direct and indirect. Type imports do not count, because the build removes them.
 *
 * @type {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const runTimeRules = [
	{ name: 'engines run without n8n', from: { path: '^nodes/[^/]+/engine/' }, to: { path: N8N, reachable: true } },
	{ name: 'okta runs without n8n', from: { path: '^nodes/okta/', pathNot: KNOW_N8N }, to: { path: N8N, reachable: true } },
	{
		name: "okta's errors import nothing of its client but the types",
		from: { path: '^nodes/okta/errors/' },
		to: { path: '^nodes/okta/client/', pathNot: '^nodes/okta/client/types\\.ts$' },
	},
];

/**
 * Rules for the layers. Type imports count too: a layer should be readable without the ones above it.
 *
 * @type {import('dependency-cruiser').IForbiddenRuleType[]}
 */
const layerRules = [
	{ name: 'no circular imports', from: { path: OWN }, to: { circular: true } },
	{ name: 'a node imports only itself and okta', from: { path: '^nodes/(Okta[^/]+)/', pathNot: '^nodes/OktaEventHook/' }, to: { path: OWN, pathNot: ['^nodes/$1/', '^nodes/okta/'] } },
	{
		// Its events are those of Okta Trigger, with the same IDs.
		name: "the event hook imports only itself, okta, and the trigger's engine, items, parameters and log entries",
		from: { path: '^nodes/OktaEventHook/' },
		to: { path: OWN, pathNot: ['^nodes/OktaEventHook/', '^nodes/okta/', '^nodes/OktaTrigger/(engine/index|items|description|settings|logEntry)\\.ts$'] },
	},
	{ name: 'okta imports no node', from: { path: '^nodes/okta/' }, to: { path: OWN, pathNot: '^nodes/okta/' } },
	{
		name: 'an engine imports only itself, isRecord and formatNumber',
		from: { path: '^nodes/([^/]+)/engine/', pathNot: '^nodes/(OktaTrigger|OktaEventHook)/' },
		to: { path: OWN, pathNot: ['^nodes/$1/engine/', '^nodes/okta/(isRecord|formatNumber)\\.ts$'] },
	},
	{
		name: "the trigger's engine imports only itself, isRecord, the user model and the search terms",
		from: { path: '^nodes/OktaTrigger/engine/' },
		to: { path: OWN, pathNot: ['^nodes/OktaTrigger/engine/', '^nodes/okta/isRecord\\.ts$', '^nodes/okta/users/(userModel|search)\\.ts$'] },
	},
	{
		name: "the event hook's engine imports only itself, the trigger's engine and the user model",
		from: { path: '^nodes/OktaEventHook/engine/' },
		to: { path: OWN, pathNot: ['^nodes/OktaEventHook/engine/', '^nodes/OktaTrigger/engine/index\\.ts$', '^nodes/okta/users/userModel\\.ts$'] },
	},
];

/**
 * @param {string} baseDir the folder that holds `nodes` and `credentials`
 * @param {import('dependency-cruiser').IForbiddenRuleType[]} forbidden
 * @param {boolean} withTypes whether type imports count
 */
async function check(baseDir, forbidden, withTypes) {
	const { output } = await cruise(['nodes', 'credentials'], {
		baseDir,
		validate: true,
		ruleSet: { forbidden },
		tsPreCompilationDeps: withTypes,
		doNotFollow: { path: 'node_modules' },
	});
	if (typeof output === 'string') throw new Error(output);
	return output;
}

const baseDir = process.argv[2] ?? root;
const results = [await check(baseDir, runTimeRules, false), await check(baseDir, layerRules, true)];

/** @param {import('dependency-cruiser').IViolation} violation */
const chain = ({ from, to, via, cycle }) => [from, ...(cycle ?? via ?? [{ name: to }]).map(({ name }) => name.replace(/^.*node_modules\//, ''))];

const violations = results.flatMap(({ summary }) =>
	summary.violations.map((violation) => ({ rule: violation.rule.name, path: chain(violation).join(' > ') })),
);
const files = results[1].modules.map(({ source }) => source).filter((source) => new RegExp(OWN).test(source));
console.log(JSON.stringify({ files, violations }, null, '\t'));
