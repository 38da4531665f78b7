import type { Db } from "../db.server.ts";
import type { CollectionGid, ProductGid, ShopDomain, VariantGid } from "../ids.ts";
import type { Policy } from "./policy.ts";

type PolicyRow = Awaited<ReturnType<Db["policy"]["findMany"]>>[number];

/** The shop's rules, all of them or those that name one of the targets (the shop's own among them). */
export async function readPolicies(db: Db, shop: ShopDomain, targetIds?: readonly string[]): Promise<Policy[]> {
  const rows = await db.policy.findMany({
    where: { shop, ...(targetIds === undefined ? {} : { targetId: { in: [shop, ...targetIds] } }) },
  });
  return rows.map(policyOf);
}

function policyOf({ id, level, targetId, rank, gives, createdAt, updatedAt }: PolicyRow): Policy {
  const record = {
    id,
    // Justified casts: rules are written from checked forms only (save-policy, edit-variants, import-policies).
    gives: gives as Policy["gives"],
    rank,
    createdAt: createdAt.getTime(),
    updatedAt: updatedAt.getTime(),
  };
  switch (level) {
    case "shop":
      return { ...record, level, targetId: null };
    case "tag":
    case "type":
    case "vendor":
      return { ...record, level, targetId };
    case "collection":
      return { ...record, level, targetId: targetId as CollectionGid };
    case "product":
      return { ...record, level, targetId: targetId as ProductGid };
    case "variant":
      return { ...record, level, targetId: targetId as VariantGid };
    default:
      throw new Error(`A rule's level is none of ours: ${level}`);
  }
}
