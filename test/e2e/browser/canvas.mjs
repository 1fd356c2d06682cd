/**
 * The canvas of a workflow: its nodes and sticky notes as somebody sees them.
 */

/** n8n's key for "zoom to fit". */
const FIT = '1';

/** Things on the canvas: notes, and nodes with what stands below them. */
const THINGS = '[data-test-id=sticky], [data-test-id=canvas-default-node], [data-test-id=canvas-trigger-node]';

export class Canvas {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.issues = page.getByTestId('node-issues');
	}

	/** @returns {Promise<this>} when all is in view */
	async opened() {
		const things = this.page.locator(THINGS);
		await things.first().waitFor();
		await this.page.keyboard.press(FIT);
		// n8n glides there
		const place = () => things.last().evaluate((element) => JSON.stringify(element.getBoundingClientRect()));
		for (let before = ''; before !== (before = await place()); ) await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
		return this;
	}

	/**
	 * What is hard to read.
	 *
	 * @returns {Promise<string[]>} notes whose text does not fit, and what lies on each other, by name
	 */
	async flaws() {
		return this.page.locator(THINGS).evaluateAll((elements) => {
			const things = elements.map((element) => ({
				name: element.closest('[data-node-name]')?.getAttribute('data-node-name') ?? '',
				box: element.getBoundingClientRect(),
				note: element.getAttribute('data-test-id') === 'sticky',
				tight: [...element.querySelectorAll('*')].some(({ scrollHeight, clientHeight }) => clientHeight > 0 && scrollHeight > clientHeight + 4),
			}));
			const tight = things.filter(({ note, tight }) => note && tight).map(({ name }) => `the text of ${name} does not fit`);
			const overlaps = things.flatMap(({ name, box }, index) =>
				things
					.slice(index + 1)
					.filter(({ box: other }) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom)
					.map((other) => `${name} and ${other.name} lie on each other`),
			);
			return [...tight, ...overlaps];
		});
	}

	/** @returns {Promise<string[]>} what n8n says of the nodes marked red, a line each */
	async saysOfRedNodes() {
		const says = [];
		for (const mark of await this.issues.all()) {
			await mark.locator('svg').hover();
			const tooltip = this.page.getByTestId('tooltip-content');
			const lines = tooltip.getByRole('listitem');
			await lines.first().waitFor();
			says.push(...(await lines.allInnerTexts()));
			await this.page.mouse.move(0, 0);
			await tooltip.waitFor({ state: 'hidden' });
		}
		return says;
	}
}
