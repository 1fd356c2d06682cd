/**
 * The engines, and the tests that are theirs. Tests that start the sandbox or load n8n's core are left out: they take seconds
 * for each mutant, and what an engine promises must show without them.
 *
 * @typedef {object} Engine
 * @property {string} name
 * @property {string[]} code - folders and files to change
 * @property {Record<string, string>} [leftOut] - files in these folders that are not changed, each with the reason
 * @property {string[]} tests - test files as jest's `testMatch` patterns, below test/unit
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/run.mjs';

const NEEDS_SANDBOX = 'its tests start the sandbox, which takes too long for each mutant';

/** @type {Engine[]} */
export const ENGINES = [
	{
		name: 'trigger',
		code: ['nodes/OktaTrigger/engine'],
		tests: ['OktaTrigger/engine/*.test.ts', 'OktaTrigger/{histories,poll,settings}.test.ts', 'fuzz/state.test.ts'],
	},
	{
		name: 'client',
		code: ['nodes/okta/client', 'nodes/okta/auth/dpop.ts', 'nodes/okta/users/search.ts'],
		// The thin shell around HTTP, and the check of what it sends. Both are tested against the sandbox: with these tests, ten mutants took a minute.
		leftOut: {
			'nodes/okta/client/transport.ts': NEEDS_SANDBOX,
			'nodes/okta/client/requestUrl.ts': NEEDS_SANDBOX,
		},
		tests: [
			'okta/client/!(transport|requestUrl).test.ts',
			'okta/users/*.test.ts',
			'okta/auth/dpop.test.ts',
			'fuzz/{answers,links,rateLimit}.test.ts',
		],
	},
	{
		name: 'signature',
		// Not the preview page, which is no part of a signature.
		code: ['check', 'html', 'mustache', 'profile', 'index.ts', 'targets.ts'].map((name) => `nodes/OktaSignature/engine/${name}`),
		tests: [
			'OktaSignature/engine/{check,html,mustache,profile}/*.test.ts',
			'OktaSignature/engine/*.test.ts',
			'OktaSignature/actions/{checkItems,placeholders,unknownNames,unusedBanner}.test.ts',
			'OktaSignature/gallery/{gallery,hostile,danglingParts}.test.ts',
			'OktaSignature/urls/*.test.ts',
			'OktaSignature/neverSilentlyWrong.test.ts',
			'fuzz/{numberingPlan,phones,profiles,templates}.test.ts',
		],
	},
];

/**
 * @param {Engine} engine
 * @returns {string[]} the files to change, as paths from the root
 */
export const filesOf = ({ code, leftOut = {} }) =>
	code
		.flatMap((path) =>
			path.endsWith('.ts')
				? [path]
				: readdirSync(join(root, path), { recursive: true, encoding: 'utf8' })
						.filter((name) => name.endsWith('.ts'))
						.map((name) => `${path}/${name.replaceAll('\\', '/')}`)
						.sort(),
		)
		.filter((file) => !(file in leftOut));
