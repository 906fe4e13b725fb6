import type { Server } from "../../support/server.ts";

/** Removes what tests left in a namespace and its children, with the tools themselves. */
export async function cleanUp(server: Server, namespace: string): Promise<void> {
  const { results: executions } = await server.get("list_executions", { namespace });
  for (const { id, state } of executions) {
    if (["CREATED", "RUNNING", "PAUSED", "QUEUED"].includes(state.current)) {
      await server.call("manage_executions", { action: "kill", execution_id: id });
    }
    await server.call("manage_executions", { action: "delete", execution_id: id });
  }
  for (const child of [namespace, `${namespace}.child`]) {
    const { results: flows } = await server.get("list_flows_in_namespace", { namespace: child });
    for (const { id } of flows) {
      await server.get("manage_flow", { action: "delete", namespace: child, flow_id: id });
    }
    const { results: keys } = await server.get("manage_kv_store", { action: "list", namespace: child });
    for (const { key } of keys) {
      await server.get("manage_kv_store", { action: "delete", namespace: child, key });
    }
  }
}
