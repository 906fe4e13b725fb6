import { readdirSync, readFileSync } from "node:fs";
import { parseForeign } from "../../../runtime/json/foreign-json.ts";

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  readonly auth?: "basic" | "none" | "wrong";
}

export interface RecordedResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
  readonly closedBy?: "server" | "client";
  readonly truncated?: boolean;
}

export interface Until {
  readonly path: string;
  readonly in?: readonly Json[];
  readonly atLeast?: number;
  readonly exists?: boolean;
}

export interface Exchange {
  readonly name: string;
  readonly note?: string;
  readonly until?: Until;
  readonly request: RecordedRequest;
  readonly response: RecordedResponse;
  readonly uses?: Readonly<Record<string, string>>;
}

export interface Scenario {
  readonly scenario: string;
  readonly exchanges: readonly Exchange[];
}

export const lines = ["1.0", "1.3", "2.0"] as const;
export type Line = (typeof lines)[number];

const folder = new URL("../../recordings/", import.meta.url);

/** The names of the scenarios of a line, sorted. */
export function scenariosOf(line: Line): readonly string[] {
  return readdirSync(new URL(`${line}/`, folder))
    .filter((name) => name.endsWith(".json"))
    .map((name) => name.replace(/\.json$/, ""))
    .sort();
}

export function readScenario(line: Line, name: string): Scenario {
  const text = readFileSync(new URL(`${line}/${name}.json`, folder), "utf8");
  const scenario = JSON.parse(text) as Scenario;
  return { ...scenario, exchanges: scenario.exchanges.map(withDigits) };
}

/** JSON that was recorded as text, for the digits of its numbers: such a number is read as the text of its digits. */
function withDigits(exchange: Exchange): Exchange {
  const { body, headers } = exchange.response;
  if (typeof body !== "string" || headers["content-type"] !== "application/json") return exchange;
  if (!/^\{.*\d{16}/.test(body)) return exchange;
  return { ...exchange, response: { ...exchange.response, body: parseForeign(body) as Json } };
}

/** What stands at a path such as `results.0.state.current`; `length` of a list is its length. */
export function at(value: Json | undefined, path: string): Json | undefined {
  return path.split(".").reduce<Json | undefined>((found, key) => {
    if (found === undefined || found === null || typeof found !== "object") return undefined;
    if (Array.isArray(found)) {
      return key === "length" ? found.length : (found as readonly Json[])[Number(key)];
    }
    return (found as { readonly [key: string]: Json })[key];
  }, value);
}
