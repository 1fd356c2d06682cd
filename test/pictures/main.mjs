/**
 * Takes screenshots of every gallery template, for review and for the README:
 *
 *     npm run pictures [-- template …]
 *
 * test/pictures/gallery/<template>.png  five users: light, dark, inverted, and on a phone
 * test/pictures/gallery/README.md       characters and contrast
 * test/pictures/signatures.png          all templates for one user
 *
 * SCALE=2 takes them as on a screen with twice the pixels, for a look at details.
 *
 * Needs Chromium (CHROMIUM or /usr/bin/chromium) and, for the same fonts as in the repository, Debian's fonts-noto-core and
 * fonts-noto-cjk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { root } from '../support/run.mjs';
import { serveImages } from './images.mjs';
import { figures } from './figures.mjs';
import { comparison, overview } from './pages.mjs';
import { people } from './people.mjs';
import { withPalette } from './png.mjs';
import { GALLERY, sign } from './signatures.mjs';

const folder = join(root, 'test', 'pictures');
const wanted = process.argv.slice(2);

/**
 * @param {import('playwright-core').Page} page
 * @param {string} html
 * @param {string} name - relative to test/pictures, without extension
 * @param {string} element - selector of the element to capture
 */
async function photograph(page, html, name, element) {
	const file = join(folder, `${name}.png`);
	await page.setContent(html, { waitUntil: 'networkidle' });
	const png = withPalette(await page.locator(element).first().screenshot());
	writeFileSync(file, png);
	console.log(`${file}  ${Math.round(png.length / 1024)} KB`);
}

async function main() {
	const templates = GALLERY.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
	if (templates.length === 0) throw new Error(`Unknown template. Available: ${GALLERY.map(({ name }) => name).join(', ')}`);
	mkdirSync(join(folder, 'gallery'), { recursive: true });
	const browser = await chromium.launch({
		executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
	try {
		const page = await browser.newPage({ viewport: { width: 2240, height: 1000 }, deviceScaleFactor: Number(process.env.SCALE ?? 1) });
		/** @type {string[]} */
		const unknown = [];
		await serveImages(page, unknown);
		for (const template of templates) {
			const signatures = await sign(template, people.map(({ profile }) => profile));
			const rows = signatures.map(({ html, length }, i) => ({ kind: people[i].kind, html, length }));
			await photograph(page, comparison(template.title, rows), `gallery/${template.name}`, 'table');
		}
		if (wanted.length === 0) {
			const cards = GALLERY.map(async (template) => {
				const { profile } = people.find(({ showcase }) => showcase === template.name) ?? people[0];
				const [{ html }] = await sign(template, [profile]);
				return { ...template, html };
			});
			const sharp = await browser.newPage({ viewport: { width: 1300, height: 1000 }, deviceScaleFactor: 1.5 });
			await serveImages(sharp, unknown);
			await photograph(sharp, overview(await Promise.all(cards)), 'signatures', 'main');
			writeFileSync(join(folder, 'gallery', 'README.md'), await figures());
		}
		if (unknown.length > 0) throw new Error(`test/pictures/images.mjs has no image for ${[...new Set(unknown)].join(', ')}`);
	} finally {
		await browser.close();
	}
}

try {
	await main();
} catch (error) {
	console.error(`\n${error instanceof Error ? error.message : error}`);
	process.exitCode = 1;
}
