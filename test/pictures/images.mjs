/**
 * Replacements for images that a company hosts. The templates keep their https addresses and the browser gets these. They are
 * SVG because only size and position matter here; mails need PNG or JPEG.
 */

/** @param {number} width @param {number} height @param {string} drawing */
const svg = (width, height, drawing) => `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${drawing}</svg>`;

const logo = svg(
	240, 80,
	'<path d="M0 76 40 4l40 72H56L40 46 24 76z" fill="#2f6fb5"/><path d="M40 4 80 76H56L40 46z" fill="#2a9d8f"/><text x="92" y="60" font-family="Noto Sans,Arial" font-size="54" font-weight="bold" letter-spacing="-1" fill="#7a8699">acme</text>',
);

/** @param {string} back @param {string} hair @param {string} skin @param {string} shirt */
const portrait = (back, hair, skin, shirt) =>
	svg(
		176, 176,
		`<rect width="176" height="176" fill="${back}"/><circle cx="88" cy="72" r="46" fill="${hair}"/><path d="M12 190c0-52 34-74 76-74s76 22 76 74z" fill="${shirt}"/><path d="M70 100h36v28a18 18 0 0 1-36 0z" fill="${skin}"/><ellipse cx="88" cy="80" rx="31" ry="37" fill="${skin}"/><path d="M54 74c2-34 66-38 68 0-12-4-20-12-26-22-8 12-24 20-42 22z" fill="${hair}"/>`,
	);

/** @param {string} color @param {string} drawing */
const icon = (color, drawing) => svg(44, 44, `<rect width="44" height="44" rx="9" fill="${color}"/>${drawing}`);

/** Images by the end of their address. */
const images = new Map([
	['/logo.png', logo],
	['/ada.png', portrait('#d9e6f5', '#5b3a29', '#f0c9a8', '#2f6fb5')],
	['/maximiliane.png', portrait('#efe3d2', '#c79a4a', '#f4d5b8', '#6d597a')],
	['/noa.png', portrait('#dcefe9', '#2f2a2a', '#dfae86', '#2a9d8f')],
	['/misaki.png', portrait('#f3dfe3', '#23201f', '#f2cfae', '#b56576')],
	['/linkedin.png', icon('#2a74c0', '<path d="M10 17h5v17h-5zM12.5 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM18 17h5v2.5c1-2 3-3 5-3 5 0 6 3 6 8V34h-5v-8.5c0-2.5-.5-4.5-3-4.5s-3 2-3 4.5V34h-5z" fill="#fff"/>')],
	['/x.png', icon('#5d6673', '<path d="m12 12 20 21M32 12 12 33" stroke="#fff" stroke-width="4"/>')],
	['/instagram.png', icon('#c2477f', '<rect x="11" y="11" width="22" height="22" rx="6" fill="none" stroke="#fff" stroke-width="3"/><circle cx="22" cy="22" r="5" fill="none" stroke="#fff" stroke-width="3"/><circle cx="28.5" cy="15.5" r="1.7" fill="#fff"/>')],
	['/youtube.png', icon('#cf3b33', '<path d="M9 14h26v17H9z" fill="#fff"/><path d="m19 18 8 4.5-8 4.5z" fill="#cf3b33"/>')],
	['/facebook.png', icon('#3b63b8', '<path d="M24 36V24h5l1-5h-6v-3c0-2 1-3 3-3h3V9h-4c-5 0-7 3-7 7v3h-4v5h4v12z" fill="#fff"/>')],
	['/github.png', icon('#4a5260', '<path d="m17 13-8 9 8 9M27 13l8 9-8 9" fill="none" stroke="#fff" stroke-width="4"/>')],
	['/banner.png', svg(960, 240, '<rect width="960" height="240" rx="16" fill="#2f6fb5"/><circle cx="850" cy="40" r="170" fill="#2a9d8f"/><text x="48" y="112" font-family="Noto Sans,Arial" font-size="52" font-weight="bold" fill="#fff">Acme Summit 2027</text><text x="48" y="170" font-family="Noto Sans,Arial" font-size="32" fill="#e6f0fa">Berlin · 14–16 June · register now</text>')],
]);

/**
 * Answers every https request of a page from memory.
 *
 * @param {import('playwright-core').Page} page
 * @param {string[]} unknown - receives the addresses that have no image here
 */
export async function serveImages(page, unknown) {
	await page.route(/^https:/, (route) => {
		const url = route.request().url();
		const body = images.get(url.slice(url.lastIndexOf('/')));
		if (body === undefined) unknown.push(url);
		return body === undefined ? route.abort() : route.fulfill({ contentType: 'image/svg+xml', body });
	});
}
