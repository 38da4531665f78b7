import { rm } from "node:fs/promises";
import { generateCatalogue } from "../../store-emulator/catalogue/generate-catalogue.ts";
import { grantInstallation } from "../../store-emulator/install-app.ts";
import { makeShop } from "../../store-emulator/make-shop.ts";
import { startEmulator } from "../../store-emulator/start-emulator.ts";

/** The emulator in a process of its own, so that its memory is not counted as ours: one shop with a large catalogue. */
const [domain = "", token = "", products = "0", variantsPerProduct = "0"] = process.argv.slice(2);
const { emulator, url, close } = await startEmulator({ apiKey: "bench", apiSecret: "bench" });
emulator.sendWebhook = () => undefined;
const shop = makeShop(emulator, domain, { plan: "standard" });
generateCatalogue(emulator, shop, { products: Number(products), variantsPerProduct: Number(variantsPerProduct) });
grantInstallation(emulator, shop);
shop.installation?.tokens.push({
  accessToken: token,
  expiresAtWall: null,
  refreshToken: null,
  refreshExpiresAtWall: null,
  scopes: shop.installation.scopes,
  kind: "offline",
});
process.send?.({ url });
process.on("disconnect", () => {
  void close()
    .then(() => rm(emulator.filesDir, { recursive: true, force: true }))
    .then(() => process.exit(0));
});
