/** What the trigger cannot work with is said at activation, where somebody looks. */
import assert from 'node:assert/strict';
import { note } from '../sentences.mjs';
import { Watch } from '../watch.mjs';
import { edit, portal } from './badInput.mjs';

const people = 20;

/** @typedef {import('../stage.mjs').Stage} Stage */

/**
 * A step in which an activation must fail.
 *
 * @param {string} input - what is wrong
 * @param {(stage: Stage) => Promise<Watch>} prepare
 * @param {RegExp} sentence - what the editor shows
 * @returns {import('../runner.mjs').Step<Stage>}
 */
const refused = (input, prepare, sentence) => ({
	name: `trigger: ${input} is told at activation`,
	// n8n tries five times before it gives up, for 15 s
	together: 'trigger',
	async run(stage) {
		const watch = await prepare(stage);
		const { status, triggers } = await stage.session.activate(watch.workflow);
		await watch.stop();
		assert.equal(status, 'failed');
		const said = triggers[0].errorMessage ?? '';
		note({ input: `${input}, on activation`, seenIn: 'Okta Trigger', sentence: said, cure: '' });
		assert.match(said, sentence);
	},
});

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	refused(
		'a domain where no Okta answers',
		async (stage) => {
			const watch = await Watch.prepare(stage, { people });
			await edit({ domain: await portal(stage) })(watch, stage);
			return watch;
		},
		/The response from .* is not JSON/,
	),
	refused(
		'a scope that is not granted',
		(stage) => Watch.prepare(stage, { people, grantedScopes: ['okta.schemas.read'] }),
		/lacks the scope okta\.users\.read/,
	),
	refused(
		'a search that Okta does not understand',
		(stage) => Watch.prepare(stage, { people }, { options: { search: 'profile.city like "Berlin"' } }),
		/does not understand the search expression/,
	),
];
