import { InputError } from "../errors.ts";
import type { Chosen } from "../tool/choose.ts";
import type { Availability, ToolDefinition } from "../tool/definition.ts";
import type { ToolSource } from "./tool-source.ts";
import { own, say } from "../text/said.ts";
import type { Known } from "../kestra/instance.ts";

/** True where the instance has all that the behaviour needs, as far as is known. */
export function isAvailable(behaviour: Availability, known: Known): boolean {
  return hasLine(behaviour, known) && hasEdition(behaviour, known);
}

/** @throws InputError that says in one sentence what the instance lacks */
export function requireAvailable(chosen: Chosen, known: Known): void {
  const { behaviour, action } = chosen;
  const what = own(action === undefined ? "this tool" : `${action.by} ${action.name}`);
  if (!hasEdition(behaviour, known)) {
    throw new InputError(say`${what} needs the Enterprise Edition of Kestra; this one is open source.`);
  }
  if (behaviour.lines !== undefined && !hasLine(behaviour, known)) {
    const version = known.version ?? known.line ?? "another";
    throw new InputError(
      say`${what} needs a Kestra of release ${own(behaviour.lines.join(" or "))}; this one is ${version}.`,
    );
  }
}

/**
 * What an instance could answer and is not listed is not called either: a client may not come to rely on what others are not shown.
 * @throws InputError that says how it is served
 */
export function requireListed({ name }: ToolDefinition, tools: ToolSource, known: Known): void {
  if (tools.list(known).some((one) => one.name === name)) return;
  throw new InputError(
    say`this tool is not listed, and so not served: ${own(onlyEnterprise)}. It is listed where KESTRA_MCP_ENABLED_TOOLS has its name: KESTRA_MCP_ENABLED_TOOLS=default,${own(name)} adds it to what there is.`,
  );
}

/** Why a tool of the Enterprise toolsets is not listed. */
export const onlyEnterprise = "only for the Enterprise Edition";

function hasLine({ lines }: Availability, { line }: Known): boolean {
  return line === undefined || lines === undefined || lines.includes(line);
}

function hasEdition(behaviour: Availability, known: Known): boolean {
  return behaviour.edition !== "ee" || known.edition !== "oss";
}
