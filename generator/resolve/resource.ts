import type { OpenObject } from "../../runtime/json/schema.ts";
import { variablesOf, type ResourceTemplate } from "../../runtime/tool/resource-template.ts";
import type { BehaviourModel } from "../model.ts";
import type { ResourceGrammar } from "../spec/spec.ts";
import type { Argument } from "./request/argument.ts";
import type { Scope } from "./context/scope.ts";
import { titleOf } from "./title.ts";

/** A behaviour, as far as its resource must fit to it. */
interface Reader {
  readonly model: BehaviourModel;
  readonly arguments: readonly Argument[];
  readonly output: OpenObject;
}

/** What the output of a behaviour names that clients may read; what does not fit is reported. */
export function resourceOf(scope: Scope, written: ResourceGrammar, reader: Reader): ResourceTemplate {
  const { uri, name, description } = written;
  const { model, arguments: taken, output } = reader;
  const at = [...scope.at, "resource"];
  const names = taken.map((it) => it.name);
  if (model.effect !== "read")
    scope.report(at, `What is \`effect: ${model.effect}\` reads no resource.`, undefined, "key");
  if (!names.includes("uri") || !Object.hasOwn(output.properties, "uri"))
    scope.report(at, "A resource needs an argument `uri`, and a key `uri` of the output.", undefined, "key");
  if (model.limit?.text === undefined)
    scope.report(at, "A resource needs a text in the output: what it holds.", undefined, "key");
  const variables = variablesOf(uri);
  for (const variable of variables) {
    if (variable.isPath || names.includes(variable.name)) continue;
    const hint = `\`{+${variable.name}}\` stands for any part of a path.`;
    scope.report([...at, "uri"], `There is no argument "${variable.name}".`, hint);
  }
  const said = ["uri", ...variables.map((it) => it.name)];
  for (const argument of taken.filter((it) => it.required && !said.includes(it.name))) {
    const hint = `Write \`{${argument.name}}\` where it stands.`;
    scope.report([...at, "uri"], `It does not say "${argument.name}", which is required.`, hint);
  }
  return { uriTemplate: uri, name, title: titleOf(name), description: description.trim() };
}
