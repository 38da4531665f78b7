import type { Metafield } from "../state.ts";

type MetafieldDrop = { type: string; value: unknown; namespace: string; key: string; "list?": boolean };

const valueOf = (metafield: Metafield): unknown => {
  const { type, value } = metafield;
  if (type === "number_integer" || type === "number_decimal") return Number(value);
  if (type === "boolean") return value === "true";
  if (
    type !== "json" &&
    !type.startsWith("list.") &&
    !["money", "rating", "dimension", "weight", "volume"].includes(type)
  )
    return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return null;
  }
};

/** `metafields.namespace.key` as Liquid reads it; `$app` and `$app:rest` are the namespace of the app that renders. */
export function metafieldsDrop(metafields: Metafield[], appId: number): Record<string, Record<string, MetafieldDrop>> {
  const drop: Record<string, Record<string, MetafieldDrop>> = {};
  const own = `app--${appId}`;
  for (const metafield of metafields) {
    const entry: MetafieldDrop = {
      type: metafield.type,
      namespace: metafield.namespace,
      key: metafield.key,
      value: valueOf(metafield),
      "list?": metafield.type.startsWith("list."),
    };
    (drop[metafield.namespace] ??= {})[metafield.key] = entry;
    if (metafield.namespace === own) (drop["$app"] ??= {})[metafield.key] = entry;
    else if (metafield.namespace.startsWith(`${own}--`))
      (drop[`$app:${metafield.namespace.slice(own.length + 2)}`] ??= {})[metafield.key] = entry;
  }
  return drop;
}
