import fc from 'fast-check';
import { CLIENTS, findUnsupported, mailClientWarnings } from '../../../../../nodes/OktaSignature/engine/check/mailClients';
import data from '../../../../../nodes/OktaSignature/engine/check/mailClients.json';
import { holds } from '../../../../support/fuzz';

const source = (text: string) => ({ label: 'template', text, indent: 0 });

const warningsOf = (text: string) => mailClientWarnings(source(text));

const features = (html: string) => findUnsupported(html).map(({ feature }) => feature);

describe('features that email clients do not support', () => {
	it.each([
		['<td style="border-radius:4px">', 'border-radius'],
		['<td style="BORDER-RADIUS : 4px !important">', 'border-radius'],
		['<td style="border-radius:{{radius}}">', 'border-radius'],
		['<a style="padding:4px">x</a>', 'padding on <a>'],
		['<p style="padding-left:4px">x</p>', 'padding-left on <p>'],
		['<div style="width:300px">x</div>', 'width on <div>'],
		['<div style="max-width:300px">x</div>', 'max-width on <div>'],
		['<img style="max-width:100px">', 'max-width on <img>'],
		['<table style="margin:0 auto"></table>', 'margin:auto'],
		['<p style="margin-top:-4px">x</p>', 'negative margins'],
		['<span style="margin:4px">x</span>', 'margin on <span>'],
		['<td style="border-left:12px solid red">', 'borders wider than 8px'],
		['<b style="position:absolute">x</b>', 'position:absolute'],
		['<b style="text-transform:lowercase">x</b>', 'text-transform:lowercase'],
		['<b style="display:flex">x</b>', 'display:flex'],
		['<td style="width:calc(100% - 4px)">', 'calc()'],
		['<td style="color:rgba(0,0,0,0.5)">', 'rgba()'],
		['<td style="font-size:1rem">', 'the unit rem'],
		['<svg></svg>', '<svg>'],
		['<p hidden>x</p>', 'the attribute hidden'],
		['<img src="https://x.example/a.AVIF?b=1">', '.avif images'],
		['<img src="https://x.example/a.mp4#b">', '.mp4 images'],
		['<img src="https://x.example/a.ico">', '.ico images'],
		['<div style="height:4px">x</div>', 'height on <div>'],
		['<body style="width:300px">', 'width on <body>'],
		['<p style="width:300px">x</p>', 'width on <p>'],
		['<span style="width:300px">x</span>', 'width on <span>'],
		['<b style="position:fixed">x</b>', 'position:fixed'],
		['<b style="position:relative">x</b>', 'position:relative'],
		['<b style="position:sticky">x</b>', 'position:sticky'],
		['<p style="margin:0 -4px">x</p>', 'negative margins'],
		['<p style="margin:auto">x</p>', 'margin:auto'],
		['<p style="margin-left:auto">x</p>', 'margin-left:auto'],
		['<p style="margin:auto 0">x</p>', 'margin:auto'],
		['<p style="margin-block-end:-4px">x</p>', 'margin-block-end'],
		['<p style="padding-block:4px">x</p>', 'padding-block'],
		['<td style="border:9px solid red">', 'borders wider than 8px'],
		['<td style="border-width:12px">', 'borders wider than 8px'],
		['<td style="border-top-width:12px">', 'borders wider than 8px'],
		['<td style="border-radius:12px">', 'border-radius'],
		['<div width="300" style="max-width:300px">x</div>', 'max-width on <div>'],
		['<img width="100" style="border-radius:4px">', 'border-radius'],
		['<td style="background:linear-gradient(red,blue)">', 'linear-gradient()'],
		['<td style="background-position:0;background:linear-gradient(red,blue)">', 'linear-gradient()'],
		['<td style="mso-background:red;background:linear-gradient(red,blue)">', 'linear-gradient()'],
	])('finds %s', (html, feature) => {
		expect(features(html)).toEqual([feature]);
	});

	it.each([
		'<table cellpadding="0" cellspacing="0" role="presentation" style="border-collapse:collapse;width:400px;max-width:400px;font-family:Arial,sans-serif">',
		'<td valign="top" bgcolor="#ffffff" style="padding:0 12px 4px 0;border-left:3px solid #0b6e4f;vertical-align:top;font:bold 13px/20px Arial,sans-serif;color:#333;width:50%;height:20px">',
		'<p style="margin:0;padding:0;line-height:20px;text-align:left;width:100%;min-width:0">x</p>',
		'<img src="https://x.example/a.png" width="100" height="40" alt="x" style="display:block;border:0;width:100px;max-width:100%;max-height:40px;height:auto;margin:0 auto">',
		'<a href="https://x.example/a.mp4" target="_blank" style="display:inline-block;text-decoration:none;color:#333;font-weight:600;white-space:normal">x</a>',
		'<table align="center" style="margin:0 auto">',
		'<td style="mso-line-height-rule:exactly;cursor:pointer;word-break:break-word;-webkit-text-size-adjust:100%">',
		'<td style="color:#333;color:rgba(0,0,0,0.8);background-color:#eee;background-image:linear-gradient(red,blue)">',
		'<td bgcolor="#eeeeee" style="background:linear-gradient(red,blue)">',
		'<span style="opacity:1;float:none;overflow:visible;transform:none;border-radius:0 0px">x</span>',
		'<td style="{{radius}};:;border-radius">',
		'<td style="border-radius:0.000000px">',
		'<th style="padding:4px">x</th>',
		'<img width="100" style="max-width:100px;max-height:40px">',
		'<img height="40" style="max-width:100px;max-height:40px">',
		'<td style="border:8px solid red;border-left:thick solid red;mso-border:12px solid red">',
		'<td style="background:#eee;background-image:linear-gradient(red,blue)">',
		'<p style="scroll-margin:-4px;scroll-padding:4px">x</p>',
		'<table style="table-layout:fixed;position:static">',
		'<b style="text-transform:uppercase;--case:lowercase">x</b>',
		'<input src="https://x.example/a.avif">',
		'{{! <b style="border-radius:4px">x</b> }}',
	])('finds nothing in %s', (html) => {
		expect(features(html)).toEqual([]);
	});

	it('does not count what only Word reads, nor Word for what it does not read', () => {
		const html = '<p style="border-radius:4px;transform:none;text-shadow:1px">x</p>';
		const word = (text: string) => findUnsupported(text).map(({ support }) => support[0]);
		expect(word(html)).toEqual(['n', 'n']);
		expect(word(`<!--[if mso]>${html}<![endif]-->`)).toEqual([]);
		expect(word(`<!--[if !mso]><!-->${html}<!--<![endif]-->${html}`)).toEqual(['y', 'n', 'n']);
		expect(word(`<![if !mso]>${html}<![endif]>${html}`)).toEqual(['y', 'n', 'n']);
		for (const style of ['mso-hide: all', 'mso-hide:all', 'MSO-HIDE : ALL']) expect(word(`<div style="${style}">${html}</div>${html}`)).toEqual(['y', 'n', 'n']);
	});

	it.each([
		['<!--[if !mso]><!-->', '<!--<![endif]-->'],
		['<!--[if !mso]><!-- -->', '<!-- <![endif]-->'],
		['<!--[if !mso]> <!---->', '<!--\n<![endif]-->'],
		['<!--[if !mso]> -->', '<!-- <![endif]-->'],
		['<!--[IF (!mso)&(!ie)]><!-->', '<!--<![ENDIF]-->'],
		['<![if !mso]>', '<![endif]>'],
		['<![if (!mso)]>', '<![endif]-->'],
	])('knows that Word leaves out what stands between %s and %s, whatever else stands there', (start, end) => {
		const image = '<svg></svg>';
		const inside = ['', '<!-- x -->', '<!-- <![endif] is missing -->', `<!--[if mso]>${image}<![endif]-->`, '<?x ![endif]?>', '<!doctype html>'];
		for (const other of inside) expect(findUnsupported(`${image}${start}${other}${image}${end}${image}`).map(({ support }) => support[0])).toEqual(['n', 'y', 'n']);
	});

	it.each(['<!-- if !mso <!-->', '<!--x [if !mso]><!-->', '<!--[if mso]><!-->', '<!--[if !mso]>x<![endif]-->', '<!--[if !mso]>x<![ENDIF]-->', '<!--[if !mso]><!--><!-- <![endif]-->', '<![if mso]>', '<?x ![if !mso]?>'])('knows that Word reads what stands after %s', (start) => {
		expect(findUnsupported(`${start}<svg></svg>`).map(({ support }) => support[0])).toEqual(['n']);
	});
});

describe('warnings about email clients', () => {
	it('names features once for the clients that lack them, with their lines', () => {
		const template = '<td style="border-radius:4px">\n<a style="padding:4px">x</a>\n<td style="border-radius:4px">\n<b style="white-space:nowrap">x</b>';
		expect(warningsOf(template)).toEqual([
			'Not supported by Outlook (Windows): border-radius in lines 1 and 3; padding on <a> in line 2 (template)',
			'Not supported by Outlook (Windows) and Samsung Email: white-space in line 4 (template)',
		]);
	});

	it('shortens long lists of lines and clients', () => {
		expect(warningsOf('<td style="border-radius:4px">\n'.repeat(20))).toEqual(['Not supported by Outlook (Windows): border-radius in lines 1, 2, 3, 4 and 16 more (template)']);
		expect(warningsOf('<b style="transform:rotate(9deg)">x</b>')).toEqual(['Not supported by Outlook, Gmail and Yahoo Mail: transform in line 1 (template)']);
	});

	it('names the platforms of a client that lack a feature, when others have it', () => {
		expect(warningsOf('<table style="border-spacing:4px">')).toEqual(['Not supported by Outlook (Windows, Mac): border-spacing in line 1 (template)']);
	});

	it('gives each group of clients one warning, however many features and lines', () => {
		const declaration = fc.tuple(fc.constantFrom(...Object.keys(data.properties), 'color', 'padding', 'width', 'margin', 'display'), fc.constantFrom('4px', '0', 'auto', '-1px', 'calc(1px)', '2rem', 'flex', '{{x}}', 'none')).map((pair) => pair.join(':'));
		const element = fc.tuple(fc.constantFrom('td', 'p', 'a', 'img', 'div', 'svg'), fc.array(declaration, { maxLength: 4 }), fc.constantFrom('', '\n')).map(([name, style, end]) => `<${name} style="${style.join(';')}">x${end}`);
		holds(
			fc.property(fc.array(element), (elements) => {
				const html = elements.join('');
				const warnings = warningsOf(html);
				const found = findUnsupported(html);
				expect(new Set(warnings).size).toBe(new Set(found.map(({ support }) => support.replace(/[^n]/g, 'y'))).size);
				for (const { feature, support, index } of found) {
					expect(support).toMatch(/n/);
					expect(html[index]).toBe('<');
					expect(warnings.some((warning) => warning.includes(`${feature} in line`))).toBe(true);
				}
			}),
		);
	});

	it('is the same for any case, blanks and quotes', () => {
		const write = fc.record({ upper: fc.boolean(), blank: fc.constantFrom('', ' ', '\t'), quote: fc.constantFrom('"', "'") });
		holds(
			fc.property(fc.constantFrom(...Object.keys(data.properties)), write, (property, { upper, blank, quote }) => {
				const name = upper ? property.toUpperCase() : property;
				expect(features(`<td style=${quote}${blank}${name}${blank}:${blank}4px${blank};${quote}>`)).toEqual([property]);
			}),
		);
	});
});

it('has a code for each client and feature', () => {
	const { properties, conditions, values, functions, units, elements, attributes, images } = data;
	for (const codes of [properties, conditions, values, functions, units, elements, attributes, images].flatMap((table) => Object.values<string>(table))) {
		expect(codes).toMatch(/^(?=.*n)[ynau]{14}$/);
	}
	expect(CLIENTS[0]).toEqual({ name: 'Outlook', platform: 'Windows' });
	expect(CLIENTS).toHaveLength(14);
	expect(JSON.stringify(data, null, '\t').length).toBeLessThan(10_000);
});
