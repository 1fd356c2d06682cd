import { mailClientWarnings } from '../../../../nodes/OktaSignature/engine/check/mailClients';
import data from '../../../../nodes/OktaSignature/engine/check/mailClients.json';
import { GALLERY } from '../../../../nodes/OktaSignature/gallery';
import { loadEsModule } from '../../../support/esModule';
import { readText } from '../../../support/pages';
import { ACCEPTED } from './acceptedInMailClients';
import { degradations, mailClientPage, variantsOf } from './mailClientTable';

const accepted = ACCEPTED.flatMap(({ feature, clients }) => clients.map((client) => ({ feature, client })));

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	it('uses only features that every email client supports, or that are accepted with a reason', () => {
		expect(degradations(template).filter((one) => !accepted.some(({ feature, client }) => feature === one.feature && client === one.client))).toEqual([]);
	});
});

it('finds a feature that is not accepted', () => {
	const [{ html, ...template }] = GALLERY;
	const flexible = { ...template, html: html.replace('style="', 'style="display:flex;') };
	expect(variantsOf(flexible)[0]).toContain('display:flex');
	expect(degradations(flexible)).toContainEqual({ feature: 'display:flex', client: 'Outlook (Windows)' });
	expect(mailClientWarnings({ label: 'template', text: flexible.html, indent: 0 }).join()).toContain('display:flex');
});

it('describes the gallery of today', () => {
	expect(readText('test/pictures/mail-clients.md')).toBe(mailClientPage());
});

it('has the data of the installed caniemail', () => {
	const { reduce, caniemail, version } = loadEsModule(
		"export { reduce } from '../mailClients/reduce.mjs'; export { default as caniemail } from 'caniemail/caniemail.json'; export { version } from 'caniemail/package.json';",
	);
	expect(data).toEqual(reduce(caniemail, version));
});
