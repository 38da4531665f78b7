/** Whether the theme that shoppers see holds our blocks, as far as Shopify lets us look. */
export type ThemeBlocks =
  | { ok: true; themeName: string; hasPromiseBlock: boolean; hasCardBadge: boolean }
  | { ok: false; reason: "no-scope" | "no-theme" };

export interface ThemePort {
  readThemeBlocks(): Promise<ThemeBlocks>;
}

declare module "../ports.ts" {
  interface ShopAdmin extends ThemePort {}
}
