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
  { name: "KESTRA_MCP_TIMEOUT", default: "30", meaning: "Seconds that one request to Kestra may take." },
  {
    name: "KESTRA_MCP_LOG_LEVEL",
    default: "ERROR",
    meaning: "What is written to stderr: DEBUG, INFO, WARNING, ERROR or CRITICAL.",
  },
] as const satisfies readonly Variable[];

export type VariableName = (typeof variables)[number]["name"];
