import type { Metafield } from "../../state.ts";
import { userError, type Context, type UserError } from "../context.ts";
import type { Owner } from "./find-owner.ts";
import { compareDigest, resolveNamespace } from "./metafield.ts";

export type MetafieldWrite = {
  namespace?: string | null;
  key?: string | null;
  type?: string | null;
  value?: string | null;
  compareDigest?: string | null;
};

const maxJsonBytes = 131_072;

/** What is wrong with a metafield that is to be written, or null; `field` is the path an error names. */
export function checkMetafield(
  owner: Owner,
  write: MetafieldWrite,
  field: string[],
  context: Context,
): UserError | null {
  const namespace = resolveNamespace(write.namespace, context);
  const own = `app--${context.emulator.app.appId}`;
  const at = (name: string) => [...field, name];
  if (namespace.startsWith("app--") && namespace !== own && !namespace.startsWith(`${own}--`))
    return userError(at("namespace"), "Access to this namespace and key is not allowed.", "APP_NOT_AUTHORIZED");
  if (!write.key) return userError(at("key"), "Key can't be blank", "BLANK");
  if (write.value == null || write.value === "") return userError(at("value"), "Value can't be blank", "BLANK");
  const existing = owner.metafields.find((each) => each.namespace === namespace && each.key === write.key);
  const definition = context.shop.metafieldDefinitions.find(
    (each) => each.namespace === namespace && each.key === write.key && each.ownerType === owner.ownerType,
  );
  const type = write.type ?? definition?.type ?? existing?.type;
  if (type === undefined) return userError(at("type"), "Type can't be blank", "BLANK");
  if (definition && definition.type !== type)
    return userError(
      at("type"),
      `Type must be consistent with the definition's type: ${definition.type}`,
      "INVALID_TYPE",
    );
  if ("compareDigest" in write && write.compareDigest !== undefined) {
    const actual = existing ? compareDigest(existing.value) : null;
    if (write.compareDigest !== actual)
      return userError(
        field,
        "The resource has been updated since it was loaded. Try again with an updated `compareDigest` value.",
        "STALE_OBJECT",
      );
  }
  return checkValue(type, write.value, at("value"));
}

function checkValue(type: string, value: string, field: string[]): UserError | null {
  if (type === "json") {
    if (Buffer.byteLength(value) > maxJsonBytes)
      return userError(field, `Value is too long (maximum is ${maxJsonBytes} bytes)`, "TOO_LONG");
    try {
      JSON.parse(value);
    } catch {
      return userError(field, "Value is invalid JSON", "INVALID_VALUE");
    }
  }
  if (type === "number_integer" && !/^-?\d+$/.test(value))
    return userError(field, "Value must be an integer.", "INVALID_VALUE");
  if (type === "boolean" && value !== "true" && value !== "false")
    return userError(field, "Value must be true or false.", "INVALID_VALUE");
  return null;
}

/** Writes a metafield that was checked; what is the same already keeps its instant. */
export function writeMetafield(owner: Owner, write: MetafieldWrite, context: Context): Metafield {
  const namespace = resolveNamespace(write.namespace, context);
  const now = context.emulator.clock.now();
  const key = write.key!;
  const existing = owner.metafields.find((each) => each.namespace === namespace && each.key === key);
  if (existing) {
    if (existing.value !== write.value) existing.updatedAt = now;
    existing.value = write.value!;
    if (write.type) existing.type = write.type;
    return existing;
  }
  const definition = context.shop.metafieldDefinitions.find(
    (each) => each.namespace === namespace && each.key === key && each.ownerType === owner.ownerType,
  );
  const made: Metafield = {
    id: context.emulator.nextId(),
    namespace,
    key,
    type: write.type ?? definition!.type,
    value: write.value!,
    createdAt: now,
    updatedAt: now,
  };
  owner.metafields.push(made);
  return made;
}
