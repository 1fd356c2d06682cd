/**
 * The node window: input, parameters and output.
 */
import { CredentialWindow } from './credentialWindow.mjs';

/** How many pages of a list to load, so that an endless list fails. */
const MAX_PAGES = 20;

/** How often to open a list, and how long to wait before opening it again. */
const MAX_OPENINGS = 10;
const REOPEN_MS = 3000;

export class NodeWindow {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.ndv = page.getByTestId('ndv');
		this.output = page.getByTestId('output-panel');
		/** In the list that is open. */
		this.options = page.getByRole('option').filter({ visible: true });
	}

	/** @returns {Promise<this>} once it is ready */
	async opened() {
		await this.ndv.getByTestId('node-parameters').waitFor();
		return this;
	}

	/** @param {string} name @returns {import('playwright-core').Locator} */
	parameter(name) {
		return this.ndv.getByTestId(`parameter-input-${name}`);
	}

	/**
	 * @param {string} parameter
	 * @param {string | RegExp} option - its first words
	 */
	async choose(parameter, option) {
		const wanted = this.options.filter({ hasText: option }).first();
		// n8n closes the open list when options arrive from Okta.
		for (let attempt = 1; !(await wanted.isVisible()); attempt++) {
			if (attempt > MAX_OPENINGS) throw new Error(`The list of ${parameter} shows no ${option}`);
			await this.parameter(parameter).click();
			await wanted.waitFor({ timeout: REOPEN_MS }).catch(() => {});
		}
		await wanted.click();
	}

	/** Returns to the canvas. */
	async close() {
		await this.page.getByTestId('ndv-close-button').click();
		await this.ndv.waitFor({ state: 'hidden' });
	}

	/**
	 * Adds a parameter from a collection's "Add" list.
	 *
	 * @param {string | RegExp} title
	 * @param {string} [collection] - what the list adds
	 */
	async addOption(title, collection = 'Option') {
		await this.ndv.getByPlaceholder(new RegExp(`^add ${collection}$`, 'i')).click();
		await this.options.filter({ hasText: title }).first().click();
	}

	/**
	 * Adds an entry to a fixed collection. Its parameters are found like those of the node.
	 *
	 * @param {string} collection
	 * @param {string} title - of the button
	 */
	async addEntry(collection, title) {
		await this.ndv.getByTestId(`fixed-collection-${collection}`).getByRole('button', { name: title }).click();
	}

	/**
	 * Scrolls a resource locator's list until it shows an entry, and selects it.
	 *
	 * @param {string} parameter
	 * @param {string} text - part of the entry
	 * @returns {Promise<{ shownAtFirst: number, shown: number }>} how many entries the list had at first and at the end
	 */
	async scrollAndPick(parameter, text) {
		const items = this.page.getByTestId('rlc-item').filter({ visible: true });
		await this.ndv.getByTestId(`resource-locator-${parameter}`).getByTestId('rlc-input').click();
		await items.first().waitFor();
		const shownAtFirst = await items.count();
		const wanted = items.filter({ hasText: text });
		for (let page = 1; (await wanted.count()) === 0; page++) {
			const shown = await items.count();
			if (page > MAX_PAGES) throw new Error(`The list shows ${shown} entries, none of them with ${text}`);
			await items.last().scrollIntoViewIfNeeded();
			await items.nth(shown).waitFor();
		}
		const shown = await items.count();
		await wanted.scrollIntoViewIfNeeded();
		return { shownAtFirst, shown };
	}

	/**
	 * Types into the search of the open list.
	 *
	 * @param {string} text
	 * @param {string} expected - part of an entry to wait for
	 * @returns {Promise<string[]>} the entries
	 */
	async search(text, expected) {
		const items = this.page.getByTestId('rlc-item').filter({ visible: true });
		await this.page.getByTestId('rlc-search').filter({ visible: true }).fill(text);
		await items.filter({ hasText: expected }).first().waitFor();
		return items.allInnerTexts();
	}

	/**
	 * Selects a credential that exists. n8n selects one itself, which may be of another org.
	 *
	 * @param {string} name
	 */
	async selectCredential(name) {
		await this.ndv.getByTestId('node-credentials-select').click();
		const option = this.options.filter({ hasText: name });
		await option.click();
		await option.waitFor({ state: 'hidden' });
	}

	/** @returns {Promise<CredentialWindow>} for a new credential */
	async newCredential() {
		const none = this.ndv.getByTestId('node-credentials-empty-state');
		const some = this.ndv.getByTestId('node-credentials-select');
		await none.or(some).first().waitFor();
		if (await none.isVisible()) {
			await none.getByRole('button').click();
		} else {
			await some.click();
			await this.page.getByTestId('node-credentials-select-item-new').click();
		}
		return new CredentialWindow(this.page).opened();
	}

	/** @returns {Promise<CredentialWindow>} for the node's credential */
	async editCredential() {
		await this.ndv.getByTestId('credential-edit-button').click();
		return new CredentialWindow(this.page).opened();
	}

	/**
	 * Executes the node. Fails if the node fails.
	 *
	 * @returns {Promise<string>} the number of output items, as shown
	 */
	async execute() {
		await this.ndv.getByTestId('node-execute-button').click();
		const failure = this.output.getByTestId('node-error-message');
		// The output of the previous run stays until this one has ended.
		await this.output.getByTestId('node-run-status-success').waitFor().catch(async (timeout) => {
			throw (await failure.isVisible()) ? new Error(`The node says: ${await failure.innerText()}`) : timeout;
		});
		return (await this.output.getByTestId('run-data-item-count').innerText()).trim();
	}

	/**
	 * Executes the node and expects an error.
	 *
	 * @returns {Promise<{ message: string, description: string }>}
	 */
	async executeInVain() {
		await this.ndv.getByTestId('node-execute-button').click();
		const description = this.output.getByTestId('node-error-description');
		await description.waitFor();
		await this.ndv.getByTestId('node-execute-button').getByText('Execute step').waitFor();
		return { message: await this.output.getByTestId('node-error-message').innerText(), description: await description.innerText() };
	}

	/**
	 * @param {'schema' | 'table' | 'json' | 'binary'} view - the view of the output
	 */
	async show(view) {
		await this.output.getByTestId(`radio-button-${view}`).click();
	}

	/**
	 * Opens a file of the output from the Binary view.
	 *
	 * @param {string} name - the file's
	 * @returns {Promise<import('playwright-core').FrameLocator>}
	 */
	async viewFile(name) {
		await this.show('binary');
		const file = this.output.locator('[data-test-id^=ndv-binary-data]').filter({ hasText: name, has: this.page.getByTestId('ndv-view-binary-data') }).first();
		await file.getByTestId('ndv-view-binary-data').click();
		return this.output.frameLocator('iframe');
	}
}
