import { json, notFound } from "../http/answers.ts";
import type { Route } from "../http/route.ts";

const made = "2026-01-01T00:00:00Z";

/** Each tenant has this one. */
const standard = {
  id: "default",
  description: "The default MCP server of the tenant.",
  instructions: "Flows with an MCP tool trigger are tools here.",
  serverType: "PRIVATE",
  authType: "BASIC",
  disabled: false,
  isDefault: true,
  created: made,
  updated: made,
};

const servers: Route["handle"] = () => json({ results: [standard], total: 1 });

const server: Route["handle"] = (request) =>
  request.params.id === standard.id ? json(standard) : notFound(request);

/** The MCP servers of 2.0: the one that is always there. */
export const mcpServerRoutes: readonly Route[] = [
  { method: "GET", path: "/api/v1/{tenant}/mcp/servers", handle: servers },
  { method: "GET", path: "/api/v1/{tenant}/mcp/servers/{id}", handle: server },
];
