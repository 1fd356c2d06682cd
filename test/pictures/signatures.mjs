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
		contents: "export { GALLERY } from './gallery';\nexport { DEFAULT_ACCENT, DEFAULT_TEXT, PIECES } from './gallery/parts';\nexport { contrast } from './engine/check/contrast';\nexport { BRANDING_FIELDS } from './gallery/galleryFields';\nexport { STARTER_TEMPLATE } from './gallery/starter';\nexport { OktaSignature } from './OktaSignature.node';\nexport { longValue } from '../../test/unit/OktaSignature/gallery/longValues';",
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

/** @type {Record<string, string>} */
export const COLORS = { 'Text, small print': loaded.exports.DEFAULT_TEXT, 'Names, links and labels': loaded.exports.DEFAULT_ACCENT };

/** The contrast of two colors. @type {(one: string, other: string) => number} */
export const contrast = loaded.exports.contrast;

/** A person and a company with the longest values that occur in practice, in every field of a template. */
export function longest(/** @type {GalleryTemplate} */ { fields, additionalFields }) {
	const { longValue } = loaded.exports;
	const names = [...fields, ...additionalFields];
	const values = Object.fromEntries(names.map((name) => [name, longValue(name)]));
	const branding = Object.fromEntries(Object.keys(loaded.exports.BRANDING_FIELDS).filter((name) => names.includes(name)).map((name) => [name, values[name]]));
	return { profile: { ...values, displayName: values.fullName }, branding };
}

/**
 * @param {GalleryTemplate} template
 * @param {Record<string, string>[]} profiles
 * @param {Record<string, string>} [branding]
 * @returns {Promise<{ html: string, length: number }[]>} in the same order
 * @throws {Error} if the node returns a warning, because pictures need clean data
 */
export async function sign(template, profiles, branding = companyWide) {
	const { items } = await n8n.runNode({
		nodeType: new loaded.exports.OktaSignature(),
		parameters: { templateSource: 'gallery', galleryTemplate: template.name, branding },
		input: profiles.map((profile) => ({ json: { profile } })),
	});
	const signatures = items.map(({ json }) => /** @type {any} */ (json.signature));
	const warnings = signatures.flatMap((signature) => signature.warnings);
	if (warnings.length > 0) throw new Error(`${template.name}: ${warnings.join('; ')}`);
	return signatures;
}
