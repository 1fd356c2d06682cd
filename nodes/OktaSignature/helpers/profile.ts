import { isRecord } from '../../okta/isRecord';
import { BASE_ATTRIBUTES } from '../../okta/users/schemas';
import { requiredFields, type CompiledSignature } from '../engine';
import { cleanValue, isEmpty } from '../engine/mustache/values';
import { completenessOf } from '../engine/profile/completeness';
import { Person, type PersonSettings } from '../engine/profile/person';
import { ItemError } from './errors';

/** The default of the option Profile Field. Only with it may an item be the profile itself. */
export const DEFAULT_PROFILE_FIELD = 'profile';

/** The field of an item in which Okta Directory puts the names of groups. Conditions and templates use it like an attribute. */
export const GROUPS_FIELD = 'groups';

/** A profile, or an item that may be one. */
export interface FoundProfile {
	profile: Record<string, unknown>;
	/** Whether `profile` is the whole item, which is a person only when it has a profile attribute. */
	isWholeItem: boolean;
	/** Where it comes from, for errors. */
	source: ProfileSource;
}

export type ProfileSource = 'The item' | "Parameter 'Profile'";

/** The value under a path with dots, undefined when there is none. */
function valueUnder(json: unknown, field: string): unknown {
	let value = json;
	for (const name of field.split('.')) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
	return value;
}

function describe(value: unknown): string {
	if (value === undefined) return 'does not exist';
	if (value === null) return 'is null';
	if (Array.isArray(value)) return 'is a list, not an object';
	return `is a ${typeof value}, not an object`;
}

function notAPerson(source: ProfileSource, value: unknown, reason: string): ItemError {
	return new ItemError(`${source} is not a person: ${reason}`, resolutionFor(source, value));
}

function resolutionFor(source: ProfileSource, value: unknown): string {
	if (source !== 'The item') return 'Enter a profile such as {"firstName": "Jane", "email": "jane@example.com"}, or a user as Okta Directory returns it.';
	if (isRecord(value) && Object.hasOwn(value, 'error')) return 'The item is an error of a previous node. Filter out such items before this node.';
	return "Connect a node that returns Okta users. If another field of the item contains the profile, enter its name in the option 'Profile Field'.";
}

/** The profile with the names of groups that Okta Directory added next to it. An attribute of the same name wins. */
function withGroups(profile: Record<string, unknown>, item: unknown): Record<string, unknown> {
	if (!isRecord(item) || !Array.isArray(item[GROUPS_FIELD]) || Object.hasOwn(profile, GROUPS_FIELD)) return profile;
	return { ...profile, [GROUPS_FIELD]: item[GROUPS_FIELD] };
}

/** Whether an item of Okta Trigger stands for a user who no longer exists in Okta. */
const isDeletedUser = (item: unknown, profile: unknown) =>
	isRecord(item) && item.event === 'user.deleted' && (!isRecord(profile) || Object.keys(profile).length === 0);

/**
 * The object under the profile field. With the default field, an item without this field may be the profile itself.
 * @param field name, or path with dots
 * @throws ItemError that names the field
 */
export function findProfile(item: unknown, field: string, source: ProfileSource): FoundProfile {
	const value = valueUnder(item, field);
	if (isDeletedUser(item, value)) {
		throw new ItemError(`${source} is a deleted user, who has no profile`, 'Filter out the event user.deleted before this node.');
	}
	if (isRecord(value)) return { profile: withGroups(value, item), isWholeItem: false, source };
	if (field === DEFAULT_PROFILE_FIELD && value === undefined && isRecord(item)) return { profile: item, isWholeItem: true, source };
	throw notAPerson(source, item, `the field "${field}" ${describe(value)}`);
}

/**
 * Refuses an item that is the profile itself and has no profile attribute with a value: none of Okta's own, and none that
 * a smart field or the template uses.
 * @param compiled the person's template, undefined for none
 * @throws ItemError that names the profile field
 */
export function assertProfileAttribute(
	{ profile, isWholeItem, source }: FoundProfile,
	{ smartFields, branding }: PersonSettings,
	compiled: CompiledSignature | undefined,
): void {
	if (!isWholeItem) return;
	const hasValue = (path: string) => {
		const [name] = path.split('.');
		return Object.hasOwn(profile, name) && !isEmpty(cleanValue(profile[name]));
	};
	const isPerson =
		BASE_ATTRIBUTES.some(hasValue) ||
		[...smartFields.values()].some(({ attributes }) => attributes.some(hasValue)) ||
		compiled?.uses.some(({ name }) => !smartFields.has(name) && branding?.has(name) !== true && hasValue(name));
	if (!isPerson) throw notAPerson(source, profile, `the field "${DEFAULT_PROFILE_FIELD}" does not exist, and no profile attribute has a value`);
}

/** Okta requires most of these of everyone. Whoever has one is a person. */
const IDENTITY: readonly string[] = ['firstName', 'lastName', 'displayName', 'email', 'login'];

/** A warning about a signature that is the same for anyone, because nothing in it comes from the profile; '' for others. */
export function anonymousWarning(profile: Record<string, unknown>, compiled: CompiledSignature, settings: PersonSettings): string {
	const hasValue = (name: string) => Object.hasOwn(profile, name) && !isEmpty(cleanValue(profile[name]));
	if (IDENTITY.some(hasValue)) return '';
	const { smartFields, branding } = settings;
	// A section may test an attribute that no tag prints.
	if (compiled.mentions.some(({ name }) => !smartFields.has(name) && branding?.has(name) !== true && hasValue(name.split('.')[0]))) return '';
	const withoutTexts = new Map([...smartFields].map(([name, field]) => [name, { ...field, default: '' }]));
	const person = new Person(profile, { ...settings, smartFields: withoutTexts, branding: undefined }, () => {}, compiled);
	const { asked, missing } = completenessOf(requiredFields(compiled, smartFields), person);
	if (missing.length < asked.length) return '';
	if (asked.length > 0) return 'No field of the template has a value in the profile. Everything comes from texts in the node';
	return Object.keys(profile).some(hasValue) ? '' : 'The profile is empty: no attribute has a value';
}
