import "i18next";
import type { resources } from "./resources.ts";

/** A key that English does not have does not compile. */
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: (typeof resources)["en"];
    returnNull: false;
  }
}
