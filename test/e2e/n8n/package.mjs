/**
 * Builds, packs and unpacks the package, so that tests use what npm would publish and not the working tree.
 */
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cleanNpmEnv, outputDir, root, run } from '../../support/run.mjs';

/** The package's name, which is also the prefix of its node types. */
export const packageName = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).name;

/**
 * Builds and packs the package.
 *
 * @returns {Promise<string>} the folder that holds the unpacked tarball
 */
export async function packPackage() {
	const dir = join(outputDir, 'package');
	rmSync(dir, { recursive: true, force: true });
	mkdirSync(dir, { recursive: true });
	const env = cleanNpmEnv(process.env);
	await run('Building the package', process.execPath, [join(root, 'node_modules', 'gulp', 'bin', 'gulp.js'), 'build'], { name: 'build', env });
	await run('Packing it', 'npm', ['pack', '--pack-destination', dir], { name: 'pack', env });
	const tarball = readdirSync(dir).find((name) => name.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack created no tarball in ${dir}`);
	await run('Unpacking the tarball', 'tar', ['-xzf', tarball], { name: 'unpack', cwd: dir, env });
	return join(dir, 'package');
}
