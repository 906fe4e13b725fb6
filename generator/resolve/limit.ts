import type { Limit } from "../../runtime/tool/definition.ts";
import type { OpenSchema } from "../../runtime/json/schema.ts";
import type { ProjectModel, ReadModel } from "../model.ts";
import type { OperationGrammar } from "../spec/spec.ts";
import type { Scope } from "./context/scope.ts";

/** How the answers of an operation are bounded: what its output has to cut, and how the agent gets the rest. */
export function limitOf(
  scope: Scope,
  grammar: OperationGrammar,
  names: readonly string[],
  read: ReadModel | undefined,
): Limit | undefined {
  const written = grammar.limit ?? {};
  const cut = read === undefined ? {} : cuttable(read);
  if (written.offset !== undefined && !names.includes(written.offset)) {
    scope.report(
      [...scope.at, "limit", "offset"],
      `There is no argument "${written.offset}".`,
      "Add it to `params`.",
    );
  }
  const paged = names.includes("page") && (names.includes("size") || names.includes("page_size"));
  const rest = written.rest ?? (paged ? "Ask for fewer rows at once, or for the next page." : undefined);
  const limit: Limit = {
    ...cut,
    ...(written.offset === undefined ? {} : { offset: written.offset }),
    ...(rest === undefined ? {} : { rest }),
  };
  return Object.keys(limit).length === 0 ? undefined : limit;
}

/** The key of the rows of an output, or of its one text. */
function cuttable(read: ReadModel): Pick<Limit, "rows" | "text"> {
  const { project } = read;
  if (project.kind === "made") return cuttableOf(project.gives);
  if (project.kind !== "object") return {};
  const rows = project.entries.find((it) => it.value.kind === "rows" || isArray(it.value, read));
  if (rows !== undefined) return { rows: rows.key };
  if (read.from === "file") return { text: project.entries[0]?.key ?? "content" };
  const [only, ...others] = project.entries;
  return only !== undefined && others.length === 0 && only.key === "result" ? { text: "result" } : {};
}

function cuttableOf({ properties = {} }: OpenSchema): Pick<Limit, "rows" | "text"> {
  const rows = Object.keys(properties).find((key) => properties[key]?.type === "array");
  if (rows !== undefined) return { rows };
  return properties.result?.type === "string" ? { text: "result" } : {};
}

function isArray(value: ProjectModel, read: ReadModel): boolean {
  return value.kind === "whole" && value.path.length === 0 && read.schema?.type === "array";
}
