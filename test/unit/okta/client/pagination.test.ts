import fc from 'fast-check';
import type { RequestResult } from '../../../../nodes/okta/client/types';
import { OktaError } from '../../../../nodes/okta/errors/OktaError';
import { nextLink } from '../../../../nodes/okta/client/linkHeader';
import { userListSchema } from '../../../../nodes/okta/users/userModel';
import { checkedCursor, collectById, cursorOf, paginate, type Page } from '../../../../nodes/okta/client/pagination';
import { oktaClient } from '../../../../nodes/okta/client/oktaClient';
import { holds, holdsAsync } from '../../../support/fuzz';
import { ok, refusal, ScriptedTransport, type Step } from '../../../support/scriptedTransport';

const ORG = 'https://acme.okta.com';
const FIRST = '/api/v1/users?limit=200';

const linkTo = (next: string, self = FIRST) => ({
	link: `<${ORG}${self}>; rel="self", <${next}>; rel="next"`,
});

const people = (...ids: string[]) => ids.map((id) => ({ id, profile: {} }));

const read = async (script: Step[], limit?: number) => {
	const transport = new ScriptedTransport(script);
	const client = oktaClient(transport, { maxWaitMs: 0, now: transport.now });
	const users = await collectById(paginate(client, FIRST, userListSchema), limit);
	return { ids: users.map(({ id }) => id), users, paths: transport.paths };
};

describe('nextLink', () => {
	it('uses rel="next", not the self link, which has a cursor too', () => {
		const self = `${FIRST}&after=c1`;
		expect(nextLink(linkTo(`${ORG}${FIRST}&after=c2`, self))).toBe(`${ORG}${FIRST}&after=c2`);
	});

	it('is not confused by commas, semicolons or a rel= inside a URL', () => {
		holds(
			fc.property(fc.webUrl({ withQueryParameters: true }), fc.webUrl(), (next, self) => {
				const address = `${next}&fields=id,profile:(firstName,city);rel=self`;
				const other = `<${self}?x=1,2>; rel="self"`;
				expect(nextLink({ link: `${other}, <${address}>; rel="next"` })).toBe(address);
				expect(nextLink({ link: `<${address}>; rel="next", ${other}` })).toBe(address);
				expect(nextLink({ link: other })).toBeUndefined();
			}),
		);
	});

	it.each([
		['after another parameter', `<${ORG}/p2>; title="p. 2, rel=self"; rel="next"`, `${ORG}/p2`],
		['in upper case, with blanks', `<${ORG}/p2>; REL = "NEXT"`, `${ORG}/p2`],
		['one of several words', `<${ORG}/p2>; rel="last next"`, `${ORG}/p2`],
		['another word with the same beginning', `<${ORG}/p2>; rel="next-archive"`, undefined],
		['with each letter escaped, which changes nothing', `<${ORG}/p2>; rel="\\n\\e\\xt"`, `${ORG}/p2`],
		['text inside quotes', `<${ORG}/p1>; title="<x>; rel=next"; rel="self"`, undefined],
	])('is identified by its rel: %s', (_how, link, next) => {
		expect(nextLink({ link })).toBe(next);
	});

	it.each([`<${ORG}/p2`, `<${ORG}/p1>; rel="self" <${ORG}/p2>; rel="next"`, `<${ORG}/p2>; rel="next`])(
		'is not guessed from %s',
		(link) => {
			expect(() => nextLink({ link })).toThrow("Okta's link to the next page cannot be read");
		},
	);

	it.each([[{ 'x-okta-request-id': 'r1' }, 'r1'], [{}, '(none)']])('that cannot be read is an error with the request ID: %j', (headers, id) => {
		expect(() => nextLink({ link: '<', ...headers })).toThrow(expect.objectContaining({
			kind: 'link',
			description: `The node stopped so that you don't get an incomplete list. Check whether a proxy between n8n and Okta changes the 'Link' header. If not, report this to Okta with the request ID ${id}.`,
		}) as OktaError);
	});

	it('is absent without a header', () => {
		expect(nextLink({})).toBeUndefined();
	});
});

describe('pages', () => {
	const second = '/api/v1/users?after=c1%2Bx&limit=200';

	it('follows the next link unchanged and ends where there is none', async () => {
		const { ids, paths } = await read([ok(people('1', '2'), linkTo(ORG + second)), ok(people('3'))]);
		expect(ids).toEqual(['1', '2', '3']);
		expect(paths).toEqual([FIRST, second]);
	});

	it('continues after an empty page that has a next page', async () => {
		const { ids } = await read([ok([], linkTo(ORG + second)), ok(people('1'))]);
		expect(ids).toEqual(['1']);
	});

	it('gives up after too many empty pages in a row', async () => {
		const empty = Array.from({ length: 501 }, (_, index) => ok([], linkTo(`${ORG}${FIRST}&after=c${index}`)));
		await expect(read(empty.slice(0, 500))).rejects.toMatchObject({ kind: 'link', message: "Okta returned 500 empty pages in a row" });
		expect((await read([...empty.slice(0, 499), ok(people('1'))])).ids).toEqual(['1']);
		expect((await read([...empty.slice(0, 499), ok([])])).ids).toEqual([]);
	});

	it('goes on for any number of pages that are not empty in a row', async () => {
		const pages = Array.from({ length: 1002 }, (_, index) => ok(index % 500 === 499 ? people(String(index)) : [], index === 1001 ? {} : linkTo(`${ORG}${FIRST}&after=c${index}`)));
		expect((await read(pages)).ids).toEqual(['499', '999']);
		const full = Array.from({ length: 502 }, (_, index) => ok(people(String(index)), index === 501 ? {} : linkTo(`${ORG}${FIRST}&after=c${index}`)));
		expect((await read(full)).ids).toHaveLength(502);
	});

	it.each([
		['a loop', [ok(people('1'), { ...linkTo(ORG + FIRST), 'x-okta-request-id': 'r1' })], "Okta's page links form a loop", "The node stopped after one page so that you don't get an incomplete list. Run the workflow again. If this happens again, report it to Okta with the request ID r1."],
		['a later loop', [ok(people('1'), linkTo(ORG + second)), ok(people('2'), linkTo(ORG + FIRST))], "Okta's page links form a loop", "The node stopped after 2 pages so that you don't get an incomplete list. Run the workflow again. If this happens again, report it to Okta with the request ID (none)."],
		['another host', [ok(people('1'), { ...linkTo('https://evil.example/x'), 'x-okta-request-id': 'r1' })], "Okta's link to the next page points outside the domain in the credential", `The access token is sent to ${ORG} only. If the org uses a custom domain, enter it in 'Okta Domain' in the credential. (request ID r1)`],
	])('say what to do about %s', async (_what, script, message, description) => {
		await expect(read(script)).rejects.toMatchObject({ kind: 'link', message, description });
	});

	it('does not yield a page that links to itself', async () => {
		const transport = new ScriptedTransport([ok(people('1'), linkTo(ORG + FIRST))]);
		const client = oktaClient(transport, { maxWaitMs: 0, now: transport.now });
		await expect(paginate(client, FIRST, userListSchema).next()).rejects.toMatchObject({ kind: 'link' });
	});

	it('keeps the latest version of a user who appears twice', async () => {
		const { users } = await read([
			ok(
				[
					{ id: '1', lastUpdated: '2026-01-01T00:00:02.000Z', profile: { title: 'new' } },
					{ id: '2', lastUpdated: '2026-01-01T00:00:00.000Z', profile: { title: 'old' } },
				],
				linkTo(ORG + second),
			),
			ok([
				{ id: '1', lastUpdated: '2026-01-01T00:00:01.000Z', profile: { title: 'old' } },
				{ id: '2', lastUpdated: '2026-01-01T00:00:09.000Z', profile: { title: 'new' } },
			]),
		]);
		expect(users.map(({ id, profile }) => [id, profile?.title])).toEqual([
			['1', 'new'],
			['2', 'new'],
		]);
	});

	it('pass on any other error of a later page at once', async () => {
		const fails = async (step: Step) => {
			const transport = new ScriptedTransport([ok(people('1'), linkTo(ORG + second)), step]);
			const client = oktaClient(transport, { maxWaitMs: 0, now: transport.now });
			const error: unknown = await collectById(paginate(client, FIRST, userListSchema)).catch((reason: unknown) => reason);
			expect(transport.paths).toEqual([FIRST, second]);
			return error;
		};
		expect(await fails(refusal(403, 'E0000006', 'You do not have permission'))).toBeInstanceOf(OktaError);
		const bug = new Error('a bug');
		expect(await fails(() => { throw bug; })).toBe(bug);
	});

	it('stops reading at the limit', async () => {
		const { ids, paths } = await read([ok(people('1', '2', '3'), linkTo(ORG + second))], 2);
		expect(ids).toEqual(['1', '2']);
		expect(paths).toEqual([FIRST]);
	});

	it.each([
		['itself', [linkTo(ORG + FIRST)]],
		['an earlier page', [linkTo(ORG + second), linkTo(ORG + FIRST, second)]],
	])('refuses a list whose next page is %s instead of returning part of it', async (_name, links) => {
		const script = links.map((link, index) => ok(people(String(index)), link));
		await expect(read(script)).rejects.toMatchObject({ kind: 'link' });
	});

	it.each([
		'https://evil.example/api/v1/users',
		'https://acme.okta.com.evil.example/api/v1/users',
		'https://acme.okta.com@evil.example/',
		'http://acme.okta.com/api/v1/users',
		'//evil.example/',
	])('never sends the token to %s', async (otherUrl) => {
		await expect(read([ok(people('1'), linkTo(otherUrl))])).rejects.toThrow(OktaError);
	});

	it('refuses a response that is not a list of users', async () => {
		await expect(read([ok([{ name: 'no id' }])])).rejects.toMatchObject({
			kind: 'notOkta',
			description: expect.stringContaining("at '0.id'"),
		});
	});
});

describe('a link to the next page that Okta no longer accepts', () => {
	const refused = (path: string): RequestResult => {
		expect(path).toContain('after=');
		return {
			status: 400,
			headers: {},
			body: { errorCode: 'E0000031', errorSummary: 'Invalid search criteria.', errorCauses: [{ errorSummary: 'Invalid cursor.' }] },
		};
	};
	const link = (cursor: string) => ({ link: `<${ORG}${FIRST}&after=${cursor}>; rel="next"` });

	it('is replaced once by a new one from the page before, and everybody is read', async () => {
		const { ids, paths } = await read([
			ok(people('1', '2'), link('old')),
			refused,
			ok(people('1', '2', '3'), link('new')),
			ok(people('4')),
		]);
		expect(ids).toEqual(['1', '2', '3', '4']);
		expect(paths).toEqual([FIRST, `${FIRST}&after=old`, FIRST, `${FIRST}&after=new`]);
	});

	it('is tried once more when the page before still has it', async () => {
		expect((await read([ok(people('1'), link('old')), refused, ok(people('1'), link('old')), ok(people('2'))])).ids).toEqual(['1', '2']);
	});

	it('can be replaced again on a later page', async () => {
		const { ids } = await read([
			ok(people('1'), link('a')), refused, ok(people('1'), link('b')),
			ok(people('2'), link('c')), refused, ok(people('2'), link('d')),
			ok(people('3')),
		]);
		expect(ids).toEqual(['1', '2', '3']);
	});

	it.each([
		['the same link is refused again', [ok(people('1'), link('old')), refused]],
		['the new link is refused too', [ok(people('1'), link('new')), refused]],
		['the page before leads back', [ok(people('1'), { link: `<${ORG}${FIRST}>; rel="next"` })]],
	])('ends the read when %s', async (_why, more) => {
		await expect(read([ok(people('1'), link('old')), refused, ...more])).rejects.toMatchObject({
			name: 'OktaError',
			kind: expect.stringMatching(/^(cursor|link)$/),
		});
	});

	it('is not needed when the page before has become the last one', async () => {
		expect((await read([ok(people('1'), link('old')), refused, ok(people('1', '2'))])).ids).toEqual(['1', '2']);
	});

	it('is reported to the caller when it is where the read begins', async () => {
		const transport = new ScriptedTransport([refused]);
		const client = oktaClient(transport, { maxWaitMs: 0, now: transport.now });
		const reading = collectById(paginate(client, `${FIRST}&after=stored`, userListSchema));
		await expect(reading).rejects.toMatchObject({ kind: 'cursor' });
		expect(transport.paths).toHaveLength(1);
	});
});

it('items of any pages are collected once each, in the last of their latest versions, up to the limit', async () => {
	const item = fc.record({ id: fc.constantFrom('1', '2', '3', '4'), lastUpdated: fc.constantFrom(undefined, null, '2026-01-01', '2026-01-02'), version: fc.nat() });
	await holdsAsync(
		fc.asyncProperty(fc.array(fc.array(item, { maxLength: 5 }), { maxLength: 4 }), fc.constantFrom(undefined, 1, 2, 3), async (pages, limit) => {
			let pagesRead = 0;
			async function* reading(): AsyncGenerator<Page<(typeof pages)[number][number]>> {
				for (const items of pages) {
					pagesRead++;
					yield { items, headers: {}, next: undefined };
				}
			}
			const collected = await collectById(reading(), limit);
			const seen: (typeof pages)[number] = [];
			const ids = () => new Set(seen.map(({ id }) => id));
			let expectedPages = 0;
			for (const items of pages) {
				if (ids().size >= (limit ?? Infinity)) break;
				expectedPages++;
				const end = items.findIndex(({ id }, index) => !ids().has(id) && new Set([...ids(), ...items.slice(0, index).map((one) => one.id)]).size >= (limit ?? Infinity) && !items.slice(0, index).some((one) => one.id === id));
				seen.push(...(end < 0 ? items : items.slice(0, end)));
			}
			const time = ({ lastUpdated }: { lastUpdated?: string | null }) => lastUpdated ?? '';
			expect(collected).toEqual([...ids()].map((id) => seen.filter((one) => one.id === id).reduce((kept, one) => (time(one) >= time(kept) ? one : kept))));
			expect(pagesRead).toBe(expectedPages);
		}),
		500,
	);
});

describe('a cursor', () => {
	it('is the one of the link, as Okta encoded it', () => {
		expect(cursorOf(`${ORG}${FIRST}&after=a%2Bb+c.~_-=&x=1#after=z`)).toBe('a%2Bb+c.~_-=');
		expect(cursorOf(`${ORG}/api/v1/users?after=a:b,ü`)).toBe('a%3Ab%2C%C3%BC');
		expect(cursorOf(`${ORG}/api/v1/users?after=😀`)).toBe('%F0%9F%98%80');
	});

	it.each(['', '%zz', '%2', 'a b', 'a&b', 'a#b', 'a/b', 'a\n', '\na', '%'])('is not %j', (token) => {
		expect(() => checkedCursor(token)).toThrow(expect.objectContaining({ kind: 'link', message: 'The list cannot be continued from this page token', description: 'Open the list again.' }) as OktaError);
	});

	it.each([`${ORG}${FIRST}`, `${ORG}/x?before=1`, `${ORG}/x?hereafter=1`])('is not in %s', (link) => {
		expect(() => cursorOf(link)).toThrow('The list cannot be continued');
	});

	it.each(['a', 'A-Z_0~9.+=', '%2f%2F'])('is %s', (token) => expect(checkedCursor(token)).toBe(token));
});
