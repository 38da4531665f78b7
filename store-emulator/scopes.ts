/** A write scope brings its read scope, as Shopify grants it. */
export const isGranted = (granted: readonly string[], scope: string): boolean =>
  granted.includes(scope) || (scope.startsWith("read_") && granted.includes(`write_${scope.slice("read_".length)}`));
