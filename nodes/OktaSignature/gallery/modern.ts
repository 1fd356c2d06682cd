import type { GalleryTemplate } from './template';

/** The bar is a cell's border: Outlook's Word engine draws it as high as the text, which it does not do for images. */
export const modern: GalleryTemplate = {
	name: 'modern',
	title: 'Modern',
	description: 'An accent bar beside name, role and labelled contact details; smart field accentColor changes its colour',
	fields: ['fullName', 'title', 'department', 'organization', 'primaryPhone', 'mobilePhone', 'email', 'city'],
	parameters: ['website', 'accentColor'],
	html: `{{#optional}}
<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;color:#757d8a">
<tr><td style="padding:2px 0 2px 14px;border-left:4px solid {{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#3b7dc4{{/accentColor}}">
<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse;font-family:'Segoe UI',Helvetica,Arial,sans-serif;font-size:13px;line-height:20px;color:#757d8a">
{{#line}}
<tr><td colspan="2" dir="auto" style="text-align:left;font-size:19px;line-height:25px;font-weight:bold;color:{{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#3b7dc4{{/accentColor}}">{{fullName}}</td></tr>
{{/line}}
{{#line}}
<tr><td colspan="2" dir="auto" style="text-align:left">{{#join}}{{title}}{{#sep}} · {{/sep}}{{department}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td colspan="2" dir="auto" style="text-align:left;font-weight:bold;padding-bottom:6px">{{#join}}{{organization}}{{#sep}} · {{/sep}}{{city}}{{/join}}</td></tr>
{{/line}}
{{#line}}
<tr><td width="22" style="font-weight:bold">T</td><td>{{#phoneHref}}<a href="{{phoneHref}}" style="color:#757d8a;text-decoration:none">{{primaryPhone}}</a>{{/phoneHref}}{{^phoneHref}}{{primaryPhone}}{{/phoneHref}}</td></tr>
{{/line}}
{{#line}}
<tr><td width="22" style="font-weight:bold">M</td><td>{{#mobileHref}}<a href="{{mobileHref}}" style="color:#757d8a;text-decoration:none">{{mobilePhone}}</a>{{/mobileHref}}{{^mobileHref}}{{mobilePhone}}{{/mobileHref}}</td></tr>
{{/line}}
{{#line}}
<tr><td width="22" style="font-weight:bold">E</td><td><a href="{{emailHref}}" style="color:#757d8a;text-decoration:none">{{email}}</a></td></tr>
{{/line}}
{{#line}}
<tr><td width="22" style="font-weight:bold">W</td><td><a href="{{website}}" style="color:#757d8a;text-decoration:none">{{website}}</a></td></tr>
{{/line}}
</table>
</td></tr>
</table>
{{/optional}}`,
	text: `{{#line}}
{{fullName}}
{{/line}}
{{#line}}
{{#join}}{{title}}{{#sep}} · {{/sep}}{{department}}{{/join}}
{{/line}}
{{#line}}
{{#join}}{{organization}}{{#sep}} · {{/sep}}{{city}}{{/join}}
{{/line}}
{{#line}}
T {{primaryPhone}}
{{/line}}
{{#line}}
M {{mobilePhone}}
{{/line}}
{{#line}}
E {{email}}
{{/line}}
{{#line}}
W {{website}}
{{/line}}`,
};
