import type { RequestResult, Transport } from '../../nodes/okta/client/types';

export type Step = RequestResult | ((path: string) => RequestResult);

/**
 * A transport with scripted responses and its own clock. Waiting takes no time, so a test can check exactly
 * how long the client decided to wait.
 */
export class ScriptedTransport implements Transport {
	readonly org = 'https://acme.okta.com';

	readonly authentication = 'oAuth2';

	readonly paths: string[] = [];

	readonly waits: number[] = [];

	time = Date.UTC(2026, 0, 31, 9);

	stopAfterWaits = Infinity;

	constructor(private readonly script: Step[]) {}

	readonly now = () => this.time;

	send = async (path: string): Promise<RequestResult> => {
		this.paths.push(path);
		const step = this.script.shift();
		if (step === undefined) throw new Error(`The script has no response for ${path}`);
		return typeof step === 'function' ? step(path) : step;
	};

	sleep = async (ms: number): Promise<void> => {
		this.waits.push(ms);
		this.time += ms;
	};

	cancelled = () => this.waits.length >= this.stopAfterWaits;
}

/** A 200 response with a body. */
export const ok = (body: unknown, headers: Record<string, string> = {}): RequestResult => ({
	status: 200,
	headers,
	body,
});

/** A response with Okta's error body. */
export const refusal = (
	status: number,
	errorCode: string,
	errorSummary: string,
	headers: Record<string, string> = {},
): RequestResult => ({
	status,
	headers,
	body: { errorCode, errorSummary, errorId: 'oae1', errorCauses: [] },
});
