import { asWritten, list } from "../readers/reader.ts";
import { scopes } from "../readers/scopes.ts";
import type { Variable } from "./variable.ts";

/** Those of tokens of another authorization server. */
export const externalVariables = [
  {
    name: "KESTRA_MCP_AUDIENCE",
    part: "endpoint",
    key: "audience",
    read: list(asWritten),
    usually: "KESTRA_MCP_PUBLIC_URL with /mcp",
    meaning:
      "For KESTRA_MCP_AUTH=external: what tokens must be for (`aud`), with commas between where one of several will do.",
  },
  {
    name: "KESTRA_MCP_OAUTH_SCOPES",
    part: "endpoint",
    key: "oauthScopes",
    default: "",
    read: scopes,
    meaning:
      "For KESTRA_MCP_AUTH=external: scopes that the authorization server knows and clients must ask for, with spaces between. kestra.read, kestra.write and kestra.destroy among them bound what a token may do; without any, roles alone do.",
  },
] as const satisfies readonly Variable[];
