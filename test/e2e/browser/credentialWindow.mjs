/**
 * The credential window and the pop-up that its "Connect" button opens.
 */

export class CredentialWindow {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.modal = page.getByTestId('editCredential-modal');
		/** The visible window. */
		this.dialog = this.modal.getByRole('dialog').or(this.modal).last();
		this.connected = this.modal.getByTestId('oauth-connect-success-banner');
	}

	/** @returns {Promise<this>} once it is ready */
	async opened() {
		await this.field('clientId').waitFor();
		// Meanwhile n8n generates the new credential's name. It cannot create a credential without one.
		await this.modal.getByTestId('credential-name').filter({ hasText: /\S/ }).waitFor();
		return this;
	}

	/** @param {string} name @returns {import('playwright-core').Locator} */
	field(name) {
		return this.modal.getByTestId(`parameter-input-${name}`).locator('input');
	}

	/**
	 * Selects an entry of a list with several choices.
	 *
	 * @param {string} name - of the parameter
	 * @param {string} option - its first words
	 */
	async choose(name, option) {
		await this.modal.getByTestId(`parameter-input-${name}`).click();
		await this.page.getByRole('option').filter({ visible: true, hasText: option }).first().click();
		// Closes the list. Escape would close the window as well.
		await this.modal.getByTestId('credential-name').click();
	}

	/**
	 * Clicks "Connect", which n8n shows once the required fields are filled.
	 *
	 * @returns {Promise<import('playwright-core').Page>} the pop-up
	 */
	async pressConnect() {
		const popup = this.page.waitForEvent('popup');
		await this.modal.getByTestId('oauth-not-connected-banner').getByRole('button', { name: 'Connect', exact: true }).click();
		return popup;
	}

	/**
	 * Clicks "Switch account", the only way to reconnect in n8n 2.41.
	 *
	 * @returns {Promise<import('playwright-core').Page>} the pop-up
	 */
	async pressSwitchAccount() {
		const popup = this.page.waitForEvent('popup');
		await this.modal.getByRole('button', { name: 'Switch account', exact: true }).click();
		return popup;
	}

	/**
	 * Accepts Okta's consent request.
	 *
	 * @param {import('playwright-core').Page} popup - n8n closes it, and also this window if the credential is new
	 */
	async allow(popup) {
		const closed = popup.waitForEvent('close');
		await popup.getByRole('button', { name: 'Allow access' }).click();
		await closed;
	}

	/** Closes the window. Escape would close the node's window as well. */
	async close() {
		await this.modal.locator('.el-dialog__headerbtn').click();
		await this.closed();
	}

	/** Waits until the window is closed. */
	async closed() {
		await this.modal.waitFor({ state: 'hidden' });
	}
}
