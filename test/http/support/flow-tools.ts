import { compiled } from "../../../generated/compiled.ts";
import { kestraService } from "../../../runtime/mcp/kestra-service.ts";
import { json, type Respond } from "../../runtime/support/server.ts";
import { serving, type ServingOptions } from "./serving.ts";

/** A flow, as far as Kestra answers it. */
export interface Flow {
  readonly id: string;
  readonly namespace: string;
}

/** Whose flows are whose, by the token for Kestra. */
export const own = { ann: "token-of-ann", bob: "token-of-bob" };

/** A Kestra that shows each user other flows; one who brings no token is the operator. */
export function kestraWith(flows: Record<string, readonly Flow[]>): Respond {
  return ({ url, method, headers }, response) => {
    const whose = Object.entries(own).find(([, token]) => headers.authorization === `Bearer ${token}`)?.[0];
    const all = flows[whose ?? "operator"] ?? [];
    const path = url.split("?")[0] ?? "";
    if (path.endsWith("/flows/search")) json(response, { results: all, total: all.length });
    else if (path.includes("/flows/")) {
      const [, namespace, id] = /\/flows\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      const found = all.find((one) => one.namespace === namespace && one.id === id);
      json(response, found ?? { message: "Not Found" }, found ? 200 : 404);
    } else if (method === "POST" && path.includes("/executions/")) {
      const [, namespace, flowId] = /executions\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
      json(response, { id: "5xYz", namespace, flowId, state: { current: "SUCCESS" } });
    } else json(response, {});
  };
}

/** A server whose flows are tools. */
export function servedFlows(
  respond: Respond,
  env: Record<string, string> = {},
  more: Partial<ServingOptions> = {},
) {
  return serving(respond, {
    tools: { version: "1", ...compiled },
    service: kestraService("1", compiled),
    env: {
      KESTRA_API_VERSION: "2.0",
      KESTRA_MCP_CONFIRM: "never",
      KESTRA_MCP_FLOWS: "*",
      KESTRA_MCP_ENABLED_TOOLS: "flows, get_status",
      ...env,
    },
    ...more,
  });
}

/** One in a namespace. */
export const flow = (id: string, namespace = "company.team"): Flow => ({ id, namespace });
