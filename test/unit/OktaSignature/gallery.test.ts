import type { SmartField } from '../../../nodes/OktaSignature/fields/person';
import { GALLERY } from '../../../nodes/OktaSignature/gallery';
import { compileSignature, renderSignature } from '../../../nodes/OktaSignature/signature';
import { htmlToText } from '../../../nodes/OktaSignature/template/htmlToText';
import { attribute, elementsOf, isElement, textIn, type Element } from './rendering';

/** One value for each field, none part of another. */
const VALUES: Record<string, string> = {
	fullName: 'Ada Lovelace', title: 'Analyst', department: 'Engines', organization: 'Acme GmbH', primaryPhone: '+49 30 123456',
	mobilePhone: '+49 170 1234567', email: 'ada@acme.example', streetAddress: 'Hauptstr. 5', zipCode: '10115', city: 'Berlin',
	website: 'https://acme.example', accentColor: '#a05a2c',
};

/** Colours have no text of their own. */
const SILENT = ['accentColor'];

const smartField = (name: string): SmartField => ({ name, attributes: [name], default: '', format: 'none', required: false });

function profileWith(names: string[]): Record<string, string> {
	const profile: Record<string, string> = {};
	for (const name of names) {
		if (name === 'fullName') Object.assign(profile, { firstName: 'Ada', lastName: 'Lovelace' });
		else profile[name] = VALUES[name];
	}
	return profile;
}

/** Values as §, so that only labels and separators are left to look at. */
function skeleton(line: string): string {
	return Object.values(VALUES).reduce((text, value) => text.replaceAll(value, '§'), line.replace(/\s+/g, ' ').trim());
}

const WELL_FORMED = /^(?:[TMEW] )?§(?:(?: · | \| |, | )(?:[TMEW] )?§)*$/;

const childElements = (element: Element) => element.childNodes.filter(isElement);

const holdsTable = (element: Element): boolean =>
	childElements(element).some((child) => child.tagName === 'table' || holdsTable(child));

/** Everything that dangles; one list for a rendering, since an `expect` for each of a million things takes minutes. */
function faultsIn(markup: string): string[] {
	const faults: string[] = [];
	for (const element of elementsOf(markup)) {
		const where = `<${element.tagName}>`;
		if (['table', 'td', 'a', 'b'].includes(element.tagName) && textIn(element) === '') faults.push(`empty ${where}`);
		if (element.tagName === 'tr' && !holdsTable(element)) {
			const row = skeleton(childElements(element).map(textIn).join(' '));
			if (!WELL_FORMED.test(row)) faults.push(`row ${row}`);
		}
		for (const name of ['href', 'src']) if (attribute(element, name) === '') faults.push(`empty ${name} in ${where}`);
		if (/:\s*(;|$)/.test(attribute(element, 'style') ?? '')) faults.push(`empty style in ${where}`);
	}
	if (/<br|\n\s*\n/.test(markup)) faults.push('line breaks');
	return faults;
}

/** Lines that dangle, and values shown or not shown against what is filled. */
function faultsInText(text: string, fields: string[], shown: string[]): string[] {
	const lines = text.split('\n').map(skeleton);
	const wrong = fields.filter((name) => text.includes(VALUES[name]) !== shown.includes(name));
	return [...lines.filter((line) => !WELL_FORMED.test(line)), ...wrong];
}

describe.each(GALLERY.map((template) => [template.name, template] as const))('gallery template %s', (_, template) => {
	const fields = [...template.fields, ...template.parameters];
	const compiled = compileSignature({ ...template, reason: '' }, new Map());
	const smartFields = new Map(template.parameters.map((name) => [name, smartField(name)]));
	const settings = { smartFields, phoneRegion: '', today: '' };

	it('uses exactly the fields it documents', () => {
		const asked = new Set(compiled.uses.map(({ name }) => name));
		const hrefs = ['phoneHref', 'mobileHref', 'emailHref'];
		const documented = [...fields.filter((name) => !SILENT.includes(name)), ...hrefs.filter((name) => asked.has(name))];
		expect([...asked].sort()).toEqual(documented.sort());
	});

	it('leaves nothing dangling, whichever fields are empty', () => {
		for (let filled = 0; filled < 2 ** fields.length; filled++) {
			const names = fields.filter((_name, i) => (filled & (2 ** i)) !== 0);
			const { signature } = renderSignature(compiled, profileWith(names), settings, '');
			const shown = names.filter((name) => !SILENT.includes(name));
			expect(signature.warnings).toEqual([]);
			if (shown.length === 0) {
				expect([signature.html, signature.text]).toEqual(['', '']);
				continue;
			}
			const faults = [
				...faultsIn(signature.html),
				...faultsInText(signature.text, fields, shown),
				...faultsInText(htmlToText(signature.html), fields, shown),
			];
			expect({ names, faults }).toEqual({ names, faults: [] });
			const empty = fields.filter((name) => !SILENT.includes(name) && !names.includes(name));
			expect([...signature.missing].sort()).toEqual(empty.sort());
		}
	});

	it('shows a number that cannot be dialled without a link', () => {
		const { signature } = renderSignature(compiled, { primaryPhone: 'reception', mobilePhone: 'n/a' }, settings, '');
		expect(elementsOf(signature.html).filter(({ tagName }) => tagName === 'a')).toEqual([]);
		expect(signature.text).toContain('reception');
	});

	it('is complete without the parameters nobody set', () => {
		const { signature } = renderSignature(compiled, profileWith(template.fields), { ...settings, smartFields: new Map() }, '');
		expect(signature).toMatchObject({ missing: [], completeness: 1, warnings: [] });
	});

	it('keeps to what mail programs show, and far from the limit with long values', () => {
		const keep = /accentColor|phone|website/i;
		const long = Object.fromEntries(
			Object.entries(profileWith(fields)).map(([name, value]) => [name, keep.test(name) ? value : value.padEnd(120, ' & more')]),
		);
		const { signature } = renderSignature(compiled, long, settings, '');
		expect(signature.length).toBeLessThan(6000);
		expect(signature.html).not.toMatch(/<style|<svg|data:|<div|border-radius|max-width|class=/);
		for (const element of elementsOf(signature.html)) {
			if (element.tagName === 'table') expect(attribute(element, 'role')).toBe('presentation');
			if (element.tagName === 'img') expect(attribute(element, 'alt') && attribute(element, 'width')).toBeTruthy();
		}
	});
});
