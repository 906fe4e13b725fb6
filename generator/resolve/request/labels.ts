import type { Effect, StartedLabels } from "../../../runtime/tool/definition.ts";
import type { RequestParts } from "./request.ts";

/**
 * The argument that holds the labels of what a request starts: by its place in the contract, whatever it is called. That of a
 * search says which are wanted, and none is started by what only reads.
 */
export function labelsOfRequest(
  effect: Effect,
  { arguments: given, targets }: Pick<RequestParts, "arguments" | "targets">,
): { readonly labels?: StartedLabels } {
  if (effect === "read") return {};
  const found = given.flatMap(({ name }): readonly StartedLabels[] => {
    const places = (targets.get(name) ?? []).map(({ place }) => place);
    if (places.some((it) => it.kind === "query" && it.name === "labels"))
      return [{ argument: name, form: "map" }];
    const isInBody = places.some(
      (it) => it.kind === "body" && it.keys.length > 1 && it.keys.at(-1) === "labels",
    );
    return isInBody ? [{ argument: name, form: "list" }] : [];
  });
  return found[0] === undefined ? {} : { labels: found[0] };
}
