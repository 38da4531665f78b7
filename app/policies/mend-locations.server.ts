import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import { targetOfRow } from "./policy-target.ts";
import type { PolicyFields, PolicyLevel } from "./policy.ts";
import { scopeOfTarget } from "./scope-of-target.server.ts";

export interface LocationsMend {
  level: PolicyLevel;
  /** As in the rule's row. */
  targetId: string;
  /** `online`: count all that fulfil online orders, so that the limit binds. `open`: leave out those that are gone. */
  how: "online" | "open";
}

/** Mends which locations a rule counts; null where the rule is gone or has none to mend. */
export async function mendLocations(
  ports: Ports,
  shop: ShopDomain,
  { level, targetId, how }: LocationsMend,
  isKept: boolean,
): Promise<PolicyChangeResult | null> {
  const counted = await withShop(shop, (db) => countedAfter(db, shop, { level, targetId, how }));
  if (counted === null) return null;
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOfTarget(targetOfRow(level, targetId)),
      targets: [targetOfRow(level, targetId)],
      write: async (db, now) => {
        await db.$executeRaw`
          UPDATE "Policy" SET gives = gives || ${JSON.stringify({ countedLocations: counted })}::jsonb, "updatedAt" = ${now}
          WHERE shop = ${shop} AND level = ${level} AND "targetId" = ${targetId}`;
      },
    },
    isKept,
  );
}

async function countedAfter(
  db: Db,
  shop: ShopDomain,
  { level, targetId, how }: LocationsMend,
): Promise<"online" | string[] | null> {
  const rule = await db.policy.findUnique({ where: { shop_level_targetId: { shop, level, targetId } } });
  // Justified cast: rules are written from checked forms only.
  const counted = (rule?.gives as Partial<PolicyFields> | undefined)?.countedLocations;
  if (counted === undefined || counted === "online") return null;
  if (how === "online") return "online";
  const open = await db.location.findMany({ where: { shop, isActive: true, locationId: { in: [...counted] } } });
  return open.length === 0 ? "online" : open.map(({ locationId }) => locationId);
}
