import { countries } from './countries.mjs';
import { digits, pick, randomFor } from './random.mjs';
import { edgeCases } from './edgeCases.mjs';

/**
 * Generates the org's users. The user with a given seed and index is the same in an org of any size. Number 0 is the admin who
 * signs in, numbers 1 to 24 are edge cases (edgeCases.mjs). Missing attributes are `undefined`, which JSON drops: with the same
 * object shape for all, 100,000 users take less memory.
 */

/** Okta's user statuses except DEPROVISIONED, with their share in percent. ACTIVE gets the rest. @type {[status: string, percent: number][]} */
const statusShares = [['STAGED', 3], ['PROVISIONED', 2], ['SUSPENDED', 2], ['PASSWORD_EXPIRED', 1.5], ['LOCKED_OUT', 1], ['RECOVERY', 0.5]];

const departments = ['Engineering', 'R&D', 'Sales', 'Marketing & Communications', 'Finance', 'Legal', 'People & Culture', 'IT', 'Customer Success', 'Entwicklung & Qualität'];
const divisions = ['EMEA', 'Americas', 'APJ', 'Group <HQ>'];
const titles = [
	'Software Engineer', 'Senior Software Engineer', 'Account Executive', 'Head of Sales, D/A/CH', 'Controller', 'General Counsel', 'Office Manager',
	'Designer (UX & UI)', 'VP "Special Projects"', 'Data Scientist', "Director, People's Programs", 'Support Engineer <L2>',
];
const organizations = ['Sandbox Inc.', 'Sandbox GmbH & Co. KG', 'Sandbox S.A.', 'サンドボックス株式会社'];
const taglines = ['Ask me about <b>signatures</b>', 'We\'re hiring!', 'Rock & roll', 'Büro: 9–17 Uhr'];
const spoken = ['English', 'Deutsch', 'Français', '日本語', 'العربية', 'Türkçe', 'Português (Brasil)'];
const employmentTypes = ['FTE', 'PT', 'INT', 'CON'];

const special = { ß: 'ss', ø: 'o', ł: 'l', đ: 'd', ı: 'i', æ: 'ae', þ: 'th', ð: 'd' };

/** @type {Map<string, string>} */
const asciiForms = new Map();

/** An ASCII form of a Latin name, safe for logins. @param {string} name */
function ascii(name) {
	const known = asciiForms.get(name);
	if (known !== undefined) return known;
	const form = name
		.toLowerCase()
		.replace(/[ßøłđıæþð]/g, (letter) => special[letter])
		.normalize('NFD')
		.replace(/[^a-z0-9-]/g, '');
	asciiForms.set(name, form);
	return form;
}

const countryTable = countries.flatMap((country) => Array.from({ length: country.weight }, () => country));

/** Formats a timestamp with Okta's resolution of one second. @param {number} milliseconds since the epoch */
export function stamp(milliseconds) {
	return `${new Date(milliseconds).toISOString().slice(0, 19)}.000Z`;
}

/** @param {() => number} random @param {number} share percent */
function oneIn(random, share) {
	return random() * 100 < share;
}

/** @param {() => number} random */
function statusOf(random) {
	let ticket = random() * 100;
	for (const [status, share] of statusShares) {
		ticket -= share;
		if (ticket < 0) return status;
	}
	return 'ACTIVE';
}

/** @param {() => number} random @param {number} index @param {boolean} contractor */
function customAttributes(random, index, contractor) {
	const pronouns = pick(random, ['she/her', 'he/him', 'they/them', undefined]);
	const common = {
		pronouns,
		languages: spoken.filter(() => oneIn(random, 25)),
		signatureTagline: oneIn(random, 20) ? pick(random, taglines) : undefined,
	};
	if (contractor) {
		return {
			...common,
			agency: pick(random, ['Temp & Co', "Freelancers' Guild"]),
			contractEnd: `2027-0${1 + (index % 9)}-15`,
			dayRate: 400 + Math.floor(random() * 800) / 2,
			badgeColours: [pick(random, ['RED', 'BLUE'])],
		};
	}
	return {
		...common,
		linkedInUrl: oneIn(random, 60) ? `https://www.linkedin.example/in/p${index}?a=1&b=2` : undefined,
		officeFloor: oneIn(random, 80) ? Math.floor(random() * 40) - 2 : undefined,
		workloadFactor: pick(random, [1, 0.8, 0.5, undefined]),
		isFirstAider: oneIn(random, 70) ? oneIn(random, 15) : undefined,
		employmentType: oneIn(random, 90) ? pick(random, employmentTypes) : undefined,
	};
}

/** @param {() => number} random @param {number} index @param {string} suffix makes logins differ between the two series @param {boolean} contractor */
function profileOf(random, index, suffix, contractor) {
	const country = pick(random, countryTable);
	const [firstName, firstLatin] = [pick(random, country.first)].flat();
	const [lastName, lastLatin] = [pick(random, country.last)].flat();
	const [city, state, zip] = pick(random, country.cities);
	const number = 1 + Math.floor(random() * 200);
	const local = `${ascii(firstLatin ?? firstName)}.${ascii(lastLatin ?? lastName)}.${suffix}${index}`;
	const email = `${local}@sandbox.example`;
	const familyFirst = ['JP', 'CN', 'KR'].includes(country.code) && firstLatin !== undefined;
	return {
		login: email,
		email,
		firstName,
		lastName,
		middleName: oneIn(random, 5) ? 'Q.' : undefined,
		honorificPrefix: oneIn(random, 6) ? 'Dr.' : undefined,
		displayName: oneIn(random, 85) ? (familyFirst ? `${lastName}${firstName}` : `${firstName} ${lastName}`) : undefined,
		nickName: oneIn(random, 5) ? firstName.slice(0, 2) : undefined,
		title: oneIn(random, 92) ? pick(random, titles) : undefined,
		department: oneIn(random, 90) ? pick(random, departments) : undefined,
		division: oneIn(random, 50) ? pick(random, divisions) : undefined,
		organization: pick(random, organizations),
		costCenter: oneIn(random, 60) ? `CC-${digits(random, '%###')}` : undefined,
		employeeNumber: String(100000 + index),
		userType: contractor ? 'Contractor' : 'Employee',
		mobilePhone: oneIn(random, 75) ? digits(random, pick(random, country.mobile)) : null,
		primaryPhone: oneIn(random, 65) ? digits(random, pick(random, country.phone)) : undefined,
		secondEmail: null,
		streetAddress: oneIn(random, 80) ? country.street.replace('{n}', String(number)).replace('{s}', pick(random, country.streets)) : undefined,
		city,
		state: state ?? undefined,
		zipCode: digits(random, zip),
		countryCode: oneIn(random, 96) ? country.code : undefined,
		preferredLanguage: country.locale.slice(0, 2),
		locale: country.locale,
		timezone: country.timezone,
		profileUrl: oneIn(random, 30) ? `https://people.sandbox.example/${index}` : undefined,
		manager: oneIn(random, 70) ? `${pick(random, country.first.map((name) => [name].flat()[0]))} ${lastName}` : undefined,
		managerId: oneIn(random, 40) ? `mgr-${index % 50}` : undefined,
		...customAttributes(random, index, contractor),
	};
}

/**
 * A user as the org stores it, without id and type id.
 * @param {number} seed
 * @param {number} index
 * @param {boolean} [deprovisioned] the second series: deprovisioned users
 * @returns {{ status: string, contractor: boolean, created: string, activated: string | null, statusChanged: string | null,
 *   lastLogin: string | null, lastUpdated: string, passwordChanged: string | null, profile: Record<string, unknown> }}
 */
export function createPerson(seed, index, deprovisioned = false) {
	const random = randomFor(deprovisioned ? seed ^ 0x5bd1e995 : seed, index);
	const fixed = !deprovisioned && index <= edgeCases.length;
	const contractor = !fixed && oneIn(random, 8);
	const profile = profileOf(random, index, deprovisioned ? 'x' : '', contractor);
	const drawn = statusOf(random);
	const status = deprovisioned ? 'DEPROVISIONED' : fixed ? 'ACTIVE' : drawn;
	if (fixed && index > 0) Object.assign(profile, edgeCases[index - 1]);
	if (fixed && index === 0) Object.assign(profile, { login: 'admin@sandbox.example', email: 'admin@sandbox.example', firstName: 'Ada', lastName: 'Admin', displayName: 'Ada Admin' });

	const created = Date.UTC(2019, 0, 1) + Math.floor(random() * 5 * 365 * 86400) * 1000;
	const activated = status === 'STAGED' ? null : stamp(created + 60_000);
	const changed = created + Math.floor(random() * 500 * 86400) * 1000;
	return {
		status,
		contractor,
		created: stamp(created),
		activated,
		statusChanged: activated && stamp(status === 'ACTIVE' ? created + 60_000 : changed),
		lastLogin: activated && oneIn(random, 90) ? stamp(changed + 86400_000) : null,
		lastUpdated: stamp(changed),
		passwordChanged: activated && stamp(created + 120_000),
		profile,
	};
}
