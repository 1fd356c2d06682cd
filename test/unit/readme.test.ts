import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';
import { OktaEventHookApi } from '../../credentials/OktaEventHookApi.credentials';
import { OktaOAuth2Api } from '../../credentials/OktaOAuth2Api.credentials';
import { OktaServiceAppApi } from '../../credentials/OktaServiceAppApi.credentials';
import { OktaDirectory } from '../../nodes/OktaDirectory/OktaDirectory.node';
import { OktaEventHook } from '../../nodes/OktaEventHook/OktaEventHook.node';
import { OktaSignature } from '../../nodes/OktaSignature/OktaSignature.node';
import { OktaTrigger } from '../../nodes/OktaTrigger/OktaTrigger.node';
import { homepage, scripts } from '../../package.json';
import { isThere, listPages, readText } from '../support/pages';

const pages = listPages();

/** The page without fenced code. */
const prose = (path: string) => readText(path).replace(/^```[\s\S]*?^```/gm, '');

/** The anchor that GitHub gives a heading. */
const anchorOf = (heading: string) =>
	heading
		.replace(/[`*]|\[|\]\([^)]*\)/g, '')
		.toLowerCase()
		.replace(/[^\p{L}\p{N} _-]/gu, '')
		.replaceAll(' ', '-');

const anchors = (path: string) => [...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading));

/** Targets of links and images. */
const links = (path: string) => [...prose(path).replace(/`[^`\n]*`/g, '').matchAll(/\]\(([^)\s]+)\)|<img src="([^"]+)"/g)].map(([, link, image]) => link ?? image);

/** Why a link within the repository leads nowhere; undefined if it works. */
function broken(page: string, link: string): string | undefined {
	if (/^[a-z]+:/.test(link)) return undefined;
	const [path, anchor] = link.split('#');
	const target = path === '' ? page : decodeURI(new URL(path, `file:///${page}`).pathname).slice(1);
	if (!isThere(target)) return `${link}: there is no ${target}`;
	return anchor === undefined || anchors(target).includes(anchor) ? undefined : `${link}: ${target} has no such heading`;
}

it('finds the pages', () => {
	expect(pages).toEqual(expect.arrayContaining(['README.md', '.github/CONTRIBUTING.md', 'nodes/OktaSignature/README.md']));
	expect(links('README.md').length).toBeGreaterThan(20);
});

it.each(pages)('%s: every relative link and image exists', (page) => {
	expect(links(page).flatMap((link) => broken(page, link) ?? [])).toEqual([]);
});

it.each(pages)('%s: every npm script exists', (page) => {
	const named = [...readText(page).matchAll(/npm run ([\w:-]+)/g)].map(([, script]) => script);
	expect(named.filter((script) => !Object.hasOwn(scripts, script))).toEqual([]);
});

it('recognizes links that lead nowhere', () => {
	expect(broken('README.md', 'nodes/missing.md')).toMatch(/there is no/);
	expect(broken('README.md', '#no-such-heading')).toMatch(/no such heading/);
	expect(broken('nodes/OktaSignature/README.md', '../../README.md#install')).toBeUndefined();
});

it('has the headings that the nodes and credentials link to', () => {
	const descriptions = ['OktaDirectory', 'OktaEventHook', 'OktaSignature', 'OktaTrigger'].map((node) => readText(`nodes/${node}/${node}.node.json`));
	const texts = [...descriptions, new OktaEventHookApi().documentationUrl, new OktaOAuth2Api().documentationUrl, new OktaServiceAppApi().documentationUrl];
	const linked = texts.flatMap((text) => text.split(`${homepage}#`).slice(1).map((rest) => rest.split('"')[0]));
	expect(linked.length).toBeGreaterThanOrEqual(7);
	expect(linked.filter((anchor) => !anchors('README.md').includes(anchor))).toEqual([]);
});

describe('parameter tables', () => {
	type Described = INodeProperties | INodePropertyOptions | INodePropertyCollection;

	/** The labels of all parameters, at every depth. */
	const labels = (described: Described[]): string[] =>
		described.flatMap((one) => {
			const inner = 'values' in one ? one.values : 'options' in one ? (one.options ?? []) : [];
			const own = 'displayName' in one && 'type' in one ? [one.displayName] : [];
			return [...own, ...labels(inner)];
		});

	/** Rows of the tables whose first column is headed "Parameter". */
	const rows = (text: string) =>
		[...text.matchAll(/^\| Parameter \|.*\n\|[-| ]+\n((?:\|.*\n)+)/gm)].flatMap(([, body]) => body.trim().split('\n'));

	const bold = (text: string) => [...text.matchAll(/\*\*([^*]+)\*\*/g)].map(([, label]) => label);

	/** A section of the README, up to the next heading. */
	const section = (heading: string) => prose('README.md').split(`\n### ${heading}\n`)[1].split(/\n##/)[0];

	const credentials = [new OktaEventHookApi(), new OktaOAuth2Api(), new OktaServiceAppApi()].flatMap(({ properties }) => properties);
	const nodes = [new OktaDirectory(), new OktaEventHook(), new OktaSignature(), new OktaTrigger()].map(({ description }) => description);

	it.each([
		...nodes.map(({ displayName, properties }) => [`README, ${displayName}`, section(displayName), properties] as const),
		...nodes.map(({ name, properties }) => {
			const page = `nodes/${name.replace('okta', 'Okta')}/README.md`;
			return [page, prose(page), properties] as const;
		}),
		['credentials/README.md', prose('credentials/README.md'), credentials] as const,
	])('%s: every label in bold is one that the editor shows', (_page, text, properties) => {
		const named = rows(text).flatMap(bold);
		expect(named.length).toBeGreaterThan(4);
		expect(named.filter((label) => !labels(properties).includes(label))).toEqual([]);
	});

	const isNotice = ({ type }: INodeProperties) => ['notice', 'hidden', 'callout'].includes(type);

	/** The labels that a user finds first: parameters, and what their "Add Option" and "Add Filter" lists offer. */
	const firstLabels = (properties: INodeProperties[]) => {
		const shown = properties.filter((property) => !isNotice(property));
		const added = shown.filter(({ name }) => ['options', 'filters'].includes(name)).flatMap(({ options = [] }) => options as INodeProperties[]);
		return [...new Set([...shown, ...added].map(({ displayName }) => displayName))];
	};

	it.each(nodes)('README, $displayName: the table has every parameter, option and filter', ({ displayName, properties }) => {
		const named = rows(section(displayName)).flatMap(bold);
		expect(firstLabels(properties).filter((label) => !named.includes(label))).toEqual([]);
	});
});
