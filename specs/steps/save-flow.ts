import { flowKeyOf } from "./yaml.ts";

/** The three calls that saving a flow needs. */
interface FlowCalls<Flow> {
  readonly find: (flow: FlowPath) => Promise<{ readonly exists: boolean }>;
  readonly create: (flow: { yaml_definition: string }) => Promise<Flow>;
  readonly update: (flow: FlowPath & { yaml_definition: string }) => Promise<Flow>;
}

interface FlowPath {
  namespace: string;
  flow_id: string;
}

/**
 * Updates the flow where it exists, else creates it. It is looked up first: a refused create does not tell whether
 * the flow exists or its definition is wrong, and Kestra can hang on an update of a missing flow.
 * @throws InputError where the YAML names no flow; KestraError with Kestra's reason where the definition is wrong
 */
export async function saveFlow<Flow>(source: string, kestra: FlowCalls<Flow>): Promise<Flow> {
  const { namespace, id } = await flowKeyOf(source);
  const { exists } = await kestra.find({ namespace, flow_id: id });
  return exists
    ? kestra.update({ namespace, flow_id: id, yaml_definition: source })
    : kestra.create({ yaml_definition: source });
}
