import fc from 'fast-check';
import { activeBanners, bannerUrlWarnings, neverShown, selectBanner, type Banner } from '../../../../../nodes/OktaSignature/engine/profile/banner';
import { holds } from '../../../../support/fuzz';
import { Phones } from '../../../../../nodes/OktaSignature/engine/profile/phone';
import { likelyUrl } from '../../urls/urlValues';

const banner = (more: Partial<Banner>): Banner => ({ name: 'Fair', imageUrl: 'https://x.example/b.png', linkUrl: '', altText: '', startsAt: '', endsAt: '', ...more });

const shown = (...banners: Array<Partial<Banner>>) => selectBanner(activeBanners(banners.map(banner), Date.parse('2026-03-01T12:00Z'), 'UTC'), () => true);

describe('the current banner', () => {
	it('completes URLs without a scheme', () => {
		expect(shown({ imageUrl: ' x.example/b.png ', linkUrl: '//x.example' })).toEqual({
			banner: { name: 'Fair', imageUrl: 'https://x.example/b.png', linkUrl: 'https://x.example', altText: '' },
			bannerWarnings: [],
		});
	});

	it('shows the next banner when one has no usable image', () => {
		const { banner: current, bannerWarnings } = shown({ name: 'Spring', imageUrl: 'javascript:x' }, { name: '', imageUrl: '' }, { name: 'Fair' });
		expect(current?.name).toBe('Fair');
		expect(bannerWarnings).toEqual([
			`The banner 'Spring' is not shown: 'Image URL' is not a web address. Enter one that begins with https://`,
			`The banner 2 is not shown: 'Image URL' is not a web address. Enter one that begins with https://`,
		]);
	});

	it('leaves out a link that cannot be used', () => {
		expect(shown({ linkUrl: 'foo' })).toEqual({
			banner: expect.objectContaining({ linkUrl: '' }),
			bannerWarnings: [`The banner 'Fair' has no link: 'Link URL' is not a web address. Enter one that begins with https://`],
		});
		expect(shown({ linkUrl: 'mailto:a@b.example' }).banner).toMatchObject({ linkUrl: 'mailto:a@b.example' });
		expect(shown({ linkUrl: 'tel:+49 (0)30 901820' })).toMatchObject({ banner: { linkUrl: 'tel:+4930901820' }, bannerWarnings: [] });
		expect(shown({ linkUrl: 'tel:+49 30 901820 / 901821' })).toMatchObject({ banner: { linkUrl: '' }, bannerWarnings: [expect.stringContaining("has no link: 'Link URL' is not certainly one phone number")] });
		expect(shown({ linkUrl: 'tel:030 901820' })).toMatchObject({ banner: { linkUrl: 'tel:030901820' }, bannerWarnings: [expect.stringContaining('is linked as typed')] });
	});

	it.each([{ imageUrl: 'https://x.example/{{login}}.png' }, { linkUrl: 'https://x.example/?u={{login}}' }, { altText: 'Hi {{firstName}}' }])('warns about tags, which only work in templates: %j', (more) => {
		expect(shown(more).bannerWarnings).toEqual([`The banner 'Fair' contains {{. Tags only work in templates, so recipients would get them as they are`]);
	});

	it.each([
		['https://x.example/b.svg?v=1', 'an SVG, which Gmail and Outlook do not show'],
		['x.example/b.WEBP', 'a WebP, which Outlook for Windows does not show'],
	])('warns about an image that is not shown everywhere: %s', (imageUrl, what) => {
		expect(shown({ imageUrl }).bannerWarnings).toEqual([`The image of the banner 'Fair' is ${what}. Use a PNG`]);
	});

	it.each([
		[{ startsAt: '2026-02-30' }, `Parameter 'Starts At' of the banner 'Fair' is not a date`],
		[{ endsAt: '2026-13-01' }, `Parameter 'Ends At' of the banner 'Fair' is not a date`],
		[{ name: ' ', endsAt: '2026-02-30T10:00:00+01:00' }, `Parameter 'Ends At' of the banner 1 is not a date`],
		[{ startsAt: '2026-03-01', endsAt: '2026-03-01' }, `Parameter 'Ends At' of the banner 'Fair' is not after 'Starts At'`],
		[{ startsAt: '2026-03-01T10:00:00+01:00', endsAt: '2026-03-01T08:59:59Z' }, `Parameter 'Ends At' of the banner 'Fair' is not after 'Starts At'`],
	])('refuses %j, also after the banner that is shown', (more, message) => {
		expect(() => shown(more)).toThrow(expect.objectContaining({ name: 'BannerDateError', message }));
		expect(() => shown({ name: 'First' }, more)).toThrow(message.replace('banner 1', 'banner 2'));
	});

	it('shows only usable URLs, and says so when a banner or a link is left out', () => {
		holds(
			fc.property(fc.oneof(likelyUrl, fc.constant('')), fc.oneof(likelyUrl, fc.constant('')), (imageUrl, linkUrl) => {
				const { banner: current, bannerWarnings } = shown({ imageUrl, linkUrl });
				expect(bannerWarnings.every((warning) => warning.includes("'Fair'"))).toBe(true);
				if (current === undefined) return expect(bannerWarnings).toHaveLength(1);
				expect(current.imageUrl).toMatch(/^https?:\/\/[^/]/i);
				const isDoubtful = /^tel:/.test(current.linkUrl) && new Phones().parse(current.linkUrl, () => undefined).number === undefined;
				expect(bannerWarnings).toHaveLength((current.linkUrl === '' && linkUrl.trim() !== '') || isDoubtful ? 1 : 0);
				if (current.linkUrl !== '') expect(current.linkUrl).toMatch(/^(https?:\/\/[^/]|mailto:.|tel:.)/i);
			}),
			500,
		);
	});
});

/** Hours after the beginning of a day; undefined for no limit. */
const hour = fc.option(fc.integer({ min: 0, max: 6 }), { nil: undefined });
const stampOf = (at: number | undefined) => (at === undefined ? '' : `2026-03-01T0${at}:00`);
const instantAt = (at: number) => Date.parse(`2026-03-01T0${at}:00Z`);

/** Banners by the hours in which they are shown; `image`: without one nobody sees it. */
const windows = fc.array(
	fc.record({ start: hour, end: hour, image: fc.boolean(), forEveryone: fc.boolean() }).filter(({ start = -1, end = 9 }) => start < end),
	{ maxLength: 4 },
);
type Windows = typeof windows extends fc.Arbitrary<infer Value> ? Value : never;

const bannersOf = (list: Windows) => list.map(({ start, end, image }, index) => banner({ name: `B${index}`, startsAt: stampOf(start), endsAt: stampOf(end), imageUrl: image ? 'https://x.example/b.png' : '' }));

describe('the time of a banner', () => {
	it('begins with its start and ends before its end', () => {
		holds(
			fc.property(windows, fc.integer({ min: 0, max: 6 }), (list, now) => {
				const expected = list.flatMap(({ start = -1, end = 9 }, index) => (start <= now && now < end ? [index] : []));
				const active = activeBanners(bannersOf(list), instantAt(now), 'UTC');
				expect(active.map(({ index }) => index)).toEqual(expected);
				const isFor = (index: number) => list[index].forEveryone;
				const first = expected.find((index) => isFor(index) && list[index].image);
				expect(selectBanner(active, isFor).banner?.name).toBe(first === undefined ? undefined : `B${first}`);
			}),
			300,
		);
	});

	it('is never where an earlier one has the same, as long as neither is over', () => {
		const same = bannersOf([1, 2].map(() => ({ start: 1, end: 3, image: true, forEveryone: true })));
		expect(neverShown(same, instantAt(2), 'UTC', () => true)).toContain("The banner 'B1' is never shown");
		expect(neverShown(same, instantAt(3), 'UTC', () => true)).toBe('');
	});

	it('is never, where an earlier one is shown to everyone for all of it', () => {
		holds(
			fc.property(windows, fc.integer({ min: 0, max: 6 }), (list, now) => {
				const counts = ({ end = 9, image }: Windows[number]) => end > now && image;
				const hidden = list.findIndex((later, index) => counts(later) && list.slice(0, index).some((earlier) => counts(earlier) && earlier.forEveryone && (earlier.start ?? -1) <= (later.start ?? -1) && (later.end ?? 9) <= (earlier.end ?? 9)));
				const text = neverShown(bannersOf(list), instantAt(now), 'UTC', (index) => list[index].forEveryone);
				if (hidden < 0) return expect(text).toBe('');
				expect(text).toMatch(new RegExp(`^The banner 'B${hidden}' is never shown: everyone gets the banner 'B\\d' for all of that time\\. Move it up, or give the other one conditions or dates$`));
			}),
			500,
		);
	});
});

describe('the URLs of banners', () => {
	it('are checked whenever they are shown', () => {
		const later = { startsAt: '2030-01-01', endsAt: '2031-01-01' };
		expect(bannerUrlWarnings([banner({}), banner({ ...later, name: '', imageUrl: 'foo' }), banner({ ...later, linkUrl: 'foo' })])).toEqual([
			`The banner 2 is not shown: 'Image URL' is not a web address. Enter one that begins with https://`,
			`The banner 'Fair' has no link: 'Link URL' is not a web address. Enter one that begins with https://`,
		]);
	});

	it('are read without the blanks around them', () => {
		expect(shown({ name: ' Fair ', linkUrl: ' tel:030 901820 ' }).bannerWarnings).toEqual([
			`The banner 'Fair' is linked as typed: 'Link URL' is not certainly one phone number. Enter one with its country code, such as tel:+493012345`,
		]);
		expect(shown({ linkUrl: ' ' })).toMatchObject({ banner: { linkUrl: '' }, bannerWarnings: [] });
	});
});
