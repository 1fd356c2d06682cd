/**
 * Loaded into n8n with `--import`. Ends n8n when the test program has ended, even if that was killed. The test program holds
 * the other end of an IPC channel. Standard input would not do: n8n's child processes share it and may close it.
 */
const GRACE_MS = 10_000;

process.on('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.exit(1), GRACE_MS).unref();
});
// The channel alone must not keep n8n running.
process.channel?.unref();
