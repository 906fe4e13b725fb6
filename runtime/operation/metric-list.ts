/** What is counted of one kind of thing. */
export interface MetricFacts {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
}

/** Each metric of our own, besides those of the process. A label is always a name of ours. */
export const metricList = {
  info: { name: "kestra_mcp_info", help: "What is running.", labels: ["version", "auth"] },
  calls: {
    name: "kestra_mcp_calls_total",
    help: "Calls of tools, by what became of them: done, failed, asked (their user), cancelled.",
    labels: ["tool", "action", "outcome"],
  },
  callTime: {
    name: "kestra_mcp_call_duration_seconds",
    help: "How long calls took.",
    labels: ["tool"],
  },
  requests: {
    name: "kestra_mcp_requests_total",
    help: "Requests to Kestra, to other services, and to who logs users in (identity_provider, or authorization_server), by the class of the answer's status: 2xx, or none.",
    labels: ["service", "method", "status"],
  },
  requestTime: {
    name: "kestra_mcp_request_duration_seconds",
    help: "How long these took to be answered.",
    labels: ["service"],
  },
  http: {
    name: "kestra_mcp_http_requests_total",
    help: "Requests over HTTP, by their route: /mcp, /account, /oauth/token and the like; another is none of ours.",
    labels: ["route", "method", "status"],
  },
  httpTime: {
    name: "kestra_mcp_http_request_duration_seconds",
    help: "How long these took; streams take as long as they are open.",
    labels: ["route"],
  },
  events: {
    name: "kestra_mcp_access_events_total",
    help: "Logins, tokens, refusals and the like.",
    labels: ["event"],
  },
  limited: {
    name: "kestra_mcp_limited_total",
    help: "What was refused since a rate limit was reached: user, client, address or registration.",
    labels: ["limit"],
  },
  sessions: { name: "kestra_mcp_sessions", help: "MCP sessions that are open in this process.", labels: [] },
  stored: {
    name: "kestra_mcp_stored",
    help: "What the store holds: clients, users, grants, tokens, credentials and sessions.",
    labels: ["kind"],
  },
} as const satisfies Readonly<Record<string, MetricFacts>>;
