import { unusedBanner } from '../../../../../nodes/OktaSignature/engine/check/unusedBanner';

const SENTENCE = 'No template shows the banner. Add {{#banner}}<img src="{{imageUrl}}" alt="{{altText}}">{{/banner}} where it should be shown';

describe('unusedBanner', () => {
	it.each([[['title']], [['title', 'bannerText', 'banners']], [['office.banner']]])('says how to show banners in templates that use %j', (names) => {
		expect(unusedBanner(new Set(names))).toBe(SENTENCE);
	});

	it.each([[['banner']], [['title', 'banner']], [['banner', 'title']], [['banner.altText', 'title']]])('says nothing about templates that use %j', (names) => {
		expect(unusedBanner(new Set(names))).toBe('');
	});

	it('says nothing where no template uses a name', () => {
		expect(unusedBanner(new Set())).toBe('');
	});
});
