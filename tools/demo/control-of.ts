export type Control = (path: string, body?: unknown) => Promise<unknown>;

/** The emulator's control API: with a body it is told something, without one it is asked. */
export function controlOf(emulatorUrl: string): Control {
  return async (path, body) => {
    const response = await fetch(`${emulatorUrl}/control/${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(120_000),
    });
    const answer: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${(answer as { error?: string }).error ?? response.status}`);
    return answer;
  };
}
