/**
 * A client of n8n's MCP Server Trigger: lists its tools and calls them, as an AI model does.
 */

/** @typedef {{ name: string, description: string, inputSchema: { properties: Record<string, { type: string, description?: string }>, required?: string[] } }} Tool */

export class McpClient {
	/** @type {Record<string, string>} */
	#session = {};

	#nextId = 1;

	/** @param {string} url - of the trigger of a published workflow */
	constructor(url) {
		this.url = url;
	}

	/**
	 * @param {string} method
	 * @param {object} params
	 * @returns {Promise<any>} the result; rejects with the server's error
	 */
	async #ask(method, params) {
		const response = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...this.#session },
			body: JSON.stringify({ jsonrpc: '2.0', id: this.#nextId++, method, params }),
		});
		const session = response.headers.get('mcp-session-id');
		if (session) this.#session = { 'mcp-session-id': session };
		const text = await response.text();
		const answer = JSON.parse(/^data: (.*)$/m.exec(text)?.[1] ?? text);
		if (!answer.result) throw new Error(`${method}: ${JSON.stringify(answer.error ?? answer)}`);
		return answer.result;
	}

	/** @returns {Promise<Tool[]>} */
	async tools() {
		await this.#ask('initialize', { protocolVersion: '2025-03-26', capabilities: {}, clientInfo: { name: 'okta-signatures-harness', version: '1' } });
		return (await this.#ask('tools/list', {})).tools;
	}

	/**
	 * @param {string} name
	 * @param {object} input
	 * @returns {Promise<any>} the tool's parsed result; rejects with the text that the model gets instead of one
	 */
	async call(name, input) {
		const { content } = await this.#ask('tools/call', { name, arguments: input });
		const [{ text }] = content;
		if (!/^[[{]/.test(text)) throw new Error(text);
		return JSON.parse(text);
	}
}
