import { isObject } from "../../../runtime/json.ts";
import { orNothing } from "../or-nothing.ts";
import type { KeptFacts } from "../../../runtime/tool/kept.ts";

/** The call that asks for the schemas of all classes of a kind. */
type Schemas = (input: { readonly type: "TASK" | "TRIGGER" }) => Promise<{ readonly definitions?: unknown }>;

/**
 * The names of the properties of each class that the instance has, which it tells in one answer of some megabytes: read
 * once, and only the names are kept.
 * @param version of its set of plugins
 * @throws what asking for those of tasks throws: then nothing is kept
 */
export async function propertyNames(
  schemas: Schemas,
  kept: KeptFacts,
  version: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  return kept.remember("instance", `properties ${version}`, async () => {
    const answers = await Promise.all([
      schemas({ type: "TASK" }),
      orNothing(() => schemas({ type: "TRIGGER" })),
    ]);
    return new Map(answers.flatMap((answer) => namesIn(answer?.definitions)));
  });
}

function namesIn(definitions: unknown): readonly (readonly [string, readonly string[]])[] {
  if (!isObject(definitions)) return [];
  return Object.entries(definitions).flatMap(([cls, schema]) =>
    isObject(schema) && isObject(schema.properties) ? [[cls, Object.keys(schema.properties)] as const] : [],
  );
}
