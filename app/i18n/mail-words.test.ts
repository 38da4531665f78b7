import { describe, expect, it } from "vitest";
import { fillIn, mailWords } from "./mail-words.ts";

describe("the words of mails", () => {
  it("come in the shop's language, and in English where we have no other", () => {
    expect(mailWords("it-IT").goodbye.columns.order).toBe("Ordine");
    expect(mailWords("ja").goodbye.columns.order).toBe("Order");
  });
  it("name the same values in every language", () => {
    const places = (locale: string) => (mailWords(locale).goodbye.text.match(/\{\{\w+\}\}/g) ?? []).sort();
    expect(places("it")).toEqual(places("en"));
  });
  it("leave a place that has no value as it is", () => expect(fillIn("{{a}} {{b}}", { a: 1 })).toBe("1 {{b}}"));
});
