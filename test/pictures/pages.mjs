/**
 * Pages for screenshots. Each signature is in a shadow root, so that the page's styles do not affect it.
 */

/** @param {string} html @param {string} [style] */
const isolated = (html, style = '') => `<div class="signature"><template shadowrootmode="open">${style}${html}</template></div>`;

/** Applied to images again, it restores them. */
const INVERT = 'filter: invert(1) hue-rotate(180deg);';

/** @param {string} body @param {string} styles */
const page = (body, styles) => `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><style>
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.4 "Noto Sans", Arial, sans-serif; color: #1b1f2a; background: #eef1f5; }
.dark { background: #1f1f1f; }
.signature { all: initial; display: block; }
${styles}</style></head><body>${body}</body></html>`;

/**
 * One template for all users: on white, on a dark background, inverted as some mail apps do with everything except images, and 320 pixels wide.
 *
 * @param {string} title
 * @param {{ kind: string, html: string, length: number }[]} signatures
 * @returns {string}
 */
export function comparison(title, signatures) {
	const rows = signatures.map(
		({ kind, html, length }) =>
			`<tr><th>${kind}<br><small>${length.toLocaleString('en-US')} characters</small></th><td>${isolated(html)}</td><td class="dark">${isolated(html)}</td><td class="inverted">${isolated(html, `<style>img { ${INVERT} }</style>`)}</td><td>${isolated(html)}</td></tr>`,
	);
	return page(
		`<table><thead><tr><th>${title}</th><td>Light</td><td>Dark</td><td>Dark, colors inverted by the app</td><td>320 pixels</td></tr></thead>${rows.join('')}</table>`,
		`table { border-collapse: separate; border-spacing: 8px; table-layout: fixed; width: 2200px; }
th { width: 104px; text-align: left; vertical-align: top; padding-top: 10px; font-size: 13px; } small { font-weight: normal; color: #667085; font-size: 11px; }
thead td { color: #667085; font-size: 13px; } thead td:last-child { width: 348px; } tbody td { background: #fff; padding: 14px; vertical-align: top; overflow: hidden; }
tbody td.dark { background: #1f1f1f; } tbody td.inverted { ${INVERT} }`,
	);
}

/**
 * Every template once, each on a card that is half light and half dark.
 *
 * @param {{ title: string, description: string, html: string }[]} signatures
 * @returns {string}
 */
export function overview(signatures) {
	const cards = signatures.map(
		({ title, description, html }) =>
			`<article><h2>${title}<span>${description}</span></h2><div class="light">${isolated(html)}</div><div class="dark">${isolated(html)}</div></article>`,
	);
	return page(
		`<main>${cards.join('')}</main>`,
		`main { width: 1240px; padding: 20px; display: flex; flex-direction: column; gap: 16px; }
article { display: grid; grid-template-columns: 1fr 1fr; background: #fff; border-radius: 12px; overflow: hidden; border: 1px solid #dde2ea; }
h2 { grid-column: 1 / 3; margin: 0; padding: 10px 20px; font-size: 15px; border-bottom: 1px solid #e6e9ef; background: #fafbfc; } h2 span { margin-left: 12px; font-weight: normal; font-size: 13px; color: #667085; }
.light, .dark { padding: 20px; }`,
	);
}
