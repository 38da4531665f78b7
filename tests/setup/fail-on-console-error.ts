import { afterEach, beforeEach, expect, vi } from "vitest";

/** What reaches console.error is a fault nobody handled: the test it happens in fails. */
beforeEach(() => {
  vi.spyOn(console, "error");
});
afterEach(() => {
  expect(vi.mocked(console.error).mock.calls, "console.error was called").toEqual([]);
  vi.mocked(console.error).mockRestore();
});
