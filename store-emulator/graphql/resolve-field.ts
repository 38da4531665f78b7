import {
  GraphQLError,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLTypeResolver,
} from "graphql";
import { connectionFields, edgeFields, pageInfoFields } from "./connection.ts";
import { checkAccess } from "./check-access.ts";
import { typeNameOf, type Args, type Context, type Fields } from "./context.ts";
import { idempotencyKey, runOnce } from "./idempotency.ts";
import { resolvers } from "./resolvers.ts";

const arrayLimit = 250;

function fieldsOfType(parent: GraphQLObjectType): Fields<never> | undefined {
  if (parent.name === "PageInfo") return pageInfoFields;
  const own = resolvers[parent.name];
  if (own) return own;
  if (parent.name.endsWith("Connection")) return connectionFields;
  if (parent.name.endsWith("Edge")) return edgeFields;
  // A mutation's answer and its errors are plain objects with the schema's own names.
  if (/(Payload|UserError)$/.test(parent.name)) return plain;
  return undefined;
}

const plain: Fields<never> = new Proxy(
  {},
  {
    get: (_, name) => (source: Record<string, unknown>) => (typeof name === "string" ? (source[name] ?? null) : null),
  },
);

/** Serves a field by its resolver, once the app may read it; one without a resolver is an error that names it. */
export const resolveField: GraphQLFieldResolver<unknown, Context, Args> = (source, args, context, info) => {
  const parent = info.parentType;
  checkAccess(parent, info.fieldName, context.scopes);
  const resolve = fieldsOfType(parent)?.[info.fieldName];
  if (!resolve)
    throw new GraphQLError(
      `The store emulator does not serve ${parent.name}.${info.fieldName}: add a resolver in store-emulator/graphql/resolvers.`,
      { extensions: { code: "NOT_IMITATED" } },
    );
  if (parent.name !== "Mutation") return resolve(source as never, args, context);
  checkArrays(args, info.fieldName);
  const key = idempotencyKey(info.fieldNodes[0]!, info.variableValues);
  return runOnce(context, info.fieldName, key, args, () => resolve(source as never, args, context));
};

function checkArrays(value: unknown, name: string): void {
  if (Array.isArray(value)) {
    if (value.length > arrayLimit)
      throw new GraphQLError(
        `The input array size of ${value.length} is greater than the maximum allowed of ${arrayLimit}.`,
        { extensions: { code: "MAX_INPUT_SIZE_EXCEEDED", argument: name } },
      );
    for (const each of value) checkArrays(each, name);
  } else if (typeof value === "object" && value !== null)
    for (const [key, each] of Object.entries(value)) checkArrays(each, key);
}

export const resolveType: GraphQLTypeResolver<unknown, Context> = (value, _context, info) => {
  const name = typeof value === "object" && value !== null ? typeNameOf(value) : undefined;
  const type = name === undefined ? undefined : info.schema.getType(name);
  if (!isObjectType(type)) throw new GraphQLError(`The store emulator cannot tell the type of ${info.fieldName}`);
  return type.name;
};
