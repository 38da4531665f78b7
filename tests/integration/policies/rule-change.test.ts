import { afterAll, beforeAll, expect, it } from "vitest";
import { reconcileBatch } from "../../../app/availability/reconcile-batch.server.ts";
import { withShop } from "../../../app/db.server.ts";
import { stopBoss } from "../../../app/jobs/boss.server.ts";
import { editVariants } from "../../../app/policies/edit-variants.server.ts";
import { importRules } from "../../../app/policies/import-rules.server.ts";
import { listRules } from "../../../app/policies/list-rules.server.ts";
import { runRuleChange } from "../../../app/policies/run-rule-change.server.ts";
import { savePolicy } from "../../../app/policies/save-policy.server.ts";
import { stopRuleChange } from "../../../app/policies/stop-rule-change.server.ts";
import type { RunningEmulator } from "../../../store-emulator/start-emulator.ts";
import { type OpenShop, openShop } from "../support/open-shop.ts";
import { startEmulatorForApp } from "../support/start-shop.ts";

const variantCount = 120;
const rule = {
  mode: "on",
  limit: { kind: "number", units: "20" },
  eta: { kind: "lead-time", minDays: "10", maxDays: "15", days: "working" },
};
const target = { level: "shop" } as const;
let running: RunningEmulator;

beforeAll(async () => {
  running = await startEmulatorForApp();
});
afterAll(async () => {
  await stopBoss();
  await running.close();
});

/** Sold-out variants of two products, read and decided once; nothing is on sale beyond stock. */
async function soldOutShop(name: string) {
  const opened = await openShop(running, name, { plan: "plus" });
  const products = ["chairs", "tables"].map((handle) =>
    opened.addProduct(
      handle,
      Array.from({ length: variantCount / 2 }, () => ({ available: [0] })),
    ),
  );
  for (const { productId } of products) await opened.hint("product", productId);
  await opened.settle();
  return { opened, variantIds: products.flatMap(({ variantIds }) => variantIds) };
}

const fileOf = (variantIds: readonly string[]) =>
  ["variant_id,rule,limit,date,date_from,date_to", ...variantIds.map((id) => `${id},on,20,working-days,10,15`)].join(
    "\n",
  );

const selling = (opened: OpenShop, variantIds: readonly Parameters<OpenShop["inShopify"]>[0][]) =>
  variantIds.filter((id) => opened.inShopify(id).policy === "CONTINUE").length;

it("is followed while it is published, and is over once all of it is", async () => {
  const { opened, variantIds } = await soldOutShop("followed");
  const saved = await savePolicy(opened.ports, opened.domain, target, rule, true);
  if (!saved.ok) throw new Error(saved.reason);
  expect(saved.change).toMatchObject({ touchedCount: variantCount, changedCount: variantCount });
  expect((await listRules(opened.domain, 1)).progress).toEqual({
    taskId: saved.taskId,
    doneUnits: 0,
    totalUnits: variantCount,
    canStop: true,
  });
  await opened.settle();
  expect(selling(opened, variantIds)).toBe(variantCount);
  await runRuleChange(opened.ports, opened.domain, saved.taskId!);
  expect((await listRules(opened.domain, 1)).progress).toBeNull();
  const task = await withShop(opened.domain, (db) => db.task.findFirstOrThrow({ where: { kind: "bulk-edit" } }));
  expect(task).toMatchObject({ status: "done", doneUnits: variantCount });
  expect(await stopRuleChange(opened.ports, opened.domain, saved.taskId!)).toEqual({ ok: false, reason: "over" });
});

it("stopped half way leaves the rules and the shop as they were", async () => {
  const { opened, variantIds } = await soldOutShop("stopped");
  const before = { ...rule, mode: "off" };
  await savePolicy(opened.ports, opened.domain, target, before, true);
  await opened.settle();
  const saved = await savePolicy(opened.ports, opened.domain, target, rule, true);
  if (!saved.ok) throw new Error(saved.reason);
  await reconcileBatch(opened.ports, opened.domain);
  expect(selling(opened, variantIds)).toBeGreaterThan(0);

  const stopped = await stopRuleChange(opened.ports, opened.domain, saved.taskId!);
  expect(stopped).toMatchObject({ ok: true });
  await opened.settle();
  expect(selling(opened, variantIds)).toBe(0);
  expect((await listRules(opened.domain, 1)).shopRule).toMatchObject({ mode: "off" });
  const tasks = await withShop(opened.domain, (db) => db.task.findMany({ where: { id: saved.taskId! } }));
  expect(tasks).toMatchObject([{ status: "stopped" }]);
});

it("that was a new rule is taken away again when it is stopped; a second press finds it over", async () => {
  const { opened, variantIds } = await soldOutShop("unmade");
  const saved = await savePolicy(opened.ports, opened.domain, target, rule, true);
  if (!saved.ok) throw new Error(saved.reason);
  const presses = await Promise.all([
    stopRuleChange(opened.ports, opened.domain, saved.taskId!),
    stopRuleChange(opened.ports, opened.domain, "no such task"),
  ]);
  expect(presses).toMatchObject([{ ok: true }, { ok: false, reason: "over" }]);
  expect((await listRules(opened.domain, 1)).shopRule).toBeNull();
  await opened.settle();
  expect(selling(opened, variantIds)).toBe(0);
});

it("a later change takes the place of one that is still on its way", async () => {
  const { opened } = await soldOutShop("replaced");
  const first = await savePolicy(opened.ports, opened.domain, target, rule, true);
  const second = await savePolicy(
    opened.ports,
    opened.domain,
    target,
    { ...rule, limit: { kind: "number", units: "7" } },
    true,
  );
  if (!first.ok || !second.ok) throw new Error("not saved");
  expect(await stopRuleChange(opened.ports, opened.domain, first.taskId!)).toEqual({ ok: false, reason: "over" });
  await stopRuleChange(opened.ports, opened.domain, second.taskId!);
  expect((await listRules(opened.domain, 1)).shopRule).toMatchObject({ limit: { units: 20 } });
});

it("of many variants' own rules, edited at once or from a file, is stopped as well, and each rule is as it was", async () => {
  const { opened, variantIds } = await soldOutShop("own-rules");
  const [first = ""] = variantIds;
  const own = () =>
    withShop(opened.domain, (db) =>
      db.policy.findMany({ where: { level: "variant" }, orderBy: { targetId: "asc" }, omit: { shop: true } }),
    );
  await editVariants(
    opened.ports,
    opened.domain,
    { ids: [variantIds[0]!] },
    { kind: "give", form: { mode: "off" } },
    true,
  );
  await opened.settle();
  const before = await own();
  expect(before).toMatchObject([{ targetId: first, gives: { mode: "off" } }]);

  const changes = [
    () => editVariants(opened.ports, opened.domain, { ids: variantIds }, { kind: "give", form: rule }, true),
    () => importRules(opened.ports, opened.domain, fileOf(variantIds), true),
  ];
  for (const change of changes) {
    const saved = await change();
    if (!saved.ok) throw new Error(JSON.stringify(saved));
    expect(await own()).toHaveLength(variantCount);
    expect((await listRules(opened.domain, 1)).progress).toMatchObject({ taskId: saved.taskId, canStop: true });
    await reconcileBatch(opened.ports, opened.domain);
    expect(selling(opened, variantIds)).toBeGreaterThan(0);
    expect(await stopRuleChange(opened.ports, opened.domain, saved.taskId!)).toMatchObject({ ok: true });
    expect(await own()).toEqual(before);
    await opened.settle();
    expect(selling(opened, variantIds)).toBe(0);
  }
});
