import type { Child } from "./child-process.ts";

export interface KeptChild {
  stop(): Promise<void>;
  /** Settles when the child ends so soon after its start that starting it again would not help. */
  broke: Promise<{ name: string; lastWords: string }>;
}

/** Who gives up sooner than this after the start has a reason that stays; who is killed has not. */
const soonMs = 5_000;

/** Starts a child again whenever it ends by itself, as whoever runs the app for real has it done. */
export function keepChild(start: () => Child, say: (line: string) => void): KeptChild {
  let child = start();
  let begunAt = Date.now();
  let isStopping = false;
  const watch = async () => {
    for (;;) {
      const end = await child.ended;
      if (isStopping) return new Promise<never>(() => undefined);
      if (end.signal === null && Date.now() - begunAt < soonMs) return end;
      say(`The ${end.name} ended by itself (${end.signal ?? `code ${end.code}`}) and is started again.`);
      child = start();
      begunAt = Date.now();
    }
  };
  return {
    stop: () => {
      isStopping = true;
      return child.stop();
    },
    broke: watch(),
  };
}
