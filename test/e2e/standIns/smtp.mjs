/**
 * A mail server (RFC 5321) that keeps the mails it receives. It requires a login (RFC 4954, PLAIN).
 */
import { createServer } from 'node:net';
import { decodeMail } from './mime.mjs';

/** @typedef {{ from: string, to: string[] } & import('./mime.mjs').Mail} Received */

/** The mail server. */
export class MailServer {
	/** @param {{ user: string, password: string }} account */
	constructor(account) {
		this.account = account;
		/** @type {Received[]} */
		this.mails = [];
		/** How many of the next mails to reject temporarily. */
		this.busy = 0;
		this.putOff = 0;
		this.port = 0;
		/** @type {Set<import('node:net').Socket>} */
		this.sockets = new Set();
		this.server = createServer((socket) => this.serve(socket));
	}

	/** @param {{ user: string, password: string }} account @returns {Promise<MailServer>} */
	static async open(account) {
		const mail = new MailServer(account);
		await new Promise((resolve) => mail.server.listen(0, '127.0.0.1', () => resolve(undefined)));
		mail.port = /** @type {import('node:net').AddressInfo} */ (mail.server.address()).port;
		return mail;
	}

	/** @param {import('node:net').Socket} socket */
	serve(socket) {
		this.sockets.add(socket);
		socket.on('error', () => socket.destroy());
		const talk = { loggedIn: false, from: '', to: /** @type {string[]} */ ([]), data: false };
		let buffer = '';
		const say = (/** @type {string} */ line) => socket.write(`${line}\r\n`);
		say('220 mail.example ESMTP');
		socket.on('data', (chunk) => {
			buffer += chunk.toString('latin1');
			for (;;) {
				const end = talk.data ? '\r\n.\r\n' : '\r\n';
				const index = buffer.indexOf(end);
				if (index < 0) return;
				const line = buffer.slice(0, index);
				buffer = buffer.slice(index + end.length);
				if (talk.data) {
					this.mails.push({ from: talk.from, to: talk.to, ...decodeMail(line.replace(/\r\n\.\./g, '\r\n.')) });
					Object.assign(talk, { data: false, from: '', to: [] });
					say('250 2.0.0 OK');
				} else {
					say(this.reply(line, talk));
					if (/^QUIT/i.test(line)) socket.end();
				}
			}
		});
	}

	/**
	 * @param {string} line
	 * @param {{ loggedIn: boolean, from: string, to: string[], data: boolean }} talk
	 * @returns {string}
	 */
	reply(line, talk) {
		const [command] = line.toUpperCase().split(' ');
		if (command === 'EHLO') return '250-mail.example\r\n250-8BITMIME\r\n250 AUTH PLAIN';
		if (command === 'QUIT') return '221 2.0.0 Bye';
		if (command === 'AUTH') {
			const [, user, password] = Buffer.from(line.split(' ')[2] ?? '', 'base64').toString('utf8').split('\0');
			talk.loggedIn = user === this.account.user && password === this.account.password;
			return talk.loggedIn ? '235 2.7.0 Accepted' : '535 5.7.8 Wrong user or password';
		}
		if (!talk.loggedIn) return '530 5.7.0 Log in first';
		if (command === 'MAIL') {
			if (this.busy > 0) {
				this.busy--;
				this.putOff++;
				return '451 4.3.2 Too busy, try later';
			}
			talk.from = line.match(/<(.*?)>/)?.[1] ?? '';
			return '250 2.1.0 OK';
		}
		if (command === 'RCPT') {
			talk.to.push(line.match(/<(.*?)>/)?.[1] ?? '');
			return '250 2.1.5 OK';
		}
		if (command !== 'DATA' || talk.to.length === 0) return '503 5.5.1 Not now';
		talk.data = true;
		return '354 Go ahead';
	}

	close() {
		for (const socket of this.sockets) socket.destroy();
		this.server.close();
	}
}
