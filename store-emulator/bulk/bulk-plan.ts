import {
  getNamedType,
  isCompositeType,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { adminSchema } from "../graphql/admin-schema.ts";
import { checkedDocument } from "../graphql/execute-operation.ts";

/** A connection inside a node: where it stands in the node's answer, and what its own nodes hold. */
export type Nested = { path: string[]; viaEdges: string | null; nodesKey: string; nested: Nested[] };

export type BulkPlan = {
  /** Asks for the ids of the root connection only. */
  rootQuery: string;
  rootKey: string;
  /** Asks for the selection of a chunk of roots by their ids. */
  chunkQuery: string;
  nested: Nested[];
};

export type Planned = { ok: true; plan: BulkPlan } | { ok: false; message: string };

const maxConnections = 5;
const maxDepth = 2;

class Refused extends Error {}

type Selected = { selection: SelectionSetNode; viaEdges: string | null; nodesKey: string };

/** Checks a bulk query as Shopify does (one connection at the root, at most 5, two deep) and takes it apart. */
export function planBulk(query: string): Planned {
  const document = checkedDocument(query);
  if (!("kind" in document)) return { ok: false, message: `Invalid bulk query: ${document[0]?.message ?? ""}` };
  try {
    return { ok: true, plan: planOf(document) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, message: error.message };
    throw error;
  }
}

function planOf(document: DocumentNode): BulkPlan {
  const operations = document.definitions.filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const each of document.definitions)
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each);
  const operation = operations[0] as OperationDefinitionNode | undefined;
  if (operations.length !== 1 || operation?.operation !== "query")
    throw new Refused("Bulk operations take exactly one query operation");
  const roots = operation.selectionSet.selections;
  const root = roots[0];
  if (roots.length !== 1 || root?.kind !== Kind.FIELD)
    throw new Refused("Bulk queries take exactly one top-level field");
  if (root.name.value === "node" || root.name.value === "nodes")
    throw new Refused("Bulk queries cannot contain a top level `node` or `nodes` field");
  const { schema } = adminSchema();
  const type = getNamedType(schema.getQueryType()!.getFields()[root.name.value]!.type);
  if (!type.name.endsWith("Connection")) throw new Refused("Bulk queries must contain at least one connection");
  let connections = 1;

  function nestedIn(selection: SelectionSetNode, on: GraphQLNamedType, path: string[], depth: number): Nested[] {
    const found: Nested[] = [];
    for (const [field, parent] of fieldsOf(selection, on, fragments)) {
      const fieldType =
        isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value]?.type : undefined;
      const named = fieldType && getNamedType(fieldType);
      if (!named || !isCompositeType(named) || !field.selectionSet) continue;
      const at = [...path, (field.alias ?? field.name).value];
      if (!named.name.endsWith("Connection")) {
        found.push(...nestedIn(field.selectionSet, named, at, depth));
        continue;
      }
      connections += 1;
      if (depth >= maxDepth)
        throw new Refused(`Bulk queries cannot contain connections with a nesting depth greater than ${maxDepth}`);
      const inner = nodesOf(field, fragments, named);
      found.push({
        path: at,
        viaEdges: inner.viaEdges,
        nodesKey: inner.nodesKey,
        nested: nestedIn(inner.selection, nodeTypeOf(named), [], depth + 1),
      });
    }
    return found;
  }

  const rootNodes = nodesOf(root, fragments, type);
  const nested = nestedIn(rootNodes.selection, nodeTypeOf(type), [], 0);
  if (connections > maxConnections)
    throw new Refused(`Bulk queries cannot contain more than ${maxConnections} connections`);
  if (nested.length > 0 && !hasId(rootNodes.selection, fragments, nodeTypeOf(type)))
    throw new Refused("The parent field for a nested connection must select the 'id' field without an alias");
  const named = [...fragments.values()].map((each) => print(each)).join("\n");
  const args = root.arguments?.length ? `(${root.arguments.map((each) => print(each)).join(", ")})` : "";
  return {
    rootKey: root.name.value,
    rootQuery: `{ ${root.name.value}${args} { nodes { id } } }`,
    chunkQuery: `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ${nodeTypeOf(type).name} ${print(rootNodes.selection)} } }\n${named}`,
    nested,
  };
}

function nodeTypeOf(connection: GraphQLNamedType): GraphQLNamedType {
  const nodes = isObjectType(connection) ? connection.getFields().nodes : undefined;
  if (!nodes) throw new Refused(`${connection.name} cannot be read in bulk`);
  return getNamedType(nodes.type);
}

/** The selection on a connection's nodes, under `nodes` or `edges { node }`. */
function nodesOf(field: FieldNode, fragments: Map<string, FragmentDefinitionNode>, type: GraphQLNamedType): Selected {
  for (const [child] of fieldsOf(field.selectionSet!, type, fragments)) {
    if (child.name.value === "nodes" && child.selectionSet)
      return { selection: child.selectionSet, viaEdges: null, nodesKey: (child.alias ?? child.name).value };
    if (child.name.value !== "edges" || !child.selectionSet) continue;
    for (const inner of child.selectionSet.selections)
      if (inner.kind === Kind.FIELD && inner.name.value === "node" && inner.selectionSet)
        return {
          selection: inner.selectionSet,
          viaEdges: (child.alias ?? child.name).value,
          nodesKey: (inner.alias ?? inner.name).value,
        };
  }
  throw new Refused("Bulk queries must select the nodes of each connection");
}

const hasId = (selection: SelectionSetNode, fragments: Map<string, FragmentDefinitionNode>, type: GraphQLNamedType) =>
  [...fieldsOf(selection, type, fragments)].some(([field]) => field.name.value === "id" && !field.alias);

function* fieldsOf(
  selection: SelectionSetNode,
  on: GraphQLNamedType,
  fragments: Map<string, FragmentDefinitionNode>,
): Generator<[FieldNode, GraphQLNamedType]> {
  for (const each of selection.selections) {
    if (each.kind === Kind.FIELD) yield [each, on];
    else {
      const fragment = each.kind === Kind.FRAGMENT_SPREAD ? fragments.get(each.name.value) : each;
      const condition = fragment?.typeCondition && adminSchema().schema.getType(fragment.typeCondition.name.value);
      if (fragment) yield* fieldsOf(fragment.selectionSet, condition ?? on, fragments);
    }
  }
}
