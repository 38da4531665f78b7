/**
 * The frame of every mail: a table of 600 px, inline styles, no picture, no pixel, no script. Colours have contrast on
 * light and on dark, whichever of them a client turns into the other.
 */
export interface MailFrame {
  lang: string;
  subject: string;
  /** What a mailbox lists behind the subject. */
  preheader: string;
  shopName: string;
  /** HTML. */
  body: string;
  footer: string;
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Helvetica,Arial,sans-serif";
const styles: Record<string, string> = {
  h1: `margin:0 0 16px;${font};font-size:22px;line-height:28px;font-weight:600`,
  h2: `margin:16px 0 8px;${font};font-size:17px;line-height:24px;font-weight:600`,
  p: `margin:0 0 16px;${font};font-size:16px;line-height:24px`,
  ul: `margin:0 0 16px;padding:0 0 0 20px;${font};font-size:16px;line-height:24px`,
  ol: `margin:0 0 16px;padding:0 0 0 20px;${font};font-size:16px;line-height:24px`,
  a: "color:#0b76d8;text-decoration:underline",
};

export function mailLayout({ lang, subject, preheader, shopName, body, footer }: MailFrame): string {
  return `<!doctype html>
<html lang="${escapeHtml(lang)}" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no,date=no,address=no,email=no">
<title>${escapeHtml(subject)}</title>
</head>
<body style="margin:0;padding:0;word-spacing:normal;-webkit-text-size-adjust:100%">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${escapeHtml(preheader)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="600" cellpadding="0" cellspacing="0" border="0" style="width:100%;max-width:600px;text-align:left">
<tr><td style="padding:0 0 24px;${font};font-size:16px;line-height:24px;font-weight:600">${escapeHtml(shopName)}</td></tr>
<tr><td>${styled(body)}</td></tr>
<tr><td style="padding:24px 0 0;border-top:1px solid #8c9196;${font};font-size:13px;line-height:20px">${escapeHtml(footer)}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
`;
}

/** What the merchant wrote without styles of its own gets ours: many clients read no others. */
function styled(body: string): string {
  return body.replace(/<(h1|h2|p|ul|ol|a)(\s[^>]*)?>/gi, (whole, tag: string, rest: string = "") =>
    /\sstyle\s*=/i.test(rest) ? whole : `<${tag.toLowerCase()}${rest} style="${styles[tag.toLowerCase()] ?? ""}">`,
  );
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
