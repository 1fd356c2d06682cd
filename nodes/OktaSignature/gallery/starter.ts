const font = (size: string, weight = '') => `font:${weight}${size} Arial,sans-serif`;

const TEXT = `${font('13px/20px')};color:#6b7280`;

/** What a custom template begins with, so that nobody starts from an empty box. Its comments explain the language. */
export const STARTER_TEMPLATE = `{{! This is an example. Change it as you like: comments such as this one are not part of the signature. }}
{{! A tag shows a field: an Okta attribute, a smart field or a field of Branding. }}
<table cellpadding="0" cellspacing="0" border="0" role="presentation" style="border-collapse:collapse">
{{! A line is left out when nothing in it has a value. }}
{{#line}}
<tr><td style="${font('17px/24px', 'bold ')};color:{{#accentColor}}{{accentColor}}{{/accentColor}}{{^accentColor}}#2f6fb5{{/accentColor}}">{{fullName}}</td></tr>
{{/line}}
{{! A separator only stands between values that exist. }}
{{#line}}
<tr><td style="${TEXT}">{{#join}}{{title}}{{#sep}} · {{/sep}}{{department}}{{/join}}</td></tr>
{{/line}}
{{! What stands after ^ is shown when there is no value. }}
{{#line}}
<tr><td style="${TEXT};font-weight:bold">{{#company}}{{company}}{{/company}}{{^company}}{{organization}}{{/company}}</td></tr>
{{/line}}
{{! Parts of the gallery: contact details, logo, social networks and disclaimer, filled by the profile and by Branding. }}
{{#line}}
<tr><td style="padding-top:8px">{{> contact}}</td></tr>
{{/line}}
{{#line}}
<tr><td style="padding-top:12px">{{> logo}}</td></tr>
{{/line}}
{{#line}}
<tr><td style="padding-top:8px;${TEXT}">{{> social}}</td></tr>
{{/line}}
{{#line}}
<tr><td style="padding-top:8px">{{> disclaimer}}</td></tr>
{{/line}}
{{#banner}}
<tr><td style="padding-top:16px">{{#linkUrl}}<a href="{{linkUrl}}">{{/linkUrl}}<img src="{{imageUrl}}" width="480" alt="{{altText}}" style="display:block;border:0">{{#linkUrl}}</a>{{/linkUrl}}</td></tr>
{{/banner}}
</table>
`;
