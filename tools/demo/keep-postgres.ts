import { setTimeout as pause } from "node:timers/promises";
import { startPostgres, type LocalPostgres, type StartOptions } from "../postgres/start-postgres.ts";

export interface KeptPostgres {
  /** The one that was started first: its addresses hold for those after it. */
  first: LocalPostgres;
  stop(): Promise<void>;
  /** Settles when it ended by itself and does not come up again. */
  broke: Promise<{ name: string; lastWords: string }>;
}

/** The processes of a killed PostgreSQL need a moment to see that it is gone. */
const tries = 40;
const betweenTriesMs = 250;

/** PostgreSQL that comes back on the same port when it ends by itself. */
export async function keepPostgres(options: StartOptions, say: (line: string) => void): Promise<KeptPostgres> {
  const first = await startPostgres(options);
  let isStopping = false;
  let current = Promise.resolve(first);

  async function again(): Promise<LocalPostgres> {
    for (let left = tries; ; left -= 1) {
      try {
        return await startPostgres({ ...options, port: first.port });
      } catch (error) {
        if (left === 0 || isStopping) throw error;
        await pause(betweenTriesMs);
      }
    }
  }

  async function watch(): Promise<{ name: string; lastWords: string }> {
    for (;;) {
      await (
        await current
      ).ended;
      if (isStopping) return new Promise<never>(() => undefined);
      say("PostgreSQL ended by itself and is started again.");
      current = again();
      const failure = await current.then(
        () => null,
        (error: unknown) => error,
      );
      if (failure !== null) return { name: "PostgreSQL", lastWords: String(failure) };
    }
  }

  return {
    first,
    broke: watch(),
    async stop() {
      isStopping = true;
      const running = await current.catch(() => null);
      await running?.stop();
    },
  };
}
