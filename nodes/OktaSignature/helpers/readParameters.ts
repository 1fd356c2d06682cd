import { deepCopy, NodeOperationError, type IExecuteFunctions, type INodeProperties } from 'n8n-workflow';
import type { z } from 'zod';
import { banners } from '../descriptions/banners';
import { branding } from '../descriptions/branding';
import { partials } from '../descriptions/partials';
import { smartFields } from '../descriptions/smartFields';

/** `rules.values[0].name` as `['rules', 'values', '0', 'name']`. */
const keysOf = (path: string) => path.split(/[.[\]]+/).filter((key) => key !== '');

function valueAt(value: unknown, keys: readonly string[]): unknown {
	let inner = value;
	for (const key of keys) inner = (inner as Record<string, unknown> | null | undefined)?.[key];
	return inner;
}

/** The paths of all n8n expressions in a stored parameter. */
function expressionsIn(raw: unknown, path: string): string[] {
	if (typeof raw === 'string') return raw.startsWith('=') ? [path] : [];
	if (typeof raw !== 'object' || raw === null) return [];
	const isList = Array.isArray(raw);
	return Object.entries(raw).flatMap(([key, value]) => expressionsIn(value, isList ? `${path}[${key}]` : `${path}.${key}`));
}

/** Replaces zod's own messages: they repeat the value, which may come from a profile. */
const errorMap: z.ZodErrorMap = (issue) => ({
	message: issue.code === 'invalid_enum_value' ? `must be one of ${issue.options.join(', ')}` : 'has the wrong type',
});

/** `whenTooLong` as `When Too Long`: the options are labeled by their names. */
const titleCase = (name: string) => name.replace(/^./, (first) => first.toUpperCase()).replace(/[A-Z]/g, ' $&').replace('Html', 'HTML').trim();

/** The labels of the entries in a fixed collection, by name. */
const labelsOf = ({ options = [] }: INodeProperties): Record<string, string> =>
	Object.fromEntries(
		options.flatMap((group) => ('values' in group ? group.values.map((entry) => [entry.name, entry.displayName]) : [])),
	);

const LABELS: Record<string, Record<string, string>> = {
	smartFields: labelsOf(smartFields),
	partials: labelsOf(partials),
	banners: labelsOf(banners),
};

/** The labels of Branding's fields in the editor, by name. */
export const BRANDING_LABELS: Readonly<Record<string, string>> = Object.fromEntries(
	(branding.options ?? []).flatMap((field) => ('displayName' in field ? [[field.name, field.displayName]] : [])),
);

/**
 * The place of an invalid value as the editor shows it, with entries counted from 1.
 * @param keys from the parameter to the value
 */
function locate(path: string, label: string, [group, entry, field]: ReadonlyArray<string | number>): string {
	if (path === 'options' && group !== undefined) return `Option '${titleCase(String(group))}'`;
	if (path === 'branding' && group !== undefined) return `'${BRANDING_LABELS[group] ?? group}' in '${label}'`;
	if (typeof entry !== 'number') return `Parameter '${label}'`;
	const where = `Parameter '${label}', entry ${entry + 1}`;
	return field === undefined ? where : `${where}: '${LABELS[path]?.[field] ?? field}'`;
}

/** Validated values that are kept per parameter. */
const MAX_CACHED = 50;

/**
 * The validated value of a parameter without expressions, or the expressions to evaluate for every item with the validated
 * values of earlier results.
 */
type Plan = { constant: unknown } | { expressions: Array<{ path: string; keys: string[] }>; cache: Map<string, unknown> };

/** Equal results of expressions have equal keys; undefined when a result is an object, which is not compared. */
function keyOf(results: readonly unknown[]): string | undefined {
	if (results.some((result) => typeof result === 'object' && result !== null)) return undefined;
	return JSON.stringify(results.map((result) => [typeof result, String(result)]));
}

/**
 * Reads and validates parameters. A parameter without expressions is read once for all items. In a collection, only the
 * expressions are evaluated for each item. With 10,000 items, reading parameters would otherwise take most of the time.
 */
export class ParameterReader {
	/** Kept because `getNode()` copies the whole node. */
	private readonly stored: unknown;

	private readonly plans = new Map<string, Plan>();

	constructor(private readonly context: IExecuteFunctions) {
		this.stored = context.getNode().parameters;
	}

	/** The parameter as the workflow stores it, with its expressions not evaluated. */
	raw(path: string): unknown {
		return valueAt(this.stored, keysOf(path));
	}

	/** Whether the parameter is the same for every item. */
	isConstant(path: string): boolean {
		return expressionsIn(this.raw(path), path).length === 0;
	}

	/**
	 * Items whose expressions have equal results get the same object.
	 * @param path a parameter's name, or a path into a collection such as `rules.values[0].conditions`
	 * @param label its label in the editor
	 * @returns the same object for every item when the parameter holds no expression; callers compare it by identity
	 * @throws NodeOperationError that names the parameter when it does not match the schema
	 */
	read<Schema extends z.ZodTypeAny>(path: string, label: string, itemIndex: number, schema: Schema): z.output<Schema> {
		const plan = this.plans.get(path) ?? this.plan(path, label, schema);
		if ('constant' in plan) return plan.constant as z.output<Schema>;
		const results = plan.expressions.map(({ path: expression }) => this.context.getNodeParameter(expression, itemIndex, null) as unknown);
		const key = keyOf(results);
		if (key !== undefined && plan.cache.has(key)) return plan.cache.get(key) as z.output<Schema>;
		let value: unknown = deepCopy(this.raw(path) as object);
		for (const [i, { keys }] of plan.expressions.entries()) {
			if (keys.length === 0) value = results[i];
			else (valueAt(value, keys.slice(0, -1)) as Record<string, unknown>)[keys[keys.length - 1]] = results[i];
		}
		const validated = this.validate(value, path, label, schema, itemIndex);
		if (key === undefined) return validated as z.output<Schema>;
		if (plan.cache.size >= MAX_CACHED) plan.cache.clear();
		plan.cache.set(key, validated);
		return validated as z.output<Schema>;
	}

	private plan(path: string, label: string, schema: z.ZodTypeAny): Plan {
		const raw = this.raw(path);
		const depth = keysOf(path).length;
		const expressions = expressionsIn(raw, path).map((found) => ({ path: found, keys: keysOf(found).slice(depth) }));
		const plan = expressions.length > 0 ? { expressions, cache: new Map() } : { constant: this.validate(raw, path, label, schema, undefined) };
		this.plans.set(path, plan);
		return plan;
	}

	private validate(value: unknown, path: string, label: string, schema: z.ZodTypeAny, itemIndex: number | undefined): unknown {
		const parsed = schema.safeParse(value ?? undefined, { errorMap });
		if (parsed.success) return parsed.data;
		const [issue] = parsed.error.issues;
		throw new NodeOperationError(this.context.getNode(), `${locate(path, label, issue.path)} ${issue.message}`, {
			itemIndex,
			description: 'Change the value. If it comes from an expression, check what it returns.',
		});
	}
}
