/** Ends a `switch` over a union: a new member that no case handles does not compile. */
export function assertExhaustive(value: never): never {
  throw new Error(`A case is not handled: ${JSON.stringify(value)}`);
}
