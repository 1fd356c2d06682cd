import { Collector } from '../../../nodes/OktaEventHook/collector';

/** The pauses, ended one by one by the test. */
let pauses: Array<() => void>;

const { sleep: pause } = jest.requireActual<typeof import('n8n-workflow')>('n8n-workflow');

jest.mock('n8n-workflow', () => ({ ...jest.requireActual<object>('n8n-workflow'), sleep: async () => await new Promise<void>((resolve) => pauses.push(resolve)) }));

const tick = async () => await pause(5);

beforeEach(() => {
	pauses = [];
});

it('gives the first call what the others bring meanwhile', async () => {
	const collector = new Collector<number>();
	const process = async (all: number[]) => await Promise.resolve(all);
	const calls = [collector.collect('a', [1, 2], process), collector.collect('a', [3], process), collector.collect('b', [4], process)];
	await tick();
	for (const end of pauses) end();
	expect(await Promise.all(calls)).toEqual([[1, 2, 3], undefined, [4]]);
});

it('processes one batch after the other, also after one that fails', async () => {
	const collector = new Collector<number>();
	let fail: (error: Error) => void = () => {};
	const first = collector.collect('a', [1], async () => await new Promise<number[]>((_resolve, reject) => (fail = reject)));
	await tick();
	pauses[0]();
	await tick();
	const second = collector.collect('a', [2], async (all) => await Promise.resolve(all));
	const third = collector.collect('a', [3], async (all) => await Promise.resolve(all));
	await tick();
	expect(pauses).toHaveLength(1);
	fail(new Error('down'));
	await expect(first).rejects.toThrow('down');
	await tick();
	pauses[1]();
	expect(await Promise.all([second, third])).toEqual([[2, 3], undefined]);
});

it('keeps no more than 5,000 entries that wait', async () => {
	const collector = new Collector<number>();
	const first = collector.collect('a', [1], async (all) => await Promise.resolve(all.length));
	await Promise.all(Array.from({ length: 20 }, async () => await collector.collect('a', Array<number>(1_000).fill(2), async () => await Promise.resolve(0))));
	await tick();
	pauses[0]();
	expect(await first).toBe(5_000);
});
