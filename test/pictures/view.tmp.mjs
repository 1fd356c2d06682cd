import { chromium } from 'playwright-core';
import { serveImages } from './images.mjs';
import { people, companyWide } from './people.mjs';
import { GALLERY, sign } from './signatures.mjs';
const [out, scale, width, kinds, bg, ...names] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--headless','--no-sandbox','--disable-gpu','--disable-quic'] });
const page = await browser.newPage({ viewport: { width: 1500, height: 800 }, deviceScaleFactor: Number(scale) });
await serveImages(page, []);
const templates = GALLERY.filter((t) => names.length === 0 || names.includes(t.name));
const list = people.filter((p) => kinds === 'all' || kinds.split(',').includes(p.kind));
let cells = '';
for (const t of templates) { const s = await sign(t, list.map((p) => p.profile)); s.forEach(({ html, length }, i) => { cells += `<div style="width:${width}px;padding:16px;background:${bg};border:1px solid #ccc;overflow:hidden"><div style="font:10px Arial;color:#999">${t.name} ${list[i].kind} ${length}</div><template shadowrootmode="open"></template>${html}</div>`; }); }
await page.setContent(`<!DOCTYPE html><meta charset=utf-8><body style="margin:0"><main style="display:flex;flex-wrap:wrap;gap:8px;align-items:flex-start">${cells.replaceAll('<template shadowrootmode="open"></template>', '')}</main>`, { waitUntil: 'networkidle' });
await page.locator('main').screenshot({ path: out });
await browser.close();
