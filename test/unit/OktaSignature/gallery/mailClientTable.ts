import { compile, render } from '../../../../nodes/OktaSignature/engine';
import { CLIENTS, findUnsupported } from '../../../../nodes/OktaSignature/engine/check/mailClients';
import data from '../../../../nodes/OktaSignature/engine/check/mailClients.json';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import type { GalleryTemplate } from '../../../../nodes/OktaSignature/gallery/galleryTemplate';
import { ACCEPTED } from './acceptedInMailClients';
import { fieldsOf, profileWith, settingsFor } from './sampleProfiles';

const BANNER = { name: 'Fair', imageUrl: 'https://i.example/banner.png', linkUrl: 'https://fair.example', altText: 'Fair' };

/** Signatures with everything that a template can write: one with all fields, and one without each of them. */
export function variantsOf(template: GalleryTemplate): string[] {
	const compiled = compile({ ...template, reason: '' });
	const names = fieldsOf(template);
	const settings = { ...settingsFor(template), banner: BANNER };
	const filled = [names, ...names.map((empty) => names.filter((name) => name !== empty))];
	return filled.map((some) => render(compiled, profileWith(some), settings, '').signature.html);
}

/** The names of the clients that lack a feature, such as `Outlook (Windows)`. */
export const clientsLacking = (support: string) =>
	CLIENTS.filter((_, index) => support[index] === 'n').map(({ name, platform }) => (platform === '' ? name : `${name} (${platform})`));

/** The features that clients lack, by template, feature and client. */
export function degradations(template: GalleryTemplate): Array<{ feature: string; client: string }> {
	const lacking = new Map(variantsOf(template).flatMap(findUnsupported).map(({ feature, support }) => [feature, support]));
	return [...lacking].flatMap(([feature, support]) => clientsLacking(support).map((client) => ({ feature, client })));
}

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const table = (head: readonly string[], rows: readonly string[][]) => [row(head), `|${'---|'.repeat(head.length)}`, ...rows.map(row)].join('\n');

/** The page about the gallery in email clients, as Markdown. */
export function mailClientPage(): string {
	const found = GALLERY.map((template) => ({ title: template.title, list: degradations(template) }));
	const affected = [...new Set(found.flatMap(({ list }) => list.map(({ client }) => client)))];
	const all = clientsLacking('n'.repeat(CLIENTS.length));
	const used = ACCEPTED.filter(({ feature }) => found.some(({ list }) => list.some((one) => one.feature === feature)));
	const rows = found.map(({ title, list }) => [
		title,
		...affected.map((client) => {
			const looks = list.filter((one) => one.client === client).map(({ feature }) => ACCEPTED.find((one) => one.feature === feature)?.looks ?? feature);
			return looks.length === 0 ? '✓' : [...new Set(looks)].join('; ');
		}),
	]);
	return `# The gallery in email clients

Written by \`npm run mail-clients\` from the data of [caniemail.com](https://www.caniemail.com) of ${data.date}. ✓: looks like the [pictures](gallery).

${table(['Template', ...affected], rows)}

Every template looks like the pictures in ${all.filter((client) => !affected.includes(client)).join(', ')}.

The features behind it, and why they are in the gallery all the same:

${table(['Feature', 'Does not work in', 'Reason'], used.map(({ feature, clients, reason }) => [`\`${feature}\``, clients.join(', '), reason]))}
`;
}
