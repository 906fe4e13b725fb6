import { ContractError, KestraError } from "../../../runtime/errors.ts";
import { similarity } from "../flow/similarity.ts";
import type { Complaint } from "./complaint.ts";
import type { FlowMap } from "./flow-map.ts";
import type { Types } from "./flow-problems.ts";
import { missingPlugin, nearTypes, typesOf, type ListedPlugin } from "./known-types.ts";

/** What tells the types of an instance. */
interface Calls {
  readonly plugins: (input: Record<string, never>) => Promise<{ readonly results: readonly ListedPlugin[] }>;
  readonly inputs: (
    input: Record<string, never>,
  ) => Promise<{ readonly results: readonly { readonly type?: unknown }[] }>;
}

const none: Types = { near: () => [], missing: () => undefined };

/**
 * What is known of the types that Kestra does not know: it is asked for those that it has only where there is such a
 * one. Those of inputs are of their own.
 * @returns with a note where the types cannot be had
 */
export async function typesFor(
  complaints: readonly Complaint[],
  maps: readonly FlowMap[],
  { plugins, inputs }: Calls,
): Promise<Types & { readonly note?: string }> {
  const wrong = complaints.flatMap((it) => (it.kind === "type" ? [it.type] : []));
  if (wrong.length === 0) return none;
  const ofInputs = wrong.filter((type) => maps.some((map) => isOfInput(map, type)));
  try {
    const [pluginTypes, inputTypes] = await Promise.all([
      ofInputs.length < wrong.length ? plugins({}).then(({ results }) => typesOf(results)) : [],
      ofInputs.length > 0 ? inputs({}).then(({ results }) => results.map(({ type }) => String(type))) : [],
    ]);
    const alike = await similarity();
    return {
      near: (type) => nearTypes(type, ofInputs.includes(type) ? inputTypes : pluginTypes, alike),
      missing: (type) => (ofInputs.includes(type) ? undefined : missingPlugin(type, pluginTypes)),
    };
  } catch (error) {
    if (!(error instanceof KestraError || error instanceof ContractError)) throw error;
    return {
      ...none,
      note: "What a wrong type may mean is not known: Kestra did not tell which types it has.",
    };
  }
}

/** True where the type is that of an input of the flow, or of a form in one. */
function isOfInput(map: FlowMap, type: string): boolean {
  return map.ofType(type).some(({ path }) => /(?:^|\.)(?:inputs|onResume)\[/.test(path));
}
