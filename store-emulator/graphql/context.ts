import { GraphQLError } from "graphql";
import type { Emulator } from "../emulator.ts";
import type { Shop } from "../state.ts";

export type Context = {
  emulator: Emulator;
  shop: Shop;
  scopes: string[];
  /** A bulk operation reads whole connections and asks for no page size. */
  isBulk: boolean;
};

/** What a resolver gets as arguments; graphql-js has checked their shape against the schema. */
export type Args = Record<string, unknown>;

/** The fields of one type that the emulator serves; any other field of it is an error that names it. */
export type Fields<Source> = Record<string, (source: Source, args: Args, context: Context) => unknown>;

export type ResolverMap = Record<string, Fields<never>>;

export const badRequest = (message: string, code = "BAD_REQUEST"): GraphQLError =>
  new GraphQLError(message, { extensions: { code } });

const typeNames = new WeakMap<object, string>();

/** Remembers the type of a record that is returned where the schema says only "Node" or another abstract type. */
export function tagged<T extends object>(typeName: string, record: T): T {
  typeNames.set(record, typeName);
  return record;
}

export const typeNameOf = (record: object): string | undefined => typeNames.get(record);

export type UserError = { field: string[] | null; message: string; code?: string; elementIndex?: number | null };

export const userError = (field: string[] | null, message: string, code?: string): UserError => ({
  field,
  message,
  ...(code === undefined ? {} : { code }),
});
