import type { Order } from "../../order-state.ts";
import { isGranted } from "../../scopes.ts";
import { orderPayload } from "../../webhooks/order-payloads.ts";
import { accessDenied } from "../check-access.ts";
import { tagged, userError, type Args, type Context, type Fields } from "../context.ts";
import { findOwner } from "./find-owner.ts";

const longestTag = 40;

/** Tags of orders and products; Shopify compares them without regard to case and keeps the first spelling. */
function change(field: "tagsAdd" | "tagsRemove", args: Args, context: Context): unknown {
  const owner = findOwner(args.id, context);
  const record = owner?.record as { tags?: string[] } | undefined;
  const refuse = (message: string) => ({ node: null, userErrors: [userError(["id"], message)] });
  if (!owner || record?.tags === undefined) return refuse("Resource does not exist");
  if (owner.writeScope !== null && !isGranted(context.scopes, owner.writeScope))
    throw accessDenied(field, `\`${owner.writeScope}\` access scope.`);
  const wanted = (args.tags as string[]).flatMap((text) => text.split(",")).map((text) => text.trim());
  if (wanted.some((tag) => tag.length > longestTag)) return refuse("Tag is too long");
  const known = new Map(record.tags.map((tag) => [tag.toLowerCase(), tag]));
  const before = record.tags.length;
  for (const tag of wanted) {
    if (tag === "") continue;
    if (field === "tagsRemove") known.delete(tag.toLowerCase());
    else if (!known.has(tag.toLowerCase())) known.set(tag.toLowerCase(), tag);
  }
  record.tags = [...known.values()];
  if (record.tags.length !== before) {
    owner.touch();
    if (owner.typeName === "Order") {
      const { emulator, shop } = context;
      // Justified cast: an owner of that type is an order.
      const order = owner.record as Order;
      emulator.sendWebhook(shop, "orders/updated", () => orderPayload(shop, order));
      emulator.publish({ kind: "order", shop: shop.domain, orderId: order.id });
    }
  }
  return { node: tagged(owner.typeName, owner.record), userErrors: [] };
}

export const tagMutations: Fields<unknown> = {
  tagsAdd: (_, args, context) => change("tagsAdd", args, context),
  tagsRemove: (_, args, context) => change("tagsRemove", args, context),
};
