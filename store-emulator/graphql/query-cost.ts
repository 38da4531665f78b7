import {
  getNamedType,
  isCompositeType,
  isListType,
  isNullableType,
  isObjectType,
  isInterfaceType,
  Kind,
  valueFromAST,
  GraphQLInt,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
} from "graphql";

export const maxQueryCost = 1000;

const mutationCost = 10;
const connectionCost = 2;

type Walk = {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Record<string, unknown>;
};

/**
 * Shopify's calculated cost: a scalar 0, an object 1, a connection 2 and its page times what a node costs, a mutation
 * 10. With `data` it is the actual cost: pages count the nodes that came, and what is null costs no children.
 *
 * Shopify sizes large connections more cheaply than this (25 points were seen for 250 variants with their items), by a
 * formula that is not published: an app that lives within these figures lives within Shopify's.
 */
export function queryCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
  data?: unknown,
): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const walk: Walk = { schema, fragments, variables };
  const root = schema.getRootType(operation.operation)!;
  if (operation.operation !== "mutation") return selectionCost(walk, operation.selectionSet, root, data);
  let cost = 0;
  for (const [field, parent] of fieldsOf(walk, operation.selectionSet, root)) {
    const payload = fieldType(parent, field);
    const value = valueAt(data, field);
    cost += mutationCost + (payload && field.selectionSet ? payloadCost(walk, field, payload, value) : 0);
  }
  return cost;
}

/** Within a mutation's answer only what is read beyond the objects it names costs more. */
function payloadCost(walk: Walk, field: FieldNode, type: GraphQLOutputType, data: unknown): number {
  let cost = 0;
  for (const [child, parent] of fieldsOf(walk, field.selectionSet!, getNamedType(type))) {
    const childType = fieldType(parent, child);
    if (childType && child.selectionSet)
      cost += selectionCost(walk, child.selectionSet, getNamedType(childType), firstOf(valueAt(data, child)));
  }
  return cost;
}

const firstOf = (value: unknown): unknown => (Array.isArray(value) ? (value[0] ?? null) : value);

function selectionCost(walk: Walk, selectionSet: SelectionSetNode, type: GraphQLNamedType, data: unknown): number {
  if (data === null) return 0;
  let cost = 0;
  for (const [field, parent] of fieldsOf(walk, selectionSet, type)) cost += fieldCost(walk, field, parent, data);
  return cost;
}

function fieldCost(walk: Walk, field: FieldNode, parent: GraphQLNamedType, data: unknown): number {
  const type = fieldType(parent, field);
  if (!type || !field.selectionSet) return 0;
  const named = getNamedType(type);
  if (!isCompositeType(named)) return 0;
  const value = valueAt(data, field);
  if (named.name.endsWith("Connection")) return connectionFieldCost(walk, field, named, value);
  if (Array.isArray(value))
    return value.reduce<number>((sum, each) => sum + 1 + selectionCost(walk, field.selectionSet!, named, each), 0);
  // nodes(ids:) reads as many objects as it names; other lists are not sized by an argument.
  const count = isList(type) && field.name.value === "nodes" ? listLength(walk, field) : 1;
  return count * (1 + selectionCost(walk, field.selectionSet, named, value));
}

function connectionFieldCost(walk: Walk, field: FieldNode, type: GraphQLNamedType, value: unknown): number {
  if (value === null) return 1;
  const size = integerArgument(walk, field, "first") ?? integerArgument(walk, field, "last") ?? 0;
  let cost = connectionCost;
  for (const [child, parent] of fieldsOf(walk, field.selectionSet!, type)) {
    const childType = fieldType(parent, child);
    if (!childType || !child.selectionSet || child.name.value === "pageInfo") continue;
    const returned = valueAt(value, child);
    const nodeCost = (data: unknown): number =>
      child.name.value === "edges"
        ? [...fieldsOf(walk, child.selectionSet!, getNamedType(childType))].reduce(
            (sum, [inner, edge]) => sum + fieldCost(walk, inner, edge, data),
            0,
          )
        : 1 + selectionCost(walk, child.selectionSet!, getNamedType(childType), data);
    if (Array.isArray(returned)) for (const each of returned) cost += nodeCost(each);
    else cost += size * nodeCost(undefined);
  }
  return cost;
}

/** The fields of a selection with the type they stand on, fragments opened, @skip and @include obeyed. */
function* fieldsOf(
  walk: Walk,
  selectionSet: SelectionSetNode,
  type: GraphQLNamedType,
): Generator<[FieldNode, GraphQLNamedType]> {
  for (const selection of selectionSet.selections) {
    if (!isIncluded(walk, selection.directives ?? [])) continue;
    if (selection.kind === Kind.FIELD) yield [selection, type];
    else {
      const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? walk.fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value;
      const inner = condition === undefined ? type : walk.schema.getType(condition);
      if (fragment && inner) yield* fieldsOf(walk, fragment.selectionSet, inner);
    }
  }
}

function isIncluded(
  walk: Walk,
  directives: readonly { name: { value: string }; arguments?: readonly { value: ValueNode }[] }[],
): boolean {
  for (const directive of directives) {
    const value = directive.arguments?.[0]?.value;
    if (!value) continue;
    const given =
      value.kind === Kind.VARIABLE ? walk.variables[value.name.value] : value.kind === Kind.BOOLEAN && value.value;
    if (directive.name.value === "skip" && given === true) return false;
    if (directive.name.value === "include" && given === false) return false;
  }
  return true;
}

const fieldType = (parent: GraphQLNamedType, field: FieldNode): GraphQLOutputType | undefined =>
  isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value]?.type : undefined;

const isList = (type: GraphQLOutputType): boolean =>
  isListType(isNullableType(type) ? type : (type as { ofType: GraphQLOutputType }).ofType);

const valueAt = (data: unknown, field: FieldNode): unknown =>
  data === undefined ? undefined : (data as Record<string, unknown> | null)?.[(field.alias ?? field.name).value];

function integerArgument(walk: Walk, field: FieldNode, name: string): number | undefined {
  const argument = field.arguments?.find((each) => each.name.value === name);
  const value = argument && valueFromAST(argument.value, GraphQLInt, walk.variables);
  return typeof value === "number" ? value : undefined;
}

function listLength(walk: Walk, field: FieldNode): number {
  const value = field.arguments?.find((each) => each.name.value === "ids")?.value;
  const list =
    value?.kind === Kind.VARIABLE ? walk.variables[value.name.value] : value?.kind === Kind.LIST ? value.values : [];
  return Array.isArray(list) ? list.length : 1;
}
