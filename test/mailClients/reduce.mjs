/** Reduces the data of caniemail.com to what Check Template needs: features of inline HTML that a widely used email client does not support. */

/**
 * A feature in caniemail's data. `stats` has, per family, platform and version, `y`, `n`, `a` (partial) or `u` (unknown),
 * followed by numbers of notes.
 *
 * @typedef {{ slug: string, title: string, stats: Record<string, Record<string, Record<string, string>>>, notes_by_num: Record<string, string> | null }} Feature
 */

/** Name, platform, and the family and platform in caniemail's data. A name's clients stand together. */
const CLIENTS = [
	['Outlook', 'Windows', 'outlook', 'windows'],
	['Outlook', 'Mac', 'outlook', 'macos'],
	['Outlook', 'web', 'outlook', 'outlook-com'],
	['Outlook', 'iOS', 'outlook', 'ios'],
	['Outlook', 'Android', 'outlook', 'android'],
	['Gmail', 'web', 'gmail', 'desktop-webmail'],
	['Gmail', 'iOS', 'gmail', 'ios'],
	['Gmail', 'Android', 'gmail', 'android'],
	['Apple Mail', 'macOS', 'apple-mail', 'macos'],
	['Apple Mail', 'iOS', 'apple-mail', 'ios'],
	['Thunderbird', '', 'thunderbird', 'macos'],
	['Samsung Email', '', 'samsung-email', 'android'],
	['Yahoo Mail', '', 'yahoo', 'desktop-webmail'],
	['Proton Mail', '', 'protonmail', 'desktop-webmail'],
];

/** Titles in caniemail's data that are not the name of one property. */
const PROPERTIES_BY_SLUG = {
	'css-block-inline-size': ['block-size', 'inline-size'],
	'css-border-inline-block': ['border-inline', 'border-block'],
	'css-border-inline-block-longhand': ['border-inline-color', 'border-inline-style', 'border-inline-width', 'border-block-color', 'border-block-style', 'border-block-width'],
	'css-border-inline-block-individual': ['border-inline-start', 'border-inline-end', 'border-block-start', 'border-block-end'],
	'css-border-radius-logical': ['border-start-start-radius', 'border-start-end-radius', 'border-end-start-radius', 'border-end-end-radius'],
	'css-flex-direction': ['flex-direction'],
	'css-flex-wrap': ['flex-wrap'],
	'css-gap': ['gap', 'column-gap', 'row-gap'],
	'css-grid-template': ['grid-template', 'grid-template-areas', 'grid-template-columns', 'grid-template-rows'],
	'css-left-right-top-bottom': ['left', 'right', 'top', 'bottom'],
	'css-margin-block-start-end': ['margin-block-start', 'margin-block-end'],
	'css-margin-inline-block': ['margin-inline', 'margin-block'],
	'css-margin-inline-start-end': ['margin-inline-start', 'margin-inline-end'],
	'css-max-height': ['max-height'],
	'css-min-height': ['min-height'],
	'css-min-width': ['min-width'],
	'css-padding-block-start-end': ['padding-block-start', 'padding-block-end'],
	'css-padding-inline-block': ['padding-inline', 'padding-block'],
	'css-padding-inline-start-end': ['padding-inline-start', 'padding-inline-end'],
};

/** Elements that show something of their own. Clients keep the content of others, such as `abbr`, `bdi`, `section` and `ruby`. */
const ELEMENTS_BY_SLUG = {
	'html-audio': ['audio'],
	'html-dialog': ['dialog'],
	'html-marquee': ['marquee'],
	'html-meter': ['meter'],
	'html-object': ['object'],
	'html-picture': ['picture'],
	'html-progress': ['progress'],
	'html-select': ['select'],
	'html-svg': ['svg'],
	'html-textarea': ['textarea'],
};

const ATTRIBUTES_BY_SLUG = { 'html-hidden': ['hidden'], 'html-srcset': ['srcset'] };

/** By file extension. SVG, WebP and embedded images have warnings of their own. */
const IMAGES_BY_SLUG = {
	'image-avif': ['avif'],
	'image-bmp': ['bmp'],
	'image-heif': ['heif', 'heic'],
	'image-ico': ['ico'],
	'image-mp4': ['mp4'],
	'image-tiff': ['tif', 'tiff'],
};

const FUNCTIONS_BY_SLUG = {
	'css-conic-gradient': ['conic-gradient'],
	'css-function-clamp': ['clamp'],
	'css-function-light-dark': ['light-dark'],
	'css-function-max': ['max'],
	'css-function-min': ['min'],
	'css-linear-gradient': ['linear-gradient'],
	'css-modern-color': ['lch', 'oklch', 'lab', 'oklab'],
	'css-radial-gradient': ['radial-gradient'],
	'css-rgba': ['rgba'],
	'css-unit-calc': ['calc'],
	'css-variables': ['var'],
};

const UNITS_BY_SLUG = { 'css-unit-ch': ['ch'], 'css-unit-rem': ['rem'], 'css-unit-vh': ['vh'], 'css-unit-vmax': ['vmax'], 'css-unit-vmin': ['vmin'], 'css-unit-vw': ['vw'] };

/** Values that are features of their own. */
const VALUES_BY_SLUG = { 'css-display-flex': ['display:flex', 'display:inline-flex'], 'css-display-grid': ['display:grid', 'display:inline-grid'] };

/**
 * Properties whose support depends on the element or value: the name of the condition, the feature, and its note. A
 * client has the condition if the note is among those of its newest version.
 */
const CONDITIONS = [
	['border:thick', 'css-border', /can not be bigger than 8px/],
	['height:inline', 'css-height', /Not supported on .*`<div>`/],
	['margin:auto', 'css-margin', /`auto` value is not supported/],
	['margin:negative', 'css-margin', /Negative values are not supported/],
	['margin:span', 'css-margin', /Not supported on `<span>`/],
	['max-width:not-table', 'css-max-width', /Only works on `<table>`/],
	['padding:not-cell', 'css-padding', /Only supported on table cells/],
	['position:absolute', 'css-position', /not .*`absolute`/],
	['position:fixed', 'css-position', /not .*`fixed`/],
	['position:relative', 'css-position', /not .*`relative`/],
	['position:sticky', 'css-position', /not .*`sticky`/],
	['text-transform:lowercase', 'css-text-transform', /`lowercase` value is not supported/],
	['width:inline', 'css-width', /Not supported on .*`<div>`/],
];

/**
 * Properties that a signature looks right without, and those with conditions or warnings of their own. What people would
 * notice is not in this list.
 */
const LEFT_OUT = new Set([
	// The mouse, the keyboard, movement and scrolling.
	'accent-color', 'animation', 'cursor', 'outline', 'outline-offset', 'resize', 'scroll-snap', 'transition', 'user-select',
	// The finer points of text: where lines break, kerning, underlines.
	'font-kerning', 'font-stretch', 'hyphenate-character', 'hyphenate-limit-chars', 'hyphens', 'orphans', 'overflow-wrap', 'tab-size', 'text-align-last',
	'text-decoration-skip-ink', 'text-decoration-style', 'text-decoration-thickness', 'text-justify', 'text-overflow', 'text-underline-offset', 'text-underline-position', 'text-wrap',
	'white-space-collapse', 'widows', 'word-break', 'word-spacing', 'word-wrap',
	// Only with something that is warned about, or with a value that clients without it use anyway.
	'clear', 'box-sizing', 'caption-side', 'color-scheme', 'empty-cells', 'table-layout', 'text-decoration-line', 'z-index',
	// See CONDITIONS.
	'border', 'height', 'margin', 'max-width', 'padding', 'position', 'text-transform', 'width',
	// See lint.ts.
	'background', 'background-image',
	'display',
]);

/**
 * Outlook for Mac was tested by year or month, then by version: 16.80 is of December 2023.
 * @param {string} version - such as `10.3`, `2016` or `2019-08`
 */
const withDate = (version) => version.replace(/^16\.(\d+)$/, '2023-12.$1');

/** What the newest version of each client supports. @param {Feature} feature @returns {string[]} */
function supportOf({ stats }) {
	return CLIENTS.map(([, , family, platform]) => {
		const byVersion = stats[family]?.[platform] ?? {};
		const dated = (/** @type {string} */ version) => (family === 'outlook' && platform === 'macos' ? withDate(version) : version);
		const newest = Object.keys(byVersion).sort((a, b) => dated(a).localeCompare(dated(b), 'en', { numeric: true })).at(-1);
		return newest === undefined ? 'u' : byVersion[newest];
	});
}

/** @param {Feature} feature @param {RegExp} note */
function codesOfCondition(feature, note) {
	const numbers = Object.entries(feature.notes_by_num ?? {}).filter(([, text]) => note.test(text)).map(([number]) => `#${number}`);
	if (numbers.length === 0) throw new Error(`${feature.slug} has no note ${note}`);
	// Nothing of a feature works in a client that does not support it. Yahoo's `n` for height is a smaller fault.
	return supportOf(feature).map((support) => (support.split(' ').some((part) => numbers.includes(part)) || (support[0] === 'n' && feature.slug === 'css-position') ? 'n' : 'y')).join('');
}

/**
 * @param {{ last_update_date: string, data: Feature[] }} caniemail - the package's data
 * @param {string} version - of the package
 * @returns {object} the content of mailClients.json
 * @throws {Error} when a feature or note is no longer there
 */
export function reduce({ last_update_date: updated, data }, version) {
	/** @type {Map<string, Feature>} */
	const bySlug = new Map(data.map((feature) => [feature.slug, feature]));
	const featureOf = (/** @type {string} */ slug) => {
		const feature = bySlug.get(slug);
		if (feature === undefined) throw new Error(`caniemail has no ${slug}`);
		return feature;
	};
	const codesOf = (/** @type {Feature} */ feature) => supportOf(feature).map(([code]) => code).join('');
	/** @param {Array<[string, string]>} entries */
	const sorted = (entries) => Object.fromEntries(entries.filter(([, codes]) => codes.includes('n')).sort(([a], [b]) => (a < b ? -1 : 1)));
	/** @param {Record<string, string[]>} names */
	const named = (names) => sorted(Object.entries(names).flatMap(([slug, list]) => list.map((name) => /** @type {[string, string]} */ ([name, codesOf(featureOf(slug))]))));

	const simple = [...bySlug.values()].filter(({ slug, title }) => slug.startsWith('css-') && /^[a-z-]+ ?$/.test(title)).map(({ slug, title }) => [slug, [title.trim()]]);
	const properties = Object.fromEntries(Object.entries({ ...Object.fromEntries(simple), ...PROPERTIES_BY_SLUG }).map(([slug, names]) => [slug, names.filter((name) => !LEFT_OUT.has(name))]));
	return {
		source: `https://www.caniemail.com, MIT license, npm package caniemail ${version}, reduced by test/mailClients/main.mjs. One letter per client: y (supported), n (not supported), a (partial), u (unknown)`,
		date: updated.slice(0, 10),
		clients: CLIENTS.map(([name, platform]) => ({ name, platform })),
		properties: named(properties),
		conditions: sorted(CONDITIONS.map(([name, slug, note]) => [name, codesOfCondition(featureOf(/** @type {string} */ (slug)), note)])),
		values: named(VALUES_BY_SLUG),
		functions: named(FUNCTIONS_BY_SLUG),
		units: named(UNITS_BY_SLUG),
		elements: named(ELEMENTS_BY_SLUG),
		attributes: named(ATTRIBUTES_BY_SLUG),
		images: named(IMAGES_BY_SLUG),
	};
}

/** @param {object} data @returns {string} one client a line */
export const toJson = (data) => `${JSON.stringify(data, null, '\t').replace(/\{\s+("name": .*)\s+("platform": .*)\s+\}/g, '{ $1 $2 }')}\n`;
