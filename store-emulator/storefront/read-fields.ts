import { HttpError, readJson } from "../http.ts";

/** `items[0][properties][Ships]` → ["items", "0", "properties", "Ships"]. */
const pathOf = (name: string): string[] => [
  name.replace(/\[.*$/s, ""),
  ...[...name.matchAll(/\[([^\]]*)\]/g)].map((match) => match[1] ?? ""),
];

/** The fields of a form or of JSON, nested as Shopify nests them. */
export async function readFields(request: Request): Promise<Record<string, unknown>> {
  const type = request.headers.get("content-type") ?? "";
  if (type.includes("json")) return readJson(request);
  if (!type.includes("form")) return {};
  const fields: Record<string, unknown> = {};
  let form: FormData;
  try {
    form = await request.formData();
  } catch {
    throw new HttpError(400, "the form cannot be read");
  }
  for (const [name, value] of form) {
    if (typeof value !== "string") continue;
    const path = pathOf(name);
    let node = fields;
    for (const part of path.slice(0, -1)) {
      const next = Object.hasOwn(node, part) ? node[part] : undefined;
      node = typeof next === "object" && next !== null ? (next as Record<string, unknown>) : defineIn(node, part);
    }
    Object.defineProperty(node, path.at(-1) ?? "", { value, enumerable: true, writable: true, configurable: true });
  }
  return fields;
}

/** Defined, not assigned: a field named `__proto__` is a field like any other. */
function defineIn(node: Record<string, unknown>, name: string): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  Object.defineProperty(node, name, { value, enumerable: true, writable: true, configurable: true });
  return value;
}
