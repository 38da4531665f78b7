import { beforeEach, describe, expect, it } from "vitest";
import { cancelUnits } from "../../../app/customers/cancellations/cancel-units.server.ts";
import { answerPath } from "../../../app/customers/delays/answer-link.server.ts";
import { loadDelayTodos } from "../../../app/customers/delays/load-delay-todos.server.ts";
import { withShop } from "../../../app/db.server.ts";
import type { ShopDomain } from "../../../app/ids.ts";
import { action, loader } from "../../../app/routes/proxy.orders.$token.ts";
import { dayFromNumber, dayNumber } from "../../../app/supply/day.ts";
import { changeScopes } from "../../../store-emulator/install-app.ts";
import type { Order } from "../../../store-emulator/order-state.ts";
import { routeArgs } from "../support/admin-request.ts";
import { type LampShop, openAdmin } from "../support/open-admin.ts";
import { buyFrom, cancelScopes, delay, heardOf, lineGid, orderGid, proxyRequest } from "./order-to-answer.ts";

const admin = openAdmin("answers");
let shop: LampShop;
let order: Order;
let path: string;

const day = (ahead: number) => dayFromNumber(dayNumber(new Date().toISOString().slice(0, 10)) + ahead);
const window = (ahead: number) => ({ from: day(ahead), to: day(ahead + 2) });

beforeEach(async () => {
  shop = await admin.open("selling");
  changeScopes(admin.running().emulator, shop.shop, { grant: cancelScopes });
  order = await buyFrom(admin.running(), shop, [2, 1], { shippingMinor: 500, locale: "de" });
  path = (await delay(shop, order, { before: window(5), after: window(26) })).answerPath;
});

const args = (request: Request) => routeArgs(request, { token: new URL(request.url).pathname.split("/").at(-1) ?? "" });
const visit = (at = path, domain: string = shop.domain, init: RequestInit = {}) =>
  loader(args(proxyRequest(admin.running(), domain, at, init)));
const open = async (at = path, domain: string = shop.domain) => (await visit(at, domain)).text();
const questionIn = (html: string) => /name="question" value="([^"]+)"/.exec(html)?.[1] ?? "";

async function send(fields: Record<string, string>, at = path, domain: string = shop.domain): Promise<string> {
  const body = new URLSearchParams(fields);
  return (await action(args(proxyRequest(admin.running(), domain, at, { method: "POST", body })))).text();
}

const stored = () =>
  withShop(shop.domain, async (db) => ({
    cases: await db.delayCase.findMany({ orderBy: { openedAt: "asc" } }),
    answers: await db.answer.findMany({ orderBy: { id: "asc" } }),
    cancellations: await db.cancellation.findMany({ orderBy: { askedAt: "asc" } }),
  }));
/** As the worker does: the page has put the job into the real queue. */
async function cancelAsked(): Promise<void> {
  for (const { id, status } of (await stored()).cancellations)
    if (status === "waiting") await cancelUnits(shop.ports, shop.domain, id);
}
const todos = () => loadDelayTodos(shop.ports, shop.domain);
const choicesOf = async () => (await stored()).answers.map(({ choice }) => choice);

describe("opening a link", () => {
  it("shows what waits, the exact refund and the deadline, in the customer's language and without a name", async () => {
    const response = await visit();
    const html = await response.text();
    expect(response.headers.get("content-type")).toBe("application/liquid");
    expect(response.headers.get("referrer-policy")).toBe("no-referrer");
    expect(response.headers.get("x-robots-tag")).toContain("noindex");
    expect(html).toContain(`Ihre Bestellung ${order.name}`);
    expect(html).toMatch(/erstatten Ihnen 20,00\s€|erstatten Ihnen 20,00\skr|20,00/u);
    expect(html.match(/<button[^>]*name="choice" value="([^"]+)"/g)).toHaveLength(4);
    expect(html).not.toMatch(/checked|selected|autofocus|<script|@/);
    expect(html).toContain("Hören wir bis zum");
  });

  it("changes nothing, by whatever it is fetched and however often", async () => {
    const before = await stored();
    for (const method of ["GET", "HEAD", "GET", "GET"]) {
      const headers = { "sec-purpose": "prefetch", "user-agent": "SafeLinks/1.0 (scanner)" };
      expect((await visit(path, shop.domain, { method, headers })).status).toBe(200);
    }
    expect(await stored()).toEqual(before);
    expect(order).toMatchObject({ refundIds: [], cancelledAt: null, lines: [{ currentQuantity: 2 }, {}] });
    const html = await open();
    await send({ question: questionIn(html), choice: "keep" });
    expect(await choicesOf()).toEqual(["keep"]);
  });

  it("costs little of the shop's budget where scanners open thousands, and still shows the refund before", async () => {
    const { emulator } = admin.running();
    const asked = () =>
      emulator.calls.filter((each) => each.shop === shop.domain && each.operation === "SuggestRefund");
    let html = "";
    for (let visits = 0; visits < 40; visits += 1) html = await open();
    expect(asked().length).toBeLessThan(30);
    expect(html).toContain('name="choice" value="all"');
    expect(html).not.toContain("20,00");
    expect(await send({ question: questionIn(html), choice: "cancel" })).toContain("hat sich etwas geändert");
    const shown = await send({ question: questionIn(html), choice: "all" });
    expect(shown).toContain("20,00");
    expect(await choicesOf()).toEqual([]);
    await send({ question: questionIn(shown), choice: "cancel" });
    await cancelAsked();
    expect(order.lines[0]).toMatchObject({ currentQuantity: 0 });
  });

  it("works for nobody who was not sent it: cut, forged, old, or of another shop", async () => {
    const other = await admin.open("selling");
    const forged = path.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
    const old = answerPath(shop.domain, { orderId: orderGid(order), caseId: null }, Date.now() - 402 * 86_400_000);
    for (const [at, domain] of [
      [forged, shop.domain],
      [path.slice(0, -9), shop.domain],
      [path, other.domain],
    ] as const) {
      const html = await open(at, domain);
      expect(html).toContain("This link does not work");
      expect(html).not.toContain("<form");
      expect(await send({ question: "x", choice: "cancel" }, at, domain)).toContain("This link does not work");
    }
    expect(await open(old)).toContain("This link is too old");
    expect(await choicesOf()).toEqual([]);
  });

  it("is nothing where Shopify has not signed the request", async () => {
    const request = proxyRequest(admin.running(), shop.domain, path);
    const unsigned = new URL(request.url);
    unsigned.searchParams.set("shop", "other.myshopify.com");
    expect((await loader(args(new Request(unsigned)))).status).toBe(400);
  });

  it("lets no Liquid or markup of a title come alive", async () => {
    await withShop(shop.domain, (db) =>
      db.orderLine.updateMany({ where: { lineId: lineGid(order) }, data: { title: "{{ shop.name }}<b>{% raw %}" } }),
    );
    const html = await open();
    expect(html).not.toMatch(/\{\{ shop|\{% raw|<b>/);
    expect(html).toContain("&#123;&#123; shop.name &#125;&#125;&lt;b&gt;");
  });
});

describe("an answer", () => {
  it("to keep is noted with its time and the text that was shown", async () => {
    expect(await send({ question: questionIn(await open()), choice: "keep" })).toContain(
      "Wir haben Ihre Antwort notiert",
    );
    const { answers, cases } = await stored();
    expect(answers).toMatchObject([
      { choice: "keep", units: 2, language: "de", channel: "link", caseId: cases[0]!.id, lineId: lineGid(order) },
    ]);
    expect(answers[0]!.textShown).toContain("Voraussichtlich".toLowerCase());
    expect(cases).toMatchObject([{ status: "answered" }]);
  });

  it("to cancel is done at Shopify, with what was shown", async () => {
    const html = await open();
    expect(await send({ question: questionIn(html), choice: "cancel" })).toContain("Wir stornieren 2");
    await cancelAsked();
    expect(order).toMatchObject({ financialStatus: "PARTIALLY_REFUNDED", lines: [{ currentQuantity: 0 }, {}] });
    expect((await stored()).cancellations).toMatchObject([{ status: "done", refundMinor: 2000n, source: "answer" }]);
    await heardOf(shop, order);
    expect(await open()).toContain("2 storniert.");
  });

  it("sent twice is one", async () => {
    const question = questionIn(await open());
    await Promise.all([send({ question, choice: "cancel" }), send({ question, choice: "cancel" })]);
    expect(await send({ question, choice: "cancel" })).toContain("Diese Antwort haben wir schon");
    await cancelAsked();
    expect(await choicesOf()).toEqual(["cancel"]);
    expect((await stored()).cancellations).toHaveLength(1);
    expect(order.refundIds).toHaveLength(1);
  });

  it("from two windows at once is one cancellation", async () => {
    const [one, two] = [questionIn(await open()), questionIn(await open())];
    await Promise.all([send({ question: one, choice: "cancel" }), send({ question: two, choice: "cancel" })]);
    await cancelAsked();
    expect((await stored()).cancellations).toHaveLength(1);
    expect(order.lines[0]).toMatchObject({ refundedQuantity: 2 });
  });

  it("may be changed until the refund has begun", async () => {
    await send({ question: questionIn(await open()), choice: "cancel" });
    // The job has not run yet.
    await send({ question: questionIn(await open()), choice: "keep" });
    await cancelAsked();
    expect((await stored()).cancellations).toMatchObject([{ status: "withdrawn" }]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 2 });
    await send({ question: questionIn(await open()), choice: "cancel" });
    await cancelAsked();
    await heardOf(shop, order);
    expect(await choicesOf()).toEqual(["cancel", "keep", "cancel"]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 0 });
    const late = await send({ question: questionIn(await open()), choice: "keep" });
    expect(late).toMatch(/geändert|zu spät/);
    expect(await choicesOf()).toHaveLength(3);
  });

  it("to keep is no word on a date that was told after the page was opened", async () => {
    const question = questionIn(await open());
    await delay(shop, order, { before: window(26), after: window(80), reportId: "report-2" });
    expect(await send({ question, choice: "keep" })).toContain("hat sich etwas geändert");
    expect(await choicesOf()).toEqual([]);
    expect(await send({ question: questionIn(await open()), choice: "keep" })).toContain("Wir haben Ihre Antwort");
    const { answers, cases } = await stored();
    expect(answers).toMatchObject([{ choice: "keep", caseId: cases[1]!.id }]);
  });

  it("that nobody was asked, or that another order was asked, is not taken", async () => {
    const other = await buyFrom(admin.running(), shop, [1]);
    const otherPath = (await delay(shop, other, { before: window(5), after: window(26) })).answerPath;
    const foreign = questionIn(await open(otherPath));
    for (const question of ["", "e30.abc", foreign, `${questionIn(await open())}x`])
      expect(await send({ question, choice: "cancel" })).toContain("hat sich etwas geändert");
    expect(await send({ question: questionIn(await open()), choice: "everything" })).toContain("Bitte wählen Sie");
    expect(await choicesOf()).toEqual([]);
  });

  it("for some units is asked once more with their refund, and cancels no more", async () => {
    const html = await open();
    const shown = await send({ question: questionIn(html), choice: "part", [`units ${lineGid(order)}`]: "1" });
    expect(shown).toContain("Sie sind dabei zu stornieren");
    expect(shown).toContain("10,00");
    expect(await choicesOf()).toEqual([]);
    const question = questionIn(shown);
    await send({ question, choice: "cancel" });
    await send({ question, choice: "cancel" });
    await cancelAsked();
    expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
    expect((await stored()).cases).toMatchObject([{ status: "open" }]);
  });

  it("to cancel what was set aside meanwhile is too late, and says so", async () => {
    const question = questionIn(await open());
    await withShop(shop.domain, (db) =>
      db.orderLine.updateMany({ where: { lineId: lineGid(order) }, data: { allocatedUnits: 2 } }),
    );
    expect(await send({ question, choice: "cancel" })).toContain("zu spät");
    expect((await stored()).cancellations).toEqual([]);
  });

  it("to take what is ready is offered where something is", async () => {
    await withShop(shop.domain, (db) =>
      db.orderLine.updateMany({ where: { lineId: lineGid(order) }, data: { allocatedUnits: 1 } }),
    );
    const html = await open();
    expect(html).toContain("Wir senden jetzt, was für Sie zurückgelegt ist, und den Rest zum neuen Termin.");
    expect(html).toContain("Wir senden, was für Sie zurückgelegt ist, stornieren den Rest und erstatten Ihnen");
    expect(await send({ question: questionIn(html), choice: "take-ready" })).toContain("behalten den Rest");
    expect(await stored()).toMatchObject({
      cases: [{ status: "answered" }],
      answers: [
        { choice: "take-ready", units: 1, textShown: expect.stringContaining("[Nehmen, was bereit ist]") as string },
      ],
      cancellations: [],
    });
    await send({ question: questionIn(await open()), choice: "cancel" });
    await cancelAsked();
    expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
  });

  const cancelAll = async () => {
    await send({ question: questionIn(await open()), choice: "cancel" });
    await cancelAsked();
  };
  const whileDeclined = async (work: () => Promise<void>) => {
    const { apiShape } = admin.running().emulator;
    apiShape.refuseRefunds = true;
    await work().finally(() => (apiShape.refuseRefunds = false));
  };

  it("is told plainly where the gateway declines, and nothing is lost", async () => {
    await whileDeclined(cancelAll);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 2 });
    expect((await stored()).cancellations).toMatchObject([{ status: "refused", error: "declined" }]);
    expect(await open()).toContain("Nichts ist verloren");
  });

  it.each(["keep", "cancel"] as const)("to %s ends a cancellation that was declined before", async (choice) => {
    await whileDeclined(async () => {
      await cancelAll();
      expect((await todos()).refused).toMatchObject([{ error: "declined", units: 2, refundMinor: 2000 }]);
      await send({ question: questionIn(await open()), choice });
      await cancelAsked();
    });
    const again = choice === "cancel" ? [{ error: "declined", units: 2 }] : [];
    expect((await todos()).refused).toMatchObject(again);
    expect((await stored()).cancellations[0]).toMatchObject({ status: "withdrawn" });
    expect((await open()).match(/Nichts ist verloren/g) ?? []).toHaveLength(again.length);
  });

  it("to cancel some of it leaves what was declined of all of it to the merchant", async () => {
    await whileDeclined(cancelAll);
    const part = { choice: "part", [`units ${lineGid(order)}`]: "1" };
    const shown = await send({ question: questionIn(await open()), ...part });
    await send({ question: questionIn(shown), choice: "cancel" });
    await cancelAsked();
    expect((await todos()).refused).toMatchObject([{ error: "declined", units: 2 }]);
    expect(order.lines[0]).toMatchObject({ currentQuantity: 1 });
  });

  it("can be given after the delay is over only as far as the merchant allows", async () => {
    const plain = await buyFrom(admin.running(), shop, [1]);
    const at = answerPath(shop.domain, { orderId: orderGid(plain), caseId: null }, Date.now());
    expect(await open(at)).toContain('value="cancel"');
    const answers = { selfService: { isOn: true, mayCancel: false } };
    await withShop(shop.domain, (db) =>
      db.shopSettings.upsert({
        where: { shop: shop.domain },
        create: { shop: shop.domain, customers: { answers } },
        update: { customers: { answers } },
      }),
    );
    expect(await open(at)).not.toContain('value="cancel"');
    expect(await open()).toContain('value="cancel"');
    await withShop(shop.domain, (db) => db.linePromise.updateMany({ data: { givenFrom: day(-9), givenTo: day(-2) } }));
    expect(await open(at)).toContain('value="cancel"');
  });
});

it("never shows one shop's order to another", async () => {
  const other: ShopDomain = (await admin.open("selling")).domain;
  const stolen = answerPath(other, { orderId: orderGid(order), caseId: null }, Date.now());
  const html = await open(stolen, other);
  expect(html).not.toContain(order.name);
  expect(html).not.toContain("<form");
});
