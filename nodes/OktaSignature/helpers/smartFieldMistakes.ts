import { z } from 'zod';
import { suggest } from '../engine/check/suggest';
import { completeColor } from '../engine/html/color';
import { imageFormatProblem } from '../engine/html/url';
import { cleanText } from '../engine/mustache/values';
import { COLOR_FIELD } from '../engine/profile/person';
import { GALLERY } from '../gallery';
import { GALLERY_FIELDS } from '../gallery/galleryFields';

/** A smart field as the workflow stores it, with its expressions not evaluated. */
const storedFieldsSchema = z.array(
	z
		.object({ name: z.string().default(''), attributes: z.unknown(), default: z.unknown() })
		.transform((field) => ({ ...field, name: field.name.trim() })),
);

type StoredField = z.output<typeof storedFieldsSchema>[number];

/** The node's parameters as the workflow stores them. */
const storedParametersSchema = z.object({
	templateSource: z.unknown(),
	chooseByRules: z.unknown(),
	noMatch: z.unknown(),
	rules: z.object({ values: z.array(z.object({ templateSource: z.unknown() })).optional().catch(undefined) }).optional().catch(undefined),
	smartFields: z.object({ values: storedFieldsSchema.catch([]) }).optional().catch(undefined),
});

/** Something in a smart field that its author has to change. */
export interface SmartFieldMistake {
	message: string;
	resolution: string;
}

export interface SmartFieldMistakes {
	/** The first mistake with which no signature can be right. */
	refused: SmartFieldMistake | undefined;
	/** Sentences about what is probably a mistake. */
	hints: string[];
}

const isExpression = (value: unknown) => typeof value === 'string' && value.startsWith('=');

const isBlank = (value: unknown) => value === undefined || value === null || (typeof value === 'string' && cleanText(value) === '');

const hasNoAttributes = (attributes: unknown) => (Array.isArray(attributes) ? attributes.every(isBlank) : isBlank(attributes));

/** A field with an expression may be empty for some people only. */
const isAlwaysEmpty = (field: StoredField) => hasNoAttributes(field.attributes) && isBlank(field.default);

const GALLERY_NAMES = Object.keys(GALLERY_FIELDS);

const usedByGallery = (name: string) => GALLERY.some(({ html, text }) => html.includes(`${name}}}`) || text.includes(`${name}}}`));

/** Where the templates come from that the parameters can choose. */
function templateSources({ templateSource, chooseByRules, noMatch, rules }: z.output<typeof storedParametersSchema>): unknown[] {
	if (chooseByRules === undefined || chooseByRules === false) return [templateSource ?? 'gallery'];
	const sources = (rules?.values ?? []).map((rule) => rule.templateSource ?? 'gallery');
	return chooseByRules === true && noMatch === 'skip' ? sources : [...sources, templateSource ?? 'gallery'];
}

function mistakeIn(field: StoredField, usesGallery: boolean, misspeltAs: string | undefined): SmartFieldMistake | undefined {
	const { name } = field;
	if (isAlwaysEmpty(field)) {
		return {
			message: `Smart field "${name}" has neither attributes nor a text in 'If All Are Empty', so it would be empty for everyone`,
			resolution: 'Select an attribute, enter a text, or delete the smart field.',
		};
	}
	if (misspeltAs !== undefined) {
		return {
			message: `Smart field "${name}" is not used. The gallery's field is "${misspeltAs}"`,
			resolution: `Rename the smart field to ${misspeltAs}. Upper and lower case count.`,
		};
	}
	const { default: fallback } = field;
	if (usesGallery && name === COLOR_FIELD && typeof fallback === 'string' && !isExpression(fallback) && !isBlank(fallback) && completeColor(cleanText(fallback)) === undefined) {
		return {
			message: `Smart field "${name}" has a text in 'If All Are Empty' that is not a color`,
			resolution: 'Enter a color such as #2f6fb5.',
		};
	}
	return undefined;
}

/**
 * Finds smart fields that can have no effect, or one that nobody wants.
 * @param parameters of the node, as the workflow stores them
 */
export function findSmartFieldMistakes(parameters: unknown): SmartFieldMistakes {
	const stored = storedParametersSchema.safeParse(parameters);
	const fields = stored.success ? (stored.data.smartFields?.values ?? []) : [];
	if (!stored.success || fields.length === 0) return { refused: undefined, hints: [] };
	const sources = templateSources(stored.data);
	const usesGallery = sources.includes('gallery');
	const usesInput = sources.includes('input');
	const otherParameters = JSON.stringify({ ...(parameters as object), smartFields: undefined, branding: undefined });
	const isUsed = (name: string) => otherParameters.includes(name) || usedByGallery(name);
	const names = fields.map(({ name }) => name);

	let refused: SmartFieldMistake | undefined;
	const hints: string[] = [];
	for (const field of fields) {
		const { name } = field;
		const isUnused = usesGallery && name !== '' && !isExpression(name) && !isUsed(name);
		const misspeltAs = isUnused && !usesInput ? GALLERY_NAMES.find((one) => one.toLowerCase() === name.toLowerCase() && !names.includes(one)) : undefined;
		refused ??= mistakeIn(field, usesGallery, misspeltAs);
		const text = typeof field.default === 'string' && !isExpression(field.default) ? field.default : '';
		if (text.includes('{{')) hints.push(`The text of the smart field "${name}" contains {{. Tags only work in templates, so everyone would see them as they are. Use an expression instead`);
		const format = imageFormatProblem(text);
		if (format !== undefined) hints.push(`The image in the smart field "${name}" is ${format}. Use a PNG`);
		const suggestion = isUnused ? suggest(name, GALLERY_NAMES) : undefined;
		if (suggestion !== undefined && misspeltAs === undefined) hints.push(`No template uses the smart field "${name}". Did you mean ${suggestion}?`);
	}
	return { refused, hints };
}
