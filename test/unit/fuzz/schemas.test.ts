import fc from 'fast-check';
import { OktaError } from '../../../nodes/okta/errors/OktaError';
import { oktaClient } from '../../../nodes/okta/client/oktaClient';
import { listAttributes, getSchema, type Attribute } from '../../../nodes/okta/users/schemas';
import { holdsAsync } from '../../support/fuzz';
import { ok, ScriptedTransport } from '../../support/scriptedTransport';

/** Reads the list of attributes from a schema. */
const read = async (body: unknown): Promise<Attribute[]> => {
	const client = oktaClient(new ScriptedTransport(Array.from({ length: 8 }, () => ok(body))), { maxWaitMs: 0 });
	return listAttributes(await getSchema(client, 'default'));
};

const name = fc.oneof(fc.constantFrom('firstName', 'constructor', '__proto__', 'toString', 'length', '', 'a.b', '0'), fc.string());
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.oneof(fc.constantFrom(null, undefined), value);

const attribute = fc.record(
	{
		title: maybe(fc.string()),
		description: maybe(fc.string()),
		type: maybe(fc.constantFrom('string', 'boolean', 'number', 'integer', 'array')),
		format: maybe(fc.constantFrom('email', 'uri', 'locale')),
		required: maybe(fc.boolean()),
		enum: maybe(fc.array(fc.jsonValue(), { maxLength: 3 })),
		oneOf: maybe(fc.array(fc.record({ const: fc.string(), title: fc.string() }), { maxLength: 3 })),
		unique: maybe(fc.constantFrom<unknown>(true, false, 'UNIQUE_VALIDATED', 'PENDING_UNIQUENESS', 'NOT_UNIQUE', 1)),
		minLength: maybe(fc.nat()),
		maxLength: maybe(fc.nat()),
		permissions: maybe(fc.array(fc.record({ principal: fc.constantFrom('SELF', 'OTHER'), action: fc.constantFrom('READ_WRITE', 'READ_ONLY', 'HIDE') }, { requiredKeys: [] }), { maxLength: 2 })),
		more: fc.jsonValue(),
	},
	{ requiredKeys: [] },
);

type Properties = Array<[string, (typeof attribute extends fc.Arbitrary<infer Value> ? Value : never)]>;

const part = fc.tuple(fc.uniqueArray(fc.tuple(name, attribute), { selector: ([one]) => one, maxLength: 6 }), fc.array(name, { maxLength: 2 }));

/** As JSON text, in which `__proto__` is an ordinary name. */
const asJson = (properties: Properties, required: string[]) => `{"properties":{${properties.map(([one, value]) => `${JSON.stringify(one)}:${JSON.stringify(value)}`).join(',')}},"required":${JSON.stringify(required)}}`;

const schema = fc.tuple(part, part);

const parsed = ([base, custom]: [[Properties, string[]], [Properties, string[]]]) =>
	JSON.parse(`{"id":"x","definitions":{"base":${asJson(...base)},"custom":${asJson(...custom)}}}`) as unknown;

/** A schema in which one value has another type. */
const spoiled = fc.tuple(schema, fc.constantFrom('id', 'definitions', 'base', 'custom', 'properties', 'required', 'title', 'type', 'enum', 'oneOf', 'permissions', 'minLength', 'principal'), fc.jsonValue()).map(([given, key, value]) =>
	JSON.parse(JSON.stringify(parsed(given)), (one, old: unknown) => (one === key ? value : old)) as unknown,
);

const keysOf = (json: object) => Object.keys(json).filter((key) => /^(0|[1-9]\d*)$/.test(key)).sort((a, b) => Number(a) - Number(b));

describe('schemas', () => {
	it('list every attribute unchanged when they are valid', async () => {
		const property = fc.asyncProperty(schema, async (given) => {
			const attributes = await read(parsed(given));
			for (const [index, custom] of [false, true].entries()) {
				const [properties, required] = given[index];
				const listed = attributes.filter((one) => one.custom === custom);
				const names = properties.map(([one]) => one);
				// JavaScript orders numeric names first.
				const numbers = keysOf(Object.fromEntries(properties));
				expect(listed.map((one) => one.name)).toEqual([...numbers, ...names.filter((one) => !numbers.includes(one))]);
				for (const [one, value] of properties) {
					const found = listed.find((other) => other.name === one);
					const plain = (field: unknown) => (field === null || field === undefined ? undefined : (JSON.parse(JSON.stringify(field)) as unknown));
					expect(found).toEqual({
						name: one,
						custom,
						title: value.title || one,
						description: plain(value.description),
						type: plain(value.type),
						format: plain(value.format),
						enum: plain(value.enum),
						options: plain(value.oneOf),
						minLength: plain(value.minLength),
						maxLength: plain(value.maxLength),
						required: required.includes(one) || value.required === true,
						unique: [true, 'UNIQUE_VALIDATED', 'PENDING_UNIQUENESS'].includes(value.unique as string),
						permission: value.permissions?.find(({ principal }) => principal === 'SELF')?.action,
					});
				}
			}
		});
		await holdsAsync(property, 300);
	});

	it('otherwise give attributes that can be listed, or an error that says where', async () => {
		const property = fc.asyncProperty(fc.oneof(spoiled, fc.jsonValue(), fc.constantFrom(undefined, '', '<html>')), async (body) => {
			const attributes = await read(body).catch((error: unknown) => {
				expect(error).toBeInstanceOf(OktaError);
				expect((error as OktaError).message).toMatch(/expected shape|not JSON/);
				return [];
			});
			for (const { name: one, title, description, type, format, options, required, unique, custom, permission } of attributes) {
				for (const text of [one, title]) expect(typeof text).toBe('string');
				for (const text of [description, type, format, permission]) expect(['string', 'undefined']).toContain(typeof text);
				for (const flag of [required, unique, custom]) expect(typeof flag).toBe('boolean');
				expect(options === undefined || Array.isArray(options)).toBe(true);
			}
		});
		await holdsAsync(property, 1000);
	});
});
