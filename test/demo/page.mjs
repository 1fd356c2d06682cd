/**
 * demo-output/index.html: every signature on a card, as it looks in a mail.
 */

const escape = (/** @type {unknown} */ text) =>
	String(text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/**
 * @typedef {{ login: string, file: string, html: string, missing: string[], completeness: number }} Card -
 *   `file`: name of its .htm and .txt without extension; `html`: the rendered signature
 */

/** @returns {string} */
function card(/** @type {Card} */ { login, file, html, missing, completeness }) {
	const percent = Math.round(completeness * 100);
	const link = escape(encodeURIComponent(file));
	return `<article class="${missing.length > 0 ? 'incomplete' : 'complete'}">
<h2>${escape(login)}</h2>
<div class="signature"><template shadowrootmode="open">${html}</template></div>
<footer>${missing.length > 0 ? `<span class="mark" title="Share of the template's fields that have a value in Okta">${percent}%</span> <span>missing: ${escape(missing.join(', '))}</span>` : '<span>complete</span>'}
<span class="files"><a href="${link}.htm">.htm</a> <a href="${link}.txt">.txt</a></span></footer>
</article>`;
}

/**
 * Renders the page. Each signature is in a shadow root, so that the page's styles do not affect it. The page needs no script.
 *
 * @param {Card[]} cards
 * @param {{ template: string, org: string }} about
 * @returns {string}
 */
export function page(cards, { template, org }) {
	const incomplete = cards.filter(({ missing }) => missing.length > 0).length;
	return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${cards.length} signatures from Okta</title>
<style>
:root { --ink: #1b1f2a; --soft: #667085; --line: #e3e6ec; --amber: #b54708; --amber-back: #fff6e5; }
* { box-sizing: border-box; }
body { margin: 0; background: #f5f6f9; color: var(--ink); font: 15px/1.45 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
main, body > header { max-width: 1400px; margin: 0 auto; padding: 0 24px; }
body > header { padding-top: 32px; padding-bottom: 20px; }
h1 { margin: 0 0 4px; font-size: 26px; letter-spacing: -0.01em; }
body > header p { margin: 0; color: var(--soft); }
.counts { display: flex; flex-wrap: wrap; gap: 8px 28px; align-items: center; margin-top: 18px; }
.counts b { font-size: 20px; margin-right: 4px; }
.counts label { margin-left: auto; cursor: pointer; }
main { display: grid; align-items: start; grid-template-columns: repeat(auto-fill, minmax(min(100%, 420px), 1fr)); gap: 18px; padding-bottom: 48px; }
article { background: #fff; border: 1px solid var(--line); border-radius: 10px; display: flex; flex-direction: column; overflow: hidden; content-visibility: auto; contain-intrinsic-size: auto 260px; }
h2 { margin: 0; padding: 9px 16px; border-bottom: 1px solid var(--line); font-size: 13px; font-weight: 500; color: var(--soft); overflow-wrap: anywhere; }
.signature { flex: 1; padding: 16px; overflow-x: auto; }
footer { display: flex; gap: 8px; align-items: baseline; padding: 8px 16px; border-top: 1px solid var(--line); color: var(--soft); font-size: 13px; }
.incomplete { border-color: #f2c279; }
.incomplete footer { background: var(--amber-back); color: var(--amber); }
.mark { font-weight: 600; white-space: nowrap; }
.files { margin-left: auto; white-space: nowrap; }
a { color: #1d4fd8; }
body:has(#only:checked) .complete { display: none; }
</style>
</head>
<body>
<header>
<h1>Signatures from Okta</h1>
<p>Read from ${escape(org)} and rendered with the template “${escape(template)}” by a real n8n</p>
<div class="counts"><span><b>${cards.length}</b> users</span><span><b>${cards.length - incomplete}</b> complete</span><span><b>${incomplete}</b> incomplete</span>
<label><input type="checkbox" id="only"> Show only incomplete ones</label></div>
</header>
<main>
${cards.map(card).join('\n')}
</main>
</body>
</html>
`;
}
