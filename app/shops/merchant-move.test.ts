import { describe, expect, test } from "vitest";
import { offeredMoves } from "./merchant-move.ts";

describe("what is offered to a shop", () => {
  test("that watches is to start or to leave", () => expect(offeredMoves("watching")).toEqual(["start", "leave"]));
  test("that sells is to pause, stop or leave", () =>
    expect(offeredMoves("selling")).toEqual(["pause", "stop", "leave"]));
  test("that is paused is to resume or to leave", () => expect(offeredMoves("paused")).toEqual(["start", "leave"]));
  test("that leaves is nothing", () => expect(offeredMoves("leaving")).toEqual([]));
});
