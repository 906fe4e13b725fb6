import { onTestFinished } from "vitest";
import { readConfig } from "../../../runtime/config/config.ts";
import { nobody } from "../../../runtime/auth/principal.ts";
import { createLog } from "../../../runtime/log.ts";
import { type MethodContext } from "../../../runtime/mcp/handler.ts";
import { methods } from "../../../runtime/mcp/methods.ts";
import { masker } from "../../../runtime/masking/masker.ts";
import { createSession, type Session } from "../../../runtime/mcp/session.ts";
import type { CallResult } from "../../../runtime/call/result.ts";
import { foreignMark } from "../../../runtime/text/as-data.ts";
import type { ListedTool } from "../../../runtime/catalog/listing.ts";
import type { Compiled } from "../../../runtime/catalog/select.ts";
import { compiled } from "./tools.ts";
import { unwatched } from "../../../runtime/mcp/messages.ts";
import { isInputRequired, type InputRequired } from "../../../runtime/confirm/input-required.ts";
import type { Environment } from "../../../runtime/environment.ts";

/** A session against a URL, closed when the test ends; what it logs is kept. */
export function sessionFor(
  url: string,
  env: Environment = {},
  tools: Compiled = compiled,
): Session & { readonly logged: string[] } {
  const config = readConfig({ KESTRA_BASE_URL: url, KESTRA_MCP_LOG_LEVEL: "DEBUG", ...env });
  const logged: string[] = [];
  const log = createLog(
    config.logLevel,
    (line) => logged.push(line),
    masker(config.connection.credentials),
    () => new Date(0),
  );
  const session = createSession(tools, config, log);
  onTestFinished(() => {
    session.close();
  });
  return Object.assign(session, { logged });
}

/** Calls a tool as a client does. @throws Error where its user is asked first */
export async function call(
  session: Session,
  name: string,
  values: object = {},
  given: Partial<MethodContext> = {},
): Promise<CallResult> {
  const result = await callAsking(session, name, values, given);
  if (isInputRequired(result)) throw new Error(`${name} asks first.`);
  return result;
}

/** The same of a call that may ask its user. */
export async function callAsking(
  session: Session,
  name: string,
  values: object = {},
  given: Partial<MethodContext> = {},
): Promise<CallResult | InputRequired> {
  const context = {
    session,
    principal: nobody,
    signal: new AbortController().signal,
    progress: unwatched,
    ...given,
  };
  return methods["tools/call"]({ name, arguments: values }, context);
}

/** The text of a result, without the line that marks what others wrote. */
export function textOf(result: CallResult): string {
  const texts = result.content.map(({ text }) => text);
  return texts.filter((text) => text !== foreignMark).join("\n");
}

/** Lists tools as a client does. */
export async function list(session: Session): Promise<readonly ListedTool[]> {
  const context = { session, principal: nobody, signal: new AbortController().signal, progress: unwatched };
  return (await methods["tools/list"]({}, context)).tools;
}
