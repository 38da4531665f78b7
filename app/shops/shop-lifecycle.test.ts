import { describe, expect, it } from "vitest";
import { nextState, parseRegistryState, permission } from "./shop-lifecycle.ts";

describe("a shop", () => {
  it("starts from watching, from a pause, and while it is still stopping", () => {
    expect(nextState("watching", "start")).toBe("selling");
    expect(nextState("paused", "start")).toBe("selling");
    expect(nextState("stopping", "start")).toBe("selling");
    expect(nextState("leaving", "start")).toBeNull();
  });

  it("is paused once everything is restored, so that a late publication is still taken back", () => {
    expect(nextState("selling", "stop")).toBe("stopping");
    expect(nextState("stopping", "stopped")).toBe("paused");
  });

  it("watches again once nothing of ours is left", () => {
    expect(nextState("paused", "leave")).toBe("leaving");
    expect(nextState("leaving", "left")).toBe("watching");
  });

  it("does nothing after an uninstall", () => {
    expect(nextState("uninstalled", "start")).toBeNull();
    expect(permission("uninstalled")).toBeNull();
  });

  it("restores while it leaves", () => expect(permission("leaving")).toBe("stopping"));

  it("is in a state we know", () => expect(() => parseRegistryState("selling!")).toThrow("none of ours"));
});
