/**
 * Renders signatures with the package's own node in n8n-core. The node is bundled from the sources in memory, so that pictures
 * show the current code without a build.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { root } from '../support/run.mjs';
import n8n from '../support/n8n.js';
import { companyWide } from './people.mjs';

const { outputFiles } = await build({
	stdin: {
		contents: "export { GALLERY } from './gallery';\nexport { PIECES } from './gallery/parts';\nexport { STARTER_TEMPLATE } from './gallery/starter';\nexport { OktaSignature } from './OktaSignature.node';",
		resolveDir: join(root, 'nodes', 'OktaSignature'),
	},
	bundle: true,
	write: false,
	format: 'cjs',
	platform: 'node',
	external: ['n8n-workflow'],
});
/** @type {{ exports: any }} */
const loaded = { exports: {} };
new Function('module', 'exports', 'require', outputFiles[0].text)(loaded, loaded.exports, createRequire(import.meta.url));

/** @typedef {import('../../nodes/OktaSignature/gallery/galleryTemplate').GalleryTemplate} GalleryTemplate */

/** @type {readonly GalleryTemplate[]} */
export const GALLERY = loaded.exports.GALLERY;

/** @type {Readonly<Record<string, string>>} */
export const PIECES = loaded.exports.PIECES;

/** @type {string} */
export const STARTER_TEMPLATE = loaded.exports.STARTER_TEMPLATE;

/**
 * @param {GalleryTemplate} template
 * @param {Record<string, string>[]} profiles
 * @returns {Promise<{ html: string, length: number }[]>} in the same order
 * @throws {Error} if the node returns a warning, because pictures need clean data
 */
export async function sign(template, profiles) {
	const values = template.additionalFields.map((name) => ({
		name,
		attributes: [name],
		default: Reflect.get(companyWide, name) ?? '',
		format: name.endsWith('Url') || name === 'website' ? 'url' : 'none',
	}));
	const { items } = await n8n.runNode({
		nodeType: new loaded.exports.OktaSignature(),
		parameters: { templateSource: 'gallery', galleryTemplate: template.name, smartFields: { values } },
		input: profiles.map((profile) => ({ json: { profile } })),
	});
	const signatures = items.map(({ json }) => /** @type {any} */ (json.signature));
	const warnings = signatures.flatMap((signature) => signature.warnings);
	if (warnings.length > 0) throw new Error(`${template.name}: ${warnings.join('; ')}`);
	return signatures;
}
