import type { Contract, ContractSchema } from "../../contract/contract.ts";
import { property } from "../../contract/schema.ts";
import type { AnswerFacts } from "../../forms/answer.ts";
import type { Route } from "./route.ts";
import type { Scope } from "../context/scope.ts";
import { contractOf } from "../context/world.ts";

const streamMedia = "text/event-stream";

/** What the contract says of an operation's answer. An event stream is read as the JSON of a `StreamAnswer`. */
export function answerFacts(scope: Scope, { line, service, operation }: Route): AnswerFacts {
  const contract = contractOf(scope.world, line, service);
  const request = `${operation.method} ${operation.path}`;
  const [media, schema] = goodMedia(operation);
  if (media === undefined || schema === undefined) return { line, contract, request };
  if (media !== streamMedia) return { line, contract, request, media, schema };
  return { line, contract, request, media: "application/json", schema: streamSchema(contract, schema) };
}

/** True where Kestra answers with server-sent events. */
export function isStream({ operation }: Route): boolean {
  return goodMedia(operation)[0] === streamMedia;
}

/** The first media type of an answer of 2xx, and its schema. */
function goodMedia({ answers }: Route["operation"]): readonly [string, ContractSchema] | readonly [] {
  const good = answers.filter((it) => it.status >= 200 && it.status < 300);
  return good.flatMap((it) => Object.entries(it.media))[0] ?? [];
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
