import type { Asked, Seen } from "./client.ts";

/** A call that succeeds, one with an argument that is not there, and one that Kestra refuses. */
export const asked: readonly Asked[] = [
  // Not of the wrong type: Inspector 2 makes null of that. Nor an empty text, which Inspector 1 does not take.
  { tool: "search_flows", input: { query: "hello" }, says: /"total":/, isError: false },
  {
    tool: "search_flows",
    input: { query: "hello", namespce: "company" },
    // Gemini CLI looks at the schema itself, and sends nothing.
    says: /no argument namespce|additional properties/,
    isError: true,
  },
  {
    tool: "get_flow",
    input: { namespace: "clients.check", flow_id: "absent" },
    says: /No such flow/,
    isError: true,
  },
];

/** What a client was good for. */
export interface Judged {
  readonly list: boolean;
  readonly call: boolean;
  readonly error: boolean;
  /** What is wrong, a sentence each. */
  readonly complaints: readonly string[];
}

/** Holds what a client saw to what the server has. @param there how many tools it lists */
export function judge({ tools, results }: Seen, calls: readonly Asked[], there: number): Judged {
  const missing = calls.map(({ tool }) => tool).filter((tool) => !tools.includes(tool));
  const listed = [
    ...(tools.length === there ? [] : [`It lists ${tools.length} tools of ${there}.`]),
    ...[...new Set(missing)].map((tool) => `It does not list ${tool}.`),
  ];
  const answers = calls.map((call, index) => ({ call, complaint: complaintOf(call, results[index]) }));
  const of = (isError: boolean): readonly string[] =>
    answers.flatMap(({ call, complaint }) => (call.isError === isError ? (complaint ?? []) : []));
  const [call, error] = [of(false), of(true)];
  return {
    list: listed.length === 0,
    call: call.length === 0,
    error: error.length === 0,
    complaints: [...listed, ...call, ...error],
  };
}

function complaintOf(
  { tool, says, isError }: Asked,
  result: Seen["results"][number] | undefined,
): string | undefined {
  if (result === undefined) return `${tool} was not called.`;
  if (result.isError !== isError) return `${tool} ${isError ? "told no error" : "failed"}: ${result.text}`;
  return says.test(result.text) ? undefined : `${tool} does not say ${String(says)}: ${result.text}`;
}
