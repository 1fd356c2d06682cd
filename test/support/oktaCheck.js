const { spawn } = require('node:child_process');
const { mkdtemp, readFile, rm, writeFile } = require('node:fs/promises');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { walkConsent } = require('./sandbox');

/** Runs `npm run okta:check` (test/check/main.mjs) as a user would, and signs in when asked. */

const program = join(__dirname, '..', 'check', 'main.mjs');

/** Replaces what differs between runs: the ports of the org and the callback, the sign-in address, Okta's IDs. @param {string} output @param {string} org */
const stable = (output, org) =>
	output
		.replaceAll(/http\S+\/authorize\?\S+/g, '{sign-in address}')
		.replaceAll(org, '{org}')
		.replaceAll(new URL(org).host, '{host}')
		.replaceAll(/http:\/\/127\.0\.0\.1:\d+\//g, 'http://127.0.0.1:{port}/')
		.replaceAll(/about \d+ (s|min)\b/g, 'about {time}')
		.replaceAll(/(error|request) ID [\w-]+/g, '$1 ID {id}');

/**
 * @param {{ url: string }} org
 * @param {string[]} options without `--domain`
 * @param {{ key?: string, decision?: 'allow' | 'cancel' | 'leave' }} [given] `key`: content of the file for `--key`; `decision` on the consent page
 * @returns {Promise<{ code: number, output: string, errors: string }>}
 */
async function oktaCheck(org, options, { key, decision = 'allow' } = {}) {
	const folder = await mkdtemp(join(tmpdir(), 'okta-check-'));
	const keyFile = join(folder, 'key');
	if (key !== undefined) await writeFile(keyFile, key);
	try {
		const child = spawn(process.execPath, [program, '--domain', org.url, ...options, ...(key === undefined ? [] : ['--key', keyFile])], { stdio: ['ignore', 'pipe', 'pipe'] });
		let [output, errors] = ['', ''];
		let walking = Promise.resolve();
		child.stderr.on('data', (chunk) => (errors += chunk));
		child.stdout.on('data', (chunk) => {
			output += chunk;
			const address = /http\S+\/authorize\?\S+(?=\n)/.exec(String(chunk))?.[0];
			if (address && decision !== 'leave') walking = signIn(address, decision);
		});
		const code = await new Promise((resolve) => child.once('close', resolve));
		await walking;
		return { code, output: stable(output, org.url), errors };
	} finally {
		await rm(folder, { recursive: true });
	}
}

/** @param {string} address @param {'allow' | 'cancel'} decision */
async function signIn(address, decision) {
	const redirectUri = new URL(address).searchParams.get('redirect_uri') ?? '';
	await fetch(await walkConsent(address, redirectUri, decision));
}

/** Reads a transcript of test/unit/check/transcripts/. @param {string} name @returns {Promise<string>} */
const transcript = (name) => readFile(join(__dirname, '..', 'unit', 'check', 'transcripts', `${name}.txt`), 'utf8');

module.exports = { oktaCheck, transcript };
