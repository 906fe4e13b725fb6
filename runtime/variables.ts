/** One environment variable: what `--help` and the documentation print of it. */
export interface Variable {
  readonly name: string;
  /** As text; absent where it is unset by default. */
  readonly default?: string;
  readonly meaning: string;
}

/** Every variable that is read, in the order in which people need them. */
export const variables = [
  {
    name: "KESTRA_BASE_URL",
    default: "http://localhost:8080",
    meaning: "Where Kestra answers, with its context path if it has one. /api/v1 may stand at its end.",
  },
  { name: "KESTRA_TENANT_ID", default: "main", meaning: "The tenant that every call is about." },
  { name: "KESTRA_USERNAME", meaning: "With KESTRA_PASSWORD: Basic authentication, preferred to a token." },
  { name: "KESTRA_PASSWORD", meaning: "The password of KESTRA_USERNAME." },
  { name: "KESTRA_API_TOKEN", meaning: "Bearer authentication (Enterprise Edition)." },
  {
    name: "KESTRA_API_VERSION",
    meaning: "The release of Kestra, such as 1, 1.3.3 or v2.0.1, where it should not be asked for.",
  },
  {
    name: "KESTRA_MCP_ENABLED_TOOLS",
    meaning:
      "Only these tools: toolsets, presets, tool names and globs such as search_*, with commas between.",
  },
  {
    name: "KESTRA_MCP_DISABLED_TOOLS",
    meaning: "Never these tools, in the same words. Wins over KESTRA_MCP_ENABLED_TOOLS.",
  },
  { name: "KESTRA_MCP_READ_ONLY", default: "false", meaning: "Only what changes nothing." },
  {
    name: "KESTRA_MCP_CONFIRM",
    meaning:
      "Which calls ask the user first: never, destructive or write, which is all that changes something. Default: never over stdio, destructive over HTTP.",
  },
  { name: "KESTRA_MCP_TIMEOUT", default: "30", meaning: "Seconds that one request to Kestra may take." },
  {
    name: "KESTRA_MCP_LOG_LEVEL",
    default: "ERROR",
    meaning: "What is written to stderr: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
  },
  { name: "KESTRA_MCP_TRANSPORT", default: "stdio", meaning: "How clients reach the server: stdio or http." },
  { name: "KESTRA_MCP_HOST", default: "127.0.0.1", meaning: "Over HTTP: the address to listen on." },
  { name: "KESTRA_MCP_PORT", default: "8000", meaning: "Over HTTP: the port; 0 is any that is free." },
  {
    name: "KESTRA_MCP_AUTH_TOKEN",
    meaning:
      "Over HTTP: what clients must send as `Authorization: Bearer`, at least 16 characters. It never reaches Kestra.",
  },
  {
    name: "KESTRA_MCP_ALLOW_UNAUTHENTICATED",
    default: "false",
    meaning: "Over HTTP: listen where others can reach it without KESTRA_MCP_AUTH_TOKEN.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_HOSTS",
    meaning:
      "Over HTTP: names by which clients reach the server, such as mcp.example.com, with commas between; * is any.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_ORIGINS",
    meaning: "Over HTTP: web pages that may use it, such as https://app.example.com.",
  },
  {
    name: "KESTRA_MCP_STATELESS",
    default: "false",
    meaning: "Over HTTP: no sessions. Clients are then neither asked nor told what they did not ask for.",
  },
  { name: "KESTRA_MCP_MAX_SESSIONS", default: "1000", meaning: "Over HTTP: sessions open at one time." },
  {
    name: "KESTRA_MCP_SESSION_IDLE",
    default: "1800",
    meaning: "Over HTTP: seconds after which a session that nobody used is over.",
  },
  {
    name: "KESTRA_MCP_CALLER_CREDENTIALS",
    default: "optional",
    meaning:
      "Over HTTP: whether callers bring their own credentials for Kestra: optional, required or never.",
  },
  {
    name: "KESTRA_MCP_ALLOWED_BASE_URLS",
    meaning:
      "Over HTTP: other Kestras that callers may name, with commas between; /* at an end allows all below it.",
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]["name"];
