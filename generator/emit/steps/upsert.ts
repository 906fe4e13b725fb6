import type { OpenObject } from "../../../runtime/json/schema.ts";
import type { UpsertModel } from "../../upsert-model.ts";
import type { PrintScope } from "../code/scope.ts";
import { entry, object, quote, templateText } from "../code/text.ts";
import { propertyOf } from "./known.ts";
import { locals } from "./locals.ts";

/**
 * The steps of an upsert. What is to be saved is looked up first: a refused create does not tell whether it exists or is
 * wrong, and an update must never reach another one. It is validated where it can be, since an update may drop without a
 * word what a create refuses. Generated YAML that cannot be saved comes back with the reason.
 */
export function upsertText(upsert: UpsertModel, inputSchema: OpenObject, use: PrintScope["use"]): string {
  const { yaml, when, takes } = upsert;
  const taken = ["yaml", "key", "found", "faults", "warnings"];
  const own = locals(inputSchema, taken, yaml === undefined ? {} : { [yaml]: "yaml" });
  if (yaml !== undefined) {
    own.argument(yaml);
    const isPreview = upsert.preview === undefined ? undefined : own.argument(upsert.preview).text;
    const body = `try { ${savedText(upsert, use, isPreview)} } catch (error) { throw ${use("notSaved")}(error); }`;
    return `async (${own.parameter()}, kestra) => { ${body} }`;
  }
  const given = takes.generate ?? [];
  const prompt = object(
    given
      .filter((name) => Object.hasOwn(inputSchema.properties, name))
      .map((name) => entry(name, own.argument(name).text)),
  );
  const body = [
    `const { result: yaml } = await kestra.generate(${prompt});`,
    ...(when === undefined ? [] : [`if (!${own.argument(when).text}) return { result: yaml };`]),
    `try { ${savedText(upsert, use)} } catch (error) {`,
    `const warning = ${use("say")}\`The ${templateText(upsert.what)} was generated \${${use("outcomeOf")}(error)}\`;`,
    `return { result: yaml, warning: warning.masked(mask) }; }`,
  ];
  return `async (${own.parameter()}, kestra, { mask }) => { ${body.join("\n")} }`;
}

/** From the YAML to what Kestra made of it. */
function savedText(upsert: UpsertModel, use: PrintScope["use"], isPreview?: string): string {
  const { takes, what, invalid } = upsert;
  const isChecked = takes.validate !== undefined;
  const create = "kestra.create({ yaml })";
  const checked = isChecked
    ? [`const { faults, warnings } = await ${use("verdictOn")}(() => kestra.validate({ yaml }));`]
    : [];
  const created = isChecked
    ? `return ${use("withWarnings")}(await ${create}, [...faults, ...warnings]);`
    : `return await ${create};`;
  const key = () => `const key = await ${use("yamlKey")}(yaml, ${quote(what)});`;
  const preview = isPreview === undefined ? [] : [key(), previewText(upsert, use, isPreview)];
  if (takes.find === undefined) return [...preview, ...checked, created].join("\n");
  const stays = `The ${templateText(what)} stays as it was, since the YAML is not valid: \${faults.join(" ")}`;
  const refusal = () => {
    const stay = `${use("say")}\`${stays}\``;
    if (invalid === undefined) return stay;
    return `${use("sentences")}(${stay}, ${use("say")}\`${templateText(invalid)}\`)`;
  };
  const update = `kestra.update(${updateText(upsert)})`;
  return [
    ...(isPreview === undefined ? [key()] : preview),
    ...foundText(upsert, takes.find),
    ...checked,
    `if (${upsert.rows === undefined ? "!found.exists" : "found === undefined"}) ${created}`,
    ...(isChecked ? [`if (faults.length > 0) throw new ${use("InputError")}(${refusal()});`] : []),
    isChecked ? `return ${use("withWarnings")}(await ${update}, warnings);` : `return await ${update};`,
  ].join("\n");
}

/** What would be saved is told, by requests that only read. */
function previewText(
  { takes, what, invalid }: UpsertModel,
  use: PrintScope["use"],
  isPreview: string,
): string {
  const deployed = `deployed: () => kestra.deployed(${keyText(takes.deployed ?? [])})`;
  const asked = `{ ${deployed}, validate: () => kestra.validate({ yaml }) }`;
  return `if (${isPreview}) return await ${use("previewOf")}(${quote(what)}, { key, yaml }, ${asked}${invalid === undefined ? "" : `, ${quote(invalid)}`});`;
}

/** What there is: of rows the one with exactly this id in exactly this namespace. */
function foundText({ rows }: UpsertModel, takes: readonly string[]): readonly string[] {
  const find = `await kestra.find(${keyText(takes)})`;
  if (rows === undefined) return [`const found = ${find};`];
  const isThis = "(it) => it.id === key.id && it.namespace === key.namespace";
  return [
    `const ${object([entry(rows.key, "rows")])} = ${find};`,
    `const found = rows${rows.mayBeAbsent ? "?" : ""}.find(${isThis});`,
  ];
}

/** What a call gets that takes only what names a thing. */
function keyText(takes: readonly string[]): string {
  const taken = ["namespace", "id"].filter((name) => takes.includes(name));
  return taken.length === 2 ? "key" : object(taken.map((name) => `${name}: key.${name}`));
}

function updateText({ takes, rows }: UpsertModel): string {
  const { update = [] } = takes;
  const hasKey = update.includes("namespace") && update.includes("id");
  return object([
    ...(hasKey ? ["...key"] : []),
    ...update
      .filter((name) => !hasKey || (name !== "namespace" && name !== "id"))
      .flatMap((name) => {
        if (name === "yaml") return ["yaml"];
        if (name === "namespace" || name === "id") return [`${name}: key.${name}`];
        if (rows === undefined || !Object.hasOwn(rows.row.properties, name)) return [];
        const { text, mayBeAbsent } = propertyOf("found", name, rows.row);
        return [entry(name, mayBeAbsent ? `${text} ?? ""` : text)];
      }),
  ]);
}
