import { handleAdmin } from "./admin/handle-admin.ts";
import { handleFiles } from "./bulk/handle-files.ts";
import { handlePictures } from "./catalogue/handle-pictures.ts";
import { handleControl } from "./control/handle-control.ts";
import { handleControlRoom } from "./control-room/handle-control-room.ts";
import { createEmulator, type EmulatorOptions } from "./create-emulator.ts";
import type { Emulator } from "./emulator.ts";
import { handleGraphql } from "./graphql/handle-graphql.ts";
import type { Handler } from "./http.ts";
import { handleHook } from "./mail/handle-hook.ts";
import { handleMail } from "./mail/handle-mail.ts";
import { handleOauth } from "./oauth/handle-oauth.ts";
import { loadState, saveState } from "./save-state.ts";
import { serve } from "./serve.ts";
import { handleStorefront } from "./storefront/handle-storefront.ts";

export type StartOptions = EmulatorOptions & {
  host?: string;
  /** 0 takes a free port. */
  port?: number;
  /** Where the state is kept between starts; nowhere by default. */
  statePath?: string;
};

export type RunningEmulator = {
  emulator: Emulator;
  url: string;
  port: number;
  /** True when a state was found and read. */
  wasRestored: boolean;
  close(): Promise<void>;
};

/** Asked in turn; each leaves to the next what is not its own, and the control API refuses what nobody took. */
const handlers: Handler[] = [
  handleGraphql,
  handleOauth,
  handleFiles,
  handlePictures,
  handleStorefront,
  handleAdmin,
  handleMail,
  handleHook,
  handleControlRoom,
  handleControl,
];

const saveEveryMs = 3000;

/** Starts the emulator and answers once it listens. */
export async function startEmulator(options: StartOptions = {}): Promise<RunningEmulator> {
  const { emulator, webhooks } = createEmulator(options);
  const { statePath } = options;
  const wasRestored = statePath ? await loadState(emulator, statePath) : false;
  const host = options.host ?? "127.0.0.1";
  const { server, port } = await serve(emulator, handlers, host, options.port ?? 0);
  emulator.url = `http://${host}:${port}`;
  let saving = Promise.resolve();
  const save = () => {
    if (!statePath || !emulator.isDirty) return saving;
    saving = saving
      .then(() => saveState(emulator, statePath))
      .catch((error: unknown) => console.error(`the emulator's state could not be saved: ${String(error)}`));
    return saving;
  };
  const timer = statePath ? setInterval(() => void save(), saveEveryMs) : null;
  return {
    emulator,
    url: emulator.url,
    port,
    wasRestored,
    async close() {
      if (timer) clearInterval(timer);
      webhooks.close();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await save();
    },
  };
}
