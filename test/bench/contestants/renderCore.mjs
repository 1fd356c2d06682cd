/** The engine of Okta Signature alone: a compiled template and a profile in, a whole signature out. */
import { contestOfRenderers, signatureCore } from './renderers.mjs';

/** @param {import('./renderers.mjs').RenderOptions} options @param {typeof import('../child.mjs').meter} meter */
export function contest(options, meter) {
	const { core, compiled, settings } = signatureCore(options.core);
	return contestOfRenderers(options, meter, (profiles) => async () => {
		const shared = settings();
		return profiles.map((profile) => core.render(compiled, profile, shared, '').signature);
	});
}
