/** The example workflows, run as imported, against stand-ins that reject what the real services reject. */
import assert from 'node:assert/strict';
import { exampleStage } from '../standIns/stage.mjs';
import * as approval from './examples/approval.mjs';
import * as files from './examples/files.mjs';
import * as front from './examples/front.mjs';
import * as group from './examples/group.mjs';
import * as gmail from './examples/gmail.mjs';
import * as microsoft365 from './examples/microsoft365.mjs';
import * as nightly from './examples/nightly.mjs';
import * as preview from './examples/preview.mjs';
import * as report from './examples/report.mjs';

/** A request that every n8n installation makes. */
const OF_N8N = 'api.n8n.io:443';

/** @type {import('../runner.mjs').Step<import('../stage.mjs').Stage>[]} */
export const steps = [
	...[gmail, nightly, microsoft365, front, files, report, group, preview, approval].flatMap(({ steps: own }) => own),
	{
		name: 'the example workflows called only the services that they name',
		async run(suite) {
			const { internet } = await exampleStage(suite);
			assert.ok(internet.requests.length > 0);
			assert.deepEqual(internet.refused.filter((host) => host !== OF_N8N), []);
			return `${internet.requests.length} requests`;
		},
	},
];
