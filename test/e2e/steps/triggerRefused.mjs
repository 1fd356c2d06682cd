/** Errors that the trigger reports at activation, where the user sees them. */
import assert from 'node:assert/strict';
import { recordMessage } from '../errorMessages.mjs';
import { Watch } from '../watch.mjs';
import { edit, startSignInServer } from './badInput.mjs';

const people = 20;

/** @typedef {import('../stage.mjs').Stage} Stage */

/**
 * A step in which an activation must fail.
 *
 * @param {string} input - what is wrong
 * @param {(stage: Stage) => Promise<Watch>} prepare
 * @param {RegExp} message - what the editor shows
 * @returns {import('../runner.mjs').Step<Stage>}
 */
const refused = (input, prepare, message) => ({
	name: `trigger: ${input} is reported at activation`,
	// n8n tries five times in 15 s before it gives up.
	together: 'trigger',
	async run(stage) {
		const watch = await prepare(stage);
		const { status, triggers } = await stage.session.activate(watch.workflow);
		await watch.stop();
		assert.equal(status, 'failed');
		const said = triggers[0].errorMessage ?? '';
		recordMessage({ input: `${input}, on activation`, seenIn: 'Okta Trigger', message: said, resolution: '' });
		assert.match(said, message);
	},
});

/** @type {import('../runner.mjs').Step<Stage>[]} */
export const steps = [
	refused(
		'a domain changed after connecting',
		async (stage) => {
			const watch = await Watch.prepare(stage, { people });
			await edit({ domain: await startSignInServer(stage) })(watch, stage);
			return watch;
		},
		/'Okta Domain' in the credential is not an address of the org that it is connected to/,
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
