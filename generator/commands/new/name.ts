import { routeOf } from "../../contract/same-operation.ts";
import { areaOf, newest, type DraftEndpoint } from "./draft/endpoint.ts";
import { singular, wordsOf } from "./draft/wording.ts";

const longest = 40;

/** Verbs that say nothing of what they are done to. */
const bare = /^(?:list|search|find|get|create|update|delete|index|count|export|import|validate|run|all|or)$/;

const verbs: Readonly<Record<string, string>> = {
  GET: "get",
  POST: "create",
  PUT: "update",
  PATCH: "patch",
  DELETE: "delete",
};

/**
 * A name for the tool of an operation that no tool has: its operationId, where that says what it is about, else its verb
 * and its path.
 * @param taken the names of all tools, former ones included
 */
export function nameFor(endpoint: DraftEndpoint, taken: ReadonlySet<string>): string {
  const id = wordsOf(newest(endpoint).operationId);
  const saysMore = id.length > 1 && !id.every((word) => bare.test(word));
  const candidates = [...(saysMore ? [id] : []), ...longer(endpoint, id)];
  const name = candidates.map(joined).find((it) => isGood(it) && !taken.has(it));
  if (name !== undefined) return name;
  throw new Error(`No name is left for ${routeOf(newest(endpoint))}.`);
}

/** Names from the path, ever longer: `delete_worker_group`, `delete_instance_worker_group`, ... */
function longer(endpoint: DraftEndpoint, id: readonly string[]): readonly (readonly string[])[] {
  const operation = newest(endpoint);
  const [first = ""] = id;
  const verb = bare.test(first) && first !== "all" ? first : (verbs[operation.method] ?? "call");
  const parts = operation.path.split("/").slice(1);
  const literal = parts.flatMap((part, i) => {
    if (part.startsWith("{") || ["api", "v1"].includes(part)) return [];
    const ofOne = parts[i + 1]?.startsWith("{") === true;
    return [wordsOf(part).map((word, j, all) => (ofOne && j === all.length - 1 ? singular(word) : word))];
  });
  const holes = parts
    .filter((part) => part.startsWith("{") && part !== "{tenant}")
    .flatMap((part) => ["by", ...wordsOf(part)]);
  const scope = operation.path.includes("{tenant}") ? ["in", "tenant"] : ["of", "instance"];
  const paths = literal.map((_, i) => literal.slice(-1 - i).flat());
  const area = wordsOf(areaOf(operation));
  return [
    ...paths.map((words) => withVerb(verb, words)),
    ...(id.length > 0
      ? [
          [...id, ...scope],
          [...id, "of", ...area],
          [...id, ...holes],
        ]
      : []),
    ...paths.flatMap((words) => [
      withVerb(verb, [...words, ...holes]),
      withVerb(verb, [...words, ...scope]),
      withVerb(`${operation.method.toLowerCase()}_${verb}`, words),
      [...words, ...id],
    ]),
    [...area, ...holes, operation.method.toLowerCase()],
  ];
}

function withVerb(verb: string, words: readonly string[]): readonly string[] {
  return words[0] === verb ? words : [verb, ...words];
}

function joined(words: readonly string[]): string {
  return words.join("_");
}

function isGood(name: string): boolean {
  return /^[a-z][a-z_]*$/.test(name) && name.includes("_") && name.length <= longest;
}
