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

/** Lower case, with spaces, hyphens and dots as one underscore, and nothing but letters, digits and underscores. */
export function normalise(text: string): string {
  return text
    .toLowerCase()
    .trim()
    .replace(/[\s.-]+/g, "_")
    .replace(/[^a-z0-9_]/g, "");
}

/** How well a flow answers to a name: 1 where they are the same, 0.9 where one holds the other, else their similarity. */
export function score(query: string, flow: FlowName): number {
  const asked = normalise(query);
  const id = normalise(flow.id);
  const byName = asked === id ? 1 : id.includes(asked) || asked.includes(id) ? 0.9 : similarity(asked, id);
  const inNamespace = flow.namespace !== "" && normalise(flow.namespace).includes(asked);
  return inNamespace ? Math.min(1, byName + 0.05) : byName;
}

/** True where a flow that Kestra's search did not find may be meant all the same. */
export function resembles(query: string, flowId: string): boolean {
  return similarity(normalise(query), normalise(flowId)) >= alike;
}

/** Flows by score, the best first. */
export function rank(query: string, flows: readonly FlowName[]): FlowMatch[] {
  return flows
    .map((flow) => ({
      namespace: flow.namespace,
      flow_id: flow.id,
      score: Math.round(score(query, flow) * 1000) / 1000,
    }))
    .sort((a, b) => b.score - a.score);
}

export function hasGoodMatch([best]: readonly FlowMatch[]): boolean {
  return best !== undefined && best.score >= good;
}

/** What the agent is told: one flow where it stands out, else the best five. */
export function answer(query: string, ranked: readonly FlowMatch[]): FlowAnswer {
  const [best, second] = ranked;
  const matches = ranked.slice(0, 5);
  if (best === undefined) {
    return {
      found: false,
      message: `No flows found matching '${query}'. Try a different search term or check available flows with search_flows.`,
      matches,
    };
  }
  const standsOut = best.score >= good && (second === undefined || second.score < best.score - 0.1);
  if (!standsOut) {
    const message = `Found ${ranked.length} possible matches. The top results are listed below.`;
    return { found: true, message, matches };
  }
  const { namespace, flow_id } = best;
  const message = `Found flow '${flow_id}' in namespace '${namespace}'`;
  return { found: true, message, match: { namespace, flow_id }, matches };
}
