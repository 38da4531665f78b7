import { Prisma } from "@prisma/client";

/** Variants on which something of ours may stand: a condition on `v` ("Variant"). */
export const takenOver = Prisma.sql`(v.metafield IS NOT NULL OR v."ownPolicy" IS NOT NULL)`;
