/** The page next to the pictures: characters per template, and contrast of the colors. */
import { people } from './people.mjs';
import { COLORS, GALLERY, longest, sign } from './signatures.mjs';

/** Gmail's limit. */
const LIMIT = 10_000;

const BACKGROUNDS = ['#ffffff', '#1f1f1f'];

/** Relative luminance. Source: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance @param {string} color - `#rrggbb` */
function luminance(color) {
	const [red, green, blue] = [1, 3, 5].map((start) => {
		const part = Number.parseInt(color.slice(start, start + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** @param {string} one @param {string} other */
export function contrast(one, other) {
	const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (light + 0.05) / (dark + 0.05);
}

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
