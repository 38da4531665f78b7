import { readdirSync, readFileSync } from "node:fs";

/** The variant metafields that TypeScript and Liquid must read alike. */
export interface MetafieldFixture {
  name: string;
  reads: "ok" | "absent" | "newer" | "malformed";
  value: unknown;
}

const folder = new URL("../fixtures/metafields/", import.meta.url);

export function readFixtures(): MetafieldFixture[] {
  return readdirSync(folder).map((file) => {
    const content = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as Omit<MetafieldFixture, "name">;
    return { name: file.replace(".json", ""), ...content };
  });
}

export function fixture(name: string): unknown {
  const found = readFixtures().find((one) => one.name === name);
  if (found === undefined) throw new Error(`No fixture ${name}`);
  return found.value;
}
