import type { GalleryTemplate } from './template';

/** Rows under each other; `dir="auto"` keeps right-to-left names and numbers in order, `text-align` keeps one edge. */
export const classic: GalleryTemplate = {
	name: 'classic',
	title: 'Classic',
	description: 'Name, role, company and contact details in rows under each other',
	fields: [
		'fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'streetAddress',
		'zipCode', 'city',
	],
	parameters: ['website'],
	html: `{{#optional}}
<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;font-family:Arial,Helvetica,sans-serif;font-size:13px;line-height:19px;color:#757d8a">
{{#line}}
<tr><td dir="auto" style="text-align:left;font-size:17px;line-height:23px;font-weight:bold;color:#3b7dc4">{{fullName}}</td></tr>
{{/line}}
{{#line}}
<tr><td dir="auto" style="text-align:left">{{#join}}{{title}}{{#sep}} · {{/sep}}{{department}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td dir="auto" style="text-align:left;font-weight:bold">{{organization}}</td></tr>
{{/line}}
{{#line}}
<tr><td style="padding-top:8px">{{#join}}{{#optional}}{{#phoneHref}}<a href="{{phoneHref}}" style="color:#757d8a;text-decoration:none">T {{primaryPhone}}</a>{{/phoneHref}}{{^phoneHref}}T {{primaryPhone}}{{/phoneHref}}{{/optional}}{{#sep}} &nbsp;|&nbsp; {{/sep}}{{#optional}}{{#mobileHref}}<a href="{{mobileHref}}" style="color:#757d8a;text-decoration:none">M {{mobilePhone}}</a>{{/mobileHref}}{{^mobileHref}}M {{mobilePhone}}{{/mobileHref}}{{/optional}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td>{{#join}}{{#optional}}<a href="{{emailHref}}" style="color:#3b7dc4;text-decoration:none">{{email}}</a>{{/optional}}{{#sep}} &nbsp;|&nbsp; {{/sep}}{{#optional}}<a href="{{website}}" style="color:#3b7dc4;text-decoration:none">{{website}}</a>{{/optional}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td dir="auto" style="text-align:left">{{#join}}{{streetAddress}}{{#sep}}, {{/sep}}{{#join}}{{zipCode}}{{#sep}} {{/sep}}{{city}}{{/join}}{{/join}}</td></tr>
{{/line}}
</table>
{{/optional}}`,
	text: `{{#line}}
{{fullName}}
{{/line}}
{{#line}}
{{#join}}{{title}}{{#sep}}, {{/sep}}{{department}}{{/join}}
{{/line}}
{{#line}}
{{organization}}
{{/line}}
{{#line}}
{{#join}}{{#optional}}T {{primaryPhone}}{{/optional}}{{#sep}} | {{/sep}}{{#optional}}M {{mobilePhone}}{{/optional}}{{/join}}
{{/line}}
{{#line}}
{{#join}}{{email}}{{#sep}} | {{/sep}}{{website}}{{/join}}
{{/line}}
{{#line}}
{{#join}}{{streetAddress}}{{#sep}}, {{/sep}}{{#join}}{{zipCode}}{{#sep}} {{/sep}}{{city}}{{/join}}{{/join}}
{{/line}}`,
};
