import { tokenTools, userCredentials } from "../readers/choices.ts";
import { choice, list } from "../readers/reader.ts";
import type { Variable } from "./variable.ts";

/** Those of the credentials for Kestra that users who log in have. */
export const accountVariables = [
  {
    name: "KESTRA_MCP_USER_CREDENTIALS",
    part: "endpoint",
    key: "userCredentials",
    read: list(choice(userCredentials)),
    default: "stored",
    meaning:
      "With KESTRA_MCP_AUTH oauth or external: whose credentials the calls of a user have, the first that there are: stored, which users register and the store keeps encrypted; impersonate, the operator's, which act for the user's address (Enterprise); shared, the operator's, with the label mcp.user on what they start.",
  },
  {
    name: "KESTRA_MCP_TOKEN_TOOL",
    part: "endpoint",
    key: "tokenTool",
    read: choice(tokenTools),
    default: "page",
    meaning:
      "How users register credentials by a tool: page gives a link to the account page; argument takes a token as well, which then passes through the model; off hides the tool, and the paths for tokens of scramb/kestra-server-mcp.",
  },
] as const satisfies readonly Variable[];
