import { describe, expect, it } from "vitest";
import type { ToolGrammar } from "../../../generator/spec/spec.ts";
import { catalog } from "../../../generated/catalog.ts";
import { recordedExchanges, type Exchange } from "../../generator/contract/exchanges.ts";
import { readSpecs } from "../support/specs.ts";

interface Row {
  readonly timestamp?: string;
  readonly state?: { readonly startDate?: string; readonly endDate?: string };
}

/** Which time a date filter of a search is about, whatever the filter is called: the word for it, and where a row tells it. */
const times: Readonly<Record<string, { readonly word: string; readonly of: (row: Row) => unknown }>> = {
  "/executions/search": { word: "Started", of: ({ state }) => state?.startDate },
  "/logs/search": { word: "Logged", of: ({ timestamp }) => timestamp },
};

interface DateFilter {
  readonly tool: string;
  readonly argument: string;
  /** `/executions/search` */
  readonly search: string;
}

type Part = Pick<ToolGrammar, "request" | "params" | "calls" | "actions">;

const filtersIn = (tool: string, part: Part): readonly DateFilter[] => {
  const { request, params, calls, actions } = part;
  const inner = [calls, actions].flatMap((parts) => Object.values(parts ?? {}));
  const [first = ""] = typeof request === "object" ? Object.values(request) : [request];
  const search = String(first).replace(/^[A-Z]+ \/api\/v1\/\{tenant\}/, "");
  const own = Object.entries(params ?? {}).flatMap(([argument, value]) =>
    /filter\.(\w*Date|timeRange|updated|created)\./.test(JSON.stringify(value ?? {}))
      ? [{ tool, argument, search }]
      : [],
  );
  return [...own, ...inner.flatMap((it) => (typeof it === "object" ? filtersIn(tool, it) : []))];
};

const filters = readSpecs().flatMap(({ name, tool }) => filtersIn(name, tool));

const bounds = /^filters\[(?:startDate|endDate)\]\[(GREATER_THAN|LESS_THAN)(?:_OR_EQUAL_TO)?\]$/;

/** Whether a time is within the bounds that a search gave. */
const isWithin = ({ query }: Exchange, time: unknown): boolean =>
  [...new URLSearchParams(query)].every(([name, value]) => {
    const operation = bounds.exec(name)?.[1];
    if (operation === undefined) return true;
    const [at, limit] = [Date.parse(String(time)), Date.parse(value)];
    return operation === "GREATER_THAN" ? at >= limit : at <= limit;
  });

describe("date filters", () => {
  it("are named by the time that they are about, in searches whose time is known", () => {
    expect(filters.map(({ tool, argument }) => `${tool}.${argument}`).sort()).toEqual(
      expect.arrayContaining(["list_executions.end_date", "search_logs.start_date"]),
    );
    for (const { tool, argument, search } of filters) {
      const { inputSchema } = catalog.find(({ name }) => name === tool) ?? {};
      const { word = "a search whose time the recordings show" } = times[search] ?? {};
      const { [argument]: own, window } = inputSchema?.properties ?? {};
      // Where neither is there, a tool reckons the dates by itself.
      const told = own ?? window;
      if (told !== undefined) expect(told.description, `${tool}.${argument}`).toContain(word);
    }
  });

  const dated = recordedExchanges().filter(
    ({ query, status }) =>
      status === 200 && [...new URLSearchParams(query).keys()].some((it) => bounds.test(it)),
  );
  const rowsOf = ({ body }: Exchange): readonly Row[] =>
    (body as { readonly results?: readonly Row[] }).results ?? [];

  describe.each(["1.0", "1.3", "2.0"])("of real Kestras, %s", (line) => {
    it.each(Object.entries(times))("are about the time that is told of %s", (search, { of }) => {
      const exchanges = dated.filter((it) => it.line === line && it.path.endsWith(search));
      const rows = exchanges.flatMap((exchange) => rowsOf(exchange).map((row) => ({ exchange, row })));
      expect(rows).not.toEqual([]);
      for (const { exchange, row } of rows) {
        expect(isWithin(exchange, of(row)), exchange.title).toBe(true);
      }
    });

    it("are not about the end of an execution, which lies outside them once", () => {
      const rows = dated
        .filter((it) => it.line === line && it.path.endsWith("/executions/search"))
        .flatMap((exchange) => rowsOf(exchange).map(({ state }) => isWithin(exchange, state?.endDate)));
      expect(rows).toContain(false);
    });
  });
});
