import type { Execution } from "./execution.ts";

/** The executions of the sandbox, in the order they were created. */
export interface ExecutionStore {
  add(execution: Execution): void;
  get(id: string): Execution | undefined;
  /** Whether there was one to delete. */
  delete(id: string): boolean;
  all(): readonly Execution[];
  ofFlow(namespace: string, flowId: string): readonly Execution[];
  /** The executions that tasks of this one started. */
  childrenOf(id: string): readonly Execution[];
}

export function executionStore(): ExecutionStore {
  const executions = new Map<string, Execution>();
  const byFlow = new Map<string, Map<string, Execution>>();
  /** All of them, until one comes or goes. */
  let given: readonly Execution[] | undefined;
  const keyOf = (namespace: string, flowId: string): string => JSON.stringify([namespace, flowId]);
  const all = (): readonly Execution[] => (given ??= [...executions.values()]);
  return {
    add: (execution) => {
      given = undefined;
      executions.set(execution.id, execution);
      const key = keyOf(execution.namespace, execution.flowId);
      const siblings = byFlow.get(key) ?? new Map<string, Execution>();
      byFlow.set(key, siblings.set(execution.id, execution));
    },
    get: (id) => executions.get(id),
    delete: (id) => {
      given = undefined;
      const found = executions.get(id);
      if (found !== undefined) byFlow.get(keyOf(found.namespace, found.flowId))?.delete(id);
      return executions.delete(id);
    },
    all,
    ofFlow: (namespace, flowId) => [...(byFlow.get(keyOf(namespace, flowId))?.values() ?? [])],
    childrenOf: (id) => all().filter(({ trigger }) => trigger?.variables["executionId"] === id),
  };
}
