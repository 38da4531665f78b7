/** Waits until an address answers 2xx. @throws Error after the deadline, with the last answer. */
export async function untilAnswer(url: string, seconds = 60): Promise<void> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const last = await fetch(url, { signal: AbortSignal.timeout(5_000) }).then(
      (response) => (response.ok ? null : `HTTP ${response.status}`),
      (error: unknown) => String(error),
    );
    if (last === null) return;
    if (Date.now() > deadline) throw new Error(`${url} did not answer within ${seconds} seconds: ${last}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
