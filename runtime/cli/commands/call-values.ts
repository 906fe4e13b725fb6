import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { ConfigurationError, InputError } from "../../errors.ts";
import { parseExactly, RoundedNumber } from "../../json/foreign-json.ts";
import { isObject } from "../../json.ts";

/** The arguments of a call as they stand on the command line. */
export interface WrittenValues {
  /** JSON, `@` and the name of a file of JSON or YAML, or `-` for what is piped in; absent: none. */
  readonly all?: string | undefined;
  /** Each `name=value`, or `name=@file` for the text of a file. They come after the others, and take their place. */
  readonly args?: readonly string[] | undefined;
}

/** What may be read. */
export interface ValueSources {
  /** That names of files start at. */
  readonly folder: string;
  /** All that is piped in. */
  readonly piped?: (() => Promise<Uint8Array>) | undefined;
}

type Values = Readonly<Record<string, unknown>>;

/**
 * Reads the arguments of a call. Each value of `args` stays a text, which the schema of the tool turns into what it means; a
 * name that is given several times is a list.
 * @throws ConfigurationError that names the argument or the file
 */
export async function callValues(
  { all = "{}", args = [] }: WrittenValues,
  sources: ValueSources,
): Promise<Values> {
  // What is piped in can be read once.
  let piped: Promise<string> | undefined;
  const once = async (what: string): Promise<string> => (piped ??= pipedText(what, sources));
  const read = (what: string, file: string) => (file === "-" ? once(what) : fileText(what, file, sources));
  const given = await allValues(all, read);
  const named = new Map<string, string[]>();
  for (const arg of args) {
    const [, name = "", value = ""] = /^([^=]+)=(.*)$/s.exec(arg) ?? [];
    if (name === "") throw new ConfigurationError(`--arg takes NAME=VALUE, not ${arg.slice(0, 60)}.`);
    const text = value.startsWith("@") ? await read(`--arg ${name}`, value.slice(1)) : value;
    named.set(name, [...(named.get(name) ?? []), text]);
  }
  const values = [...named].map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts] as const);
  return { ...given, ...Object.fromEntries(values) };
}

type Read = (what: string, file: string) => Promise<string>;

async function allValues(all: string, read: Read): Promise<Values> {
  if (all === "-") return fileValues("What is piped in", await read("-", "-"));
  if (!all.startsWith("@")) return jsonValues(all);
  return fileValues(all.slice(1), await read(all, all.slice(1)));
}

/** @throws ConfigurationError where it is not a JSON object */
function jsonValues(json: string): Values {
  const value = tried("The text of the arguments", () => parseExactly(json));
  if (value === undefined)
    throw new ConfigurationError(`The arguments are not valid JSON: ${json.slice(0, 200)}`, {
      lines: [
        "A shell may have taken the quotes away. --arg NAME=VALUE needs none, and @FILE reads a file:" +
          " see kestra-mcp --help.",
      ],
    });
  return objectIn("The arguments", value);
}

/** JSON, or YAML where it is none. */
async function fileValues(name: string, text: string): Promise<Values> {
  const value = tried(name, () => parseExactly(text));
  return objectIn(name, value === undefined ? await yamlIn(name, text) : value);
}

/** @returns undefined where it is no JSON */
function tried(name: string, parse: () => unknown): unknown {
  try {
    return parse();
  } catch (error) {
    if (error instanceof InputError) throw new ConfigurationError(`${name} ${String(error.said)}.`);
    return undefined;
  }
}

async function yamlIn(name: string, text: string): Promise<unknown> {
  const { parseDocument } = await import("yaml");
  try {
    const document = parseDocument(text, { intAsBigInt: true, logLevel: "silent" });
    const [error] = document.errors;
    if (error !== undefined)
      throw new ConfigurationError(`${name} is neither JSON nor YAML: ${firstLine(error.message)}`);
    return exact(document.toJS({ maxAliasCount: 100 }));
  } catch (error) {
    if (error instanceof ConfigurationError) throw error;
    throw new ConfigurationError(`${name} is YAML that cannot be read.`);
  }
}

/** What is wrong and where, without the lines of the text that it shows. */
function firstLine(message: string): string {
  return `${message.trim().split("\n", 1).join("").replace(/:$/, "")}.`;
}

/** The value with its whole numbers as JavaScript has them; one that it cannot hold as JSON is read. */
function exact(value: unknown): unknown {
  if (typeof value === "bigint")
    return BigInt(Number(value)) === value ? Number(value) : new RoundedNumber(String(value));
  if (Array.isArray(value)) return value.map(exact);
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, exact(one)]));
}

function objectIn(name: string, value: unknown): Values {
  if (isObject(value) && !(value instanceof RoundedNumber)) return value;
  const are = name === "The arguments" ? `${name} must be a JSON object` : `${name} must hold an object`;
  throw new ConfigurationError(`${are}, such as {"namespace": "dev"}.`);
}

async function fileText(what: string, file: string, { folder }: ValueSources): Promise<string> {
  if (file === "") throw new ConfigurationError(`${what} needs the name of a file after @.`);
  let bytes: Uint8Array;
  try {
    bytes = await readFile(resolve(folder, file));
  } catch (error) {
    const { code = "" } = error as { readonly code?: string };
    const words: Readonly<Record<string, string>> = {
      ENOENT: "there is no such file",
      EISDIR: "it is a folder",
      EACCES: "it may not be read",
    };
    throw new ConfigurationError(
      `${what === `@${file}` ? what : `${what}: ${file}`} cannot be read: ${words[code] ?? code}.`,
    );
  }
  return textOf(what === `@${file}` ? what : `${what}: ${file}`, bytes);
}

async function pipedText(what: string, { piped }: ValueSources): Promise<string> {
  if (piped === undefined) throw new ConfigurationError(`${what}: nothing is piped in.`);
  const bytes = await piped();
  // A text may be empty, and arguments may not.
  if (what === "-" && bytes.length === 0) throw new ConfigurationError(`${what}: nothing is piped in.`);
  return textOf(`${what}: what is piped in`, bytes);
}

/** UTF-8, or UTF-16 with its mark, as Windows PowerShell writes files. */
function textOf(what: string, bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(isWide ? "utf-16le" : "utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new ConfigurationError(`${what} is not text in UTF-8.`);
  }
}
