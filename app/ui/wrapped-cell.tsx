/** Words in a table's cell, in as many lines as they need: Polaris keeps a cell in one, which a telephone cuts off. */
export function WrappedCell({ words }: { words: string }) {
  return <span style={{ display: "inline-block", minWidth: "7rem", whiteSpace: "normal" }}>{words}</span>;
}
