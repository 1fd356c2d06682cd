const { randomBytes } = require('node:crypto');
const { inspect } = require('node:util');

/**
 * Looks for secrets in places where they must not be: in the clear, and in the forms in which they travel.
 */

/** Shorter pieces would be found by chance. */
const SHORTEST = 8;

/** An error's cause within a cause still has its request's headers; a socket's own depths hold the whole process. */
const DEEPEST = 12;

/** @param {string} secret @returns {string[]} what base64 makes of it in the middle of something else, by where it begins */
const base64Of = (secret) =>
	[0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64').replace(/=+$/, '');
		// the first and last characters hold bits of the neighbours
		return encoded.slice(before === 0 ? 0 : before + 1, -1);
	});

/** @param {string} secret @returns {Set<string>} */
function formsOf(secret) {
	const base64 = base64Of(secret);
	const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('hex'), ...base64, ...base64url];
	return new Set(forms.filter((form) => form.length >= SHORTEST));
}

/** Secrets by what they are. */
class Secrets {
	/** @type {Map<string, string>} form → name */
	#forms = new Map();

	/**
	 * @param {string} name - what a finding is called
	 * @param {unknown} secret - text of at least 8 characters; a key as PEM also by each of its lines
	 */
	add(name, secret) {
		if (typeof secret !== 'string' || secret.length < SHORTEST) throw new Error(`${name} is no secret that can be looked for`);
		for (const form of formsOf(secret)) this.#forms.set(form, name);
		for (const line of secret.startsWith('-----BEGIN') ? secret.split('\n').slice(1, -2) : []) this.#forms.set(line, name);
	}

	/**
	 * @param {string} text
	 * @returns {string[]} the names of the secrets in it, each with what stands before it
	 */
	in(text) {
		return [...this.#forms].flatMap(([form, name]) => {
			const at = text.indexOf(form);
			return at < 0 ? [] : [`${name} behind ${JSON.stringify(text.slice(Math.max(0, at - 60), at))}`];
		});
	}

	/** @returns {Set<string>} what is looked for */
	get names() {
		return new Set(this.#forms.values());
	}

	/** @returns {number} how many forms are looked for */
	get size() {
		return this.#forms.size;
	}
}

/**
 * Everything that a value holds, own properties that do not show included, through causes and cycles.
 *
 * @param {unknown} value
 * @returns {string}
 */
function everythingIn(value) {
	/** @type {string[]} */
	const texts = [inspect(value, { depth: DEEPEST, showHidden: true, maxArrayLength: null, maxStringLength: null })];
	const seen = new Set();
	const visit = (/** @type {unknown} */ inner, /** @type {number} */ depth) => {
		if (typeof inner === 'string') texts.push(inner);
		if (typeof inner !== 'object' || inner === null || seen.has(inner) || depth > DEEPEST) return;
		seen.add(inner);
		for (const key of Reflect.ownKeys(inner)) {
			texts.push(String(key));
			visit(Reflect.get(inner, key), depth + 1);
		}
	};
	visit(value, 0);
	return texts.join('\n');
}

/** @returns {string} a word that stands nowhere else, to be part of every value of a profile */
const newCanary = () => `canary${randomBytes(8).toString('hex')}`;

/**
 * What a sandbox org gave and got at its token endpoint.
 *
 * @param {string} url - of the org
 * @param {Secrets} secrets - gets them
 */
async function addIssued(url, secrets) {
	const response = await fetch(`${url}/_control/oauth/secrets`);
	const issued = /** @type {Record<string, string[]>} */ (await response.json());
	for (const [name, values] of Object.entries(issued)) for (const value of values) secrets.add(name, value);
}

/**
 * A value with the canary in it for every attribute that holds text, as somebody's profile.
 *
 * @param {string} canary
 * @param {string[]} attributes - names
 * @returns {Record<string, string>}
 */
const canaryProfile = (canary, attributes) => Object.fromEntries(attributes.map((name) => [name, /email|login/i.test(name) ? `${canary}.${name}@sandbox.example` : `${canary} ${name}`]));

module.exports = { addIssued, canaryProfile, everythingIn, newCanary, Secrets };
