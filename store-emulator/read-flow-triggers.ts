import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { z } from "zod";

const declaration = z.object({
  extensions: z.array(z.object({ type: z.string(), handle: z.string() })),
  settings: z.object({ fields: z.array(z.object({ type: z.string(), key: z.string().optional() })) }).optional(),
});
const folder = join(import.meta.dirname, "../extensions");

let known: Map<string, string[]> | null = null;

/** The Flow triggers that the app's extensions declare: handle, and the keys a payload must have. */
export function readFlowTriggers(): Map<string, string[]> {
  known ??= new Map(
    globSync("flow-*/shopify.extension.toml", { cwd: folder }).flatMap((file) => {
      const { extensions, settings } = declaration.parse(parse(readFileSync(join(folder, file), "utf8")));
      // A reference has no key of its own: an order's is its number under `order_id`.
      const keys = (settings?.fields ?? []).map(({ type, key }) => key ?? type.replace(/_reference$/, "_id"));
      return extensions
        .filter(({ type }) => type === "flow_trigger")
        .map(({ handle }): [string, string[]] => [handle, keys]);
    }),
  );
  return known;
}
