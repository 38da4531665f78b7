/** Shopify's name for the only variant of a product, which no merchant ever reads. */
const onlyVariant = / - Default Title$/;

/** A variant's name as merchants know it: the product's alone where it has but one. */
export function plainName(displayName: string): string {
  return displayName.replace(onlyVariant, "");
}
