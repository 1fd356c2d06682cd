/**
 * Starts Chromium with an empty profile: the one at CHROMIUM, or Debian's /usr/bin/chromium.
 */
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, selectors } from 'playwright-core';

const WAIT_MS = 30_000;

/** Wide enough for a README picture of n8n's node window with all three panels. */
const VIEWPORT = { width: 1440, height: 900 };

selectors.setTestIdAttribute('data-test-id');

/**
 * Starts Chromium. It may use the clipboard and waits up to 30 s for an element.
 *
 * @returns {Promise<{ context: import('playwright-core').BrowserContext, close: () => Promise<void> }>} rejects when there is no Chromium
 */
export async function startChromium() {
	const executablePath = process.env.CHROMIUM || '/usr/bin/chromium';
	if (!existsSync(executablePath)) {
		throw new Error(`There is no Chromium at ${executablePath}. Install it (Debian: apt-get install chromium), or set CHROMIUM to its path.`);
	}
	const profile = mkdtempSync(join(tmpdir(), 'okta-signatures-chromium-'));
	const context = await chromium.launchPersistentContext(profile, {
		executablePath,
		args: ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
		viewport: VIEWPORT,
		permissions: ['clipboard-read', 'clipboard-write'],
	});
	context.setDefaultTimeout(WAIT_MS);
	return {
		context,
		close: async () => {
			await context.close();
			rmSync(profile, { recursive: true, force: true });
		},
	};
}
