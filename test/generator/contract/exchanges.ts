import { readdirSync, readFileSync } from "node:fs";
import { lazy } from "../../../runtime/lazy.ts";
import { parseForeign } from "../../../runtime/json/foreign-json.ts";

/** One recorded exchange, as far as the contracts are held to it; see `test/recordings/README.md`. */
export interface Exchange {
  readonly line: string;
  /** `<line>/<scenario>: <name>`, as corrections name it. */
  readonly title: string;
  readonly method: string;
  readonly path: string;
  /** Without the `?`, percent-encoded. */
  readonly query: string;
  readonly status: number;
  /** Without parameters; empty where there is none. */
  readonly mediaType: string;
  readonly body: unknown;
}

interface Scenario {
  readonly scenario: string;
  readonly exchanges: readonly {
    readonly name: string;
    readonly request: { readonly method: string; readonly path: string; readonly query?: string };
    readonly response: {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: unknown;
    };
  }[];
}

/** JSON that was recorded as text, for the digits of its numbers, as a value. */
function bodyOf({ headers, body }: Scenario["exchanges"][number]["response"]): unknown {
  const isJson = headers?.["content-type"] === "application/json";
  return isJson && typeof body === "string" && /^\{.*\d{16}/.test(body) ? parseForeign(body) : body;
}

const root = new URL("../../recordings/", import.meta.url);

/** Every recorded exchange of every line. */
export const recordedExchanges = lazy((): readonly Exchange[] =>
  readdirSync(root)
    .filter((line) => /^\d+\.\d+$/.test(line))
    .sort()
    .flatMap((line) => readdirSync(new URL(`${line}/`, root)).map((name) => ({ line, name })))
    .flatMap(({ line, name }) => {
      const scenario = JSON.parse(readFileSync(new URL(`${line}/${name}`, root), "utf8")) as Scenario;
      return scenario.exchanges.map((exchange): Exchange => ({
        line,
        title: `${line}/${scenario.scenario}: ${exchange.name}`,
        method: exchange.request.method,
        path: exchange.request.path,
        query: exchange.request.query ?? "",
        status: exchange.response.status,
        mediaType: (exchange.response.headers?.["content-type"] ?? "").split(";")[0]?.trim() ?? "",
        body: bodyOf(exchange.response),
      }));
    }),
);
