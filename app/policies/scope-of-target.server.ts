import { Prisma } from "@prisma/client";
import { assertExhaustive } from "../assert-exhaustive.ts";
import type { PolicyScope } from "./each-covered-variant.server.ts";
import type { PolicyTargetRef } from "./policy-target.ts";

/** The variants that a rule of this target covers: a condition on `v` ("Variant") and `p` ("Product"). */
export function scopeOfTarget(target: PolicyTargetRef): Prisma.Sql {
  switch (target.level) {
    case "shop":
      return Prisma.sql`true`;
    case "tag":
      return Prisma.sql`${target.id} = ANY(p.tags)`;
    case "type":
      return Prisma.sql`p."productType" = ${target.id}`;
    case "vendor":
      return Prisma.sql`p.vendor = ${target.id}`;
    case "collection":
      return Prisma.sql`${target.id} = ANY(p."collectionIds")`;
    case "product":
      return Prisma.sql`v."productId" = ${target.id}`;
    case "variant":
      return Prisma.sql`v."variantId" = ${target.id}`;
    default:
      return assertExhaustive(target);
  }
}

/** Any of them; of variants alone, which may be very many, their ids. */
export function scopeOfTargets(targets: readonly PolicyTargetRef[]): PolicyScope {
  if (targets.length === 0) return Prisma.sql`false`;
  const ids = targets.flatMap((target) => (target.level === "variant" ? [target.id] : []));
  if (ids.length === targets.length) return ids;
  return Prisma.sql`(${Prisma.join(targets.map(scopeOfTarget), " OR ")})`;
}
