import type { Variable } from "../../runtime/config/variables/variable.ts";
import { variables, type VariableName } from "../../runtime/config/variables/variables.ts";

/** A variable that a host asks its user for in a form. */
export interface FormField {
  readonly variable: Variable;
  /** Its key in the form. */
  readonly key: string;
  readonly title: string;
  readonly type: "string" | "boolean";
}

/** What people are asked for, in the order of the form: all of it may stay empty, and a server starts all the same. */
const titles: readonly (readonly [VariableName, string])[] = [
  ["KESTRA_BASE_URL", "Address of Kestra"],
  ["KESTRA_TENANT_ID", "Tenant"],
  ["KESTRA_USERNAME", "User name"],
  ["KESTRA_PASSWORD", "Password"],
  ["KESTRA_API_TOKEN", "API token (Enterprise, in place of the password)"],
  ["KESTRA_CONTEXT", "Context of kestractl (in place of all of these)"],
  ["KESTRA_MCP_READ_ONLY", "Only read"],
  ["KESTRA_MCP_ENABLED_TOOLS", "Tools"],
  ["KESTRA_MCP_CONFIRM", "Ask before"],
];

const switches: readonly VariableName[] = ["KESTRA_MCP_READ_ONLY"];

/** The forms of hosts ask for these. */
export const asked: readonly FormField[] = titles.map(([name, title]) => ({
  variable: (variables as readonly Variable[]).find((it) => it.name === name) as Variable,
  key: name.toLowerCase().replace(/^kestra_(mcp_)?/, ""),
  title,
  type: switches.includes(name) ? "boolean" : "string",
}));

/** `{ KESTRA_BASE_URL: "${user_config.base_url}" }`: how a host hands over what was filled in. */
export function filledIn(form: readonly FormField[] = asked): Readonly<Record<string, string>> {
  return Object.fromEntries(form.map(({ variable, key }) => [variable.name, `\${user_config.${key}}`]));
}
