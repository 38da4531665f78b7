/** A4 with its own margins; on the screen the same sheet, and narrow enough for a phone. */
export const printedStyle = `
@page { size: A4; margin: 18mm; }
.sheet { max-width: 180mm; margin: 0 auto; padding: 16px; background: #fff; color: #000; font-size: 11pt; line-height: 1.4; }
.sheet header { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 16px; margin: 16px 0 24px; }
.sheet h1 { font-size: 16pt; font-weight: 600; line-height: 1.2; }
.sheet section { margin-bottom: 24px; }
.sheet table { width: 100%; border-collapse: collapse; }
.sheet th, .sheet td { padding: 6px 8px 6px 0; border-bottom: 1px solid #999; text-align: left; vertical-align: top; overflow-wrap: anywhere; }
.sheet th { overflow-wrap: normal; }
.sheet thead { display: table-header-group; }
.sheet tfoot { display: table-row-group; }
.sheet tr { break-inside: avoid; }
.sheet small { display: block; color: #444; }
.sheet .figure { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.sheet .note { margin-top: 24px; white-space: pre-wrap; }
@media print { .screen-only { display: none; } .sheet { max-width: none; padding: 0; font-size: 10pt; } }
@media (max-width: 600px) { .sheet { font-size: 9pt; } .sheet th, .sheet td { padding-right: 4px; } }
`;
