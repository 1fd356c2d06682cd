/** The preview page on a webhook, opened in a browser. */
import assert from 'node:assert/strict';
import { exampleStage, PAGE_LOGIN } from '../../standIns/stage.mjs';
import { startChromium } from '../../browser/chromium.mjs';

/** @type {import('../../runner.mjs').Step<import('../../stage.mjs').Stage>[]} */
export const steps = [
	{
		name: 'example preview-page: shows everyone in a browser, with filters and search, to those who have the password',
		async run(suite) {
			const stage = await exampleStage(suite);
			const workflow = await stage.fillIn('preview-page');
			await stage.activate(workflow);
			const path = '/webhook/signature-preview';
			assert.equal((await stage.session.fetch(path)).status, 401);
			const active = await stage.active();
			const login = Buffer.from(`${PAGE_LOGIN.user}:${PAGE_LOGIN.password}`).toString('base64');
			const { context, close } = await startChromium();
			try {
				await context.setExtraHTTPHeaders({ authorization: `Basic ${login}` });
				const page = await context.newPage();
				/** @type {string[]} */
				const complaints = [];
				page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
				page.on('pageerror', ({ message }) => complaints.push(message));
				const response = await page.goto(new URL(path, stage.session.server.url).href);
				assert.equal(response?.status(), 200);
				assert.match(response?.headers()['content-type'] ?? '', /^text\/html/);
				const articles = page.locator('article:visible');
				assert.equal(await articles.count(), active.length);
				assert.equal(await page.locator('h1').innerText(), 'Signature preview');
				const [{ profile }] = active;
				await page.getByRole('searchbox').fill(profile.email.toUpperCase());
				assert.equal(await articles.count(), 1);
				assert.ok((await articles.first().innerText()).includes(profile.email));
				// Playwright looks into open shadow roots: the signature itself is drawn, on light and on dark.
				assert.equal(await articles.locator('.signature').getByText(profile.email, { exact: true }).count(), 2);
				await page.getByRole('searchbox').fill('nobody has this name');
				await page.getByText('Nobody matches this filter and search.').waitFor();
				await page.getByRole('searchbox').fill('');
				const incomplete = await page.locator('article.incomplete').count();
				assert.ok(incomplete > 0 && incomplete < active.length);
				await page.getByText('Incomplete', { exact: false }).first().click();
				assert.equal(await articles.count(), incomplete);
				assert.deepEqual(complaints, []);
			} finally {
				await close();
				await stage.session.deactivate(workflow);
			}
			return `${active.length} people`;
		},
	},
];
