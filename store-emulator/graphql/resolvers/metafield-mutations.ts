import { gid } from "../../ids.ts";
import { isGranted } from "../../scopes.ts";
import type { Metafield, MetafieldDefinition } from "../../state.ts";
import { accessDenied } from "../check-access.ts";
import { userError, type Context, type Fields, type UserError } from "../context.ts";
import { findOwner, type Owner } from "./find-owner.ts";
import { ownedBy, resolveNamespace } from "./metafield.ts";
import { checkMetafield, writeMetafield, type MetafieldWrite } from "./write-metafield.ts";

const setLimit = 25;

type Target = { owner: Owner; write: MetafieldWrite };

export function demandScope(owner: Owner, fieldName: string, context: Context): void {
  if (owner.writeScope !== null && !isGranted(context.scopes, owner.writeScope))
    throw accessDenied(fieldName, `\`${owner.writeScope}\` access scope.`);
}

/** All or nothing, at most 25. */
function metafieldsSet(inputs: (MetafieldWrite & { ownerId: string })[], context: Context): unknown {
  const errors: UserError[] = [];
  const targets: Target[] = [];
  if (inputs.length > setLimit)
    return {
      metafields: null,
      userErrors: [
        userError(
          ["metafields"],
          `Exceeded the maximum metafields input limit of ${setLimit}.`,
          "LESS_THAN_OR_EQUAL_TO",
        ),
      ],
    };
  for (const [index, write] of inputs.entries()) {
    const field = ["metafields", String(index)];
    const owner = findOwner(write.ownerId, context);
    if (!owner) {
      errors.push(userError([...field, "ownerId"], "Owner does not exist.", "INVALID"));
      continue;
    }
    demandScope(owner, "metafieldsSet", context);
    const error = checkMetafield(owner, write, field, context);
    if (error) errors.push({ ...error, elementIndex: null });
    targets.push({ owner, write });
  }
  if (errors.length > 0) return { metafields: null, userErrors: errors };
  const metafields = targets.map(({ owner, write }) => ownedBy(writeMetafield(owner, write, context), owner.record));
  for (const owner of new Map(targets.map(({ owner }) => [owner.record, owner])).values()) owner.touch();
  context.emulator.isDirty = true;
  return { metafields, userErrors: [] };
}

function metafieldsDelete(
  identifiers: { ownerId: string; namespace: string; key: string }[],
  context: Context,
): unknown {
  const deleted = identifiers.map((each) => {
    const owner = findOwner(each.ownerId, context);
    if (!owner) return null;
    demandScope(owner, "metafieldsDelete", context);
    const namespace = resolveNamespace(each.namespace, context);
    const place = owner.metafields.findIndex((one) => one.namespace === namespace && one.key === each.key);
    if (place < 0) return null;
    owner.metafields.splice(place, 1);
    owner.touch();
    return { ownerId: each.ownerId, namespace, key: each.key };
  });
  context.emulator.isDirty = true;
  return { deletedMetafields: deleted, userErrors: [] };
}

type DefinitionInput = {
  namespace?: string;
  key: string;
  name?: string;
  description?: string | null;
  ownerType: string;
  type?: string;
  access?: Partial<MetafieldDefinition["access"]>;
  validations?: { name: string; value: string | null }[];
};

function createDefinition(input: DefinitionInput, context: Context): unknown {
  const namespace = resolveNamespace(input.namespace, context);
  const { shop, emulator } = context;
  const isTaken = shop.metafieldDefinitions.some(
    (each) => each.namespace === namespace && each.key === input.key && each.ownerType === input.ownerType,
  );
  const refuse = (field: string, message: string, code: string) => ({
    createdDefinition: null,
    userErrors: [userError(["definition", field], message, code)],
  });
  if (isTaken)
    return refuse("key", `Key is in use for ${input.ownerType} metafields on the '${namespace}' namespace.`, "TAKEN");
  if (!/^[a-zA-Z0-9_-]{2,64}$/.test(input.key)) return refuse("key", "Key is invalid.", "INVALID_CHARACTER");
  const made: MetafieldDefinition = {
    id: emulator.nextId(),
    namespace,
    key: input.key,
    name: input.name ?? input.key,
    description: input.description ?? null,
    ownerType: input.ownerType,
    type: input.type!,
    access: {
      admin: input.access?.admin ?? (namespace.startsWith("app--") ? "MERCHANT_READ" : "PUBLIC_READ_WRITE"),
      storefront: input.access?.storefront ?? "NONE",
      customerAccount: input.access?.customerAccount ?? "NONE",
    },
    validations: input.validations ?? [],
  };
  shop.metafieldDefinitions.push(made);
  emulator.isDirty = true;
  return { createdDefinition: made, userErrors: [] };
}

function updateDefinition(input: DefinitionInput, context: Context): unknown {
  const namespace = resolveNamespace(input.namespace, context);
  const found = context.shop.metafieldDefinitions.find(
    (each) => each.namespace === namespace && each.key === input.key && each.ownerType === input.ownerType,
  );
  if (!found)
    return {
      updatedDefinition: null,
      validationJob: null,
      userErrors: [userError(["definition"], "Definition not found.", "NOT_FOUND")],
    };
  if (input.name !== undefined) found.name = input.name;
  if (input.description !== undefined) found.description = input.description;
  if (input.validations !== undefined) found.validations = input.validations;
  found.access = { ...found.access, ...input.access };
  context.emulator.isDirty = true;
  return { updatedDefinition: found, validationJob: null, userErrors: [] };
}

export const metafieldMutations: Fields<unknown> = {
  metafieldsSet: (_, args, context) =>
    metafieldsSet(args.metafields as (MetafieldWrite & { ownerId: string })[], context),
  metafieldsDelete: (_, args, context) =>
    metafieldsDelete(args.metafields as { ownerId: string; namespace: string; key: string }[], context),
  metafieldDefinitionCreate: (_, args, context) => createDefinition(args.definition as DefinitionInput, context),
  metafieldDefinitionUpdate: (_, args, context) => updateDefinition(args.definition as DefinitionInput, context),
  metafieldDefinitionDelete: (_, args, context) => {
    const place = context.shop.metafieldDefinitions.findIndex(
      (each) => gid("MetafieldDefinition", each.id) === args.id,
    );
    if (place < 0)
      return { deletedDefinitionId: null, userErrors: [userError(["id"], "Definition not found.", "NOT_FOUND")] };
    const [definition] = context.shop.metafieldDefinitions.splice(place, 1);
    if (args.deleteAllAssociatedMetafields === true) removeAll(definition!, context);
    return { deletedDefinitionId: args.id, userErrors: [] };
  },
};

function removeAll({ namespace, key, ownerType }: MetafieldDefinition, { shop }: Context): void {
  const owners: Iterable<{ metafields: Metafield[] }> =
    ownerType === "PRODUCTVARIANT" ? shop.variants.values() : ownerType === "PRODUCT" ? shop.products.values() : [];
  for (const owner of owners)
    owner.metafields = owner.metafields.filter((each) => each.namespace !== namespace || each.key !== key);
}
