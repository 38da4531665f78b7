import type { ShopDomain } from "../../ids.ts";
import { isSignedFor, signFor } from "../delays/link-signature.server.ts";
import { type ShownQuestion, shownQuestion } from "./shown-question.ts";

/** As a form carries it. */
export function signQuestion(shop: ShopDomain, question: ShownQuestion): string {
  const text = Buffer.from(JSON.stringify(question)).toString("base64url");
  return `${text}.${signFor(shop, "shown question", text)}`;
}

/** Null: we never asked that. */
export function readQuestion(shop: ShopDomain, signed: string): ShownQuestion | null {
  const [text = "", signature = ""] = signed.split(".");
  if (!isSignedFor(shop, "shown question", text, signature)) return null;
  const read = shownQuestion.safeParse(JSON.parse(Buffer.from(text, "base64url").toString("utf8")));
  return read.success ? read.data : null;
}
