/**
 * Faults that distort the real response. They replace `res.end` and send a distorted response instead.
 */

/**
 * @param {import('node:http').ServerResponse} res
 * @param {import('./faults.mjs').Rule} rule resetMidBody, truncatedJson, contentType or duplicateRateHeaders
 */
export function sendDistorted(res, rule) {
	const end = res.end.bind(res);
	const writeHead = res.writeHead.bind(res);
	/** @type {[status: number, headers: Record<string, any>]} */
	let head = [0, {}];
	res.writeHead = /** @type {any} */ ((status, headers) => {
		head = [status, headers];
		return res;
	});
	res.end = /** @type {any} */ ((chunk) => {
		const body = Buffer.from(chunk ?? '');
		const half = body.subarray(0, Math.floor(body.length / 2));
		const headers = { ...res.getHeaders(), ...head[1] };
		const status = head[0] || res.statusCode;
		delete headers['content-length'];
		if (rule.fault === 'contentType') headers['content-type'] = rule.contentType ?? 'text/plain; charset=utf-8';
		if (rule.fault === 'duplicateRateHeaders') {
			for (const name of Object.keys(headers)) if (name.startsWith('x-rate-limit-')) headers[name] = [headers[name], headers[name]].flat();
		}
		if (rule.fault === 'resetMidBody') {
			writeHead(status, { ...headers, 'content-length': body.length });
			res.write(half, () => setTimeout(() => res.socket?.resetAndDestroy(), 20));
			return res;
		}
		const sent = rule.fault === 'truncatedJson' ? half : body;
		writeHead(status, { ...headers, 'content-length': sent.length });
		return end(sent);
	});
}
