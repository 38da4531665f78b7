import { describe, expect, it } from "vitest";
import { restoreCsv } from "./restore-csv.ts";

const header =
  "Handle,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Option3 Name,Option3 Value,Variant Inventory Policy\n";

describe("restoreCsv", () => {
  it("names each variant as Shopify's importer finds it", () => {
    const options = [
      { name: "Colour", value: 'Red, "wine"' },
      { name: "Size", value: "L" },
    ];
    const csv = restoreCsv([
      { handle: "mug", options, title: "", ownPolicy: "DENY" },
      { handle: "vase", options: [{ name: "Title", value: "Default Title" }], title: "", ownPolicy: "CONTINUE" },
    ]);
    expect(csv).toBe(`${header}mug,Colour,"Red, ""wine""",Size,L,,,deny\nvase,Title,Default Title,,,,,continue\n`);
  });
  it("takes the options from the title where they were never read", () => {
    const csv = restoreCsv([{ handle: "mug", options: [], title: "Red / L", ownPolicy: "DENY" }]);
    expect(csv).toBe(`${header}mug,Option1,Red,Option2,L,,,deny\n`);
  });
  it("is only a header where nothing was taken over", () => expect(restoreCsv([])).toBe(header));
});
