import type { OpenObject } from "../../runtime/json/schema.ts";
import { linkGives } from "../model.ts";
import type { UpsertModel } from "../upsert-model.ts";
import type { UpsertGrammar } from "../spec/spec.ts";
import type { Argument } from "./request/argument.ts";
import type { ResolvedOperation } from "./operation.ts";
import type { Scope } from "./context/scope.ts";

type Call = ResolvedOperation & { readonly name: string };

/** Checks that the calls are those of what saves, and that they need nothing that they do not get. */
export function upsertOf(
  scope: Scope,
  upsert: UpsertGrammar,
  calls: readonly Call[],
  argumentList: readonly Argument[],
): UpsertModel {
  const find = calls.find(({ name }) => name === "find");
  const rows = rowsOf(find);
  const row = rows?.row.properties;
  checkCalls(scope, upsert, calls);
  checkArgument(scope, upsert, "yaml", "string", argumentList);
  checkArgument(scope, upsert, "when", "boolean", argumentList);
  checkArgument(scope, upsert, "preview", "boolean", argumentList);
  checkFind(scope, find, row);
  checkDeployed(
    scope,
    calls.find(({ name }) => name === "deployed"),
  );
  checkGenerate(
    scope,
    calls.find(({ name }) => name === "generate"),
  );
  checkValidate(
    scope,
    calls.find(({ name }) => name === "validate"),
  );
  const gets: Readonly<Record<string, readonly string[]>> = {
    find: ["namespace", "id"],
    create: ["yaml"],
    update: ["namespace", "id", "yaml", ...Object.keys(row ?? {})],
    validate: ["yaml"],
    deployed: ["namespace", "id"],
    generate: argumentList.map((it) => it.name),
  };
  for (const call of calls) checkNeeds(scope, call, gets[call.name]);
  return {
    what: upsert.what,
    ...(upsert.yaml === undefined ? {} : { yaml: upsert.yaml }),
    ...(upsert.when === undefined ? {} : { when: upsert.when }),
    ...(upsert.preview === undefined ? {} : { preview: upsert.preview }),
    ...(upsert.invalid === undefined ? {} : { invalid: upsert.invalid }),
    takes: Object.fromEntries(calls.map((it) => [it.name, it.arguments.map((one) => one.name)])),
    ...(rows === undefined ? {} : { rows }),
  };
}

function checkCalls(scope: Scope, upsert: UpsertGrammar, calls: readonly Call[]): void {
  const names = calls.map(({ name }) => name);
  const generate = upsert.yaml === undefined ? ["generate"] : [];
  const preview = upsert.preview === undefined ? [] : ["validate", "deployed"];
  const known = [...generate, ...new Set(["find", "validate", "create", "update", ...preview])];
  for (const name of names.filter((it) => !known.includes(it))) {
    const message = `An upsert does not take a call "${name}", but ${known.join(", ")}.`;
    scope.report([...scope.at, "calls", name], message, undefined, "key");
  }
  const pair = names.includes("find") || names.includes("update") ? ["find", "update"] : [];
  for (const name of [...generate, "create", ...pair, ...preview].filter((it) => !names.includes(it))) {
    const message = `What is saved so needs the call "${name}".`;
    scope.report([...scope.at, "upsert"], message, undefined, "key");
  }
}

/** @param gets what the call is given; undefined for a call that is never made */
function checkNeeds(
  scope: Scope,
  { name, arguments: taken }: Call,
  gets: readonly string[] | undefined,
): void {
  for (const it of taken.filter((one) => one.required && gets?.includes(one.name) === false)) {
    const message = `"${name}" needs ${it.name}, and gets only ${gets?.join(", ") ?? ""}.`;
    scope.report([...scope.at, "calls", name, "params", it.name], message, undefined, "key");
  }
}

function checkArgument(
  scope: Scope,
  upsert: UpsertGrammar,
  key: "yaml" | "when" | "preview",
  type: string,
  argumentList: readonly Argument[],
): void {
  const name = upsert[key];
  if (name === undefined) return;
  const found = argumentList.find((it) => it.name === name);
  const at = [...scope.at, "upsert", key];
  if (found === undefined) scope.report(at, `No argument is called "${name}".`);
  else if (found.schema.type !== type)
    scope.report(at, `${name} is ${String(found.schema.type)}, not ${type}.`);
}

/** The rows that `find` gives; undefined where it says only whether there is one. */
function rowsOf(find: Call | undefined): UpsertModel["rows"] {
  const { properties = {}, required = [] } = find?.output ?? {};
  const key = Object.keys(properties).find((it) => properties[it]?.type === "array");
  if (key === undefined || properties.exists?.type === "boolean") return undefined;
  const row = linkGives({ rows: key, answer: { type: "object", properties } });
  return { key, mayBeAbsent: !required.includes(key), row };
}

function checkFind(scope: Scope, find: Call | undefined, row: OpenObject["properties"] | undefined): void {
  if (find === undefined) return;
  const told =
    row === undefined ? find.output.properties.exists?.type === "boolean" : "id" in row && "namespace" in row;
  if (told) return;
  scope.report(
    [...scope.at, "calls", "find", "output"],
    "What `find` gives does not tell whether there is one.",
    "Give rows with `id` and `namespace`, or `{ exists: true }` and `on: { 404: { exists: false } }`.",
    "key",
  );
}

function checkDeployed(scope: Scope, deployed: Call | undefined): void {
  if (deployed === undefined) return;
  if (deployed.output.properties.source !== undefined) return;
  scope.report(
    [...scope.at, "calls", "deployed", "output"],
    "What `deployed` gives does not tell the source of what there is.",
    "Pick `source?`, and write `on: { 404: {} }`.",
    "key",
  );
}

function checkGenerate(scope: Scope, generate: Call | undefined): void {
  if (generate === undefined || generate.output.properties.result !== undefined) return;
  const hint = "Write `output: { text: . }`.";
  scope.report(
    [...scope.at, "calls", "generate", "output"],
    "What `generate` gives has no `result`.",
    hint,
    "key",
  );
}

function checkValidate(scope: Scope, validate: Call | undefined): void {
  if (validate === undefined) return;
  const { properties } = validate.output;
  const verdict = properties.verdicts?.items?.properties ?? properties;
  if ("constraints" in verdict) return;
  scope.report(
    [...scope.at, "calls", "validate", "output"],
    "What `validate` gives does not tell what is wrong.",
    "Pick `constraints?`, of the answer itself or of rows that are called `verdicts`.",
    "key",
  );
}
