export interface Requirement {
  what: string;
  found: string;
  isMet: boolean;
}

/** @returns whether all of them are met. */
export function printRequirements(requirements: readonly Requirement[]): boolean {
  for (const { what, found, isMet } of requirements)
    console.log(`${isMet ? "met    " : "NOT MET"}   ${what}: ${found}`);
  return requirements.every(({ isMet }) => isMet);
}
