/**
 * What a shop lets Arrivo do. `watching`: decide and show, write nothing. `selling`: publish. `paused`: every variant is
 * back under its own policy until the merchant resumes. `stopping`: the same, on the way out; those who wait are still
 * cared for.
 */
export type ShopState = "watching" | "selling" | "paused" | "stopping";
