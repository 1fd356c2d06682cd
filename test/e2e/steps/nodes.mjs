/** What n8n lists after the package is installed. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageName } from '../n8n/package.mjs';

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'n8n lists every node of the package, with both icons',
		async run({ n8n, session }) {
			const declared = JSON.parse(readFileSync(join(n8n.packageDir, 'package.json'), 'utf8')).n8n.nodes;
			const types = /** @type {any[]} */ (await (await session.fetch('/types/nodes.json')).json());
			const ours = types.filter(({ name }) => name.startsWith(`${packageName}.`) && !name.endsWith('Tool'));
			assert.equal(ours.length, declared.length);
			for (const { name, iconUrl } of ours) {
				for (const theme of ['light', 'dark']) {
					const icon = await session.fetch(`/${iconUrl[theme]}`);
					assert.equal(icon.status, 200, `${theme} icon of ${name}`);
					assert.match(await icon.text(), /<svg/);
				}
			}
			return ours.map(({ displayName }) => displayName).join(', ');
		},
	},
	{
		name: 'n8n lists the credential type, with both icons',
		async run({ session }) {
			const types = /** @type {any[]} */ (await (await session.fetch('/types/credentials.json')).json());
			const ours = types.find(({ name }) => name === 'oktaOAuth2Api');
			assert.equal(ours?.displayName, 'Okta OAuth2 API');
			for (const theme of ['light', 'dark']) {
				assert.match(await (await session.fetch(`/${ours.iconUrl[theme]}`)).text(), /<svg/);
			}
		},
	},
];
