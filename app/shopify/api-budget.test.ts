import { describe, expect, it } from "vitest";
import { availableAt, budgetFrom, reserve, waitFor } from "./api-budget.ts";

const budget = budgetFrom({ maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 }, 0, 0);

describe("a shop's budget of API points", () => {
  it("fills again at Shopify's rate, up to its size", () => {
    expect(availableAt(budget, 1_000)).toBe(200);
    expect(availableAt(budget, 3_600_000)).toBe(2000);
  });

  it("asks for no wait while it lasts, then for as long as it takes to fill", () => {
    expect(waitFor(budget, 100, 0)).toBe(0);
    expect(waitFor(budget, 150, 0)).toBe(500);
  });

  it("never asks to wait for more than a full bucket", () => expect(waitFor(budget, 5_000, 0)).toBe(19_000));

  it("counts what is under way as spent, also when Shopify has not yet", () => {
    expect(availableAt(reserve(budget, 60, 0), 0)).toBe(40);
    const status = { maximumAvailable: 2000, currentlyAvailable: 100, restoreRate: 100 };
    expect(availableAt(budgetFrom(status, 80, 0), 0)).toBe(20);
  });
});
