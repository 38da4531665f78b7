/** What was started, to be ended in the opposite order; what comes after the end is ended at once. */
export interface Stops {
  add(stop: () => Promise<void>): Promise<void>;
  all(): Promise<void>;
  readonly hasStopped: boolean;
}

export function makeStops(): Stops {
  const stops: (() => Promise<void>)[] = [];
  let ending: Promise<void> | null = null;
  const endAll = async () => {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await stop();
  };
  return {
    add: async (stop) => {
      stops.push(stop);
      if (ending) await endAll();
    },
    all: () => (ending ??= endAll()),
    get hasStopped() {
      return ending !== null;
    },
  };
}
