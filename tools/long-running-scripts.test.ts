import { describe, expect, it } from "vitest";
import project from "../package.json" with { type: "json" };

describe("scripts that run until they are ended", () => {
  it.each(["demo", "start", "start:web", "start:worker"] as const)("%s replaces npm's shell", (name) => {
    // npm passes a signal to its shell only, which keeps it to itself: the program would be left behind.
    expect(project.scripts[name]).toMatch(/^exec node /);
  });
});
