/**
 * The error messages that users read, collected by the steps.
 */
import { writeFileSync } from 'node:fs';

/** @type {{ input: string, seenIn: string, message: string, resolution: string }[]} */
const messages = [];

/**
 * Prints an error message and keeps it for the table.
 *
 * @param {typeof messages[number]} entry - `resolution`: the description that n8n shows below the message
 */
export function recordMessage(entry) {
	messages.push(entry);
	console.log(`        “${entry.message}”${entry.resolution && `\n        ${entry.resolution}`}`);
}

/**
 * Writes the table of all recorded messages.
 *
 * @param {string} file
 */
export function writeMessages(file) {
	const cell = (/** @type {string} */ text) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ');
	const rows = messages.map(({ input, seenIn, message, resolution }) => `| ${[input, seenIn, message, resolution].map(cell).join(' | ')} |`);
	writeFileSync(file, ['| Input | Shown in | Message | Description below it |', '|---|---|---|---|', ...rows, ''].join('\n'));
}
