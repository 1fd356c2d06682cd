const { default: Ajv } = require('ajv');
const { default: addFormats } = require('ajv-formats');
const { parse } = require('yaml');
const { readShared } = require('./shared');

/**
 * Validates against Okta's OpenAPI document (../shared/okta-openapi.yaml).
 *
 * OpenAPI 3.0 is not JSON Schema. This file translates `nullable` (also where an enum does not list null), `discriminator`
 * with a mapping but no oneOf (to if/then), and `$ref` into #/components. Formats unknown to JSON Schema are ignored. Patches
 * correct the document where the live API is known to differ: see openapi.test.ts.
 */

/** @typedef {Record<string, any>} Schema */

/** @param {any} node @returns {any} the same as JSON Schema */
function translate(node) {
	if (Array.isArray(node)) return node.map(translate);
	if (node === null || typeof node !== 'object') return node;
	/** @type {Schema} */
	const { discriminator, nullable, ...schema } = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, key === 'mapping' ? value : translate(value)]));
	if (nullable === true) {
		if (typeof schema.type === 'string') schema.type = [schema.type, 'null'];
		if (Array.isArray(schema.enum)) schema.enum = [...schema.enum, null];
	}
	if (discriminator?.mapping) {
		const { propertyName, mapping } = discriminator;
		schema.allOf = Object.entries(mapping).map(([value, target]) => ({
			if: { properties: { [propertyName]: { const: value } }, required: [propertyName] },
			then: { $ref: target },
		}));
		schema.required = [propertyName];
	}
	return schema;
}

/**
 * @param {((document: Schema) => void)[]} [patches] known deviations, applied to the document before it is used
 */
function openContract(patches = []) {
	const source = parse(readShared('okta-openapi.yaml'));
	for (const patch of patches) patch(source);
	const document = translate(source);
	const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true, logger: false });
	addFormats(ajv, ['date-time', 'email', 'password']);
	ajv.addSchema({ $id: 'okta', components: document.components });
	/** @type {Map<string, import('ajv').ValidateFunction>} */
	const compiled = new Map();

	/** @param {Schema} schema @returns {Schema} */
	const resolved = (schema) => (schema.$ref ? resolved(schema.$ref.slice(2).split('/').reduce((node, key) => node[key], document)) : schema);

	/** @param {Schema} schema @returns {import('ajv').ValidateFunction} */
	function validator(schema) {
		const key = JSON.stringify(schema);
		const absolute = JSON.parse(key.replaceAll('"$ref":"#/', '"$ref":"okta#/'));
		const known = compiled.get(key) ?? ajv.compile(absolute);
		compiled.set(key, known);
		return known;
	}

	/** All schemas that apply to a value: the schema itself and the members of its combinators. @param {Schema} schema @param {unknown} value @returns {Schema[]} */
	function parts(schema, value) {
		const own = resolved(schema);
		const members = [...(own.allOf ?? []), ...(own.anyOf ?? []), ...(own.oneOf ?? []), ...(own.then && validator(own.if)(value) ? [own.then] : [])];
		return [own, ...members.flatMap((member) => parts(member, value))];
	}

	/** Paths in the value that the document does not declare, with `*` for array items. @param {Schema[]} schemas @param {unknown} value @param {string} path @returns {string[]} */
	function undeclaredIn(schemas, value, path) {
		const all = schemas.flatMap((schema) => parts(schema, value));
		if (Array.isArray(value)) {
			const items = all.filter((schema) => schema.items).map((schema) => schema.items);
			return items.length === 0 ? [] : value.flatMap((item) => undeclaredIn(items, item, `${path}*.`));
		}
		if (value === null || typeof value !== 'object') return [];
		return Object.entries(value).flatMap(([key, inner]) => {
			const declared = all.filter((schema) => schema.properties && Object.hasOwn(schema.properties, key)).map((schema) => schema.properties[key]);
			if (declared.length > 0) return undeclaredIn(declared, inner, `${path}${key}.`);
			const extra = all.map((schema) => schema.additionalProperties).filter((additional) => additional !== undefined);
			if (extra.some((additional) => additional === true)) return [];
			if (extra.length > 0) return undeclaredIn(extra, inner, `${path}<key>.`);
			return [`${path}${key}`];
		});
	}

	/** @param {Schema} schema @param {unknown} value */
	function judge(schema, value) {
		const check = validator(schema);
		const valid = check(value);
		return {
			errors: valid ? [] : (check.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`),
			undeclared: [...new Set(undeclaredIn([schema], value, ''))],
		};
	}

	return {
		document,
		/**
		 * @param {string} path path template in the document
		 * @param {string} method lower case
		 * @param {number} status
		 * @param {unknown} body
		 * @returns {{ errors: string[], undeclared: string[] }} validation errors, and properties that the document does not declare
		 */
		response(path, method, status, body) {
			const declared = document.paths[path]?.[method]?.responses?.[status];
			if (!declared) return { errors: [`${method} ${path} declares no ${status}`], undeclared: [] };
			const schema = resolved(declared).content?.['application/json']?.schema;
			return schema ? judge(schema, body) : { errors: [`${method} ${path} ${status} declares no JSON body`], undeclared: [] };
		},
		/** Validates a body against a component. @param {string} name @param {unknown} body */
		component: (name, body) => judge({ $ref: `#/components/schemas/${name}` }, body),
		/** Validates a form-encoded request body. @param {string} path @param {unknown} body */
		form: (path, body) => judge(document.paths[path].post.requestBody.content['application/x-www-form-urlencoded'].schema, body),
	};
}

module.exports = { openContract };
