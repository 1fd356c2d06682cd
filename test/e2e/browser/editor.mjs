/**
 * n8n's editor as a user sees it in a browser. Elements are found by the `data-test-id`s of n8n 2.41.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { withPalette } from '../../pictures/png.mjs';
import { outputDir } from '../../support/run.mjs';
import { owner } from '../n8n/session.mjs';
import { Canvas } from './canvas.mjs';
import { startChromium } from './chromium.mjs';
import { NodeWindow } from './nodeWindow.mjs';

/** The folder for screenshots. The ones that the README uses are kept as test/pictures/editor-*.png. */
const screenshotDir = join(outputDir, 'screenshots');

const SAVE_TIMEOUT_MS = 15_000;
const POLL_MS = 200;

/** Hides toasts and hints that cover the picture, and the scroll bar that a shadow at the window's edge causes. */
const TIDY = '.el-notification, .n8n-tooltip { display: none } html { overflow: hidden }';

/** A browser in which the owner is logged in. */
export class Browser {
	/**
	 * @param {Awaited<ReturnType<typeof startChromium>>} chromium
	 * @param {import('../stage.mjs').Stage} stage
	 */
	constructor(chromium, stage) {
		this.chromium = chromium;
		this.stage = stage;
	}

	/**
	 * @param {import('../stage.mjs').Stage} stage - closes the browser when it closes
	 * @returns {Promise<Browser>}
	 */
	static async open(stage) {
		rmSync(screenshotDir, { recursive: true, force: true });
		mkdirSync(screenshotDir, { recursive: true });
		const chromium = await startChromium();
		stage.onClose(chromium.close);
		const page = await chromium.context.newPage();
		await page.goto(`${stage.n8n.url}/signin`);
		await page.locator('input[name=emailOrLdapLoginId]').fill(owner.email);
		await page.locator('input[type=password]').fill(owner.password);
		await page.getByTestId('form-submit-button').click();
		await page.waitForURL((url) => !url.pathname.startsWith('/signin'));
		await page.close();
		return new Browser(chromium, stage);
	}

	/**
	 * Runs something in a new tab. Takes a screenshot if it fails.
	 *
	 * @template T
	 * @param {string} name - of the picture
	 * @param {(editor: Editor) => Promise<T>} work
	 * @returns {Promise<T>}
	 */
	async inEditor(name, work) {
		const editor = new Editor(await this.chromium.context.newPage(), this.stage);
		try {
			return await work(editor);
		} catch (error) {
			await editor.photograph(`failed-${name}`, { tidy: false });
			throw error;
		} finally {
			await editor.page.close();
		}
	}
}

/** A tab with the workflow editor. */
export class Editor {
	/**
	 * @param {import('playwright-core').Page} page
	 * @param {import('../stage.mjs').Stage} stage
	 */
	constructor(page, stage) {
		this.page = page;
		this.stage = stage;
	}

	/** Opens an empty workflow with the node search panel. */
	async openPanel() {
		await this.page.goto(`${this.stage.n8n.url}/workflow/new`);
		await this.page.getByTestId('canvas-plus-button').first().click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/**
	 * Types into the panel's search and waits for the results.
	 *
	 * @param {string} text
	 * @param {string} first - part of the name or description of the expected first result
	 * @returns {Promise<{ name: string, description: string }[]>} the results from top to bottom
	 */
	async searchPanel(text, first) {
		const items = this.page.getByTestId('item-iterator-item');
		await this.page.getByTestId('node-creator-search-bar').fill(text);
		await items.first().filter({ hasText: first }).waitFor();
		const texts = await items.allInnerTexts();
		return texts.map((text) => {
			const [name, description = ''] = text.split(/\s*\n\s*/);
			return { name, description };
		});
	}

	/**
	 * Adds a node from the panel.
	 *
	 * @param {string} name - as the panel shows it
	 * @param {string} action - the action, as the panel lists it
	 * @returns {Promise<NodeWindow>} the node's window, which opens automatically
	 */
	async addFromPanel(name, action) {
		await this.page.getByTestId('node-creator').getByText(name, { exact: true }).click();
		await this.page.getByTestId('node-creator').getByText(action, { exact: true }).click();
		return new NodeWindow(this.page).opened();
	}

	/**
	 * Opens the panel for a node behind another one.
	 *
	 * @param {string} node - the name of the one before
	 */
	async addBehind(node) {
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).getByTestId('canvas-handle-plus').click();
		await this.page.getByTestId('node-creator-search-bar').waitFor();
	}

	/** Counts the clicks from now on. @returns {Promise<() => Promise<number>>} how many there were */
	async countClicks() {
		let clicks = 0;
		await this.page.exposeFunction('countClick', () => void clicks++);
		await this.page.addInitScript(() => addEventListener('click', () => /** @type {any} */ (window).countClick(), true));
		return async () => clicks;
	}

	/**
	 * Stores a workflow and opens it.
	 *
	 * @param {{ name: string }} workflow - as in a workflow file
	 * @returns {Promise<Canvas>}
	 */
	async openCanvas(workflow) {
		const { id } = await this.stage.session.importWorkflow(workflow);
		await this.page.goto(`${this.stage.n8n.url}/workflow/${id}`);
		return new Canvas(this.page).opened();
	}

	/**
	 * Stores a workflow and opens one of its nodes.
	 *
	 * @param {{ name: string }} workflow - as in a workflow file
	 * @param {string} node - its name
	 * @returns {Promise<NodeWindow>}
	 */
	async openNode(workflow, node) {
		const { id } = await this.stage.session.importWorkflow(workflow);
		return this.openStoredNode(id, node);
	}

	/**
	 * Opens another node of the workflow that is shown.
	 *
	 * @param {string} node - its name
	 * @returns {Promise<NodeWindow>}
	 */
	async switchNode(node) {
		return this.openStoredNode(this.workflowId, node);
	}

	/** @param {string} id - of the workflow @param {string} node - its name @returns {Promise<NodeWindow>} */
	async openStoredNode(id, node) {
		await this.page.goto(`${this.stage.n8n.url}/workflow/${id}`);
		await this.page.locator(`[data-test-id=canvas-node][data-node-name="${node}"]`).dblclick();
		return new NodeWindow(this.page).opened();
	}

	/** The workflow that is shown. */
	get workflowId() {
		return new URL(this.page.url()).pathname.split('/')[2];
	}

	/**
	 * Waits until n8n has automatically saved the expected parameters of a node.
	 *
	 * @param {string} node - its name
	 * @param {(parameters: any) => boolean} expected
	 * @returns {Promise<any>} the stored parameters; after 15 s the current ones, expected or not
	 */
	async savedParameters(node, expected) {
		const id = this.workflowId;
		for (const deadline = Date.now() + SAVE_TIMEOUT_MS; ; await sleep(POLL_MS)) {
			const { nodes } = await this.stage.session.api('GET', `/workflows/${id}`);
			const { parameters } = nodes.find((/** @type {any} */ { name }) => name === node);
			if (expected(parameters) || Date.now() > deadline) return parameters;
		}
	}

	/**
	 * @param {string} name - of the file in test-output/screenshots, without ending
	 * @param {{ tidy?: boolean, of?: import('playwright-core').Locator }} [options] - `tidy` (true): without n8n's temporary messages; `of`: a part
	 *   of the page
	 */
	async photograph(name, { tidy = true, of } = {}) {
		const png = await (of ?? this.page).screenshot({ animations: 'disabled', ...(tidy && { style: TIDY }) });
		writeFileSync(join(screenshotDir, `${name}.png`), withPalette(png));
	}
}
