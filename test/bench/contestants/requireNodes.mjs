/** Loads node files as n8n does at its start, with n8n-workflow there already. */
import { createRequire } from 'node:module';

/**
 * @param {{ files: string[] }} options - files, loaded one after the other; n8n-workflow is taken from where the first one finds it
 * @returns {{ cpuMs: number[] }} of each
 */
export function contest({ files }) {
	const require = createRequire(files[0]);
	require('n8n-workflow');
	return {
		cpuMs: files.map((file) => {
			const start = process.cpuUsage();
			require(file);
			const { user, system } = process.cpuUsage(start);
			return (user + system) / 1000;
		}),
	};
}
