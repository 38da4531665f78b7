/**
 * Loaded into the demo's children before their own program: a demo that was killed hard closes their standard input, and
 * then they end too. The programs themselves know nothing of it.
 */
process.stdin.on("end", () => process.kill(process.pid, "SIGTERM"));
process.stdin.on("error", () => process.kill(process.pid, "SIGTERM"));
process.stdin.resume();
// Justified cast: a pipe is a socket, whose handle must not keep the program alive by itself.
(process.stdin as unknown as { unref?(): void }).unref?.();
