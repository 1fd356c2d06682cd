import { SAMPLE_BANNER, sampleProfile } from '../../../../../nodes/OktaSignature/engine/check/sample';
import type { UrlRole } from '../../../../../nodes/OktaSignature/engine/mustache/checkContexts';
import { DERIVED } from '../../../../../nodes/OktaSignature/engine/profile/person';

const use = (name: string, url?: UrlRole) => ({ name, guards: [], url });

const smartField = (name: string, ...attributes: string[]) => [name, { name, attributes, default: '', format: 'none' as const, required: false }] as const;

const USUAL = 'A value of usual length here';

const URL = 'https://www.example.com/departments/corporate-strategy/people/picture.png';

/** What the sample has, whatever the template uses. */
const standard = () => sampleProfile([], new Map());

describe('sampleProfile', () => {
	it('has a value for each attribute of every org that signatures show, and for the fields of the gallery', () => {
		const texts = ['firstName', 'middleName', 'lastName', 'displayName', 'title', 'department', 'division', 'organization', 'streetAddress', 'postalAddress', 'city', 'state'];
		const labels = ['phoneLabel', 'mobileLabel', 'emailLabel', 'websiteLabel'];
		const others = ['email', 'login', 'secondEmail', 'primaryPhone', 'mobilePhone', 'zipCode', 'countryCode', 'accentColor', 'textColor', 'language'];
		const profile = standard();
		expect(Object.keys(profile).sort()).toEqual([...texts, ...labels, ...others].sort());
		// Longer than nearly everyone's.
		for (const name of texts) expect(profile[name].length).toBeGreaterThan(10);
		for (const name of labels) expect(profile[name]).toMatch(/^[A-Z][a-z]{4}/);
		for (const name of ['email', 'login', 'secondEmail']) expect(profile[name]).toMatch(/^[a-z.-]{18,}@[a-z.]+\.com$/);
		for (const name of ['accentColor', 'textColor']) expect(profile[name]).toMatch(/^#[\da-f]{6}$/);
		expect(profile).toMatchObject({ displayName: `${profile.firstName} ${profile.lastName}`, zipCode: expect.stringMatching(/^\d{5}-\d{4}$/), countryCode: 'DE', language: 'zh-Hant' });
	});

	it('has phone numbers that nobody has', () => {
		// Numbers for films: Bundesnetzagentur, Mitteilung 148/2021.
		expect(standard().primaryPhone).toMatch(/^\+49 30 23125 \d{3}$/);
		expect(standard().mobilePhone).toMatch(/^\+49 176 04069 0\d\d$/);
	});

	it.each<[role: UrlRole | undefined, value: string]>([
		['url', URL],
		['host', 'www.example.com'],
		['email', 'maximiliane-charlotte.schmidt-rottluff@subsidiary.example.com'],
		['phone', '+49 30 23125 123'],
		['text', USUAL],
		[undefined, USUAL],
	])('gives a field with the role %s in a URL the value %s', (role, value) => {
		expect(sampleProfile([use('badge', role)], new Map())).toEqual({ ...standard(), badge: value });
	});

	it('gives a field that stands in text and in a URL a value for the URL, in either order', () => {
		const uses = [use('badge'), use('badge', 'url')];
		for (const both of [uses, [...uses].reverse()]) expect(sampleProfile(both, new Map())).toEqual({ ...standard(), badge: URL });
	});

	it('keeps the values of known attributes', () => {
		expect(sampleProfile([use('title'), use('city', 'url')], new Map())).toEqual(standard());
	});

	it('gives the attributes of a smart field the value that the field needs', () => {
		const smartFields = new Map([smartField('website', 'site', 'homepage'), smartField('floor', 'building', 'site')]);
		expect(sampleProfile([use('floor'), use('website', 'url')], smartFields)).toEqual({
			...standard(),
			website: URL,
			site: URL,
			homepage: URL,
			floor: USUAL,
			building: USUAL,
		});
	});

	it('has values for the attributes of smart fields that no template uses', () => {
		expect(sampleProfile([], new Map([smartField('floor', 'building', 'title')]))).toEqual({ ...standard(), building: USUAL });
	});

	it('leaves derived fields to the engine', () => {
		const everywhere = DERIVED.flatMap((name) => [use(name), use(name, 'url')]);
		expect(sampleProfile(everywhere, new Map([smartField('fullName', ...DERIVED)]))).toEqual(standard());
	});
});

it('has a banner with every text and URL', () => {
	expect(SAMPLE_BANNER).toEqual({ name: USUAL, imageUrl: URL, linkUrl: URL, altText: USUAL });
});
