import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { acceptDifference, letUnreadableGo } from "../../backorders/ledger-check/mend-difference.server.ts";
import { getPorts } from "../../composition.server.ts";
import { getEnv } from "../../env.server.ts";
import { gid } from "../../ids.ts";
import { listDeadLetters, runAgain } from "../../jobs/dead-letters.server.ts";
import { mendLocations } from "../../policies/mend-locations.server.ts";
import { policyLevels } from "../../policies/policy.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { loadStoreCheck } from "../../shops/load-store-check.server.ts";
import { mendShop } from "../../shops/mend-shop.server.ts";
import { restartableTasks } from "../../shops/restartable-tasks.ts";
import { themeEditorAddress } from "../../shops/theme-editor-address.ts";
import { answerInbound } from "../../supply/inbound/answer-inbound.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { StoreCheckPageView } from "./store-check-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  const [page, deadLetters] = await Promise.all([loadStoreCheck(getPorts(), shop), listDeadLetters(shop)]);
  return { page, deadLetters, themeEditorUrl: themeEditorAddress(shop, getEnv().SHOPIFY_API_KEY) };
}

const locations = z.object({
  level: z.enum(policyLevels),
  targetId: z.string().max(255),
  how: z.enum(["online", "open"]),
});
const lineId = z.string().min(1).max(255);
const inventoryItemId = z
  .string()
  .regex(/^gid:\/\/shopify\/InventoryItem\/\d+$/)
  .transform((text) => gid("InventoryItem", text.slice(text.lastIndexOf("/") + 1)));
const bodySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("read-again") }),
  z.object({ intent: z.literal("try-stuck") }),
  z.object({ intent: z.literal("restart-task"), task: z.enum(restartableTasks) }),
  z.object({ intent: z.literal("run-again"), ids: z.array(z.uuid()).min(1).max(200) }),
  z.object({ intent: z.literal(["preview-locations", "mend-locations"]), locations }),
  z.object({ intent: z.literal("link-double"), lineId, orderLineId: lineId }),
  z.object({ intent: z.literal(["read-orders", "let-go"]), inventoryItemId }),
  z.object({ intent: z.literal("accept-difference"), inventoryItemId, locationId: z.string().max(255) }),
  z.object({ intent: z.literal(["no-double", "confirm-assumed", "undo-assumed"]), lineId }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop, sessionToken } = await authenticateAdmin(request);
  const body = await readBody(request, bodySchema);
  const { intent } = body;
  switch (intent) {
    case "preview-locations":
    case "mend-locations":
      return { intent, change: await mendLocations(getPorts(), shop, body.locations, intent === "mend-locations") };
    case "run-again":
      return { intent, count: await runAgain(shop, body.ids) };
    case "restart-task":
      await mendShop(getPorts(), shop, { kind: intent, task: body.task });
      return { intent };
    case "link-double":
    case "no-double":
    case "confirm-assumed":
    case "undo-assumed":
      return { intent, inbound: await answerInbound(getPorts(), shop, body) };
    case "read-orders":
      await mendShop(getPorts(), shop, { kind: intent, inventoryItemId: body.inventoryItemId });
      return { intent };
    case "let-go":
      await letUnreadableGo(getPorts(), shop, body.inventoryItemId);
      return { intent };
    case "accept-difference":
      await acceptDifference(getPorts(), shop, body, sessionToken.sub);
      return { intent };
    case "read-again":
    case "try-stuck":
      await mendShop(getPorts(), shop, { kind: intent });
      return { intent };
  }
}
export type CheckAction = typeof action;
export type CheckBody = z.infer<typeof bodySchema>;

export default function StoreCheckRoute() {
  return <StoreCheckPageView {...useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
