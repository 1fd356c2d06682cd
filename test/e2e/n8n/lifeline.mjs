/**
 * Loaded into n8n with `--import`: ends it when the harness is gone, even one that was killed. The harness holds the other end of
 * an IPC channel (not of standard input, which n8n shares with its children, who may close it).
 */
const GRACE_MS = 10_000;

process.on('disconnect', () => {
	process.kill(process.pid, 'SIGTERM');
	setTimeout(() => process.exit(1), GRACE_MS).unref();
});
// the channel alone must not keep n8n from ending
process.channel?.unref();
