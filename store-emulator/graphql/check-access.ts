import { getNamedType, GraphQLError, isObjectType, type GraphQLObjectType } from "graphql";
import { isGranted } from "../scopes.ts";
import { adminSchema, type Access } from "./admin-schema.ts";

const cache = new Map<string, Access[]>();

/** What a field asks for: its own scopes, and those of the type it returns (through a connection too). */
function accessOf(parent: GraphQLObjectType, fieldName: string): Access[] {
  const key = `${parent.name}.${fieldName}`;
  const known = cache.get(key);
  if (known) return known;
  const { access } = adminSchema();
  const needed: Access[] = [];
  const own = access.get(key);
  if (own) needed.push(own);
  const returned = getNamedType(parent.getFields()[fieldName]!.type);
  if (isObjectType(returned)) {
    const node = returned.name.endsWith("Connection") ? getNamedType(returned.getFields().nodes?.type) : returned;
    const ofType = access.get(node?.name ?? returned.name);
    if (ofType && !returned.name.endsWith("Payload")) needed.push(ofType);
  }
  cache.set(key, needed);
  return needed;
}

/** Throws Shopify's ACCESS_DENIED where the app's scopes do not reach. */
export function checkAccess(parent: GraphQLObjectType, fieldName: string, scopes: readonly string[]): void {
  for (const access of accessOf(parent, fieldName)) {
    if (access.anyOf.some((scope) => isGranted(scopes, scope))) continue;
    throw accessDenied(fieldName, access.required);
  }
}

export const accessDenied = (fieldName: string, required: string): GraphQLError =>
  new GraphQLError(`Access denied for ${fieldName} field. Required access: ${required}`, {
    extensions: {
      code: "ACCESS_DENIED",
      documentation: "https://shopify.dev/api/usage/access-scopes",
      requiredAccess: required,
    },
  });
