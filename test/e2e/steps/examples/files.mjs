/** Signature files for Outlook. */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { exampleStage, shareFolder } from '../../standIns/stage.mjs';
import { assertFailuresNamed, rendered } from './executions.mjs';

/** The byte order mark that may precede UTF-8 text. */
const BOM = '\uFEFF';

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example files-to-share: writes two files per user and names one that cannot be written',
		async run(suite) {
			const stage = await exampleStage(suite);
			const people = await stage.active();
			const [blocked, ...others] = people;
			const fileOf = (/** @type {any} */ { profile }, /** @type {string} */ ending) => join(shareFolder, `${profile.login.replace(/[^\w.@+-]/gu, encodeURIComponent)}.${ending}`);
			mkdirSync(fileOf(blocked, 'txt'));
			const execution = await stage.session.run(await stage.fillIn('files-to-share', { settings: { outputFolder: shareFolder } }));
			assertFailuresNamed(execution, 'not written', [[blocked.profile.login, /./]]);
			const signatures = rendered(execution);
			for (const person of people) {
				const page = readFileSync(fileOf(person, 'htm'), 'utf8');
				assert.ok(page.includes(signatures.get(person.profile.email).html));
				assert.match(page, /charset=utf-8/i);
			}
			for (const person of others) assert.equal(readFileSync(fileOf(person, 'txt'), 'utf8').replace(BOM, ''), signatures.get(person.profile.email).text);
			assert.equal(readdirSync(shareFolder).length, 2 * people.length);
			return `${people.length} users`;
		},
	},
];
