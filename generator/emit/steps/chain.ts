import type { Json } from "../../../runtime/json.ts";
import type { OpenObject } from "../../../runtime/json/schema.ts";
import { linkGives, type LinkModel, type MakerModel } from "../../model.ts";
import type { PrintScope } from "../code/scope.ts";
import { access, entry, object } from "../code/text.ts";
import { typescriptType } from "../code/typescript-type.ts";
import { madeText } from "../code/value.ts";
import { isNoneOf, isNotGiven, isOneOf, propertyOf, sentenceText, type KnownCalls } from "./known.ts";
import { locals, type Locals } from "./locals.ts";

/** What is known while the steps of a chain are written, one link after the other. */
interface Writing {
  readonly own: Locals;
  readonly use: PrintScope["use"];
  /** What the calls so far gave, by name. */
  readonly learnt: Map<string, KnownCalls>;
  readonly inputSchema: OpenObject;
  /** Where the notes are: nowhere, in the one message that there can be, or in a list. */
  readonly notes: "" | "message" | "notes";
}

/**
 * The steps of a chain: each call is asked in turn, with what it takes of the arguments and of all that the calls before
 * it gave. What an answer lacks is refused before more is sent. The last call gives the result.
 */
export function chainText(
  links: readonly LinkModel[],
  inputSchema: OpenObject,
  use: PrintScope["use"],
): string {
  const noted = links.filter(({ note }) => note !== undefined);
  const isList = noted.length > 1 || noted.some(({ unless }) => unless !== undefined);
  const notes = noted.length === 0 ? "" : isList ? "notes" : "message";
  const own = locals(inputSchema, ["message", "notes"]);
  const writing: Writing = { own, use, learnt: new Map(), inputSchema, notes };
  const body = [
    ...(isList ? ["const notes: string[] = [];"] : []),
    ...links.flatMap((link, i) => linkText(link, links.slice(i + 1), writing)),
  ];
  const head = `async (${own.parameter()}, kestra${notes === "" ? "" : ", { mask }"}) =>`;
  const [only = "", ...others] = body;
  const value = /^return ([^]*);$/.exec(only)?.[1];
  if (others.length === 0 && value !== undefined)
    return `${head} ${value.startsWith("{") ? `(${value})` : value}`;
  return `${head} { ${body.join("\n")} }`;
}

/** One link. What it is asked for unless an argument is given takes the place of that argument. */
function linkText(link: LinkModel, later: readonly LinkModel[], writing: Writing): readonly string[] {
  const { unless } = link;
  if (unless === undefined) return [...refusals(link, writing), ...asked(link, later, writing)];
  const given = known(unless, writing);
  if (!Object.hasOwn(linkGives(link).properties, unless)) {
    const inner = [...refusals(link, writing), ...asked(link, later, writing)];
    return [`if (${isNotGiven(given)}) { ${inner.join("\n")} }`];
  }
  const meant = { ...given, text: writing.own.names.take(unless, "Meant") };
  writing.learnt.set(unless, meant);
  const inner = [...refusals(link, writing), ...asked(link, later, writing)];
  const found = known(unless, writing).text;
  writing.learnt.set(unless, meant);
  return [
    `let ${meant.text} = ${given.text};`,
    `if (${isNotGiven(meant)}) { ${[...inner, `${meant.text} = ${found};`].join("\n")} }`,
  ];
}

function known(name: string, { learnt, own }: Writing): KnownCalls {
  return learnt.get(name) ?? own.argument(name);
}

/** What is wrong with the arguments before anything is asked. */
function refusals({ outside = {}, files = {} }: LinkModel, writing: Writing): readonly string[] {
  const text = (name: string): string => known(name, writing).text;
  return [
    ...Object.entries(outside).map(([inner, outer]) => {
      const wrong = `${inner} ('{${inner}}') is ${outer} ('{${outer}}') or lies in it.`;
      return refusal(`${writing.use("liesIn")}(${text(inner)}, ${text(outer)})`, wrong, writing);
    }),
    ...Object.entries(files).map(([argument, wrong]) =>
      refusal(`${writing.use("namesDirectory")}(${text(argument)})`, wrong, writing),
    ),
  ];
}

/** The call, what of its answer is refused, what is noted, and of the last call what is given. */
function asked(link: LinkModel, later: readonly LinkModel[], writing: Writing): readonly string[] {
  const { own, use, notes } = writing;
  const { rows, note } = link;
  const gives = linkGives(link);
  const isLast = later.length === 0;
  const taken = link.takes.filter(
    (name) => writing.learnt.has(name) || Object.hasOwn(writing.inputSchema.properties, name),
  );
  const asks = `kestra${access(link.call)}(${object(taken.map((name) => entry(name, known(name, writing).text)))})`;
  const value = link.by === undefined ? `await ${asks}` : madeOf(link.by, asks, link.answer, writing);
  const isRead =
    link.else !== undefined ||
    note !== undefined ||
    Object.keys(gives.properties).some((key) => later.some((it) => mentions(it, key)));
  if (!isRead) {
    if (!isLast) return [`await ${asks};`];
    return [resultText(link.by === undefined ? asks : value, `(${value})`, notes)];
  }
  const answer = own.names.take(link.call, "Answer");
  const found = rows === undefined ? answer : own.names.take("found", "Row");
  const mayMiss = rows !== undefined && link.else === undefined;
  const part = (key: string): KnownCalls => propertyOf(found, key, gives, mayMiss);
  const statements = [`const ${answer} = ${value};`];
  if (rows === undefined) {
    const wrong = or([
      ...Object.entries(link.needs ?? {}).map(([key, values]) => isNoneOf(part(key), values)),
      ...Object.entries(link.not ?? {}).map(([key, values]) => isOneOf(part(key), values)),
    ]);
    if (wrong !== "")
      statements.push(refusal(wrong, link.else ?? "", writing, { ...gives.properties }, part));
  } else {
    statements.push(`const ${found} = ${rowText(link, rows, answer)};`);
    if (link.else !== undefined) statements.push(refusal(`${found} === undefined`, link.else, writing));
  }
  for (const key of Object.keys(gives.properties))
    writing.learnt.set(key, narrowed(part(key), link.needs?.[key]));
  if (note !== undefined) {
    const condition = and(Object.entries(note.when).map(([key, values]) => isOneOf(part(key), values)));
    const hole = (name: string): KnownCalls => narrowed(known(name, writing), note.when[name]);
    const said = `${sentenceText(note.message, hole, use)}.masked(mask)`;
    statements.push(
      notes === "notes"
        ? `if (${condition}) notes.push(${said});`
        : `const message = ${condition} ? ${said} : undefined;`,
    );
  }
  return isLast ? [...statements, resultText(answer, answer, notes)] : statements;
}

/** What a function makes of an answer, and of what else is known. */
function madeOf(by: MakerModel, asks: string, gives: OpenObject, writing: Writing): string {
  const of = by.of.map((name) => known(name, writing).text);
  const made = madeText(by, [`await ${asks}`, ...of], writing.use);
  return `${by.isAsync === true ? `(await ${made})` : made} satisfies ${typescriptType(gives)}`;
}

/** A value that TypeScript knows to be one of these. */
function narrowed(value: KnownCalls, values: readonly Json[] | undefined): KnownCalls {
  const texts = values?.filter((it) => typeof it === "string") ?? [];
  return texts.length === 0 ? value : { ...value, schema: { ...value.schema, enum: texts } };
}

/** The row that is meant, or undefined. */
function rowText(
  { needs = {}, not = {}, last, answer, ...link }: LinkModel,
  rows: string,
  name: string,
): string {
  const row = (key: string): KnownCalls => propertyOf("it", key, linkGives({ ...link, answer }));
  const fits = and([
    ...Object.entries(needs).map(([key, values]) => isOneOf(row(key), values)),
    ...Object.entries(not).map(([key, values]) => isNoneOf(row(key), values)),
  ]);
  const list = name + access(rows);
  const chained = answer.required?.includes(rows) === true ? "." : "?.";
  if (fits === "") return `${list}${chained}at(${last === true ? -1 : 0})`;
  return `${list}${chained}${last === true ? "findLast" : "find"}((it) => ${fits})`;
}

/** @param spread the answer where it is an operand */
function resultText(answer: string, spread: string, notes: Writing["notes"]): string {
  if (notes === "") return `return ${answer};`;
  if (notes === "message") return `return { ...${spread}, message };`;
  return `return { ...${spread}, ...(notes.length === 0 ? {} : { message: notes.join(" ") }) };`;
}

function refusal(
  condition: string,
  wrong: string,
  writing: Writing,
  own: object = {},
  part?: (key: string) => KnownCalls,
): string {
  const hole = (name: string): KnownCalls =>
    part !== undefined && Object.hasOwn(own, name) ? part(name) : known(name, writing);
  return `if (${condition}) throw new ${writing.use("InputError")}(${sentenceText(wrong, hole, writing.use)});`;
}

/** Whether a link says something of a value of this name. */
function mentions(
  { takes, by, unless, outside = {}, files = {}, note, ...link }: LinkModel,
  name: string,
): boolean {
  const sentences = [link.else ?? "", note?.message ?? "", ...Object.values(files)];
  return (
    [...takes, ...(by?.of ?? []), unless, ...Object.entries(outside).flat(), ...Object.keys(files)].includes(
      name,
    ) || sentences.some((it) => it.includes(`{${name}}`))
  );
}

function and(conditions: readonly string[]): string {
  return joined(conditions, " && ", / \|\| /);
}

function or(conditions: readonly string[]): string {
  return joined(conditions, " || ", / && /);
}

function joined(conditions: readonly string[], by: string, other: RegExp): string {
  const [only, ...others] = conditions;
  if (only !== undefined && others.length === 0) return only;
  return conditions.map((it) => (other.test(it) ? `(${it})` : it)).join(by);
}
