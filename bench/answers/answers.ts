import { countTokens } from "gpt-tokenizer/encoding/o200k_base";
import { answerTo, recorded, type RecordedCall } from "./recorded-kestra.ts";
import { row, type Row } from "../report/row.ts";

/** An answer beside what Kestra sent for it. */
export interface MeasuredAnswer {
  readonly what: string;
  readonly line: string;
  /** Characters of Kestra's JSON, and of ours. */
  readonly raw: number;
  readonly ours: number;
  /** The same in tokens of o200k_base. */
  readonly tokens: { readonly raw: number; readonly ours: number };
  /** What the answer should be at most, of the raw one. */
  readonly most: number;
  /** Rows in Kestra's answer, and in ours; absent: it is no list. */
  readonly rows?: { readonly raw: number; readonly ours: number };
  /** A sentence of what is missing. */
  readonly truncated?: string;
}

interface Typical {
  readonly what: string;
  readonly most: number;
  readonly tool: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly body: (line: string) => unknown;
}

type Rows = readonly Readonly<Record<string, unknown>>[];

const hundred = 100;

/** Rows of recorded answers, over and over, a hundred; each with an id of its own where it had one. */
function hundredOf(line: string, ...exchanges: readonly string[]): Rows {
  const rows = exchanges.flatMap((where) => rowsOf(recorded(line, where)));
  return Array.from({ length: hundred }, (_, i) => renamed(rows[i % rows.length] ?? {}, i));
}

function rowsOf(body: unknown): Rows {
  return Array.isArray(body) ? (body as Rows) : ((body as { readonly results?: Rows }).results ?? []);
}

/** Likewise of an id that stands in it more than once. */
function renamed(row: Rows[number], nth: number): Rows[number] {
  const { id } = row;
  if (typeof id !== "string") return row;
  const end = String(nth).padStart(3, "0");
  const other = id.length > 20 ? id.slice(0, -end.length) + end : `${id}_${end}`;
  return JSON.parse(JSON.stringify(row).replaceAll(`"${id}"`, `"${other}"`)) as Rows[number];
}

function page(results: Rows): object {
  return { results, total: results.length };
}

const of = { namespace: "company.team" };
const flows = "flows: search everything";
const level = "logs: search level";

/** What agents ask for most, each with how many characters of Kestra's the answer should take at most. */
const typical: readonly Typical[] = [
  {
    what: "100 executions of a flow",
    most: 0.13,
    tool: "list_executions",
    values: { ...of, flow_id: "quick" },
    body: (line) => page(hundredOf(line, "bulk: search the new label")),
  },
  {
    what: "100 executions of a flow with labels",
    most: 0.08,
    tool: "list_executions",
    values: {},
    body: (line) => page(hundredOf(line, "executions: search page 1")),
  },
  {
    what: "100 flows of a search",
    most: 0.5,
    tool: "search_flows",
    values: { query: "", size: hundred },
    body: (line) => page(hundredOf(line, flows)),
  },
  {
    what: "100 flows of a namespace",
    most: 0.5,
    tool: "list_flows_in_namespace",
    values: of,
    body: (line) => hundredOf(line, "flows: list a namespace"),
  },
  {
    what: "100 triggers",
    most: 0.6,
    tool: "search_triggers",
    values: { count: hundred },
    body: (line) => page(triggers(line)),
  },
  {
    what: "100 log lines of an execution, searched",
    most: 0.4,
    tool: "search_logs",
    values: { execution_id: "3r8vGkGiYIsaFxRfoyvtKo", min_level: "DEBUG", size: hundred },
    body: (line) => page(lines(line, "logs: search", hundred, hundred)),
  },
  {
    what: "25 log lines of a namespace, searched",
    most: 0.5,
    tool: "search_logs",
    values: { ...of, min_level: "WARN" },
    body: (line) => page(lines(line, level, 25, 6)),
  },
  {
    what: "log lines of an execution",
    most: 0.75,
    tool: "get_execution_logs",
    values: { execution_id: "3r8vGkGiYIsaFxRfoyvtKo" },
    body: (line) => recorded(line, "logs: logs"),
  },
  {
    what: "an execution",
    most: 0.45,
    tool: "manage_executions",
    values: { action: "get", execution_id: "4YeDY3Ecancc5IxI1hz81T" },
    body: (line) => recorded(line, "executions: get"),
  },
  {
    what: "100 log lines of executions, searched",
    most: 0.6,
    tool: "search_logs",
    values: { size: hundred, min_level: "INFO" },
    body: (line) => page(lines(line, level, hundred, 3)),
  },
];

/** Recorded lines over and over: of executions, the lines of each one after the other. @param run lines of each */
function lines(line: string, where: string, count: number, run: number): Rows {
  const rows = rowsOf(recorded(line, where));
  return Array.from({ length: count }, (_, i) => {
    const row = rows[i % rows.length] ?? {};
    const nth = String(Math.floor(i / run)).padStart(3, "0");
    return { ...row, executionId: String(row.executionId).slice(0, -nth.length) + nth };
  });
}

/** Triggers, which are named at two places. */
function triggers(line: string): Rows {
  const rows = rowsOf(recorded(line, "triggers: search"));
  return Array.from({ length: hundred }, (_, i) => {
    const text = JSON.stringify(rows[i % rows.length]);
    return JSON.parse(text.replaceAll(/"(every_morning|five_minutes|hourly)"/g, `"$1_${i}"`)) as Rows[number];
  });
}

/** The typical calls, each with what a real Kestra of a line sent for it. */
export function typicalCalls(line: string): readonly (RecordedCall & Pick<Typical, "what" | "most">)[] {
  return typical.map(({ body, ...call }) => ({ ...call, line, body: body(line) }));
}

/** Measures the answers to ten typical calls on what a real Kestra of a line sent. */
export async function measuredAnswers(line: string): Promise<readonly MeasuredAnswer[]> {
  return Promise.all(
    typicalCalls(line).map(async ({ what, most, ...call }) => {
      const { body } = call;
      const raw = JSON.stringify(body);
      const ours = await answerTo(call);
      const answer = JSON.parse(ours) as { readonly results?: Rows; readonly truncated?: string };
      const { results, truncated } = answer;
      return {
        what,
        line,
        most,
        raw: raw.length,
        ours: ours.length,
        tokens: { raw: countTokens(raw), ours: countTokens(ours) },
        ...(results === undefined ? {} : { rows: { raw: rowsOf(body).length, ours: results.length } }),
        ...(truncated === undefined ? {} : { truncated }),
      };
    }),
  );
}

/** How large answers are, in characters and in tokens, of what Kestra sends for them. @param line of the recordings */
export async function answerRows(line = "1.3"): Promise<readonly Row[]> {
  const answers = await measuredAnswers(line);
  return answers.flatMap(({ what, raw, ours, tokens, most }) => [
    row(`${what}, characters as a share of Kestra's`, "ratio", ours / raw, { atMost: most }),
    row(`${what}, tokens as a share of Kestra's`, "ratio", tokens.ours / tokens.raw),
  ]);
}
