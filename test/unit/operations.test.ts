import { OktaDirectory } from '../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaSignature } from '../../nodes/OktaSignature/OktaSignature.node';
import { runNode } from '../support/n8n';
import { operationsOf } from '../support/operations';
import { isThere, readText } from '../support/pages';

/** What each operation needs besides its code: n8n finds the schema of its output by the path. */

const directory = new OktaDirectory();
const signature = new OktaSignature();

it.each([
	['OktaDirectory', directory],
	['OktaSignature', signature],
])('%s has an output schema for every operation', (folder, { description }) => {
	const operations = operationsOf(description);
	expect(operations.length).toBeGreaterThanOrEqual(3);
	const files = operations.map(({ resource, operation }) => ['nodes', folder, '__schema__', 'v1.0.0', resource, `${operation}.json`].filter(Boolean).join('/'));
	expect(files.filter((file) => !isThere(file))).toEqual([]);
});

it.each(['OktaEventHook', 'OktaTrigger'])('%s has an output schema', (folder) => {
	expect(isThere(`nodes/${folder}/__schema__/v1.0.0/output.json`)).toBe(true);
});

it('tests every operation of Okta Directory with faults', () => {
	const reads = readText('test/faults/reading.mjs');
	const untested = operationsOf(directory.description).filter(({ resource, operation }) => !reads.includes(`resource: '${resource}', operation: '${operation}'`));
	expect(untested).toEqual([]);
});

it('tests Okta Event Hook Trigger with faults', () => {
	expect(readText('test/faults/reading.mjs')).toContain('build.OktaEventHook,');
});

describe('an unknown operation', () => {
	it.each([
		[{ resource: 'user', operation: 'gone' }, "Parameter 'Operation' has a value that the resource does not know", 'Select one of: Get, Get Groups, Get Many.'],
		[{ resource: 'schema', operation: 'constructor' }, "Parameter 'Operation' has a value that the resource does not know", 'Select one of: Get, Get Many.'],
		[{ resource: 'gone', operation: 'get' }, "Parameter 'Resource' has a value that the node does not know", 'Select Group, Schema or User.'],
	])('is an error of Okta Directory: %j', async (parameters, message, description) => {
		await expect(runNode({ nodeType: directory, parameters })).rejects.toMatchObject({ message, description });
	});

	it('is an error of Okta Signature and does not render', async () => {
		const parameters = { operation: 'gone' };
		await expect(runNode({ nodeType: signature, parameters })).rejects.toThrow(
			"Check the parameter 'Operation': it must be one of Check Template, Preview, Render, Report Completeness",
		);
	});
});
