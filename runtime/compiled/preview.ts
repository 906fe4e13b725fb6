import { unifiedDiff } from "../text/unified-diff.ts";
import type { YamlKey } from "../yaml/key.ts";
import { verdictIn } from "./upsert.ts";

/** What there is under the key of a YAML; without a source there is nothing. */
interface Deployed {
  readonly revision?: number | null | undefined;
  readonly source?: string | null | undefined;
}

/** What would become of a YAML, were it saved. */
export interface SavePreview extends YamlKey {
  readonly valid: boolean;
  /** Why it would not be saved. */
  readonly problems?: string[];
  /** What it would be saved with. */
  readonly warning?: string;
  readonly message: string;
  /** From what there is to the YAML; absent where nothing is there, or nothing would change. */
  readonly diff?: string;
}

/**
 * Tells what saving would do, and does nothing of it.
 * @param what is saved, such as `flow`
 * @param ask requests that only read
 * @param invalid what to do where the YAML is not valid, as a sentence
 */
export async function previewOf(
  what: string,
  { key, yaml }: { readonly key: YamlKey; readonly yaml: string },
  ask: { readonly deployed: () => Promise<Deployed>; readonly validate: () => Promise<object> },
  invalid = "",
): Promise<SavePreview> {
  const [deployed, verdict] = await Promise.all([ask.deployed(), ask.validate()]);
  const { faults, warnings } = verdictIn(verdict);
  const { revision, source } = deployed;
  const exists = typeof source === "string";
  const isRevision = typeof revision === "number";
  const before = { name: isRevision ? `revision ${revision}` : "deployed", text: source ?? "" };
  const diff = exists ? await unifiedDiff(before, { name: "dry run", text: yaml }) : "";
  const isSame = exists && diff === "";
  const outcome = !exists
    ? `There is no such ${what} yet: it would be created.`
    : isSame
      ? `The ${what} has this source already: saving it would change nothing.`
      : `The ${what} would get another revision${diff === undefined ? ", in which too many lines differ for a diff" : ""}.`;
  const { namespace, id } = key;
  return {
    id,
    namespace,
    valid: faults.length === 0,
    ...(faults.length === 0 ? {} : { problems: [...faults] }),
    ...(warnings.length === 0 ? {} : { warning: warnings.join("; ") }),
    message: `Nothing was saved. ${faults.length === 0 ? outcome : `Kestra would refuse the ${what}. ${invalid}`.trim()}`,
    ...(diff ? { diff } : {}),
  };
}
