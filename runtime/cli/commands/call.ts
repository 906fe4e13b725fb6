import { nobody } from "../../auth/principal.ts";
import { foreignMark } from "../../text/as-data.ts";
import { methods } from "../../mcp/methods.ts";
import type { Session } from "../../mcp/session.ts";
import { unwatched } from "../../mcp/messages.ts";
import { visibleJson } from "../../text/visible.ts";
import { isInputRequired } from "../../confirm/input-required.ts";

/** What a command prints, and where: an error belongs on stderr. */
export interface Printed {
  readonly out?: string;
  readonly err?: string;
  readonly exitCode: number;
}

/** Calls one tool and prints what an agent would get. */
export async function call(
  session: Session,
  name: string,
  values: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Printed> {
  const context = { session, principal: nobody, signal, progress: unwatched };
  const result = await methods["tools/call"]({ name, arguments: values }, context);
  if (isInputRequired(result)) throw new Error("The command line asks nothing.");
  const { content, isError } = result;
  // What programs read of it is data to them anyway, and JSON.
  const shown = content.filter((block) => !("text" in block) || block.text !== foreignMark);
  const text = shown.map((block) => `${block.text}\n`).join("");
  return isError === true ? { err: text, exitCode: 1 } : { out: visibleJson(text), exitCode: 0 };
}
