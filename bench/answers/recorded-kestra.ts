import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalog } from "../../generated/catalog.ts";
import { nobody } from "../../runtime/auth/principal.ts";
import { callTool } from "../../runtime/call/call.ts";
import type { Context } from "../../runtime/tool/context.ts";

/** What a recorded exchange answered. */
type Body = unknown;

/** A call of a tool, and what a Kestra answers to it. */
export interface RecordedCall {
  readonly tool: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly line: string;
  /** The answer that is asked for, and measured. */
  readonly body: Body;
}

interface Recording {
  readonly exchanges: readonly { readonly name: string; readonly response: { readonly body: Body } }[];
}

/** What a real Kestra answered. @param where `scenario: name of the exchange` */
export function recorded(line: string, where: string): Body {
  const [scenario = "", name] = where.split(/: (.*)/s);
  const path = join(import.meta.dirname, "../../test/recordings", line, `${scenario}.json`);
  const { exchanges } = JSON.parse(readFileSync(path, "utf8")) as Recording;
  const found = exchanges.find((it) => it.name === name);
  if (found === undefined) throw new Error(`${path} has no exchange "${name ?? ""}".`);
  return found.response.body;
}

/**
 * Calls a tool on a Kestra that gives the recorded answer, and none to whatever else is asked.
 * @returns the JSON that the agent reads
 */
export async function answerTo({ tool: name, values, line, body }: RecordedCall): Promise<string> {
  const tool = catalog.find((it) => it.name === name);
  if (tool === undefined) throw new Error(`There is no tool ${name}.`);
  let isAnswered = false;
  const context: Context = {
    tenant: "main",
    instance: { line, edition: "oss" },
    signal: AbortSignal.timeout(60_000),
    now: () => new Date("2026-11-21T00:00:00Z"),
    uuid: () => crypto.randomUUID(),
    principal: nobody,
    progress: () => undefined,
    mask: (text) => text,
    send: () => {
      const text = JSON.stringify(isAnswered ? { results: [], total: 0 } : body);
      isAnswered = true;
      return Promise.resolve({ status: 200, mediaType: "application/json", text });
    },
  };
  const { content, isError } = await callTool(tool, values, {
    prepare: () => Promise.resolve(context),
    signal: context.signal,
    log: () => undefined,
    mask: (text) => text,
  });
  const [first] = content;
  if (isError === true || first?.type !== "text") throw new Error(`${name}: ${JSON.stringify(content)}`);
  return first.text;
}
