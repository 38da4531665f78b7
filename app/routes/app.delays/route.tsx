import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { getPorts } from "../../composition.server.ts";
import { loadDelayTodos } from "../../customers/delays/load-delay-todos.server.ts";
import { settleTodo } from "../../customers/delays/settle-todo.server.ts";
import { authenticateAdmin } from "../../shopify.server.ts";
import { PageFault } from "../../ui/page-fault.tsx";
import { readBody } from "../../web/read-json-body.ts";
import { DelaysPageView } from "./delays-page.tsx";

export async function loader({ request }: LoaderFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return loadDelayTodos(getPorts(), shop);
}

const bodySchema = z.union([
  z.object({ intent: z.enum(["told", "refunded"]), caseId: z.uuid() }),
  z.object({ intent: z.enum(["try-again", "by-hand"]), cancellationId: z.uuid() }),
]);

export async function action({ request }: ActionFunctionArgs) {
  const { shop } = await authenticateAdmin(request);
  return { isDone: await settleTodo(getPorts(), shop, await readBody(request, bodySchema)) };
}
export type DelaysAction = typeof action;
export type DelaysBody = z.infer<typeof bodySchema>;

export default function DelaysRoute() {
  return <DelaysPageView todos={useLoaderData<typeof loader>()} />;
}

export { PageFault as ErrorBoundary };
