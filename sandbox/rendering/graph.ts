import type { Line } from "../line/line.ts";
import type { Execution, TaskRun } from "../executions/execution.ts";
import { tasksUnder, type TaskSpec } from "../executions/flow.ts";
import { renderTaskRun } from "./execution.ts";
import { kindOf, loops, taskType } from "../engine/tasks.ts";
import type { Values } from "../values/values.ts";

const hierarchies = "io.kestra.core.models.hierarchies";

/** What a graph shows of tasks, and where it takes their task runs from. */
export interface GraphView {
  readonly task: (task: TaskSpec) => Values;
  /** Absent in the graph of a flow. */
  readonly run?: {
    readonly of: (taskId: string, parent: TaskRun | undefined) => readonly TaskRun[];
    readonly render: (run: TaskRun) => Values;
  };
  readonly newId: () => string;
}

interface Cluster {
  readonly cluster: Values;
  readonly nodes: string[];
  readonly parents: readonly string[];
  readonly start: string;
  readonly end: string;
}

/** A graph while it is drawn. */
export interface Graph {
  readonly nodes: Values[];
  readonly edges: Values[];
  readonly clusters: Cluster[];
}

type Relation = Readonly<Record<string, string>>;

/** Where a task of a graph begins and ends: at itself, or at the root and the end of its cluster. */
interface Drawn {
  readonly start: string;
  readonly end: string;
  /** All nodes of it. */
  readonly uids: readonly string[];
}

/** Where something is drawn: below which node, in which clusters, for which task run. */
interface Place {
  readonly path: string;
  readonly clusters: readonly string[];
  readonly parent?: TaskRun | undefined;
}

function connect({ edges }: Graph, source: string, target: string, relation: Relation = {}): void {
  edges.push({ source, target, relation });
}

/** How the tasks inside one hang on it. */
function relationOf({ type }: TaskSpec): string {
  if (type === taskType.parallel || type === taskType.dag) return "PARALLEL";
  if (type === taskType.choose || type === taskType.when) return "CHOICE";
  return loops.includes(type) || type.endsWith(".Loop") || type.endsWith(".LoopUntil")
    ? "DYNAMIC"
    : "SEQUENTIAL";
}

/** The lists of tasks inside one; those of one list follow one another. */
function branchesOf(task: TaskSpec): readonly (readonly TaskSpec[])[] {
  if (task.type === taskType.parallel || task.type === taskType.dag) {
    return tasksUnder(task, "tasks").map((one) => [one]);
  }
  const cases = (task["cases"] ?? {}) as Values;
  const lists = ["tasks", "then", "else", "defaults"].map((key) => tasksUnder(task, key));
  return [...Object.keys(cases).map((name) => tasksUnder(cases, name)), ...lists].filter(
    ({ length }) => length > 0,
  );
}

function enabled(tasks: readonly TaskSpec[]): readonly TaskSpec[] {
  return tasks.filter(({ disabled }) => disabled !== true);
}

/** Draws tasks that follow one another, from a node on; what they end at is what the last of them ends at. */
function drawAll(
  graph: Graph,
  tasks: readonly TaskSpec[],
  place: Place,
  view: GraphView,
  from: { readonly source: string; readonly relation: Relation; readonly runs?: readonly TaskRun[] },
): { readonly end: string; readonly uids: readonly string[] } {
  let [end, uids] = [from.source, [] as readonly string[]];
  for (const [index, task] of enabled(tasks).entries()) {
    const drawn = draw(
      graph,
      task,
      place,
      view,
      from.runs?.find(({ taskId }) => taskId === task.id),
    );
    connect(graph, end, drawn.start, index === 0 ? from.relation : { relationType: "SEQUENTIAL" });
    end = drawn.end;
    uids = [...uids, ...drawn.uids];
  }
  return { end, uids };
}

/** What stands inside a task: its branches, or a branch for each value that a loop has had. */
function drawInside(
  graph: Graph,
  task: TaskSpec,
  run: TaskRun | undefined,
  place: Place,
  view: GraphView,
  last: string,
): readonly string[] {
  const relationType = relationOf(task);
  const values = run?.items ?? [];
  if (values.length > 0 && view.run !== undefined) {
    let source = place.path;
    return values.flatMap((value, iteration) => {
      const tasks = tasksUnder(task, "tasks");
      const runs = tasks
        .flatMap(({ id }) => view.run?.of(id, run) ?? [])
        .filter((it) => it.iteration === iteration);
      if (runs.length === 0) return [];
      const drawn = drawAll(graph, tasks, place, view, { source, relation: { relationType, value }, runs });
      connect(graph, drawn.end, last);
      source = drawn.end;
      return drawn.uids;
    });
  }
  return branchesOf(task).flatMap((tasks) => {
    const drawn = drawAll(graph, tasks, place, view, { source: place.path, relation: { relationType } });
    connect(graph, drawn.end, last);
    return drawn.uids;
  });
}

function nodeOf(task: TaskSpec, uid: string, run: TaskRun | undefined, view: GraphView): Values {
  const isSubflow = task.type === taskType.subflow;
  return {
    uid,
    type: `${hierarchies}.${isSubflow ? "SubflowGraphTask" : "GraphTask"}`,
    task: view.task(task),
    ...(run === undefined || view.run === undefined
      ? {}
      : { taskRun: view.run.render(run), values: run.value === undefined ? [] : [run.value] }),
    relationType: kindOf(task.type) === "flowable" ? relationOf(task) : "SEQUENTIAL",
  };
}

function draw(graph: Graph, task: TaskSpec, place: Place, view: GraphView, own?: TaskRun): Drawn {
  const run = own ?? view.run?.of(task.id, place.parent)[0];
  const path = `${place.path}.${task.id}${run?.value === undefined ? "" : `_${run.value}`}`;
  const node = nodeOf(task, path, run, view);
  if (branchesOf(task).length === 0) {
    graph.nodes.push(node);
    return { start: path, end: path, uids: [path] };
  }
  const [start, end] = [`${path}.root-${view.newId()}`, `${path}.end-${view.newId()}`];
  const uid = `cluster_${path}`;
  const nodes = [start, end, path];
  graph.nodes.push(
    { uid: start, type: `${hierarchies}.GraphClusterRoot` },
    { uid: end, type: `${hierarchies}.GraphClusterEnd` },
    node,
  );
  const last = { uid: `${task.id}.finally-${view.newId()}`, type: `${hierarchies}.GraphClusterFinally` };
  const cluster = {
    uid,
    type: `${hierarchies}.GraphCluster`,
    relationType: relationOf(task),
    taskNode: node,
    finally: last,
  };
  graph.clusters.push({ cluster, nodes, parents: place.clusters, start, end });
  connect(graph, start, path);
  const inside = { path, clusters: [...place.clusters, uid], parent: run };
  nodes.push(...drawInside(graph, task, run, inside, view, end));
  return { start, end, uids: nodes };
}

/** The graph of tasks between a root and an end; `root` is the uid of its root. */
export function graphOf(tasks: readonly TaskSpec[], view: GraphView): Graph & { readonly root: string } {
  const graph: Graph = { nodes: [], edges: [], clusters: [] };
  const [root, end] = [`root.root-${view.newId()}`, `root.end-${view.newId()}`];
  graph.nodes.push(
    { uid: root, type: `${hierarchies}.GraphClusterRoot` },
    { uid: end, type: `${hierarchies}.GraphClusterEnd` },
  );
  const drawn = drawAll(graph, tasks, { path: "root", clusters: [] }, view, { source: root, relation: {} });
  if (drawn.uids.length > 0) connect(graph, drawn.end, end);
  return { ...graph, root };
}

/** Adds what starts a flow: a node for each of its triggers, which lead to the root. */
export function drawTriggers(
  graph: Graph & { readonly root: string },
  triggers: readonly (Values & { readonly id: string })[],
  newId: () => string,
): void {
  if (triggers.length === 0) return;
  const [start, end] = [`root.Triggers.root-${newId()}`, `root.Triggers.end-${newId()}`];
  graph.nodes.push(
    { uid: start, type: `${hierarchies}.GraphClusterRoot` },
    { uid: end, type: `${hierarchies}.GraphClusterEnd` },
  );
  const uids = triggers.map(({ id, ...shown }) => {
    const uid = `root.Triggers.${id}`;
    graph.nodes.push({ ...shown, uid, type: `${hierarchies}.GraphTrigger` });
    connect(graph, start, uid);
    connect(graph, uid, end);
    return uid;
  });
  connect(graph, end, graph.root);
  const last = { uid: `root.Triggers.finally-${newId()}`, type: `${hierarchies}.GraphClusterFinally` };
  const cluster = { uid: "cluster_root.Triggers", type: `${hierarchies}.GraphCluster`, finally: last };
  graph.clusters.push({ cluster, nodes: [start, end, ...uids], parents: [], start, end });
}

/** A task as those see it who may only run it: what it is, and what stands in it. */
function brief(task: TaskSpec): Values {
  const inner = ["tasks", "then", "else", "errors", "finally"].flatMap((key) => {
    const tasks = tasksUnder(task, key);
    return tasks.length === 0 ? [] : [[key, tasks.map(brief)] as const];
  });
  const { namespace, flowId, revision = null } = task;
  // All tasks of a choice are shown as one list.
  const cases = (task["cases"] ?? {}) as Values;
  const chosen = [
    ...tasksUnder(task, "defaults"),
    ...Object.keys(cases).flatMap((name) => tasksUnder(cases, name)),
  ];
  return {
    id: task.id,
    type: task.type,
    ...(task.type === taskType.subflow ? { subflowId: { namespace, flowId, revision } } : {}),
    ...(task.type === taskType.choose ? { tasks: chosen.map(brief) } : {}),
    ...Object.fromEntries(inner),
  };
}

/** The graph of an execution: a node for each task, with its task run; in a loop of 1.x one for each value. */
export function executionGraph(execution: Execution, line: Line, now: number, newId: () => string): Values {
  const view: GraphView = {
    task: brief,
    run: {
      of: (taskId, parent) =>
        (execution.taskRuns ?? []).filter(
          (run) => run.taskId === taskId && run.parentTaskRunId === parent?.id,
        ),
      render: (run) => renderTaskRun(execution, run, line, now, true),
    },
    newId,
  };
  const { nodes, edges, clusters } = graphOf(execution.flow.tasks, view);
  return { nodes, edges, clusters };
}
