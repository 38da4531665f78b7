import { resolveTxt } from "node:dns/promises";
import { z } from "zod";
import type { Dns } from "./customers/notices/notice-mailer-port.ts";

const nothingThere = new Set(["ENOTFOUND", "ENODATA"]);
const answerSchema = z.array(z.string());

/** TXT records from the resolver of the machine; or, with `url`, from `{url}?name=…` as a JSON list (demo and tests). */
export function dnsOf(url: string | undefined): Dns {
  if (url !== undefined)
    return {
      async txt(name) {
        const address = new URL(url);
        address.searchParams.set("name", name);
        const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
        return answerSchema.parse(await response.json());
      },
    };
  return {
    async txt(name) {
      try {
        return (await resolveTxt(name)).map((pieces) => pieces.join(""));
      } catch (error) {
        if (nothingThere.has((error as NodeJS.ErrnoException).code ?? "")) return [];
        throw error;
      }
    },
  };
}
