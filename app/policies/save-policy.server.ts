import { Prisma } from "@prisma/client";
import { assertExhaustive } from "../assert-exhaustive.ts";
import { type Db, withShop } from "../db.server.ts";
import type { ShopDomain } from "../ids.ts";
import type { Ports } from "../ports.ts";
import { shopMoment } from "../supply/shop-moment.ts";
import { changePolicies, type PolicyChangeResult } from "./change-policies.server.ts";
import type { PolicyFormError } from "./policy-form-error.ts";
import { parsePolicyForm, type PolicyFormInput } from "./policy-form.ts";
import { levelsBelow, type PolicyTargetRef, targetIdOf } from "./policy-target.ts";
import { readPolicies } from "./read-policies.server.ts";

export type SavePolicyResult =
  | PolicyChangeResult
  | { ok: false; reason: "form"; errors: Record<string, PolicyFormError> }
  /** The product or variant is no more. */
  | { ok: false; reason: "gone" };

/** Saves the rule of a target from its form, whole or not at all; `isKept` false only tells what would change. */
export async function savePolicy(
  ports: Ports,
  shop: ShopDomain,
  target: PolicyTargetRef,
  input: PolicyFormInput,
  isKept: boolean,
): Promise<SavePolicyResult> {
  const now = await ports.clock.businessNow();
  const context = await withShop(shop, (db) => readContext(db, shop, target, now));
  if (context === null) return { ok: false, reason: "gone" };
  const form = parsePolicyForm(input, context);
  if (!form.ok) return { ok: false, reason: "form", errors: form.errors };
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOf(target),
      write: async (db, at) => {
        const where = { shop, level: target.level, targetId: targetIdOf(target, shop) };
        // Justified cast: what a checked form gives is JSON.
        const gives = form.gives as Prisma.InputJsonObject;
        await db.policy.upsert({
          where: { shop_level_targetId: where },
          create: { ...where, gives, createdAt: at, updatedAt: at },
          update: { gives, updatedAt: at },
        });
      },
    },
    isKept,
  );
}

/** Takes the rule of a target away: what is less specific holds again. */
export function removePolicy(
  ports: Ports,
  shop: ShopDomain,
  target: PolicyTargetRef,
  isKept: boolean,
): Promise<PolicyChangeResult> {
  return changePolicies(
    ports,
    shop,
    {
      scope: scopeOf(target),
      write: async (db) => {
        await db.policy.deleteMany({ where: { shop, level: target.level, targetId: targetIdOf(target, shop) } });
      },
    },
    isKept,
  );
}

function scopeOf(target: PolicyTargetRef): Prisma.Sql {
  switch (target.level) {
    case "shop":
      return Prisma.sql`true`;
    case "product":
      return Prisma.sql`v."productId" = ${target.id}`;
    case "variant":
      return Prisma.sql`v."variantId" = ${target.id}`;
    default:
      return assertExhaustive(target);
  }
}

async function readContext(db: Db, shop: ShopDomain, target: PolicyTargetRef, now: number) {
  const { timeZone } = await db.shop.findUniqueOrThrow({ where: { domain: shop }, select: { timeZone: true } });
  const productId = await productOf(db, shop, target);
  if (productId === null) return null;
  const below = levelsBelow(target.level);
  const inherited = (await readPolicies(db, shop, [productId])).filter(({ level }) => below.includes(level));
  return {
    level: target.level,
    today: shopMoment(now, timeZone).day,
    inherits: {
      limit: inherited.some(({ gives }) => gives.limit !== undefined),
      eta: inherited.some(({ gives }) => gives.eta !== undefined),
    },
  };
}

/** Empty for the shop's own rule; null where the target is not one of the shop's. */
async function productOf(db: Db, shop: ShopDomain, target: PolicyTargetRef): Promise<string | null> {
  if (target.level === "shop") return "";
  const where = target.level === "product" ? { productId: target.id } : { variantId: target.id };
  const found = await db.variant.findFirst({ where: { shop, ...where }, select: { productId: true } });
  return found?.productId ?? null;
}
