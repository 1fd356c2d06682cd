import fc from 'fast-check';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { nextLink } from '../../../nodes/okta/client/linkHeader';
import { userListSchema } from '../../../nodes/okta/users/userModel';
import { collectById, paginate } from '../../../nodes/okta/client/pagination';
import { oktaClient } from '../../../nodes/okta/client/oktaClient';
import { anyCharacter, holds, holdsAsync } from '../../support/fuzz';
import { ok, ScriptedTransport } from '../../support/scriptedTransport';
import { readLinkHeader } from './referenceLinkParser';

const ORG = 'https://acme.okta.com';
const FIRST = '/api/v1/users?limit=200';

const address = fc.oneof(
	fc.constantFrom(FIRST, '?after=1,2;3', '/api/v1/users?fields=id,profile:(a,b)&after=;rel="next"', '/x?rel=next', '//evil.example/', '').map((path) => ORG + path),
	fc.constantFrom('https://evil.example/', `${ORG}.evil.example/`, `${ORG}@evil.example/`, `${ORG}:8443/`, 'http://acme.okta.com/x', '//evil.example/x', '/api/v1/users', '', `${ORG}/\\evil.example`),
	fc.constantFrom('HTTPS://ACME.OKTA.COM/x', 'https://user:hush@acme.okta.com/x', '/\\evil.example/x', '\\\\evil.example\\x', `${ORG}\t.evil.example/`, `${ORG}/\t/evil.example`, `${ORG}\\@evil.example/`, `${ORG}\u3002evil.example/`, 'https://acme\uff0eokta.com/x', `${ORG}\0/x`),
	fc.webUrl({ withQueryParameters: true }),
);

const relation = fc.constantFrom('next', 'NEXT', 'Next', 'self', 'prev', 'nextish', 'xnext', 'next-archive', 'https://x.example/next', 'next self', 'self  next', 'last', '');
const blanks = fc.constantFrom('', '', ' ', '\t', '  ');
const quotedText = fc.string({ unit: fc.constantFrom('a', ' ', ',', ';', '<', '>', '=', '\\"', '\\\\', '</x>; rel=next', 'é'), maxLength: 5 });

/** Parameters as text, and the value of their first `rel`. */
const parameter = fc.oneof(
	{ weight: 3, arbitrary: fc.tuple(fc.constantFrom('rel', 'REL', 'Rel'), blanks, blanks, relation, fc.boolean()).map(([name, before, behind, value, bare]) => {
		const written = bare && /^[\w-]+$/.test(value) ? value : `"${value}"`;
		return { text: `${name}${before}=${behind}${written}`, relations: value.toLowerCase().split(/[ \t]+/) };
	}) },
	{ weight: 2, arbitrary: fc.tuple(fc.constantFrom('title', 'rev', 'type', 'relx', 'title*'), quotedText).map(([name, value]) => ({ text: `${name}="${value}"`, relations: undefined })) },
	{ weight: 1, arbitrary: fc.constantFrom('', 'crossorigin', 'title=next', 'anchor=""').map((text) => ({ text, relations: undefined })) },
);

const link = fc.tuple(address, fc.array(fc.tuple(blanks, parameter, blanks), { maxLength: 4 })).map(([target, parameters]) => ({
	address: target,
	relations: parameters.map(([, { relations }]) => relations).find((relations) => relations !== undefined) ?? [],
	text: `<${target}>${parameters.map(([before, { text }, behind]) => `${before};${behind}${text}`).join('')}`,
}));

/** Valid headers with known content; several are joined as n8n does. */
const header = fc.array(fc.tuple(link, fc.constantFrom(',', ', ', ' ,\t', ', , ')), { maxLength: 4 }).map((parts) => ({
	links: parts.map(([one]) => one),
	text: parts.map(([{ text }, comma]) => text + comma).join('').replace(/[ \t,]+$/, ''),
}));

const isNext = ({ relations }: { relations: string[] }) => relations.includes('next');

/** Headers as a proxy may have damaged them. */
const spoiled = fc.oneof(
	fc.tuple(header, fc.nat(), fc.nat(6), fc.constantFrom('', '"', '<', '>', ';', ',', '=', ' ', 'rel=next', '\\')).map(([{ text }, at, cut, put]) => {
		const place = text.length === 0 ? 0 : at % text.length;
		return text.slice(0, place) + put + text.slice(place + cut);
	}),
	fc.string({ unit: fc.constantFrom('<', '>', ';', ',', '"', '=', ' ', 'rel', 'next', 'a', '\\', ORG) }),
	fc.string({ unit: anyCharacter }),
);

/** The next link, or `refused`. */
const read = (text: string) => {
	try {
		return nextLink({ link: text });
	} catch (error) {
		expect(error).toMatchObject({ name: 'OktaError', kind: 'link' });
		return 'refused';
	}
};

describe('Link headers', () => {
	it('give the next link, wherever and however it is written', () => {
		holds(
			fc.property(header, ({ links, text }) => {
				expect(read(text)).toBe(links.find(isNext)?.address);
				expect(readLinkHeader(text).map(({ address: target }) => target)).toEqual(links.map(({ address: target }) => target));
			}),
			500,
		);
	});

	it('may begin and end with blanks and commas', () => {
		const around = fc.string({ unit: fc.constantFrom(' ', '\t', ','), maxLength: 4 });
		holds(
			fc.property(header, around, around, ({ links, text }, before, behind) => {
				expect(read(before + text + behind)).toBe(links.find(isNext)?.address);
			}),
			300,
		);
	});

	it('that are damaged give what a reference parser finds, or an error', () => {
		holds(
			fc.property(spoiled, (text) => {
				const found = read(text);
				if (found !== 'refused') expect(found).toBe(readLinkHeader(text).find(isNext)?.address);
			}),
			1000,
		);
	});

	it('of any content never send the token outside the org, and a list is complete or refused', async () => {
		await holdsAsync(
			fc.asyncProperty(fc.oneof(header.map(({ text }) => text), spoiled), async (text) => {
				const transport = new ScriptedTransport([ok([{ id: '1' }], { link: text }), ok([{ id: '2' }])]);
				const reading = collectById(paginate(oktaClient(transport, { maxWaitMs: 0, now: transport.now }), FIRST, userListSchema));
				const ids = await reading.then(
					(users) => users.map(({ id }) => id),
					(error: unknown) => {
						expect(error).toBeInstanceOf(OktaError);
						return undefined;
					},
				);
				for (const path of transport.paths) expect(new URL(ORG + path).origin).toBe(ORG);
				const next = readLinkHeader(text).find(isNext);
				if (ids !== undefined) expect(ids).toEqual(next === undefined ? ['1'] : ['1', '2']);
			}),
			500,
		);
	});
});
