import type { Logger } from 'n8n-workflow';
import { LoggerProxy } from 'n8n-workflow';
import { everythingIn } from '../../support/secrets';

const LEVELS = ['error', 'warn', 'info', 'debug'] as const;

/** What was written and thrown, by where. */
export class Capture {
	private readonly texts: Array<[where: string, text: string]> = [];

	/**
	 * Listens to n8n's logger at every level, with all that is handed to it; to the console, and
	 * to both standard streams.
	 */
	constructor(logger: Logger) {
		for (const level of LEVELS) {
			const take = (...given: unknown[]) => this.add(`log at ${level}`, given);
			jest.spyOn(logger, level).mockImplementation(take);
			jest.spyOn(console, level).mockImplementation(take);
		}
		jest.spyOn(logger, 'scoped' as never).mockImplementation((() => logger) as never);
		jest.spyOn(console, 'log').mockImplementation((...given: unknown[]) => this.add('console', given));
		for (const stream of [process.stdout, process.stderr]) {
			jest.spyOn(stream, 'write').mockImplementation((chunk: unknown) => {
				this.add('standard stream', String(chunk));
				return true;
			});
		}
		LoggerProxy.init(logger);
	}

	add(where: string, what: unknown): void {
		this.texts.push([where, everythingIn(what)]);
	}

	/** How many places hold something, by what they are. */
	get counts(): Record<string, number> {
		const counts: Record<string, number> = {};
		for (const [where] of this.texts) counts[where.replace(/:.*/, '')] = (counts[where.replace(/:.*/, '')] ?? 0) + 1;
		return counts;
	}

	/** Every secret that is somewhere, with where; what was captured is forgotten. */
	leaks(secrets: { in(text: string): string[] }): string[] {
		return this.texts.splice(0).flatMap(([where, text]) => secrets.in(text).map((found) => `${where}: ${found}`));
	}
}
