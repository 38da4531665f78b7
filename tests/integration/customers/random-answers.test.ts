import fc from "fast-check";
import { expect, it } from "vitest";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { askQuestion } from "../../../app/customers/self-service/ask-question.server.ts";
import type { ShownQuestion } from "../../../app/customers/self-service/shown-question.ts";
import { takeAnswer } from "../../../app/customers/self-service/take-answer.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import { currentTotalMinor } from "../../../store-emulator/order-figures.ts";
import { openAdmin } from "../support/open-admin.ts";
import { plainRule } from "../support/open-shop.ts";
import { buyFrom, cancelScopes, delay, heardOf, lineGid, orderGid } from "./order-to-answer.ts";

const admin = openAdmin("random");

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("open" as const), units: fc.option(fc.integer({ min: 1, max: 2 })) }),
  },
  // Of the pages that are open, mostly the latest is answered; old ones too, and some twice.
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("answer" as const),
      back: fc.constantFrom(0, 0, 0, 1, 2),
      choice: fc.constantFrom("cancel" as const, "cancel" as const, "keep" as const, "take-ready" as const),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ do: "work" as const }) },
  { weight: 1, arbitrary: fc.constant({ do: "assign" as const }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("gateway" as const), declines: fc.boolean() }) },
);

const on = (ahead: number) => {
  const day = dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
  return { from: day, to: day };
};

/** However a customer answers while stock comes and the gateway has its moods: no unit twice, no money astray. */
it("keeps every unit and every cent, whatever is answered in whatever order", async () => {
  const shop = await admin.open("selling");
  const { emulator } = admin.running();
  changeScopes(emulator, shop.shop, { grant: cancelScopes });
  await shop.setRule("shop", shop.domain, { ...plainRule, limit: { kind: "unlimited" } });
  await shop.settle();
  let doneCount = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), fc.boolean(), async (steps, isPaid) => {
      const order = await buyFrom(admin.running(), shop, [4, 1], { discountMinor: 777, shippingMinor: 490, isPaid });
      const paidMinor = currentTotalMinor(order);
      const [orderId, lineId] = [orderGid(order), lineGid(order)];
      await delay(shop, order, { before: on(5), after: on(26), reportId: orderId });
      const pages: ShownQuestion[] = [];
      const allocated = () =>
        withShop(
          shop.domain,
          async (db) => (await db.orderLine.findFirstOrThrow({ where: { lineId } })).allocatedUnits,
        );
      const work = async () => {
        const rows = await withShop(shop.domain, (db) =>
          db.cancellation.findMany({ where: { orderId, status: { in: ["waiting", "running"] } } }),
        );
        for (const { id } of rows) await cancelUnits(shop.ports, shop.domain, id);
        const kept = await allocated();
        expect(order.lines[0]!.currentQuantity).toBeGreaterThanOrEqual(kept);
        await heardOf(shop, order);
        // The ledger gives nothing here by itself: what was assigned stays so.
        await withShop(shop.domain, (db) =>
          db.orderLine.updateMany({ where: { lineId }, data: { allocatedUnits: kept } }),
        );
      };
      for (const each of [{ do: "open" as const, units: null }, ...steps]) {
        if (each.do === "open") {
          const only = each.units === null ? {} : { only: [{ lineId, units: each.units }] };
          const asked = await askQuestion(shop.ports, shop.domain, orderId, { quotes: "always", ...only });
          if (asked !== null) pages.push(asked.question);
        } else if (each.do === "answer") {
          const question = pages.at(-1 - each.back);
          if (question === undefined) continue;
          const { choice } = each;
          await takeAnswer(shop.ports, shop.domain, {
            choice,
            question,
            textShown: "?",
            language: "en",
            channel: "link",
          });
        } else if (each.do === "assign") {
          await withShop(
            shop.domain,
            (
              db,
            ) => db.$executeRaw`UPDATE "OrderLine" SET "allocatedUnits" = least("unfulfilledUnits", "allocatedUnits" + 1)
              WHERE shop = ${shop.domain} AND "lineId" = ${lineId}`,
          );
        } else if (each.do === "gateway") emulator.apiShape.refuseRefunds = each.declines;
        else await work();
      }
      emulator.apiShape.refuseRefunds = false;
      await work();
      const rows = await withShop(shop.domain, (db) => db.cancellation.findMany({ where: { orderId } }));
      expect(rows.filter(({ status }) => status === "waiting" || status === "running")).toEqual([]);
      doneCount += rows.filter(({ status }) => status === "done").length;
      const refunded = order.refundIds.reduce((sum, id) => sum + (shop.shop.refunds.get(id)?.totalMinor ?? 0), 0);
      const told = rows.reduce(
        (sum, { status, refundMinor }) => sum + (status === "done" ? Number(refundMinor ?? 0) : 0),
        0,
      );
      expect(refunded).toBe(told);
      // What the order still costs and what was given back is what was paid: nothing of its discount is asked back.
      if (isPaid) expect(refunded + (order.cancelledAt === null ? currentTotalMinor(order) : 0)).toBe(paidMinor);
      else expect(refunded).toBe(0);
      expect(order.lines[0]!.refundedQuantity).toBe(isPaid ? 4 - order.lines[0]!.currentQuantity : 0);
    }),
    {
      numRuns: 12,
      examples: [[[{ do: "open", units: 2 }, { do: "answer", back: 0, choice: "cancel" }, { do: "work" }], true]],
    },
  );
  // It was about something.
  expect(doneCount).toBeGreaterThan(2);
}, 240_000);
