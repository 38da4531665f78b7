import type { CodeBenefit } from "./benefit.ts";

export interface OrderValue {
  /** As it stands after what was removed from it, in the shop's currency. */
  amountMinor: number;
  currency: string;
  /** Null: a guest, or Shopify does not tell. */
  customerId: string | null;
}

export interface NewCode {
  code: string;
  /** What the merchant reads beside it in Shopify, and how we know it again. */
  title: string;
  benefit: CodeBenefit;
  currency: string;
  startsAt: Date;
  endsAt: Date;
  /** Only they can use it; null: whoever has the code, once. */
  customerId: string | null;
}

export interface NewCredit {
  customerId: string;
  amountMinor: number;
  currency: string;
  /** To the second, ours alone for this customer: how a credit whose answer was lost is known again. */
  expiresAt: Date;
}

/** `no-scope`: not granted. `no-customer`: the shop has no such customer. `refused`: Shopify's own reason. */
type GrantRefusal = "no-scope" | "no-customer" | "refused";
export type GrantResult = { ok: true; shopifyId: string } | { ok: false; reason: GrantRefusal };

export interface CodeState {
  usedCount: number;
  /** Nobody has disabled it and it has not expired. */
  isActive: boolean;
}

/** All of them throw an InfrastructureError where it is not known whether it was done: the same is asked again. */
export interface CompensationPort {
  /** At most 50 at once; those that are gone are left out. */
  readOrderValues(orderIds: readonly string[], withCustomer: boolean): Promise<Map<string, OrderValue>>;
  /** Once for its code: asked again it finds what it made. */
  createCode(code: NewCode): Promise<GrantResult>;
  /** Once for its customer, amount and expiry, where `isRepeated` says that it may have been asked before. */
  creditCustomer(credit: NewCredit, isRepeated: boolean): Promise<GrantResult>;
  /** At most 50 at once; those that are gone are left out. Null: the scope is not granted. */
  readCodes(ids: readonly string[]): Promise<Map<string, CodeState> | null>;
  disableCode(id: string): Promise<"done" | "gone" | "no-scope">;
}

declare module "../../ports.ts" {
  interface ShopAdmin extends CompensationPort {}
}
