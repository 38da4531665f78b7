import { outsideShops, withShop } from "../../db.server.ts";
import type { ShopDomain } from "../../ids.ts";
import type { Ports } from "../../ports.ts";
import { shopMoment } from "../../supply/shop-moment.ts";
import type { Benefit } from "./benefit.ts";
import { type CompensationGroup, compensationGroups, statusesOfGroup } from "./compensation-group.ts";
import { budgetStatuses, type CompensationStatus } from "./compensation-status.ts";
import { loadCompensationSettings } from "./load-compensation-settings.server.ts";
import { spentOf } from "./month-budget.server.ts";

export interface CompensationRow {
  id: string;
  kind: "delay" | "wait";
  orderId: string;
  orderName: string;
  status: CompensationStatus;
  gives: Benefit | null;
  lateDays: number | null;
  number: number;
  costMinor: number;
  code: string | null;
  fault: "no-scope" | "no-customer" | "refused" | "unreadable" | null;
  decidedBy: string;
  /** Epoch milliseconds of business time. */
  createdAt: number;
  issuedAt: number | null;
  expiresAt: number | null;
  endedAt: number | null;
}

export interface CompensationPage {
  isOn: boolean;
  isRewardOn: boolean;
  isAutomatic: boolean;
  currency: string;
  /** "YYYY-MM" */
  month: string;
  budgetMinor: number;
  spentMinor: number;
  /** Waiting rewards of the month: promised on the product page, so no budget stops them. */
  rewardMinor: number;
  overBudgetCount: number;
  /** The smallest of those for which the budget had no room has room by now. */
  hasRoomAgain: boolean;
  group: CompensationGroup;
  counts: Record<CompensationGroup, number>;
  rows: CompensationRow[];
  page: number;
  pages: number;
}

const pageRows = 50;

/** The month's budget, and one group of what is given, the latest first; what waits for a person, the oldest. */
export async function loadCompensationPage(
  ports: Ports,
  shop: ShopDomain,
  group: CompensationGroup,
  page: number,
): Promise<CompensationPage> {
  const { currency, timeZone } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const month = shopMoment(await ports.clock.businessNow(), timeZone).day.slice(0, 7);
  return withShop(shop, async (db) => {
    const settings = await loadCompensationSettings(db, shop);
    const grouped = await db.compensation.groupBy({ by: ["status"], where: { shop }, _count: true });
    const countOf = (statuses: readonly string[]) =>
      grouped.filter(({ status }) => statuses.includes(status)).reduce((sum, { _count }) => sum + _count, 0);
    const counts = Object.fromEntries(
      compensationGroups.map((each) => [each, countOf(statusesOfGroup[each])]),
      // Justified cast: every group is there.
    ) as CompensationPage["counts"];
    const pages = Math.max(1, Math.ceil(counts[group] / pageRows));
    const shown = Math.min(Math.max(1, page), pages);
    const order = group === "queue" ? "asc" : "desc";
    const rows = await db.compensation.findMany({
      where: { shop, status: { in: [...statusesOfGroup[group]] } },
      orderBy: [{ createdAt: order }, { id: order }],
      take: pageRows,
      skip: (shown - 1) * pageRows,
    });
    const orders = await db.ledgerOrder.findMany({
      where: { shop, orderId: { in: rows.map(({ orderId }) => orderId) } },
      select: { orderId: true, name: true },
    });
    const nameOf = new Map(orders.map(({ orderId, name }) => [orderId, name]));
    const rewards = await db.compensation.aggregate({
      where: { shop, kind: "wait", budgetMonth: month, status: { in: [...budgetStatuses] } },
      _sum: { costMinor: true },
    });
    const over = await db.compensation.aggregate({
      where: { shop, status: "over-budget" satisfies CompensationStatus },
      _min: { costMinor: true },
    });
    const spentMinor = await spentOf(db, shop, month);
    const leastMinor = over._min.costMinor;
    return {
      isOn: settings.isOn,
      isRewardOn: settings.reward.isOn,
      isAutomatic: settings.isAutomatic,
      currency,
      month,
      budgetMinor: settings.budgetMinor,
      spentMinor,
      rewardMinor: Number(rewards._sum.costMinor ?? 0),
      overBudgetCount: countOf(["over-budget" satisfies CompensationStatus]),
      hasRoomAgain: leastMinor !== null && Number(leastMinor) <= settings.budgetMinor - spentMinor,
      group,
      counts,
      page: shown,
      pages,
      rows: rows.map((row): CompensationRow => ({
        id: row.id,
        // Justified casts: the columns are written from these types only.
        kind: row.kind as CompensationRow["kind"],
        status: row.status as CompensationStatus,
        gives: row.gives as unknown as Benefit | null,
        fault: row.fault as CompensationRow["fault"],
        orderId: row.orderId,
        orderName: nameOf.get(row.orderId) ?? "",
        lateDays: row.lateDays,
        number: row.number,
        costMinor: Number(row.costMinor),
        code: row.issuedAt === null ? null : row.code,
        decidedBy: row.decidedBy,
        createdAt: row.createdAt.getTime(),
        issuedAt: row.issuedAt?.getTime() ?? null,
        expiresAt: row.expiresAt?.getTime() ?? null,
        endedAt: row.endedAt?.getTime() ?? null,
      })),
    };
  });
}

/** The rules and the reward, as they are saved. */
export async function loadCompensationRules(shop: ShopDomain) {
  const { currency, locale } = await outsideShops().shop.findUniqueOrThrow({ where: { domain: shop } });
  const settings = await withShop(shop, (db) => loadCompensationSettings(db, shop));
  return { settings, currency, locale };
}
