/** An execution as Kestra tells it among others. */
export interface Told {
  readonly id: string;
  readonly namespace: string;
  readonly flowId: string;
  readonly state: string;
  readonly startDate?: string | null | undefined;
}

/** Which execution is meant: the newest of exactly this flow, in exactly this state where one is given. */
export interface Wanted {
  readonly namespace: string;
  readonly flow_id: string;
  readonly state?: string;
}

export type Flow = Pick<Wanted, "namespace" | "flow_id">;
type Rows = Promise<{ readonly results: readonly PartlyTold[] }>;

/** No contract promises any of it. */
type PartlyTold = { readonly [Key in keyof Told]?: Told[Key] | null | undefined };

/** Where is asked for it. */
export interface Routes {
  /** The newest first; finds an execution and its state only a moment after they are there. */
  readonly newest: (wanted: Wanted) => Rows;
  /** The newest of a flow, whatever its state. */
  readonly latest: (flow: Flow) => Rows;
  /** Whether it is an iteration of a loop, which from Kestra 2.0 on is an execution of its own. Asked there alone. */
  readonly kind: (of: { readonly execution_id: string }) => Promise<{ readonly kind?: unknown }>;
}

export interface Context {
  readonly instance: { readonly line: string };
  /** Absent: it is looked for once. */
  readonly sleep?: ((milliseconds: number) => Promise<void>) | undefined;
}

interface Look {
  readonly found: Told | undefined;
  /** Whether the search does not know yet what is there. */
  readonly isBehind: boolean;
}

/** How often is looked at most, and how many milliseconds apart: two looks in a row have to agree. */
const looks = 6;
const pause = 400;

/**
 * The newest execution of a flow. It does not rest on one search, which may not know the newest yet: another route is asked
 * too, and both again until they agree twice.
 */
export async function newestExecution(
  wanted: Wanted,
  { newest, latest, kind }: Routes,
  { instance: { line }, sleep }: Context,
): Promise<Told | undefined> {
  const isIteration = async (execution_id: string): Promise<boolean> =>
    Number.parseInt(line, 10) >= 2 && (await kind({ execution_id })).kind === "LOOP";
  const routes = { newest, latest, isIteration };
  let { found, isBehind } = await look(wanted, routes);
  for (let nth = 2; sleep !== undefined && nth <= looks; nth++) {
    await sleep(pause);
    const before = found;
    ({ found, isBehind } = await look(wanted, routes));
    if (!isBehind && found?.id === before?.id) break;
  }
  return found;
}

async function look(
  wanted: Wanted,
  routes: Pick<Routes, "newest" | "latest"> & { readonly isIteration: (id: string) => Promise<boolean> },
): Promise<Look> {
  const { newest, latest, isIteration } = routes;
  const flow = { namespace: wanted.namespace, flow_id: wanted.flow_id };
  const told = first((await latest(flow)).results, flow);
  const searched = first((await newest(flow)).results, flow);
  const isSame = told?.id === searched?.id;
  const isNewer = !isSame && startOf(told) > startOf(searched);
  const isBehind = isSame
    ? told?.state !== searched?.state
    : isNewer && told !== undefined && !(await isIteration(told.id));
  const last = isBehind ? told : searched;
  if (wanted.state === undefined) return { found: last, isBehind: false };
  if (last?.state === wanted.state) return { found: last, isBehind: false };
  return { found: first((await newest(wanted)).results, wanted), isBehind };
}

/** The first of exactly this flow and state: a filter that Kestra does not know finds everything. */
function first(rows: readonly PartlyTold[], { namespace, flow_id, state }: Wanted): Told | undefined {
  const isMeant = (it: PartlyTold): it is Told =>
    typeof it.id === "string" &&
    typeof it.state === "string" &&
    it.namespace === namespace &&
    it.flowId === flow_id &&
    (state === undefined || it.state === state);
  return rows.find(isMeant);
}

function startOf(execution: Told | undefined): number {
  return Date.parse(execution?.startDate ?? "") || 0;
}
