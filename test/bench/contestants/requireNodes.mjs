/** Loads node files as n8n does at its start, with n8n-workflow there already. */
import { createRequire } from 'node:module';

/**
 * @param {{ files: string[] }} options - files, loaded one after the other; n8n-workflow is taken from where the first one finds it
 * @returns {{ ms: number[] }} of each
 */
export function contest({ files }) {
	const require = createRequire(files[0]);
	require('n8n-workflow');
	return {
		ms: files.map((file) => {
			const start = performance.now();
			require(file);
			return performance.now() - start;
		}),
	};
}
