import { ContractError, InputError, KestraError } from "../errors.ts";
import { isObject, type Json, type JsonObject } from "../json.ts";
import { yamlKey, type YamlKey } from "../yaml/key.ts";
import { own, say, type Said } from "../text/said.ts";
import { sentences } from "../text/sentences.ts";
import type { StepContext } from "../tool/definition.ts";
import { isUnsure } from "../http-client/status.ts";

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
 * The calls of what saves: `create`, `find` and `update` where what exists can be looked up, `validate`, and `generate`.
 * `find` answers `{ exists }`, or rows with `id` and `namespace`; `validate` a verdict, or `verdicts`.
 */
export type SavingCalls = Readonly<Record<string, (input: JsonObject) => Promise<object>>>;

type Steps = (
  input: JsonObject,
  kestra: SavingCalls,
  context: Pick<StepContext, "mask">,
) => Promise<JsonObject>;

/**
 * The steps of what saves. What is to be saved is looked up first: a refused create does not tell whether it exists or
 * is wrong, and an update must never reach another one. It is validated where it can be, since an update may drop without a
 * word what a create refuses; what is only warned of comes with the result. Generated YAML that is refused comes back with
 * the reason.
 * @throws InputError where the YAML names nothing; KestraError with Kestra's reason
 */
export function saving(plan: Saving): Steps {
  return async (input, kestra, { mask }) => {
    if (plan.yaml !== undefined)
      return save(plan, textOf(input[plan.yaml]), kestra).catch((error: unknown) => {
        throw notSaved(error);
      });
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

/** An error by which Kestra refused what was to be saved says that nothing was. */
function notSaved(error: unknown): unknown {
  if (!(error instanceof KestraError) || error.status < 400 || isUnsure(error.status)) return error;
  return new KestraError(sentences(error.said, say`Nothing was saved.`), error.status, { cause: error });
}

/** What became of generated YAML. @throws what is no error of a call */
function outcome(error: unknown): Said {
  if (error instanceof ContractError) return say`and probably created: look for it. ${error.said}`;
  if (error instanceof KestraError && error.mayBeDone)
    return say`and may be created: look for it. ${error.said}`;
  if (error instanceof KestraError || error instanceof InputError) return say`but not created: ${error.said}`;
  throw error;
}

async function save(plan: Saving, yaml: string, kestra: SavingCalls): Promise<JsonObject> {
  const key = plan.takes.find === undefined ? undefined : await yamlKey(yaml, plan.what);
  const target = key && targetOf(await ask(plan, kestra, "find", { ...key }), key);
  const { faults, warnings } = await verdictOn(plan, yaml, kestra);
  if (target === undefined) {
    // Kestra refuses what is wrong itself, with all that it has to say.
    const created = await ask(plan, kestra, "create", { yaml });
    return withWarning(created, [...faults, ...warnings]);
  }
  if (faults.length > 0) {
    throw new InputError(
      say`The ${own(plan.what)} stays as it was, since the YAML is not valid: ${faults.join(" ")}`,
    );
  }
  return withWarning(await ask(plan, kestra, "update", { ...target, ...key, yaml }), warnings);
}

/** What Kestra says of YAML before it is saved; nothing where it cannot be asked. */
async function verdictOn(
  plan: Saving,
  yaml: string,
  kestra: SavingCalls,
): Promise<{ readonly faults: readonly string[]; readonly warnings: readonly string[] }> {
  if (plan.takes.validate === undefined) return { faults: [], warnings: [] };
  const answer = await ask(plan, kestra, "validate", { yaml }).catch((error: unknown): JsonObject => {
    if (error instanceof KestraError || error instanceof ContractError) return {};
    throw error;
  });
  const verdicts = (Array.isArray(answer.verdicts) ? answer.verdicts : [answer]).filter(isObject);
  return {
    faults: verdicts.map(({ constraints }) => textOf(constraints as Json).trim()).filter(Boolean),
    warnings: verdicts.flatMap(({ warnings, deprecationPaths, infos }) => [
      ...textsOf(warnings),
      ...textsOf(deprecationPaths).map((path) => `${path} is deprecated`),
      ...textsOf(infos),
    ]),
  };
}

function withWarning(saved: JsonObject, warnings: readonly string[]): JsonObject {
  return warnings.length === 0 ? saved : { ...saved, warning: warnings.join("; ") };
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

function textsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((it) => typeof it === "string") : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}
