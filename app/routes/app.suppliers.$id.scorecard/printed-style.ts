/** One A4 page: the cards close together, and nothing on it that can only be pressed. */
export const printedStyle = `
@page { size: A4; margin: 14mm; }
@media print {
  .Polaris-Page-Header__PaginationWrapper, .Polaris-Page-Header__BreadcrumbWrapper, .Polaris-Page-Header__RightAlign,
  .Polaris-Page-Header__TitleWrapper .Polaris-Badge { display: none; }
  .Polaris-Page { max-width: none; padding: 0; }
  .Polaris-ShadowBevel { box-shadow: none; border: 1px solid #999; break-inside: avoid; }
  .Polaris-BlockStack { --pc-block-stack-gap-xs: 6px; }
  body { background: #fff; }
}
`;
