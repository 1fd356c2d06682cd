import mustache from 'mustache';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { compile, render } from '../../../nodes/OktaSignature/engine';
import { loadEsModule } from '../../support/esModule';

const { FIELDS, plain, plainView, unbroken } = loadEsModule("export * from '../bench/contestants/plainClassic.mjs';");

const classic = GALLERY.find(({ name }) => name === 'classic')!;
const compiled = compile({ ...classic, reason: '' });
const settings = { smartFields: new Map(), phoneRegion: '', today: '2026-01-31' };

const values: Record<string, string> = {
	title: 'Engineer',
	department: 'Research',
	organization: 'Acme',
	primaryPhone: '+49 30 901820',
	mobilePhone: '+49 151 23456789',
	email: 'jane@acme.example',
	streetAddress: 'Main Street 1',
	zipCode: '10115',
	city: 'Berlin',
	pronouns: 'she/her',
	linkedInUrl: 'https://www.linkedin.com/in/jane',
};

/** The values of the derived fields for these attributes. */
const fieldsOf = (profile: Record<string, string>) =>
	Object.fromEntries(
		(FIELDS as string[]).map((name) => {
			const field = compile({ ...classic, reason: '', html: `<p>-{{${name}}}</p>`, text: `-{{${name}}}` });
			return [name, render(field, profile, settings, '').signature.text.slice(1)];
		}),
	);

it('the plain Mustache template of the bench gives the same text, whichever values are missing', () => {
	const names = Object.keys(values);
	const html = plain(classic.html, 'html');
	const text = plain(classic.text, 'text');
	for (let chosen = 0; chosen < 2 ** names.length; chosen++) {
		const has = names.filter((_name, index) => chosen & (1 << index));
		const profile = { firstName: 'Jane', lastName: 'Doe', ...Object.fromEntries(has.map((name) => [name, values[name]])) };
		const view = plainView(fieldsOf(profile));
		const { signature } = render(compiled, profile, settings, '');
		expect(mustache.render(html, unbroken(view), undefined, { escape: String }).trim()).toBe(signature.html);
		expect(mustache.render(text, view, undefined, { escape: String }).trim()).toBe(signature.text);
	}
});

it('a gallery template with other sections is rejected', () => {
	expect(() => plain(`${classic.html}{{#line}}{{city}}{{/line}}`, 'html')).toThrow('more line sections');
	expect(() => plain(classic.text, 'html')).toThrow();
});
