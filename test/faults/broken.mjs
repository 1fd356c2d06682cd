import { join } from 'node:path';
import { readFile } from 'node:fs/promises';
import esbuild from 'esbuild';
import { buildDir, root } from '../support/run.mjs';
import { loadBuild } from './world.mjs';

/**
 * Builds with one thing broken in each, and the cell that has to catch it: a campaign that lets them pass proves nothing.
 *
 * @typedef {object} Broken
 * @property {string} name - what it does
 * @property {string} file - below nodes/
 * @property {[right: string, wrong: string][]} changes - of its text
 * @property {{ subject: string, fault: string, lasting: boolean, nth: number }} cell
 * @property {import('./judge.mjs').Bad} outcome
 */

/** @type {Broken[]} */
export const brokenBuilds = [
	{
		name: 'reads two pages at most',
		file: 'okta/client/pagination.ts',
		changes: [['current = next;', 'current = visited.size < 2 ? next : undefined;']],
		cell: { subject: 'Okta Directory: user getAll', fault: 'wrong content type', lasting: false, nth: 1 },
		outcome: 'LOST',
	},
	{
		name: 'follows the self link',
		file: 'okta/client/pagination.ts',
		changes: [
			['const next = sameOriginPath(client.org, headers);', 'const next = sameOriginPath(client.org, headers) && current;'],
			['next !== undefined && visited.has(next)', 'next === null'],
		],
		cell: { subject: 'Okta Directory: user getAll', fault: 'duplicate rate headers', lasting: true, nth: 1 },
		outcome: 'HUNG',
	},
	{
		name: 'hands on whomever it sees, twice if need be',
		file: 'okta/client/pagination.ts',
		changes: [['const position = positions?.get(item.id);', 'const position = undefined as number | undefined;']],
		cell: { subject: 'Okta Directory: user getAll', fault: 'person on two pages', lasting: false, nth: 2 },
		outcome: 'DOUBLED',
	},
	{
		name: 'never tries again',
		file: 'okta/client/retry.ts',
		changes: [['const MAX_TRIES = 4;', 'const MAX_TRIES = 1;']],
		cell: { subject: 'Okta Directory: user getAll', fault: '503', lasting: false, nth: 3 },
		outcome: 'GAVE UP',
	},
	{
		name: 'believes a reset in the past',
		file: 'okta/client/rateLimit.ts',
		changes: [['Math.max(rateLimit.resetInMs + 1000, pause)', 'rateLimit.resetInMs + 1000']],
		cell: { subject: 'Okta Directory: user get by id', fault: '429, reset in the past', lasting: true, nth: 1 },
		outcome: 'FLOODED',
	},
	{
		name: 'sets no limit to a request',
		file: 'okta/client/transport.ts',
		changes: [['timeout: timeoutMs,', ''], ['2 * timeoutMs,', '2_000_000_000,']],
		cell: { subject: 'Picker: attributes', fault: 'no answer', lasting: false, nth: 1 },
		outcome: 'SLOW',
	},
	{
		name: 'shows a status in place of a sentence',
		file: 'okta/errors/toNodeError.ts',
		changes: [['const { message, description, failure } = error;', "const { failure } = error; const message = `status ${error.status}`; const description = '';"]],
		cell: { subject: 'Okta Directory: schema get', fault: '500', lasting: true, nth: 1 },
		outcome: 'BARE',
	},
	{
		name: 'takes its token along to another host',
		file: 'okta/client/transport.ts',
		changes: [["allowedDomains: org.replace(/^https?:\\/\\/|:\\d+$/g, ''),", ''], ['disableFollowRedirect: true,', 'sendCredentialsOnCrossOriginRedirect: true,']],
		cell: { subject: 'Okta Directory: user get by id', fault: 'cross-origin redirect', lasting: false, nth: 1 },
		outcome: 'LEAKED',
	},
	{
		name: 'stores something of a poll before it is done',
		file: 'OktaTrigger/OktaTrigger.node.ts',
		changes: [['const deadline =', 'data.begun = Date.now(); const deadline =']],
		cell: { subject: 'Okta Trigger: idle poll', fault: '500', lasting: true, nth: 1 },
		outcome: 'MOVED',
	},
	{
		name: 'takes for delivered whom it has only seen',
		file: 'OktaTrigger/engine/batch.ts',
		changes: [['const result = compare(user, knownUsers.get(user.id), options);', 'const result = compare(user, knownUsers.get(user.id), options); knownUsers.set(result.known);']],
		cell: { subject: 'Okta Trigger: first polls, starting with existing people', fault: '503', lasting: false, nth: 2 },
		outcome: 'LOST',
	},
];

/**
 * @param {Broken} broken
 * @returns {Promise<import('./world.mjs').Build>}
 * @throws {Error} when the code no longer has what is to be broken in it
 */
export async function buildBroken({ name, file, changes }) {
	const outdir = join(buildDir, 'faults', name.replace(/\W+/g, '-'));
	const { n8n } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	await esbuild.build({
		entryPoints: [...n8n.credentials, ...n8n.nodes].map((built) => join(root, built.replace(/^dist\//, '').replace(/\.js$/, '.ts'))),
		outdir,
		outbase: root,
		bundle: true,
		platform: 'node',
		format: 'cjs',
		target: 'node20',
		external: ['n8n-workflow'],
		plugins: [
			{
				name: 'breaks one file',
				setup({ onLoad }) {
					onLoad({ filter: new RegExp(`nodes/${file}$`) }, async ({ path }) => {
						let contents = await readFile(path, 'utf8');
						for (const [right, wrong] of changes) {
							if (!contents.includes(right)) throw new Error(`${file} no longer has "${right}": the campaign's proof needs a look`);
							contents = contents.replace(right, () => wrong);
						}
						return { contents, loader: 'ts' };
					});
				},
			},
		],
	});
	return loadBuild(outdir);
}
