/** The page next to the pictures: characters per template, and contrast of the colors. */
import { people } from './people.mjs';
import { COLORS, contrast, GALLERY, longest, sign } from './signatures.mjs';

/** Gmail's limit. */
const LIMIT = 10_000;

const BACKGROUNDS = ['#ffffff', '#1f1f1f'];

const number = (/** @type {number} */ count) => count.toLocaleString('en-US');

/** @param {string[]} cells */
const row = (cells) => `| ${cells.join(' | ')} |`;

/** @param {string[]} head @param {string[][]} rows */
const table = (head, rows) => [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');

/**
 * @returns {Promise<string>} Markdown
 * @throws {Error} when a signature is too long for Gmail, or text is too faint on white
 */
export async function figures() {
	const lengths = await Promise.all(
		GALLERY.map(async (template) => {
			const signatures = await sign(template, people.map(({ profile }) => profile));
			const { profile, branding } = longest(template);
			const [{ length }] = await sign(template, [profile], branding);
			if (length > LIMIT) throw new Error(`${template.name} has ${length} characters`);
			return [`[${template.title}](${template.name}.png)`, ...signatures.map((signature) => number(signature.length)), number(length)];
		}),
	);
	const colors = Object.entries(COLORS).map(([use, color]) => {
		const figures = BACKGROUNDS.map((background) => contrast(color, background));
		if (figures[0] < 4.5) throw new Error(`${color} is too faint on white`);
		return [use, `\`${color}\``, ...figures.map((figure) => `${figure.toFixed(2)}:1`)];
	});
	const button = contrast('#ffffff', COLORS['Names, links and labels']);
	return `# The gallery in figures

Written by \`npm run pictures\`.

## Characters of HTML

Gmail allows ${number(LIMIT)}. All templates but Compact show a logo, social networks as icons, a booking link, company details and a disclaimer. The last column has the longest values that occur in practice in every field: names of 100 characters, links of 240, six networks, and 1,500 characters of small print.

${table(['Template', ...people.map(({ kind }) => kind), 'Longest'], lengths)}

## Contrast

WCAG 2.2 AA asks for 4.5:1. No single color reaches more than 4.06:1 on both backgrounds, so these are readable on white first. Many email clients change colors in dark mode; #1f1f1f is the background of those that do not.

${table(['Text', 'Color', 'On white', 'On #1f1f1f'], colors)}

White on the button: ${button.toFixed(2)}:1.
`;
}
