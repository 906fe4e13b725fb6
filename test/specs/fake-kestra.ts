import { nobody } from "../../runtime/auth/principal.ts";
import { catalog } from "../../generated/catalog.ts";
import { choose } from "../../runtime/tool/choose.ts";
import { testHost } from "../support/host.ts";
import type { Host } from "../../runtime/tool/host.ts";
import type { Instance } from "../../runtime/kestra/instance.ts";
import type { ServerFacts } from "../../runtime/tool/server-facts.ts";
import type { Context } from "../../runtime/tool/context.ts";
import { inputOf } from "../../runtime/call/arguments/input.ts";
import type { JsonObject } from "../../runtime/json.ts";
import { run } from "../../runtime/call/run.ts";
import type { Tool, ToolDefinition } from "../../runtime/tool/definition.ts";
import { encodeQuery } from "../../runtime/http-client/wire.ts";

/** What becomes of one request: a body as JSON, with 200; a status, with or without a body; or an error. */
export type FakeAnswer = object | { readonly status: number; readonly body?: unknown };

export interface Asked {
  readonly output: JsonObject;
  /** `METHOD /path` of each request, in order. */
  readonly requests: readonly string[];
  /** What each of them filters, sorts and pages by. */
  readonly queries: readonly Readonly<Record<string, string>>[];
}

/**
 * Calls a tool on a Kestra that gives these answers in turn.
 * @throws what the call throws; Error where it sends more requests than there are answers
 */
export async function ask(
  { name }: Tool,
  values: Readonly<Record<string, unknown>>,
  answers: readonly FakeAnswer[],
  line = "1.3",
  {
    edition,
    parts,
    ui,
    ...host
  }: Partial<ServerFacts> &
    Pick<Instance, "edition"> &
    Pick<Context, "ui"> & { readonly parts?: Partial<Host> } = {},
): Promise<Asked> {
  const requests: string[] = [];
  const queries: Readonly<Record<string, string>>[] = [];
  const context: Context = {
    tenant: "main",
    ...(ui === undefined ? {} : { ui }),
    instance: { line, edition },
    signal: new AbortController().signal,
    now: () => new Date("2026-05-01T10:00:00Z"),
    uuid: () => "0b2f7a52-6a3c-4c50-9d0e-7a4f0a9a1c11",
    principal: nobody,
    host: testHost(host, parts),
    progress: () => undefined,
    mask: (text: string) => text,
    send: ({ method, path, query = {} }) => {
      const answer = answers[requests.length];
      queries.push(Object.fromEntries(new URLSearchParams(encodeQuery(query))));
      requests.push(`${method} ${String(path).replace("/api/v1/{tenant}", "")}`);
      if (answer === undefined) return Promise.reject(new Error(`Not expected: ${requests.join(", ")}`));
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answerOf(answer));
    },
  };
  const tool = definitionOf(name);
  const chosen = choose(tool, values);
  const { output } = await run(chosen.behaviour, inputOf(tool, chosen, values), context);
  return { output, requests, queries };
}

/** A tool with what clients are told of it. */
export function definitionOf(name: string): ToolDefinition {
  const tool = catalog.find((it) => it.name === name);
  if (tool === undefined) throw new Error(`${name} is not in the catalog.`);
  return tool;
}

function answerOf(answer: FakeAnswer) {
  const { status, body } = "status" in answer ? answer : { status: 200, body: answer };
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  const mediaType = typeof body === "string" ? "application/yaml" : "application/json";
  return { status, mediaType: text === "" ? "" : mediaType, text };
}
