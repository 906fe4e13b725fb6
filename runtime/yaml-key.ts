import { InputError } from "./errors.ts";
import { own, say } from "./said.ts";

/** Loaded when it is first needed: most calls need no YAML. */
const library = () => import("yaml");

type Options = NonNullable<Parameters<Awaited<ReturnType<typeof library>>["parseAllDocuments"]>[1]>;
type Tags = Parameters<Extract<Options["customTags"], (...args: never) => unknown>>[0];

/** What names a thing in its YAML. */
export interface YamlKey {
  readonly namespace: string;
  readonly id: string;
}

/** What SnakeYAML, and so Kestra, takes for a boolean: of YAML 1.1's words all but `y` and `n`. */
const booleans = {
  true: /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/,
  false: /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/,
};

/**
 * The namespace and id of a YAML. Everything else in it is Kestra's to judge, so that its own reason is given.
 * @param what it is, such as "app" @throws InputError where there is no single one, or it lacks one of them
 */
export async function yamlKey(source: string, what: string): Promise<YamlKey> {
  const { isMap, parseAllDocuments } = await library();
  // Kestra reads YAML 1.1, where a plain `off` is false; it may repeat keys, which is Kestra's to refuse.
  const documents = parseAllDocuments(source, {
    version: "1.1",
    uniqueKeys: false,
    customTags: (tags) => tags.map(asKestra),
  });
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  if (others.length > 0) {
    throw new InputError(
      say`The YAML holds ${others.length + 1} documents: give one ${own(what)} at a time.`,
    );
  }
  const reason = document?.errors[0]?.message.trimEnd();
  const root = document?.contents;
  if (!isMap(root)) {
    throw new InputError(
      reason === undefined
        ? say`The YAML is not that of one ${own(what)}: it must be a mapping with \`id\` and \`namespace\`.`
        : say`The YAML cannot be read: ${reason}`,
    );
  }
  const namespace = nameOf(root.get("namespace", true));
  const id = nameOf(root.get("id", true));
  if (namespace !== "" && id !== "") return { namespace, id };
  const missing = say`YAML must include 'namespace' and 'id' fields`;
  throw new InputError(reason === undefined ? missing : say`${missing}. It cannot be read: ${reason}`);
}

/** A tag of YAML 1.1 as Kestra reads it. */
function asKestra(tag: Tags[number]): Tags[number] {
  if (typeof tag === "string" || tag.tag !== "tag:yaml.org,2002:bool" || !("test" in tag)) return tag;
  return { ...tag, test: tag.identify?.(true) === true ? booleans.true : booleans.false } as Tags[number];
}

/** A name as Kestra reads it: the text that stands there, but `true` or `false` for a YAML 1.1 boolean. */
function nameOf(node: { readonly value: unknown; readonly source?: string } | undefined): string {
  const value = node?.value;
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  return value === null || value === undefined ? "" : (node?.source ?? "");
}
