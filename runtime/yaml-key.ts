import { InputError } from "./errors.ts";

/** What names a thing in its YAML. */
export interface YamlKey {
  readonly namespace: string;
  readonly id: string;
}

/**
 * The namespace and id of a YAML. Everything else in it is Kestra's to judge, so that its own reason is given.
 * @param what it is, such as "app" @throws InputError where there is no single one, or it lacks one of them
 */
export async function yamlKey(source: string, what: string): Promise<YamlKey> {
  // Loaded when it is first needed: most calls need no YAML.
  const { isMap, parseAllDocuments } = await import("yaml");
  // Kestra reads YAML 1.1, where a plain `off` is false; it may repeat keys, which is Kestra's to refuse.
  const documents = parseAllDocuments(source, { version: "1.1", uniqueKeys: false });
  const [document, ...others] = Array.isArray(documents) ? documents : [];
  if (others.length > 0) {
    throw new InputError(`The YAML holds ${others.length + 1} documents: give one ${what} at a time.`);
  }
  const reason = document?.errors[0]?.message.trimEnd();
  const root = document?.contents;
  if (!isMap(root)) {
    throw new InputError(
      reason === undefined
        ? `The YAML is no ${what}: it must be a mapping with \`id\` and \`namespace\`.`
        : `The YAML cannot be read: ${reason}`,
    );
  }
  const namespace = nameOf(root.get("namespace", true));
  const id = nameOf(root.get("id", true));
  if (namespace !== "" && id !== "") return { namespace, id };
  const missing = "YAML must include 'namespace' and 'id' fields";
  throw new InputError(reason === undefined ? missing : `${missing}. It cannot be read: ${reason}`);
}

/** A name as Kestra reads it: the text that stands there, but `true` or `false` for a YAML 1.1 boolean. */
function nameOf(node: { readonly value: unknown; readonly source?: string } | undefined): string {
  const value = node?.value;
  if (typeof value === "string" || typeof value === "boolean") return String(value);
  return value === null || value === undefined ? "" : (node?.source ?? "");
}
