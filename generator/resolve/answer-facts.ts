import type { Contract, ContractSchema } from "../contract.ts";
import { property } from "./contract-schema.ts";
import type { Route } from "./route.ts";
import type { Scope } from "./scope.ts";
import { contractOf } from "./world.ts";

/** What Kestra answers with 2xx on one line. */
export interface AnswerFacts {
  readonly line: string;
  readonly contract: Contract;
  /** `METHOD /path`, for messages. */
  readonly request: string;
  readonly media?: string;
  readonly schema?: ContractSchema;
}

/** What the contract says of an operation's answer. An event stream is read as the JSON of a `StreamAnswer`. */
export function answerFacts(scope: Scope, { line, operation }: Route): AnswerFacts {
  const contract = contractOf(scope.world, line);
  const request = `${operation.method} ${operation.path}`;
  const good = operation.answers.filter((it) => it.status >= 200 && it.status < 300);
  const [media, schema] = good.flatMap((it) => Object.entries(it.media))[0] ?? [];
  if (media === undefined || schema === undefined) return { line, contract, request };
  if (media !== "text/event-stream") return { line, contract, request, media, schema };
  return { line, contract, request, media: "application/json", schema: streamSchema(contract, schema) };
}

/** `{ events: [{ id, event, data }], ended }`, the data being what the contract says of it. */
function streamSchema(contract: Contract, event: ContractSchema): ContractSchema {
  const data = property(contract, event, "data");
  const text: ContractSchema = { type: "string" };
  const items: ContractSchema = {
    type: "object",
    properties: { id: text, event: text, data: data.found ? data.schema : {} },
    required: ["data"],
  };
  return {
    type: "object",
    properties: { events: { type: "array", items }, ended: { type: "boolean" } },
    required: ["events", "ended"],
  };
}
