import { createHash } from "node:crypto";
import { gid, idOf } from "../../ids.ts";
import { graphqlInstant } from "../../instants.ts";
import type { Metafield, MetafieldDefinition, Shop } from "../../state.ts";
import { connect } from "../connection.ts";
import { badRequest, tagged, type Args, type Context, type Fields, type ResolverMap } from "../context.ts";

/** `$app` and `$app:rest` are the app's own namespace; without one it is meant too. */
export function resolveNamespace(namespace: unknown, context: Context): string {
  const own = `app--${context.emulator.app.appId}`;
  if (namespace === undefined || namespace === null || namespace === "$app") return own;
  const text = String(namespace);
  return text.startsWith("$app:") ? `${own}--${text.slice("$app:".length)}` : text;
}

export const compareDigest = (value: string): string => createHash("sha256").update(value).digest("hex");

/** Metafields remember where they hang only while they are read. */
const owners = new WeakMap<Metafield, object>();

export const ownedBy = (metafield: Metafield, owner: object): Metafield => {
  owners.set(metafield, owner);
  return metafield;
};

const visible = (metafield: Metafield, { emulator }: Context): boolean =>
  !metafield.namespace.startsWith("app--") ||
  metafield.namespace === `app--${emulator.app.appId}` ||
  metafield.namespace.startsWith(`app--${emulator.app.appId}--`);

/** `metafield` and `metafields` of everything that carries them. */
export function metafieldsOfOwner<Owner extends object>(read: (owner: Owner) => Metafield[]): Fields<Owner> {
  return {
    metafield(owner, args, context) {
      const namespace = resolveNamespace(args.namespace, context);
      const found = read(owner).find((each) => each.namespace === namespace && each.key === args.key);
      return found && visible(found, context) ? ownedBy(found, owner) : null;
    },
    metafields(owner, args, context) {
      const keys = args.keys as string[] | null | undefined;
      const wanted = keys?.map((key) => {
        const dot = key.lastIndexOf(".");
        return `${resolveNamespace(dot < 0 ? args.namespace : key.slice(0, dot), context)}.${key.slice(dot + 1)}`;
      });
      const namespace = args.namespace == null ? null : resolveNamespace(args.namespace, context);
      const found = read(owner).filter(
        (each) =>
          visible(each, context) &&
          (namespace === null || each.namespace === namespace) &&
          (!wanted || wanted.includes(`${each.namespace}.${each.key}`)),
      );
      return connect(
        found.map((each) => ownedBy(each, owner)),
        args,
        context,
        { id: (each) => each.id },
      );
    },
  };
}

const definitionOf = (shop: Shop, metafield: Metafield): MetafieldDefinition | null =>
  shop.metafieldDefinitions.find((each) => each.namespace === metafield.namespace && each.key === metafield.key) ??
  null;

const metafield: Fields<Metafield> = {
  id: (metafield) => gid("Metafield", metafield.id),
  legacyResourceId: (metafield) => metafield.id,
  namespace: (metafield) => metafield.namespace,
  key: (metafield) => metafield.key,
  type: (metafield) => metafield.type,
  value: (metafield) => metafield.value,
  jsonValue: (metafield) => jsonValueOf(metafield),
  compareDigest: (metafield) => compareDigest(metafield.value),
  createdAt: (metafield) => graphqlInstant(metafield.createdAt),
  updatedAt: (metafield) => graphqlInstant(metafield.updatedAt),
  sizeInBytes: (metafield) => Buffer.byteLength(metafield.value),
  owner: (metafield) => owners.get(metafield),
  definition: (metafield, _, { shop }) => definitionOf(shop, metafield),
};

function jsonValueOf({ type, value }: Metafield): unknown {
  if (type === "json" || type.startsWith("list.")) return JSON.parse(value);
  if (type === "number_integer") return Number(value);
  if (type === "boolean") return value === "true";
  return value;
}

const definition: Fields<MetafieldDefinition> = {
  id: (definition) => gid("MetafieldDefinition", definition.id),
  name: (definition) => definition.name,
  namespace: (definition) => definition.namespace,
  key: (definition) => definition.key,
  description: (definition) => definition.description,
  ownerType: (definition) => definition.ownerType,
  type: (definition) => definition,
  access: (definition) => definition.access,
  validations: (definition) => definition.validations,
  pinnedPosition: () => null,
  useAsCollectionCondition: () => false,
  validationStatus: () => "ALL_VALID",
};

export const metafieldFields: ResolverMap = {
  Metafield: metafield,
  MetafieldDefinition: definition,
  MetafieldDefinitionType: {
    name: (definition: MetafieldDefinition) => definition.type,
    category: (definition: MetafieldDefinition) => definition.type.toUpperCase(),
  },
  MetafieldDefinitionValidation: {
    name: (each: { name: string }) => each.name,
    value: (each: { value: string | null }) => each.value,
    type: (each: { name: string }) => each.name,
  },
  MetafieldAccess: {
    admin: (access: MetafieldDefinition["access"]) => access.admin,
    storefront: (access: MetafieldDefinition["access"]) => access.storefront,
    customerAccount: (access: MetafieldDefinition["access"]) => access.customerAccount ?? "NONE",
  },
  MetafieldIdentifier: {
    ownerId: (each: { ownerId: string }) => each.ownerId,
    namespace: (each: { namespace: string }) => each.namespace,
    key: (each: { key: string }) => each.key,
  },
};

export const metafieldQueries: Fields<unknown> = {
  metafieldDefinitions: (_, args: Args, context) => {
    if (args.query != null) throw badRequest("the emulator does not know metafieldDefinitions(query:)");
    const namespace = args.namespace == null ? null : resolveNamespace(args.namespace, context);
    return connect(
      context.shop.metafieldDefinitions.filter(
        (each) =>
          each.ownerType === args.ownerType &&
          (namespace === null || each.namespace === namespace) &&
          (args.key == null || each.key === args.key),
      ),
      args,
      context,
      { id: (each) => each.id },
    );
  },
  metafieldDefinition: (_, args, context) => {
    const identifier = args.identifier as { ownerType: string; namespace?: string; key: string } | null | undefined;
    if (!identifier)
      return context.shop.metafieldDefinitions.find((each) => each.id === idOf(args.id, "MetafieldDefinition")) ?? null;
    const namespace = resolveNamespace(identifier.namespace, context);
    const found = context.shop.metafieldDefinitions.find(
      (each) => each.ownerType === identifier.ownerType && each.namespace === namespace && each.key === identifier.key,
    );
    return found ? tagged("MetafieldDefinition", found) : null;
  },
};
