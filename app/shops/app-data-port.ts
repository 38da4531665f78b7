import type { StorefrontSettings } from "../availability/storefront-settings.ts";

/** The app-data metafields that our theme blocks read. */
export interface AppDataPort {
  writeStorefrontSettings(settings: StorefrontSettings): Promise<void>;
  /** There are none already: nothing happens. */
  removeAppData(): Promise<void>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends AppDataPort {}
}
