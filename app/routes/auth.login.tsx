/** Where the library sends whoever comes without a shop: a merchant is never asked to type one. */
export { OutsideShopify as default } from "../ui/outside-shopify.tsx";
