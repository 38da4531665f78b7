/** What a spreadsheet would run as a formula is made text. `plainCell` takes it back. */
export function inertCell(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

/** A cell as it was before `inertCell`. */
export function plainCell(cell: string): string {
  return cell.replace(/^'(?=[=+\-@\t\r])/, "");
}
