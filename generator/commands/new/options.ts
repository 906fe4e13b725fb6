import { parseArgs } from "node:util";
import { ScaffoldError } from "./error.ts";

/** What `npm run new` is asked. */
export type ScaffoldOptions =
  | { readonly kind: "list"; readonly line?: string }
  | {
      readonly kind: "new";
      /** `METHOD /path`, an operationId, or words. */
      readonly query: string;
      readonly toolset?: string;
      readonly name?: string;
      readonly line?: string;
      /** Print the YAML, and write nothing. */
      readonly dryRun: boolean;
    };

/** How it is called. */
const usage = [
  'npm run new -- "METHOD /path" | operationId | word ... [--toolset NAME] [--name NAME] [--line LINE] [--dry-run]',
  "npm run new -- --list [--line LINE]",
].join("\n");

const options = {
  toolset: { type: "string" },
  name: { type: "string" },
  line: { type: "string" },
  "dry-run": { type: "boolean" },
  list: { type: "boolean" },
} as const;

/** Reads the arguments. @throws ScaffoldError in one sentence, with how it is called. */
export function scaffoldOptions(args: readonly string[]): ScaffoldOptions {
  const { values, positionals } = parsed(args);
  const line = values.line === undefined ? {} : { line: values.line };
  if (values.list === true) {
    const other = positionals.length > 0 ? "words" : values.name !== undefined ? "--name" : undefined;
    if (other !== undefined) throw new ScaffoldError(`--list takes no ${other}.\n${usage}`);
    return { kind: "list", ...line };
  }
  const query = positionals.join(" ").trim();
  if (query === "") throw new ScaffoldError(`Say which operation the tool is for.\n${usage}`);
  return {
    kind: "new",
    query,
    ...line,
    ...(values.toolset === undefined ? {} : { toolset: values.toolset }),
    ...(values.name === undefined ? {} : { name: values.name }),
    dryRun: values["dry-run"] === true,
  };
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true });
  } catch (error) {
    const [sentence] = String(error instanceof Error ? error.message : error).split(". ");
    throw new ScaffoldError(`${sentence ?? ""}.\n${usage}`);
  }
}
