/**
 * The window of a credential, and the pop-up behind its "Connect".
 */

export class CredentialWindow {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.modal = page.getByTestId('editCredential-modal');
		/** What is to be seen of it. */
		this.dialog = this.modal.getByRole('dialog').or(this.modal).last();
		this.connected = this.modal.getByTestId('oauth-connect-success-banner');
	}

	/** @returns {Promise<this>} when it can be used */
	async opened() {
		await this.field('clientId').waitFor();
		// n8n thinks of a new credential's name meanwhile, and refuses to create one without
		await this.modal.getByTestId('credential-name').filter({ hasText: /\S/ }).waitFor();
		return this;
	}

	/** @param {string} name @returns {import('playwright-core').Locator} */
	field(name) {
		return this.modal.getByTestId(`parameter-input-${name}`).locator('input');
	}

	/**
	 * Presses "Connect", which n8n shows once the required fields are filled.
	 *
	 * @returns {Promise<import('playwright-core').Page>} the pop-up
	 */
	async pressConnect() {
		const popup = this.page.waitForEvent('popup');
		await this.modal.getByTestId('oauth-not-connected-banner').getByRole('button', { name: 'Connect', exact: true }).click();
		return popup;
	}

	/**
	 * Presses "Switch account", the only way that n8n 2.41 offers to connect once more.
	 *
	 * @returns {Promise<import('playwright-core').Page>} the pop-up
	 */
	async pressSwitchAccount() {
		const popup = this.page.waitForEvent('popup');
		await this.modal.getByRole('button', { name: 'Switch account', exact: true }).click();
		return popup;
	}

	/**
	 * Agrees to what Okta asks for.
	 *
	 * @param {import('playwright-core').Page} popup - n8n closes it, and this window too if the credential is a new one
	 */
	async allow(popup) {
		const closed = popup.waitForEvent('close');
		await popup.getByRole('button', { name: 'Allow access' }).click();
		await closed;
	}

	/** Closes the window; Escape would close the node's window as well. */
	async close() {
		await this.modal.locator('.el-dialog__headerbtn').click();
		await this.closed();
	}

	/** Waits until the window is closed. */
	async closed() {
		await this.modal.waitFor({ state: 'hidden' });
	}
}
