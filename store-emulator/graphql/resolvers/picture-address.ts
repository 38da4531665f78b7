import type { Emulator } from "../../emulator.ts";

/** Built-in pictures are stored by path, so that they survive a change of port. */
export const absolute = (src: string, emulator: Emulator): string =>
  src.startsWith("/") ? `${emulator.url}${src}` : src;
