/** The number at the end of a global id, as our addresses carry it. */
export function numberOf(gid: string): string {
  return gid.slice(gid.lastIndexOf("/") + 1);
}
