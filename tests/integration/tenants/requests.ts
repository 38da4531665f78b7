import { orderTemplate } from "../../../app/supply/import/order-fields.ts";
import { windowIn } from "../customers/compensation-shop.ts";
import type { Ids } from "./full-shop.ts";

/** One request that names something by its id, as somebody signed in to a shop would send it. */
export interface TenantRequest {
  /** The route's file, without its ending and without `/route`. */
  route: string;
  /** `loader`, `action`, or what an action is asked (`intent`). */
  asks: string;
  /** Where one request of an intent is not enough. */
  of?: string;
  signedBy: "staff" | "customer" | "proxy";
  path(ids: Ids, own: Ids): string;
  body?(ids: Ids, own: Ids): object;
  /** Why the shop whose ids they are gets the same answer and sees nothing change; otherwise it must not. */
  sameForOwner?: string;
}

type Path = TenantRequest["path"];
type Body = NonNullable<TenantRequest["body"]>;

const get = (route: string, path: Path, of?: string): TenantRequest => ({
  route,
  asks: "loader",
  of,
  signedBy: "staff",
  path,
});
const post = (route: string, asks: string, path: Path, body: Body = () => ({}), of?: string): TenantRequest => ({
  route,
  asks,
  of,
  signedBy: "staff",
  path,
  body: (ids, own) => (asks === "action" ? body(ids, own) : { intent: asks, ...body(ids, own) }),
});
/** The same intents of a route, at one address. */
const posts = (route: string, path: Path, bodies: Record<string, Body>) =>
  Object.entries(bodies).map(([asks, body]) => post(route, asks, path, body));

const rule = {
  mode: "on",
  limit: { kind: "number", units: 7 },
  eta: { kind: "lead-time", minDays: 3, maxDays: 4, days: "working" },
};
const template = { subject: "x", body: "{% items %}" };
const templateKey = { kind: "delayed", locale: "en" };
const today = windowIn(0).from;
const orderForm = ({ supplierId, locationId, variantId }: Pick<Ids, "supplierId" | "locationId" | "variantId">) => ({
  supplierId,
  locationId,
  note: "",
  lines: [{ variantId, units: "1", price: "", supplierSku: "", expectedOn: windowIn(60).from }],
});
const purchaseOrder = (use: Parameters<Ids["purchaseOrder"]>[0], rest = ""): Path => {
  return (ids) => `/app/purchase-orders/${ids.purchaseOrder(use).id}${rest}`;
};
const purchaseOrderFile = ({ mark }: Ids) =>
  `${orderTemplate}${mark} shown,${mark} Works,,lamp-1,9,,,,,${windowIn(60).from},,\r\n`;
const supplierFile = ({ mark, variantNumber }: Ids) =>
  `supplier,currency,variant_id,price\r\n${mark} Works,EUR,${variantNumber},3.00\r\n`;
const countedBy = ({ otherVariantId }: Ids) => ({ level: "variant", targetId: otherVariantId, how: "online" });

const waitingChange = (asks: "preview" | "do", kind: string) =>
  post(
    "app.waiting._index",
    asks,
    () => "/app/waiting",
    ({ cancelled }) => ({ change: { kind, orderIds: [cancelled.id] } }),
    kind,
  );

const reading: TenantRequest[] = [
  get("api.order-block", ({ order }) => `/api/order-block?order=${order.number}`),
  {
    route: "api.waiting-order",
    asks: "loader",
    signedBy: "customer",
    path: ({ order }) => `/api/waiting-order?order=${order.number}&number=${order.proof}`,
  },
  { route: "proxy.orders.$token", asks: "loader", signedBy: "proxy", path: ({ answerPath }) => answerPath },
  get("app._index", () => "/app"),
  get("app.changes._index", () => "/app/changes"),
  get("app.changes.$id", ({ reportId }) => `/app/changes/${reportId}`),
  get("app.compensation._index", () => "/app/compensation?group=queue"),
  get("app.delays", () => "/app/delays"),
  get("app.delays_.refunds", () => "/app/delays/refunds"),
  get("app.inbound", () => "/app/inbound"),
  get("app.notices._index", () => "/app/notices?group=waiting"),
  get("app.notices.templates", () => "/app/notices/templates?kind=delayed&language=en"),
  get("app.purchase-orders._index", ({ supplierId }) => `/app/purchase-orders?view=all&supplier=${supplierId}`),
  get("app.purchase-orders.$id", purchaseOrder("shown")),
  get("app.purchase-orders.$id_.csv", purchaseOrder("shown", "/csv")),
  get("app.purchase-orders.$id_.edit", purchaseOrder("edited", "/edit")),
  get("app.purchase-orders.$id_.print", purchaseOrder("shown", "/print")),
  get("app.purchase-orders.import", () => "/app/purchase-orders/import"),
  get("app.purchase-orders.new", ({ supplierId }) => `/app/purchase-orders/new?supplier=${supplierId}`),
  get("app.purchase-orders.variants", ({ supplierId }) => `/app/purchase-orders/variants?supplier=${supplierId}`),
  get("app.queues.$number", ({ itemNumber }) => `/app/queues/${itemNumber}`),
  get("app.rules._index", () => "/app/rules"),
  get("app.rules.new", ({ mark }) => `/app/rules/new?level=product&search=${mark}`),
  get("app.rules.$level.($number)", ({ variantNumber }) => `/app/rules/variant/${variantNumber}`, "a variant"),
  get("app.rules.$level.($number)", ({ productNumber }) => `/app/rules/product/${productNumber}`, "a product"),
  get("app.rules.$level.($number)", ({ mark }) => `/app/rules/vendor/${mark}%20vendor`, "a vendor"),
  get("app.settings_.waiting-csv", ({ leftTaskId }) => `/app/settings/waiting-csv?task=${leftTaskId}`, "a task"),
  get("app.settings_.waiting-csv", () => "/app/settings/waiting-csv", "now"),
  get("app.store-check", () => "/app/store-check"),
  get("app.suppliers._index", ({ mark }) => `/app/suppliers?search=${mark}`),
  get("app.suppliers.$id._index", ({ supplierId }) => `/app/suppliers/${supplierId}`),
  get("app.suppliers.$id.scorecard", ({ supplierId }) => `/app/suppliers/${supplierId}/scorecard`),
  get("app.suppliers.$id.variants", ({ supplierId }) => `/app/suppliers/${supplierId}/variants?search=`),
  get("app.suppliers.export", ({ supplierId }) => `/app/suppliers/export?supplier=${supplierId}`),
  get("app.try.$number", ({ variantNumber }) => `/app/try/${variantNumber}`),
  get("app.variants._index", ({ mark }) => `/app/variants?search=${mark}`),
  get("app.variants.$number", ({ variantNumber }) => `/app/variants/${variantNumber}`),
  get("app.variants.export", ({ mark }) => `/app/variants/export?search=${mark}`),
  get("app.variants.feed", () => "/app/variants/feed"),
  get("app.waiting._index", ({ order }) => `/app/waiting?search=${encodeURIComponent(order.name)}`),
  get("app.waiting.$number", ({ order }) => `/app/waiting/${order.number}`),
];

const customers: TenantRequest[] = [
  ...posts("app.notices.templates", () => "/app/notices/templates", {
    preview: ({ order }) => ({ key: templateKey, template, order: order.name }),
    test: ({ order }) => ({ key: templateKey, template, order: order.name }),
  }),
  waitingChange("preview", "notify"),
  waitingChange("do", "notify"),
  waitingChange("do", "hold"),
  waitingChange("do", "release"),
  waitingChange("do", "follow-rule"),
  waitingChange("preview", "cancel"),
  ...posts("app.waiting.$number", ({ order }) => `/app/waiting/${order.number}`, {
    "correct-cause": ({ changeId }) => ({ changeId, cause: "short-receipt" }),
    move: ({ lineId, locationId, storeId }) => ({ lineId, fromLocationId: locationId, toLocationId: storeId }),
  }),
  ...posts("app.queues.$number", ({ itemNumber }) => `/app/queues/${itemNumber}`, {
    preview: ({ queued }) => ({ lineId: queued.lineId, place: "first" }),
    give: ({ queued }) => ({ lineId: queued.lineId, place: "first" }),
    undo: ({ placed }) => ({ lineId: placed.lineId }),
  }),
  post("app.changes.$id", "send", ({ reportId }) => `/app/changes/${reportId}`),
  {
    route: "proxy.orders.$token",
    asks: "action",
    of: "at the order's address",
    signedBy: "proxy",
    path: ({ answerPath }) => answerPath,
    body: ({ question }) => ({ question, choice: "keep" }),
  },
  {
    route: "proxy.orders.$token",
    asks: "action",
    of: "at an address of its own",
    signedBy: "proxy",
    path: (_ids, own) => own.answerPath,
    body: ({ question }) => ({ question, choice: "cancel" }),
  },
  ...posts("app.delays", () => "/app/delays", {
    told: ({ caseToCall }) => ({ caseId: caseToCall }),
    refunded: ({ caseToRefund }) => ({ caseId: caseToRefund }),
    "try-again": ({ refusedId }) => ({ cancellationId: refusedId }),
    "by-hand": ({ otherRefusedId }) => ({ cancellationId: otherRefusedId }),
  }),
  post(
    "app.compensation._index",
    "action",
    () => "/app/compensation?index",
    ({ compensationIds: [id] }) => ({ decision: "approve", ids: [id] }),
    "approve",
  ),
  post(
    "app.compensation._index",
    "action",
    () => "/app/compensation?index",
    ({ compensationIds: [, id] }) => ({ decision: "decline", ids: [id] }),
    "decline",
  ),
  ...posts("app.notices._index", () => "/app/notices?index", {
    recall: ({ notices }) => ({ ids: [notices.waiting] }),
    "recall-batch": ({ notices }) => ({ reportId: notices.batch }),
    again: ({ notices }) => ({ ids: [notices.failed] }),
    bounced: ({ notices }) => ({ ids: [notices.sent] }),
  }),
  post(
    "app.waiting._index",
    "do",
    () => "/app/waiting",
    ({ cancelled }) => ({
      change: { kind: "cancel", shown: { [cancelled.id]: cancelled.refundMinor }, token: crypto.randomUUID() },
    }),
    "cancel",
  ),
];

const supply: TenantRequest[] = [
  {
    ...post(
      "app.purchase-orders.new",
      "action",
      () => "/app/purchase-orders/new",
      (ids, own) => ({ id: ids.purchaseOrder("shown").id, form: orderForm(own), acceptsPastDays: true }),
      "id",
    ),
    sameForOwner: "a new order's id is made up by the form: sent again it is the order that it made",
  },
  ...posts("app.inbound", () => "/app/inbound", {
    "link-double": ({ inboundLineId, ...ids }) => ({
      lineId: inboundLineId,
      orderLineId: ids.purchaseOrder("linked").lineId,
    }),
    "no-double": ({ inboundLineId }) => ({ lineId: inboundLineId }),
    "confirm-assumed": (ids) => ({ lineId: `po:${ids.purchaseOrder("confirmed").lineId}` }),
    "undo-assumed": (ids) => ({ lineId: `po:${ids.purchaseOrder("undone").lineId}` }),
  }),
  post("app.purchase-orders.$id", "move", purchaseOrder("moved"), () => ({
    move: "confirm",
    version: 1,
    orderedOn: null,
    acceptsPastDays: true,
  })),
  post("app.purchase-orders.$id", "move-days", purchaseOrder("moved-days"), (ids) => ({
    version: 1,
    lineIds: [ids.purchaseOrder("moved-days").lineId],
    move: { kind: "day", day: windowIn(60).from },
    reason: "late",
  })),
  post("app.purchase-orders.$id", "receive", purchaseOrder("received"), (ids) => ({
    key: crypto.randomUUID(),
    version: 1,
    form: { receivedOn: today, units: { [ids.purchaseOrder("received").lineId]: "1" } },
    isBooked: true,
  })),
  post("app.purchase-orders.$id", "close-short", purchaseOrder("closed-short"), (ids) => ({
    version: 1,
    lineIds: [ids.purchaseOrder("closed-short").lineId],
  })),
  post("app.purchase-orders.$id", "duplicate", purchaseOrder("copied"), () => ({ newId: crypto.randomUUID() })),
  post("app.purchase-orders.$id", "mail", purchaseOrder("mailed"), () => ({
    to: "somebody@example.com",
    subject: "Order",
    text: "Here",
  })),
  post("app.purchase-orders.$id", "retry-bookings", purchaseOrder("booked")),
  post("app.purchase-orders.$id_.edit", "action", purchaseOrder("edited", "/edit"), (_ids, own) => ({
    version: 1,
    form: orderForm(own),
    acceptsPastDays: true,
  })),
  ...(["supplierId", "locationId", "variantId"] as const).map((named) =>
    post(
      "app.purchase-orders.new",
      "action",
      () => "/app/purchase-orders/new",
      (ids, own) => ({
        id: crypto.randomUUID(),
        form: orderForm({ ...own, [named]: ids[named] }),
        acceptsPastDays: true,
      }),
      named,
    ),
  ),
  post(
    "app.purchase-orders.import",
    "preview",
    () => "/app/purchase-orders/import",
    (ids) => ({
      text: purchaseOrderFile(ids),
      fileName: "orders.csv",
    }),
  ),
  ...posts("app.suppliers.$id._index", ({ supplierId }) => `/app/suppliers/${supplierId}`, {
    save: ({ supplierUpdatedAt }) => ({ supplier: { note: "changed" }, updatedAt: supplierUpdatedAt }),
    "save-terms": ({ variantId }) => ({ variantId, terms: { packUnits: "4" } }),
    "add-terms": ({ otherVariantId }) => ({ variantIds: [otherVariantId] }),
    "remove-terms": ({ otherVariantId }) => ({ variantIds: [otherVariantId] }),
  }),
  post("app.suppliers.$id._index", "bring-back", ({ archivedSupplierId }) => `/app/suppliers/${archivedSupplierId}`),
  post("app.suppliers.$id._index", "remove", ({ spareSupplierId }) => `/app/suppliers/${spareSupplierId}`),
  ...posts("app.suppliers.import", () => "/app/suppliers/import", {
    preview: (ids) => ({ text: supplierFile(ids) }),
    save: (ids) => ({ text: supplierFile(ids) }),
  }),
];

const rules: TenantRequest[] = [
  ...posts("app.variants._index", () => "/app/variants", {
    preview: ({ variantNumber }) => ({ selection: [variantNumber], edit: { kind: "give", form: rule } }),
    save: ({ variantNumber }) => ({ selection: [variantNumber], edit: { kind: "give", form: rule } }),
  }),
  post("app.variants.$number", "action", ({ variantNumber }) => `/app/variants/${variantNumber}`),
  ...posts("app.rules.$level.($number)", ({ otherVariantNumber }) => `/app/rules/variant/${otherVariantNumber}`, {
    preview: () => ({ rule }),
    save: () => ({ rule }),
    "preview-removal": () => ({}),
  }),
  ...posts("app.try.$number", ({ variantNumber }) => `/app/try/${variantNumber}`, {
    preview: () => ({ rule: { limit: { kind: "number", units: 9 }, eta: rule.eta } }),
    save: () => ({ rule: { limit: { kind: "number", units: 9 }, eta: rule.eta } }),
  }),
  ...posts("app.rules.import", () => "/app/rules/import", {
    preview: ({ variantNumber }) => ({ text: `variant_id,rule\r\n${variantNumber},never\r\n` }),
    save: ({ variantNumber }) => ({ text: `variant_id,rule\r\n${variantNumber},never\r\n` }),
  }),
  ...posts("app.rules._index", () => "/app/rules?index", {
    "preview-order": ({ ruleIds }) => ({ level: "vendor", ids: ruleIds.toReversed() }),
    order: ({ ruleIds }) => ({ level: "vendor", ids: ruleIds.toReversed() }),
  }),
];

const storeCheck = posts("app.store-check", () => "/app/store-check", {
  "preview-locations": (ids) => ({ locations: countedBy(ids) }),
  "mend-locations": (ids) => ({ locations: countedBy(ids) }),
  "link-double": ({ inboundLineId, ...ids }) => ({
    lineId: inboundLineId,
    orderLineId: ids.purchaseOrder("linked").lineId,
  }),
  "no-double": ({ inboundLineId }) => ({ lineId: inboundLineId }),
  "confirm-assumed": (ids) => ({ lineId: `po:${ids.purchaseOrder("confirmed in the check").lineId}` }),
  "undo-assumed": (ids) => ({ lineId: `po:${ids.purchaseOrder("undone in the check").lineId}` }),
  "read-orders": ({ itemId }) => ({ inventoryItemId: itemId }),
  "let-go": ({ itemId }) => ({ inventoryItemId: itemId }),
  "run-again": ({ deadLetterId }) => ({ ids: [deadLetterId] }),
});

/**
 * Every request that takes an id, in an order in which the shop whose ids they are can make them all: what reads comes
 * first, and what takes away comes last. `ids` are those that are named; `own`, those of the shop that asks.
 */
export const requests: TenantRequest[] = [
  ...reading,
  // Before anything has changed: a later change of rules takes the place of one, and what is to be read again is not told.
  post(
    "app.rules._index",
    "stop",
    () => "/app/rules?index",
    ({ editTaskId }) => ({ taskId: editTaskId }),
  ),
  post(
    "app.store-check",
    "accept-difference",
    () => "/app/store-check",
    ({ otherItemId, locationId }) => ({ inventoryItemId: otherItemId, locationId }),
  ),
  ...customers,
  ...supply,
  ...storeCheck,
  ...rules,
  post("app.rules.$level.($number)", "remove", ({ otherVariantNumber }) => `/app/rules/variant/${otherVariantNumber}`),
];
