import { InputError } from "../../runtime/errors.ts";
import { createTurns } from "../../runtime/turns.ts";
import { similarity, type Similarity } from "./similarity.ts";

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

/** Characters of what is asked for: twice as many as a flow's id may have. */
export const longestQuery = 200;

/** @throws InputError for what is too long to be a name */
export function requireShort(query: string): void {
  if (query.length <= longestQuery) return;
  throw new InputError(
    `query has ${query.length} characters, and at most ${longestQuery} are looked for: give the flow's name.`,
  );
}

/** How well a flow answers to a name: 1 where they are the same, 0.9 where one holds the other, else their similarity. */
export function score(query: string, flow: FlowName, alikeness: Similarity["of"]): number {
  const asked = normalise(query);
  const id = normalise(flow.id);
  const byName = asked === id ? 1 : id.includes(asked) || asked.includes(id) ? 0.9 : alikeness(asked, id);
  const inNamespace = flow.namespace !== "" && normalise(flow.namespace).includes(asked);
  return inNamespace ? Math.min(1, byName + 0.05) : byName;
}

/** The flows that Kestra's search did not find and that may be meant all the same. */
export async function resembling<Flow extends FlowName>(
  query: string,
  flows: readonly Flow[],
): Promise<Flow[]> {
  const { isAtLeast } = await similarity();
  const asked = normalise(query);
  const found: Flow[] = [];
  const turn = createTurns();
  for (const flow of flows) {
    if (isAtLeast(alike, asked, normalise(flow.id))) found.push(flow);
    await turn();
  }
  return found;
}

/** Flows by score, the best first. */
export async function rank(query: string, flows: readonly FlowName[]): Promise<FlowMatch[]> {
  const { of } = await similarity();
  const matches: FlowMatch[] = [];
  const turn = createTurns();
  for (const flow of flows) {
    const rounded = Math.round(score(query, flow, of) * 1000) / 1000;
    matches.push({ namespace: flow.namespace, flow_id: flow.id, score: rounded });
    await turn();
  }
  return matches.sort((a, b) => b.score - a.score);
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
