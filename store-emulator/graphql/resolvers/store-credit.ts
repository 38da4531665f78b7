import type { StoreCredit } from "../../discount-state.ts";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Customer, Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import { tagged, userError, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";
import { money } from "./money.ts";

/** A customer's account in the shop's one currency; made with the first credit. */
type Account = { customer: Customer };

const creditsOf = (shop: Shop, customerId: number): StoreCredit[] =>
  shop.storeCredits.filter((each) => each.customerId === customerId);

export function storeCreditAccountsOf(customer: Customer, args: Args, context: Context): unknown {
  const accounts: Account[] = creditsOf(context.shop, customer.id).length > 0 ? [{ customer }] : [];
  return connect(accounts, args, context, { id: (each) => each.customer.id });
}

export const storeCreditFields: ResolverMap = {
  StoreCreditAccount: {
    id: ({ customer }: Account) => gid("StoreCreditAccount", customer.id),
    balance: ({ customer }: Account, _, context) =>
      money(
        creditsOf(context.shop, customer.id).reduce((sum, { amountMinor }) => sum + amountMinor, 0),
        context,
      ),
    transactions: ({ customer }: Account, args, context) =>
      connect(
        creditsOf(context.shop, customer.id).map((each) => tagged("StoreCreditAccountCreditTransaction", each)),
        args,
        context,
        { id: (each) => each.id, value: (each) => each.createdAt },
      ),
  },
  StoreCreditAccountCreditTransaction: {
    id: (credit: StoreCredit) => gid("StoreCreditAccountCreditTransaction", credit.id),
    amount: (credit: StoreCredit, _, context) => money(credit.amountMinor, context),
    remainingAmount: (credit: StoreCredit, _, context) => money(credit.amountMinor, context),
    expiresAt: (credit: StoreCredit) => (credit.expiresAt === null ? null : graphqlInstant(credit.expiresAt)),
    createdAt: (credit: StoreCredit) => graphqlInstant(credit.createdAt),
  },
};

type CreditInput = { creditAmount: { amount: string | number; currencyCode: string }; expiresAt?: string | null };

export const storeCreditMutations: Fields<unknown> = {
  storeCreditAccountCredit: (_, args, { emulator, shop }) => {
    const { creditAmount, expiresAt } = args.creditInput as CreditInput;
    const refuse = (field: string[], message: string, code: string) => ({
      storeCreditAccountTransaction: null,
      userErrors: [userError(field, message, code)],
    });
    const customer = shop.customers.get(idOf(args.id, "Customer") ?? -1);
    if (!customer) return refuse(["id"], "Owner does not exist", "OWNER_NOT_FOUND");
    const amountMinor = Math.round(Number(creditAmount.amount) * 100);
    if (!(amountMinor > 0))
      return refuse(["creditInput", "creditAmount"], "Amount must be positive", "NEGATIVE_OR_ZERO_AMOUNT");
    if (creditAmount.currencyCode !== shop.currencyCode)
      return refuse(["creditInput", "creditAmount"], "Currency is not supported", "UNSUPPORTED_CURRENCY");
    const now = emulator.clock.now();
    if (expiresAt != null && Date.parse(expiresAt) <= now)
      return refuse(["creditInput", "expiresAt"], "Expires at must be in the future", "EXPIRES_AT_IN_PAST");
    const credit: StoreCredit = {
      id: emulator.nextId(),
      customerId: customer.id,
      amountMinor,
      expiresAt: expiresAt == null ? null : Date.parse(expiresAt),
      createdAt: now,
    };
    shop.storeCredits.push(credit);
    emulator.publish({ kind: "shop", shop: shop.domain });
    return { storeCreditAccountTransaction: credit, userErrors: [] };
  },
};
