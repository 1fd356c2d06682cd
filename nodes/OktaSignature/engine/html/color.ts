/** The color names of CSS. Source: https://www.w3.org/TR/css-color-4/#named-colors */
const NAMES: ReadonlySet<string> = new Set(
	`
	aliceblue antiquewhite aqua aquamarine azure beige bisque black blanchedalmond blue blueviolet brown burlywood
	cadetblue chartreuse chocolate coral cornflowerblue cornsilk crimson cyan darkblue darkcyan darkgoldenrod
	darkgray darkgreen darkgrey darkkhaki darkmagenta darkolivegreen darkorange darkorchid darkred darksalmon
	darkseagreen darkslateblue darkslategray darkslategrey darkturquoise darkviolet deeppink deepskyblue dimgray
	dimgrey dodgerblue firebrick floralwhite forestgreen fuchsia gainsboro ghostwhite gold goldenrod gray green
	greenyellow grey honeydew hotpink indianred indigo ivory khaki lavender lavenderblush lawngreen lemonchiffon
	lightblue lightcoral lightcyan lightgoldenrodyellow lightgray lightgreen lightgrey lightpink lightsalmon
	lightseagreen lightskyblue lightslategray lightslategrey lightsteelblue lightyellow lime limegreen linen
	magenta maroon mediumaquamarine mediumblue mediumorchid mediumpurple mediumseagreen mediumslateblue
	mediumspringgreen mediumturquoise mediumvioletred midnightblue mintcream mistyrose moccasin navajowhite navy
	oldlace olive olivedrab orange orangered orchid palegoldenrod palegreen paleturquoise palevioletred papayawhip
	peachpuff peru pink plum powderblue purple rebeccapurple red rosybrown royalblue saddlebrown salmon sandybrown
	seagreen seashell sienna silver skyblue slateblue slategray slategrey snow springgreen steelblue tan teal
	thistle tomato turquoise violet wheat white whitesmoke yellow yellowgreen
`.trim().split(/\s+/),
);

const HEX = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i;

/** Numbers are not checked: mail clients clamp them. */
const FUNCTION = /^(?:rgb|hsl)a?\(\s*[\d.]+(?:%|deg)?(?:[\s,/]+[\d.]+%?){2,3}\s*\)$/i;

/**
 * A color as CSS writes it. A hexadecimal color gets its missing #.
 * @param text clean
 * @returns undefined when it is not a color
 */
export function completeColor(text: string): string | undefined {
	const hex = HEX.exec(text)?.[1];
	if (hex !== undefined) return `#${hex}`;
	return NAMES.has(text.toLowerCase()) || FUNCTION.test(text) ? text : undefined;
}
