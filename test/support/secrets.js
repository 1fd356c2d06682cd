const { randomBytes } = require('node:crypto');
const { inspect } = require('node:util');

/**
 * Searches texts for secrets, both plain and in the encodings in which they are sent.
 */

/** Shorter texts would be found by chance. */
const SHORTEST = 8;

/** Deep enough for the request headers in the cause of a cause. Deeper levels of a socket reach the whole process. */
const DEEPEST = 12;

/** @param {string} secret @returns {string[]} what base64 makes of it in the middle of something else, by where it begins */
const base64Of = (secret) =>
	[0, 1, 2].map((before) => {
		const encoded = Buffer.concat([Buffer.alloc(before), Buffer.from(secret)]).toString('base64').replace(/=+$/, '');
		// The first and last characters also encode bits of their neighbours.
		return encoded.slice(before === 0 ? 0 : before + 1, -1);
	});

/** @param {string} secret @returns {Set<string>} */
function formsOf(secret) {
	const base64 = base64Of(secret);
	const base64url = base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const forms = [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), Buffer.from(secret).toString('hex'), ...base64, ...base64url];
	return new Set(forms.filter((form) => form.length >= SHORTEST));
}

/** A set of named secrets. */
class Secrets {
	/** @type {Map<string, string>} form → name */
	#forms = new Map();

	/**
	 * @param {string} name - the name of a finding
	 * @param {unknown} secret - text of at least 8 characters; a PEM key is also found by each of its lines
	 */
	add(name, secret) {
		if (typeof secret !== 'string' || secret.length < SHORTEST) throw new Error(`${name} is too short or not a text, so it cannot be searched for`);
		for (const form of formsOf(secret)) this.#forms.set(form, name);
		for (const line of secret.startsWith('-----BEGIN') ? secret.split('\n').slice(1, -2) : []) this.#forms.set(line, name);
	}

	/**
	 * @param {string} text
	 * @returns {string[]} the names of the secrets in it, each with the text before it
	 */
	in(text) {
		return [...this.#forms].flatMap(([form, name]) => {
			const at = text.indexOf(form);
			return at < 0 ? [] : [`${name} behind ${JSON.stringify(text.slice(Math.max(0, at - 60), at))}`];
		});
	}

	/** @returns {Set<string>} the forms to search for */
	get names() {
		return new Set(this.#forms.values());
	}

	/** @returns {number} the number of forms to search for */
	get size() {
		return this.#forms.size;
	}
}

/**
 * The text of everything in a value, including non-enumerable properties, causes and cycles.
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

/** @returns {string} a unique word to put into every value of a profile */
const newCanary = () => `canary${randomBytes(8).toString('hex')}`;

/**
 * Adds the secrets that a sandbox org sent and received at its token endpoint.
 *
 * @param {string} url - of the org
 * @param {Secrets} secrets - the set to add them to
 */
async function addIssued(url, secrets) {
	const response = await fetch(`${url}/_control/oauth/secrets`);
	const issued = /** @type {Record<string, string[]>} */ (await response.json());
	for (const [name, values] of Object.entries(issued)) for (const value of values) secrets.add(name, value);
}

/**
 * A profile in which every text attribute contains the canary.
 *
 * @param {string} canary
 * @param {string[]} attributes - names
 * @returns {Record<string, string>}
 */
const canaryProfile = (canary, attributes) => Object.fromEntries(attributes.map((name) => [name, /email|login/i.test(name) ? `${canary}.${name}@sandbox.example` : `${canary} ${name}`]));

module.exports = { addIssued, canaryProfile, everythingIn, newCanary, Secrets };
