import { z } from 'zod';
import { encodePathSegment } from '../../../../nodes/okta/client/encodePathSegment';
import { parseBody } from '../../../../nodes/okta/client/parseBody';

describe('a response body', () => {
	const schema = z.array(z.object({ id: z.string() }));
	const parse = (body: unknown, headers: Record<string, string> = {}) => {
		try {
			return parseBody(schema, { status: 200, headers, body }, '/api/v1/users?search=secret');
		} catch (error) {
			return error;
		}
	};

	it('is passed on as it is, with everything that nobody asked for', () => {
		const body = [{ more: 1, id: '1' }];
		expect(parse(body)).toBe(body);
	});

	it('of another shape is refused: where it differs, without the query, and with the request ID', () => {
		expect(parse([{ id: '1' }, { id: 2 }], { 'x-okta-request-id': 'r1' })).toMatchObject({
			kind: 'notOkta',
			status: 200,
			message: "Okta's response does not have the expected shape",
			description: "/api/v1/users: at '1.id': Expected string, received number. Check 'Okta Domain' in the credential. If it is correct, report this to Okta with the request ID r1.",
		});
		expect((parse('text') as { description: string }).description).toMatch(/^\/api\/v1\/users: at 'the top': .*request ID \(none\)\.$/);
	});
});

it('text is encoded for a path, and half an emoji becomes U+FFFD', () => {
	expect(encodePathSegment('a/b?c 😀')).toBe('a%2Fb%3Fc%20%F0%9F%98%80');
	expect(encodePathSegment('a\ud83d!')).toBe('a%EF%BF%BD!');
});
