import { ContractError, InputError, KestraError } from "./errors.ts";
import { isUnsure } from "./refusal.ts";
import { isObject, type Json, type JsonObject } from "./json.ts";
import { yamlKey, type YamlKey } from "./yaml-key.ts";
import { own, say, type Said } from "./said.ts";
import type { StepContext } from "./tool-definition.ts";

/** How YAML is saved: what `saves:` of a spec says, and what its calls take. */
export interface Saving {
  /** What is saved, such as `app`. */
  readonly what: string;
  /** The argument that holds its YAML. Absent: what the call `generate` answers. */
  readonly yaml?: string;
  /** The argument that says whether what was generated is saved. */
  readonly when?: string;
  /** Call -> the arguments that it takes. */
  readonly takes: Readonly<Record<string, readonly string[]>>;
}

/**
 * The calls of what saves: `create`, `find` and `update` where what exists can be looked up, and `generate`. `find`
 * answers `{ exists }`, or rows with `id` and `namespace`.
 */
export type SavingCalls = Readonly<Record<string, (input: JsonObject) => Promise<object>>>;

type Steps = (
  input: JsonObject,
  kestra: SavingCalls,
  context: Pick<StepContext, "mask">,
) => Promise<JsonObject>;

/**
 * The steps of what saves. What is to be saved is looked up first: a refused create does not tell whether it exists or
 * is wrong, and an update must never reach another one. Generated YAML that is refused comes back with the reason.
 * @throws InputError where the YAML names nothing; KestraError with Kestra's reason
 */
export function saving(plan: Saving): Steps {
  return async (input, kestra, { mask }) => {
    if (plan.yaml !== undefined) return save(plan, textOf(input[plan.yaml]), kestra);
    const result = textOf((await ask(plan, kestra, "generate", input)).result);
    if (plan.when !== undefined && input[plan.when] !== true) return { result };
    try {
      return await save(plan, result, kestra);
    } catch (error) {
      const warning = say`The ${own(plan.what)} was generated ${outcome(error)}`;
      return { result, warning: warning.masked(mask) };
    }
  };
}

/** What became of generated YAML. @throws what is no error of a call */
function outcome(error: unknown): Said {
  if (error instanceof ContractError) return say`and probably created: look for it. ${error.said}`;
  if (error instanceof KestraError && (error.status === 0 || isUnsure(error.status)))
    return say`and may be created: look for it. ${error.said}`;
  if (error instanceof KestraError || error instanceof InputError) return say`but not created: ${error.said}`;
  throw error;
}

async function save(plan: Saving, yaml: string, kestra: SavingCalls): Promise<JsonObject> {
  const create = () => ask(plan, kestra, "create", { yaml });
  if (plan.takes.find === undefined) return create();
  const key = await yamlKey(yaml, plan.what);
  const target = targetOf(await ask(plan, kestra, "find", { ...key }), key);
  return target === undefined ? create() : ask(plan, kestra, "update", { ...target, ...key, yaml });
}

/** What is to be updated: of rows the one with exactly this id in exactly this namespace. */
function targetOf(found: JsonObject, key: YamlKey): JsonObject | undefined {
  if (typeof found.exists === "boolean") return found.exists ? {} : undefined;
  const rows = Object.values(found).find((value) => Array.isArray(value)) as readonly Json[] | undefined;
  const row = rows?.find((it) => isObject(it) && it.id === key.id && it.namespace === key.namespace);
  return row as JsonObject | undefined;
}

async function ask(plan: Saving, kestra: SavingCalls, name: string, given: JsonObject): Promise<JsonObject> {
  const call = kestra[name];
  if (call === undefined) throw new Error(`There is no call ${name}.`);
  const taken = plan.takes[name] ?? [];
  const input = Object.fromEntries(Object.entries(given).filter(([key]) => taken.includes(key)));
  return (await call(input)) as JsonObject;
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
