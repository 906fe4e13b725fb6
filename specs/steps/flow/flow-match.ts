import { createTurns } from "../../../runtime/turns.ts";
import { similarity } from "./similarity.ts";

/** A flow as a search gives it. */
export interface FlowName {
  readonly id: string;
  readonly namespace: string;
}

export interface FlowMatch {
  readonly namespace: string;
  readonly flow_id: string;
  /** From 0 to 1, with three decimals. */
  readonly score: number;
}

export interface FlowAnswer {
  readonly found: boolean;
  readonly message: string;
  readonly match?: { readonly namespace: string; readonly flow_id: string };
  /** Five at most. */
  readonly matches: FlowMatch[];
}

const good = 0.8;
const alike = 0.55;

/** Flows that are compared exactly, of those that are roughly the most alike. */
const mostExact = 50;

/** Lower case, with spaces, hyphens, dots and slashes as one underscore, and nothing but letters, digits and underscores. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/[\s./-]+/g, "_")
    .replace(/[^a-z0-9_]/g, "");
}

/** How alike two texts are, from 0 to 1. */
type Alikeness = (a: string, b: string) => number;

/** How well a flow answers to a name: 1 where they are the same, 0.9 where one holds the other, else their similarity. */
export function score(query: string, flow: FlowName, alikeness: Alikeness): number {
  const asked = withoutNamespace(query, flow);
  const id = normalise(flow.id);
  const byName = asked === id ? 1 : id.includes(asked) || asked.includes(id) ? 0.9 : alikeness(asked, id);
  const inNamespace = flow.namespace !== "" && normalise(flow.namespace).includes(normalise(query));
  return inNamespace ? Math.min(1, byName + 0.05) : byName;
}

/** What a flow is called, where it is called by its namespace, too: `company.team/hello`. */
function withoutNamespace(query: string, { namespace }: FlowName): string {
  const asked = normalise(query);
  const whole = `${normalise(namespace)}_`;
  return asked.startsWith(whole) && asked.length > whole.length ? asked.slice(whole.length) : asked;
}

/** How alike a flow's id is to what was asked; one that stands in it as a word, as in `the hello flow`, is. */
function alikenessTo(query: string, flow: FlowName, alikeness: Alikeness): number {
  const asked = withoutNamespace(query, flow);
  const id = normalise(flow.id);
  return `_${asked}_`.includes(`_${id}_`) ? 1 : alikeness(asked, id);
}

/** The flows that Kestra's search did not find and that may be meant all the same, the 50 likeliest at most. */
export async function resembling(query: string, flows: readonly FlowName[]): Promise<FlowName[]> {
  const { exact, rough } = await similarity();
  const likely = await scored(flows, (flow) => alikenessTo(query, flow, rough));
  const near = likely.filter((one) => one.score >= alike).slice(0, mostExact);
  const found = await scored(
    near.map(({ flow }) => flow),
    (flow) => alikenessTo(query, flow, exact),
  );
  const alikes = new Set(found.filter((one) => one.score >= alike).map(({ flow }) => flow));
  return flows.filter((flow) => alikes.has(flow));
}

/** Flows by how well they answer to a name. */
export interface Ranking {
  /** The best first; the 50 likeliest at most. */
  readonly best: readonly FlowMatch[];
  /** How many there are in all. */
  readonly count: number;
}

/** Flows by score, the best first. */
export async function rank(query: string, flows: readonly FlowName[]): Promise<Ranking> {
  const { exact, rough } = await similarity();
  const likely = await scored(flows, (flow) => score(query, flow, rough));
  const likeliest = new Set(likely.slice(0, mostExact).map(({ flow }) => flow));
  const ranked = await scored(
    flows.filter((flow) => likeliest.has(flow)),
    (flow) => score(query, flow, exact),
  );
  const best = ranked.map((one) => ({
    namespace: one.flow.namespace,
    flow_id: one.flow.id,
    score: Math.round(one.score * 1000) / 1000,
  }));
  return { best, count: flows.length };
}

/** Flows with what is told of each, the highest first; others have their turn between them. */
async function scored(
  flows: readonly FlowName[],
  tell: (flow: FlowName) => number,
): Promise<{ readonly flow: FlowName; readonly score: number }[]> {
  const turn = createTurns();
  const all: { readonly flow: FlowName; readonly score: number }[] = [];
  for (const flow of flows) {
    all.push({ flow, score: tell(flow) });
    await turn();
  }
  return all.sort((a, b) => b.score - a.score);
}

export function hasGoodMatch({ best: [best] }: Ranking): boolean {
  return best !== undefined && best.score >= good;
}

/** What was asked for, and where. */
interface Asked {
  readonly query: string;
  readonly namespace?: string | undefined;
}

/** The tool that lists flows: a server that works in some namespaces may have none that lists those of all. */
function allBy(namespace: string | undefined): string {
  return namespace === undefined || namespace === "" ? "search_flows" : "list_flows_in_namespace";
}

/** What the agent is told: one flow where it stands out, else the best five. */
export function answer({ query, namespace: within }: Asked, ranking: Ranking): FlowAnswer {
  const [best, second] = ranking.best;
  const matches = ranking.best.slice(0, 5);
  if (best === undefined) {
    return {
      found: false,
      message: `No flows found matching '${query}'. Try a different search term or check available flows with ${allBy(within)}.`,
      matches,
    };
  }
  const standsOut = best.score >= good && (second === undefined || second.score < best.score - 0.1);
  if (!standsOut) {
    const message = `Found ${ranking.count} possible matches. The top results are listed below.`;
    return { found: true, message, matches };
  }
  const { namespace, flow_id } = best;
  const message = `Found flow '${flow_id}' in namespace '${namespace}'`;
  return { found: true, message, match: { namespace, flow_id }, matches };
}
