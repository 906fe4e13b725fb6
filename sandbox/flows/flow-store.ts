import type { FlowSource, FlowSpec } from "../executions/flow.ts";

/** One revision of a flow. */
export interface StoredFlow {
  /** The source, parsed. */
  readonly flow: FlowSpec;
  /** As it was sent. */
  readonly source: string;
  /** When it was stored, in milliseconds since 1970. */
  readonly updated: number;
  readonly deleted: boolean;
}

/** The flows of the sandbox with all their revisions; deleting a flow makes one more. */
export interface FlowStore extends FlowSource {
  /** The newest revision, or the one asked for; undefined where there is none, or the flow is deleted. */
  get(namespace: string, id: string, revision?: number): StoredFlow | undefined;
  /** Every revision, oldest first, whether the flow is deleted or not. */
  revisions(namespace: string, id: string): readonly StoredFlow[];
  /** The newest revision of every flow that is not deleted, in the order that the flows were first stored. */
  all(): readonly StoredFlow[];
  /** Of every flow that was there at an instant, in milliseconds since 1970, the newest revision that is no draft. */
  allAt(at: number): readonly StoredFlow[];
  /** Stores a new revision. `flow` counts its own revision when this answers. */
  save(flow: Omit<FlowSpec, "revision">, source: string, at: number): StoredFlow;
  delete(namespace: string, id: string, at: number): void;
  deleteRevisions(namespace: string, id: string, revisions: readonly number[]): void;
}

function keyOf(namespace: string, id: string): string {
  return JSON.stringify([namespace, id]);
}

export function flowStore(): FlowStore {
  const flows = new Map<string, readonly StoredFlow[]>();

  const revisions = (namespace: string, id: string): readonly StoredFlow[] =>
    flows.get(keyOf(namespace, id)) ?? [];

  const get = (namespace: string, id: string, revision?: number): StoredFlow | undefined => {
    const stored = revisions(namespace, id);
    if (revision !== undefined) return stored.find(({ flow }) => flow.revision === revision);
    const newest = stored.at(-1);
    return newest?.deleted === true ? undefined : newest;
  };

  const add = (revision: StoredFlow): StoredFlow => {
    const { namespace, id } = revision.flow;
    flows.set(keyOf(namespace, id), [...revisions(namespace, id), revision]);
    return revision;
  };

  const newestOf = (wanted: (revision: StoredFlow) => boolean): readonly StoredFlow[] =>
    [...flows.values()]
      .flatMap((stored) => stored.filter(wanted).slice(-1))
      .filter(({ deleted }) => !deleted);

  /** What runs where no revision is asked for. */
  const executable = (namespace: string, id: string): FlowSpec | undefined =>
    get(namespace, id) === undefined
      ? undefined
      : revisions(namespace, id).findLast(({ flow, deleted }) => !deleted && flow.draft !== true)?.flow;

  const next = (namespace: string, id: string): number =>
    (revisions(namespace, id).at(-1)?.flow.revision ?? 0) + 1;

  return {
    get,
    revisions,
    find: (namespace, id, revision) =>
      revision === undefined ? executable(namespace, id) : get(namespace, id, revision)?.flow,
    all: () => newestOf(() => true),
    allAt: (at) => newestOf(({ flow, updated }) => updated <= at && flow.draft !== true),
    save: (flow, source, at) => {
      const { id, namespace, tasks } = flow;
      const revision = next(namespace, id);
      return add({ flow: { ...flow, id, namespace, tasks, revision }, source, updated: at, deleted: false });
    },
    delete: (namespace, id, at) => {
      const newest = get(namespace, id);
      if (newest === undefined) return;
      const { draft: _, ...rest } = newest.flow;
      const flow = { ...rest, id, namespace, tasks: newest.flow.tasks, revision: next(namespace, id) };
      add({ ...newest, flow, updated: at, deleted: true });
    },
    deleteRevisions: (namespace, id, unwanted) => {
      const kept = revisions(namespace, id).filter(({ flow }) => !unwanted.includes(flow.revision));
      flows.set(keyOf(namespace, id), kept);
    },
  };
}
