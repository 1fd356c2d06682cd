/**
 * The canvas of a workflow: its nodes and sticky notes as a user sees them.
 */

/** n8n's key for "zoom to fit". */
const FIT = '1';

/** Elements on the canvas: notes, and nodes with the labels below them. */
const THINGS = '[data-test-id=sticky], [data-test-id=canvas-default-node], [data-test-id=canvas-trigger-node]';

export class Canvas {
	/** @param {import('playwright-core').Page} page */
	constructor(page) {
		this.page = page;
		this.issues = page.getByTestId('node-issues');
	}

	/** @returns {Promise<this>} when everything is in view */
	async opened() {
		const things = this.page.locator(THINGS);
		await things.first().waitFor();
		await this.page.keyboard.press(FIT);
		// n8n animates the move.
		const place = () => things.last().evaluate((element) => JSON.stringify(element.getBoundingClientRect()));
		for (let before = ''; before !== (before = await place()); ) await this.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 300)));
		return this;
	}

	/**
	 * Finds elements that are hard to read.
	 *
	 * @returns {Promise<string[]>} names of notes whose text does not fit and of overlapping elements
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

	/** @returns {Promise<string[]>} the errors of the nodes marked red, one line each */
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
