import type { OperationGrammar } from "../../spec/spec.ts";
import { listed } from "../../text/listed.ts";
import type { OperationModel } from "../../model.ts";
import type { Scope } from "../context/scope.ts";
import type { RequestParts, WrittenParam } from "./request.ts";

interface Resolved extends Pick<RequestParts, "arguments" | "targets"> {
  readonly model: Pick<OperationModel, "effect" | "method">;
}

/**
 * Reports a write whose body may be empty: a call of it would succeed and change nothing. What is an
 * action whatever its body is says so by an argument that is `optional: true`.
 */
export function checkPurpose(
  scope: Scope,
  { set }: OperationGrammar,
  { model, arguments: all, targets }: Resolved,
  params: readonly WrittenParam[],
): void {
  if (model.effect === "read") return;
  const fields = params.filter(({ name }) =>
    targets.get(name)?.some(({ place }) => place.kind === "body" && place.keys.length > 0),
  );
  const isSure = fields.some(({ name, param }) => {
    const argument = all.find((it) => it.name === name);
    return argument?.required === true || argument?.schema.default !== undefined || param.optional === true;
  });
  if (fields.length === 0 || isSure || /"body/.test(JSON.stringify(set ?? {}))) return;
  const names = listed(fields.map(({ name }) => `\`${name}\``));
  scope.report(
    [...scope.at, "params"],
    `All that this ${model.method} changes may be left out (${names}), and such a call would change nothing.`,
    "Give `optional: false` to what the call is for, or `optional: true` where a call without it does something.",
  );
}
