/**
 * What all rendering contestants share: the measurement, and the people of the sandbox's org.
 */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { createPerson } from '../../sandbox/people/people.mjs';

/** @typedef {{ people: number, warmUp: number, core: string, packageDir: string }} RenderOptions - `core`: a file with the engine and the gallery */
/** @typedef {{ html: string, text: string }} Rendered */

const require = createRequire(import.meta.url);

/** Profiles as the sandbox sends them, without empty attributes. @param {number} seed @param {number} count @returns {Record<string, unknown>[]} */
const profilesOf = (seed, count) => Array.from({ length: count }, (_, index) => JSON.parse(JSON.stringify(createPerson(seed, index).profile)));

/**
 * The engine as the node uses it.
 *
 * @param {string} file
 * @returns {{ core: any, classic: any, compiled: any, settings: () => any }} settings: creates settings for one execution
 */
export function signatureCore(file) {
	const core = require(file);
	const classic = core.GALLERY.find((/** @type {{ name: string }} */ { name }) => name === 'classic');
	const compiled = core.compile({ ...classic, reason: '' });
	return { core, classic, compiled, settings: () => ({ smartFields: new Map(), phoneRegion: '', phones: new core.Phones(), today: '2026-01-31' }) };
}

/**
 * @param {RenderOptions} options
 * @param {typeof import('../child.mjs').meter} meter
 * @param {(profiles: Record<string, unknown>[]) => () => Promise<Rendered[]>} prepare - returns a function that renders them
 * @returns {Promise<{ people: number, alike: number, usage: import('../child.mjs').Usage, digest: string }>} alike: how many signatures are identical to the engine's
 */
export async function contestOfRenderers({ people, warmUp, core: file }, meter, prepare) {
	await prepare(profilesOf(2, warmUp))();
	const profiles = profilesOf(1, people);
	const { result, usage } = await meter(prepare(profiles));
	const { core, compiled, settings } = signatureCore(file);
	const shared = settings();
	const alike = result.filter(({ html, text }, index) => {
		const { signature } = core.render(compiled, profiles[index], shared, '');
		return signature.html === html && signature.text === text;
	}).length;
	const digest = createHash('sha256').update(result.map(({ html }) => html).join('\n')).digest('hex');
	return { people: result.length, alike, usage, digest };
}
