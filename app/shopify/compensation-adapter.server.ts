import { z } from "zod";
import type {
  CodeState,
  CompensationPort,
  GrantResult,
  NewCode,
  NewCredit,
} from "../customers/compensation/compensation-port.ts";
import { ShopifyRejected, ShopifyUnreachable } from "../errors.ts";
import { fromMinorUnits } from "../shops/from-minor-units.ts";
import { toMinorUnits } from "../shops/to-minor-units.ts";
import { refuseUserErrors, userErrors } from "./answer-shapes.ts";
import type { ShopifyClient } from "./client.server.ts";
import {
  CreateCode,
  CreateShippingCode,
  CreditCustomer,
  DisableCode,
  FindCode,
  ReadCodes,
  ReadCredits,
  ReadOrderValues,
} from "./documents/compensation.ts";

const money = z.object({ amount: z.string(), currencyCode: z.string() });
const orderValues = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string(),
        currentTotalPriceSet: z.object({ shopMoney: money }),
        customer: z.object({ id: z.string() }).nullish(),
      })
      .nullable(),
  ),
});
const made = z.object({ codeDiscountNode: z.object({ id: z.string() }).nullable(), userErrors }).nullable();
const codeMade = z.object({ discountCodeBasicCreate: made });
const shippingCodeMade = z.object({ discountCodeFreeShippingCreate: made });
const codeNode = z.object({
  id: z.string(),
  codeDiscount: z.object({
    title: z.string().optional(),
    status: z.string().optional(),
    asyncUsageCount: z.number().optional(),
  }),
});
const found = z.object({ codeDiscountNodeByCode: codeNode.nullable() });
const read = z.object({ nodes: z.array(codeNode.nullable()) });
const disabled = z.object({ discountCodeDeactivate: z.object({ userErrors }).nullable() });
const credited = z.object({
  storeCreditAccountCredit: z
    .object({ storeCreditAccountTransaction: z.object({ id: z.string() }).nullable(), userErrors })
    .nullable(),
});
const credits = z.object({
  nodes: z.array(
    z
      .object({
        storeCreditAccounts: z.object({
          nodes: z.array(
            z.object({
              transactions: z.object({
                nodes: z.array(z.object({ amount: money, id: z.string().optional(), expiresAt: z.string().nullish() })),
              }),
            }),
          ),
        }),
      })
      .nullable(),
  ),
});

/** Discount codes for one customer, and store credit. */
export function compensationAdapter(client: ShopifyClient): CompensationPort {
  /** Asked for before, and the answer was lost: the code is there, under our own title. */
  async function ofCode(code: string, title: string): Promise<string | null> {
    const { codeDiscountNodeByCode: node } = await client.query(FindCode, { code }, found);
    return node !== null && node.codeDiscount.title === title ? node.id : null;
  }

  async function findCredit({ customerId, amountMinor, currency, expiresAt }: NewCredit): Promise<string | null> {
    const { nodes } = await client.query(ReadCredits, { ids: [customerId] }, credits);
    const all = nodes.flatMap((node) => node?.storeCreditAccounts.nodes ?? []);
    const same = all
      .flatMap(({ transactions }) => transactions.nodes)
      .find(
        (each) =>
          each.amount.currencyCode === currency &&
          toMinorUnits(each.amount.amount, currency) === amountMinor &&
          each.expiresAt != null &&
          Date.parse(each.expiresAt) === expiresAt.getTime(),
      );
    return same?.id ?? null;
  }

  const readValues = (ids: readonly string[], customer: boolean) =>
    client.query(ReadOrderValues, { ids, customer }, orderValues);

  return {
    async readOrderValues(ids, withCustomer) {
      const { nodes } = await readValues(ids, withCustomer).catch((error: unknown) => {
        // The scope was withdrawn since, or customers are kept from this app.
        if (withCustomer && isDenied(error)) return readValues(ids, false);
        throw error;
      });
      return new Map(
        nodes.flatMap((node) => {
          if (node === null) return [];
          const { amount, currencyCode: currency } = node.currentTotalPriceSet.shopMoney;
          const customerId = node.customer?.id ?? null;
          return [[node.id, { amountMinor: toMinorUnits(amount, currency), currency, customerId }]];
        }),
      );
    },

    createCode: (asked) =>
      orDenied(async () => {
        const answer =
          asked.benefit.kind === "free-shipping"
            ? (await client.query(CreateShippingCode, { discount: shippingInput(asked) }, shippingCodeMade))
                .discountCodeFreeShippingCreate
            : (await client.query(CreateCode, { discount: basicInput(asked) }, codeMade)).discountCodeBasicCreate;
        const errors = answer?.userErrors ?? [];
        if (errors.some(({ code }) => code === "TAKEN")) {
          const known = await ofCode(asked.code, asked.title);
          return known === null ? { ok: false, reason: "refused" } : { ok: true, shopifyId: known };
        }
        if (errors.some(({ field }) => field?.includes("customers"))) return { ok: false, reason: "no-customer" };
        if (errors.length > 0) return { ok: false, reason: "refused" };
        const id = answer?.codeDiscountNode?.id;
        if (id === undefined) throw new ShopifyUnreachable("CreateCode: the answer has neither a code nor an error");
        return { ok: true, shopifyId: id };
      }),

    creditCustomer: (credit, isRepeated) =>
      orDenied(async () => {
        const known = isRepeated ? await findCredit(credit) : null;
        if (known !== null) return { ok: true, shopifyId: known };
        const { customerId: id, amountMinor, currency, expiresAt } = credit;
        const input = {
          creditAmount: { amount: fromMinorUnits(amountMinor, currency), currencyCode: currency },
          expiresAt: expiresAt.toISOString(),
        };
        const { storeCreditAccountCredit: answer } = await client.query(
          CreditCustomer,
          { id, credit: input },
          credited,
        );
        const errors = answer?.userErrors ?? [];
        if (errors.some(({ code }) => code === "OWNER_NOT_FOUND")) return { ok: false, reason: "no-customer" };
        if (errors.length > 0) return { ok: false, reason: "refused" };
        const transaction = answer?.storeCreditAccountTransaction;
        if (transaction == null) throw new ShopifyUnreachable("CreditCustomer: the answer has no transaction");
        return { ok: true, shopifyId: transaction.id };
      }),

    async readCodes(ids) {
      try {
        const { nodes } = await client.query(ReadCodes, { ids }, read);
        return new Map(
          nodes.flatMap((node): [string, CodeState][] => {
            if (node === null) return [];
            const { asyncUsageCount = 0, status } = node.codeDiscount;
            return [[node.id, { usedCount: asyncUsageCount, isActive: status !== "EXPIRED" }]];
          }),
        );
      } catch (error) {
        if (isDenied(error)) return null;
        throw error;
      }
    },

    async disableCode(id) {
      try {
        const { discountCodeDeactivate } = await client.query(DisableCode, { id }, disabled);
        const errors = discountCodeDeactivate?.userErrors ?? [];
        // Somebody deleted it: nothing is left to disable.
        if (errors.some(({ field }) => field?.includes("id"))) return "gone";
        refuseUserErrors("DisableCode", errors);
        return "done";
      } catch (error) {
        if (isDenied(error)) return "no-scope";
        throw error;
      }
    },
  };
}

function commonInput({ code, title, startsAt, endsAt, customerId }: NewCode) {
  return {
    code,
    title,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    usageLimit: 1,
    appliesOncePerCustomer: true,
    context: customerId === null ? { all: "ALL" } : { customers: { add: [customerId] } },
  };
}

function basicInput(asked: NewCode) {
  const { benefit, currency } = asked;
  const value =
    benefit.kind === "percent"
      ? { percentage: benefit.percent / 100 }
      : benefit.kind === "amount"
        ? { discountAmount: { amount: fromMinorUnits(benefit.amountMinor, currency), appliesOnEachItem: false } }
        : {};
  return {
    ...commonInput(asked),
    customerGets: { value, items: { all: true } },
    combinesWith: { productDiscounts: true, shippingDiscounts: true },
  };
}

function shippingInput(asked: NewCode) {
  const { benefit, currency } = asked;
  return {
    ...commonInput(asked),
    destination: { all: true },
    combinesWith: { orderDiscounts: true, productDiscounts: true },
    ...(benefit.kind === "free-shipping" ? { maximumShippingPrice: fromMinorUnits(benefit.upToMinor, currency) } : {}),
  };
}

const isDenied = (error: unknown): boolean =>
  error instanceof ShopifyRejected && error.userErrors.some(({ code }) => code === "ACCESS_DENIED");

async function orDenied(ask: () => Promise<GrantResult>): Promise<GrantResult> {
  try {
    return await ask();
  } catch (error) {
    if (isDenied(error)) return { ok: false, reason: "no-scope" };
    throw error;
  }
}
