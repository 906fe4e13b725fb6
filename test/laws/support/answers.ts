import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Json } from "../../../runtime/json.ts";
import { root } from "../../support/source.ts";
import type { Answer } from "../../../runtime/http-client/answer.ts";

interface Exchange {
  readonly name: string;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: Json;
  };
}

/** The answer that an example gives: a recorded exchange (`1.3/flows: create`), or a value in place of one. */
export function answerOf(written: Json): Answer {
  const match = typeof written === "string" ? /^(\d+\.\d+\/[\w-]+): (.+)$/.exec(written) : null;
  if (match !== null) return recorded(match[1] ?? "", match[2] ?? "");
  return typeof written === "string"
    ? { status: 200, mediaType: "application/yaml", text: written }
    : { status: 200, mediaType: "application/json", text: JSON.stringify(written) };
}

/** Read once each: a scenario may be a megabyte. */
const scenarios = new Map<string, readonly Exchange[]>();

function exchangesOf(scenario: string): readonly Exchange[] {
  const known = scenarios.get(scenario);
  if (known !== undefined) return known;
  const text = readFileSync(join(root, "test/recordings", `${scenario}.json`), "utf8");
  const { exchanges } = JSON.parse(text) as { exchanges: readonly Exchange[] };
  scenarios.set(scenario, exchanges);
  return exchanges;
}

function recorded(scenario: string, name: string): Answer {
  const exchange = exchangesOf(scenario).find((it) => it.name === name);
  if (exchange === undefined) throw new Error(`There is no exchange "${name}" in ${scenario}.`);
  const { status, headers, body } = exchange.response;
  const mediaType = (headers["content-type"] ?? "").split(";")[0] ?? "";
  const isText = typeof body === "string" && !mediaType.includes("json");
  return { status, mediaType, text: body === null ? "" : isText ? body : JSON.stringify(body) };
}
