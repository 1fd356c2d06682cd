import { nextLink } from '../../../../nodes/okta/client/linkHeader';

const NEXT = 'https://acme.okta.com/api/v1/users?after=1,2&limit=200';

describe('nextLink', () => {
	it.each([
		['one link', `<${NEXT}>; rel="next"`],
		['the second of several', `<https://acme.okta.com/a>; rel="self", <${NEXT}>; rel="next"`],
		['without quotes', `<${NEXT}>;rel=next`],
		['in capitals', `<${NEXT}>; REL="NEXT"`],
		['with several relations', `<${NEXT}>; rel="last\tnext"`],
		['with an escaped character', `<${NEXT}>; rel="ne\\xt"`],
		['behind other parameters', `<${NEXT}>; title="a, \\"b\\"; c"; x=y; rel="next"`],
		['behind a parameter without a value', `<${NEXT}>; title; ; rel="next"`],
		['behind an equals sign without a value', `<${NEXT}>; title=; rel="next"; x =`],
		['with blanks everywhere', `  <${NEXT}> ; rel = "next" \t`],
		['between blanks and commas', ` ,\t<${NEXT}>; rel="next" , ,`],
	])('finds %s', (_, link) => {
		expect(nextLink({ link })).toBe(NEXT);
	});

	it.each([
		['no header', undefined],
		['an empty header', ''],
		['blanks and commas', ' ,\t'],
		['other relations', '<https://acme.okta.com/a>; rel="self"'],
		['a relation that begins alike', '<https://acme.okta.com/a>; rel="nextpage"'],
		['a link without parameters', '<https://acme.okta.com/a>'],
		['another parameter', '<https://acme.okta.com/a>; title="next"'],
		['a first relation that is another', '<https://acme.okta.com/a>; rel="self"; rel="next"'],
	])('finds none in %s', (_, link) => {
		expect(nextLink({ link } as never)).toBeUndefined();
	});

	it('takes the first of two', () => {
		expect(nextLink({ link: `<${NEXT}>; rel="next", <https://acme.okta.com/b>; rel="next"` })).toBe(NEXT);
	});

	it.each(['x', '<https://acme.okta.com/a', `<${NEXT}>; rel="next`, `<${NEXT}> x`, `<${NEXT}>; rel="next" <https://acme.okta.com/b>`, `x, <${NEXT}>; rel="next"`])('refuses %s, because the list would be cut short', (link) => {
		expect(() => nextLink({ link, 'x-okta-request-id': 'req1' })).toThrow(
			expect.objectContaining({
				kind: 'link',
				message: "Okta's link to the next page cannot be read",
				description: "The node stopped so that you don't get an incomplete list. Check whether a proxy between n8n and Okta changes the 'Link' header. If not, report this to Okta with the request ID req1.",
			}),
		);
		expect(() => nextLink({ link })).toThrow(expect.objectContaining({ description: expect.stringMatching(/\(none\)\.$/) }));
	});
});
