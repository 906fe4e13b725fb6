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
  const all = (): readonly Execution[] => [...executions.values()];
  return {
    add: (execution) => {
      executions.set(execution.id, execution);
    },
    get: (id) => executions.get(id),
    delete: (id) => executions.delete(id),
    all,
    ofFlow: (namespace, flowId) =>
      all().filter((execution) => execution.namespace === namespace && execution.flowId === flowId),
    childrenOf: (id) => all().filter(({ trigger }) => trigger?.variables["executionId"] === id),
  };
}
