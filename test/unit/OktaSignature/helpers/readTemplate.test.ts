import { hasEvaluatedTags } from '../../../../nodes/OktaSignature/helpers/readTemplate';

describe('hasEvaluatedTags', () => {
	it.each(['=<b>{{name}}</b>', '={{#a}}x{{/a}}', '=x {{> p}}', '={{ name }} {{ title }}', '=a {{{b}}}', '={{firstName}}{{lastName}}'])('finds tags that n8n evaluates in %s', (raw) => {
		expect(hasEvaluatedTags(raw)).toBe(true);
	});

	it.each(['<b>{{name}}</b>', '={{ $json.tpl }}', '=<b>{{ $json.name }}</b>', '', undefined, '=plain', '={{ template }}'])('accepts %s', (raw) => {
		expect(hasEvaluatedTags(raw)).toBe(false);
	});
});
