import type { GalleryTemplate } from './template';

/** For replies and phones. */
export const compact: GalleryTemplate = {
	name: 'compact',
	title: 'Compact',
	description: 'Two lines: who, and how to reach them',
	fields: ['fullName', 'title', 'organization', 'primaryPhone', 'mobilePhone', 'email'],
	parameters: ['website'],
	html: `{{#optional}}
<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;font-family:Arial,Helvetica,sans-serif;font-size:12px;line-height:18px;color:#757d8a">
{{#line}}
<tr><td dir="auto" style="text-align:left">{{#join}}{{#optional}}<b style="color:#3b7dc4">{{fullName}}</b>{{/optional}}{{#sep}} · {{/sep}}{{title}}{{#sep}} · {{/sep}}{{organization}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td>{{#join}}{{#optional}}{{#phoneHref}}<a href="{{phoneHref}}" style="color:#757d8a;text-decoration:none">{{primaryPhone}}</a>{{/phoneHref}}{{^phoneHref}}{{primaryPhone}}{{/phoneHref}}{{/optional}}{{#sep}} · {{/sep}}{{#optional}}{{#mobileHref}}<a href="{{mobileHref}}" style="color:#757d8a;text-decoration:none">{{mobilePhone}}</a>{{/mobileHref}}{{^mobileHref}}{{mobilePhone}}{{/mobileHref}}{{/optional}}{{#sep}} · {{/sep}}{{#optional}}<a href="{{emailHref}}" style="color:#757d8a;text-decoration:none">{{email}}</a>{{/optional}}{{#sep}} · {{/sep}}{{#optional}}<a href="{{website}}" style="color:#757d8a;text-decoration:none">{{website}}</a>{{/optional}}{{/join}}</td></tr>
{{/line}}
</table>
{{/optional}}`,
	text: `{{#line}}
{{#join}}{{fullName}}{{#sep}} · {{/sep}}{{title}}{{#sep}} · {{/sep}}{{organization}}{{/join}}
{{/line}}
{{#line}}
{{#join}}{{primaryPhone}}{{#sep}} · {{/sep}}{{mobilePhone}}{{#sep}} · {{/sep}}{{email}}{{#sep}} · {{/sep}}{{website}}{{/join}}
{{/line}}`,
};
