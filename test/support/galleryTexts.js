const { readFileSync } = require('node:fs');
const { join } = require('node:path');

/** Where the page stands. */
const PAGE = join(__dirname, '..', '..', 'nodes', 'OktaSignature', 'gallery', 'TEMPLATES.md');

/** @typedef {Pick<import('../../nodes/OktaSignature/gallery/galleryTemplate').GalleryTemplate, 'name' | 'title' | 'description' | 'html' | 'text'>} GalleryTemplate */

/**
 * A page with the texts of all gallery templates, to copy them into a template of one's own.
 * @param {readonly GalleryTemplate[]} gallery
 * @param {string} starter what a custom template begins with
 * @param {Readonly<Record<string, string>>} pieces parts of the gallery, by name
 */
const galleryTexts = (gallery, starter, pieces) => {
	/** @param {string} text @param {string} [language] */
	const code = (text, language = '') => `\`\`\`${language}\n${text.trimEnd()}\n\`\`\`\n`;
	const sections = gallery.map(
		({ title, description, html, text }) =>
			`## ${title}\n\n${description}.\n\n${code(html, 'html')}\n<details><summary>Text Template</summary>\n\n${code(text)}\n</details>\n`,
	);
	const parts = Object.entries(pieces).map(([name, html]) => `### ${name}\n\n${code(html, 'html')}`);
	return [
		'<!-- Written by "npm run gallery". Changes are lost. -->\n',
		'# Texts of the gallery templates\n',
		`To start from a gallery template, set **Template Source** to *Custom*, and copy one of the texts below into **Template**. Its text version goes into the option **Text Template**. Fields of the gallery, such as \`{{website}}\`, are then ordinary fields: set them under **Branding**, or add smart fields of that name with the format *URL* for links. For right-to-left scripts, choose a **Direction** under **Branding**.\n`,
		...sections,
		'## Parts\n',
		'A custom template can include these as they are: `{{> logo}}`, `{{> contact}}`, `{{> social}}` and `{{> disclaimer}}`. To change one, copy it into a partial of the same name.\n',
		...parts,
		'## The example in a new custom template\n',
		code(starter, 'html'),
	].join('\n');
};

/** The page as it was written last. */
const writtenPage = () => readFileSync(PAGE, 'utf8');

module.exports = { PAGE, galleryTexts, writtenPage };
