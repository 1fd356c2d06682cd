/** Plain mustache with parsed templates (HTML and text) and views that already contain all flags. */
import mustache from 'mustache';
import { FIELDS, plain, plainView, unbroken } from './plainClassic.mjs';
import { contestOfRenderers, signatureCore } from './renderers.mjs';

/** The same five characters that our engine escapes. mustache's own escape has three more and takes longer. @type {Record<string, string>} */
const ENTITIES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

const escapeHtml = (/** @type {unknown} */ value) => String(value).replace(/[&<>"']/g, (char) => ENTITIES[char]);

/** @param {import('./renderers.mjs').RenderOptions} options @param {typeof import('../child.mjs').meter} meter */
export function contest(options, meter) {
	const { core, classic, settings } = signatureCore(options.core);
	const html = plain(classic.html, 'html');
	const text = plain(classic.text, 'text');
	// the values of our fields for a person, clean, in one text
	const fields = { ...classic, html: '-', text: FIELDS.map((name) => `[{{${name}}}]`).join('\t') };
	const compiledFields = core.compile({ ...fields, reason: '' });
	return contestOfRenderers(options, meter, (profiles) => {
		const shared = settings();
		const views = profiles.map((profile) => {
			const values = core.render(compiledFields, profile, shared, '').signature.text.slice(1, -1).split(']\t[');
			const view = plainView(Object.fromEntries(FIELDS.map((name, index) => [name, values[index]])));
			return { view, htmlView: unbroken(view) };
		});
		return async () =>
			views.map(({ view, htmlView }) => ({
				html: mustache.render(html, htmlView, undefined, { escape: escapeHtml }).trim(),
				text: mustache.render(text, view, undefined, { escape: String }).trim(),
			}));
	});
}
