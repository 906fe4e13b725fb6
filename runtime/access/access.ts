import { permissionOf, type Permission } from "../auth/permission.ts";
import { nobody, type Principal } from "../auth/principal.ts";
import { namesRoles, rolesVariables, type Endpoint, type RolesWritten } from "../config/endpoint.ts";
import { ConfigurationError } from "../errors.ts";
import { readOperatorsFile } from "./read-file.ts";
import { readRoles, type KnownRoles, type Roles, type RolesSource } from "./roles-file.ts";
import { hashOf, readTokens } from "./tokens-file.ts";

/** Who may come, and what each may do: what the operator's files of roles and tokens say. */
export interface Access {
  readonly roles: Roles;
  /** Whoever was asked for no proof. */
  readonly anyone: Principal;
  /** The principal of a token with a name; undefined of any other. Absent: there are none. */
  readonly byToken?: (token: string) => Principal | undefined;
}

type Files = Pick<Endpoint, "tokensFile" | "authToken"> & RolesWritten;

/** The roles that an operator and a preset say; undefined where there are none. @throws ConfigurationError */
export async function rolesOfFiles(given: RolesWritten, known: KnownRoles): Promise<Roles | undefined> {
  if (!namesRoles(given)) return undefined;
  return readRoles({ file: await rolesText(given), preset: given.rolesPreset }, known);
}

/** What the operator wrote of roles, by the name that errors show. */
async function rolesText({ roles, rolesFile }: RolesWritten): Promise<RolesSource["file"]> {
  if (roles !== undefined && rolesFile !== undefined)
    throw new ConfigurationError("KESTRA_MCP_ROLES and KESTRA_MCP_ROLES_FILE are both set: set one of them.");
  if (roles !== undefined && isPath(roles))
    throw new ConfigurationError(
      `KESTRA_MCP_ROLES is ${roles}, and it holds the YAML itself: for a file set KESTRA_MCP_ROLES_FILE.`,
    );
  if (rolesFile === undefined)
    return roles === undefined ? undefined : { name: "KESTRA_MCP_ROLES", text: roles };
  const text = await readOperatorsFile(rolesFile, "KESTRA_MCP_ROLES_FILE");
  return { name: rolesFile, text };
}

/** Whether it looks like the path of a file: what says roles is a map, on several lines or in braces, or has a colon before a space. */
function isPath(text: string): boolean {
  const line = text.trim();
  return !/\n|:(?:\s|$)|^\{/.test(line) && /^(?:~|\.{1,2})?\/|\.ya?ml$/i.test(line);
}

/** Reads the files. @throws ConfigurationError with line and column */
export async function readAccess(files: Files, known: KnownRoles): Promise<Access> {
  const { tokensFile } = files;
  const roles = await rolesOfFiles(files, known);
  if (roles === undefined)
    throw new ConfigurationError(
      `KESTRA_MCP_TOKENS_FILE needs ${rolesVariables}: without roles its tokens may do nothing.`,
    );
  const anyone: Principal = { ...nobody, ...may([], roles) };
  if (tokensFile === undefined) return { roles, anyone };
  const text = await readOperatorsFile(tokensFile, "KESTRA_MCP_TOKENS_FILE");
  const tokens = await readTokens(tokensFile, text, roles.names);
  if (files.authToken !== undefined && tokens.some(({ sha256 }) => sha256 === hashOf(files.authToken ?? "")))
    throw new ConfigurationError(
      `${tokensFile} has the token of KESTRA_MCP_AUTH_TOKEN, which is the operator's.`,
    );
  const principals = new Map(
    tokens.map(({ name, sha256, roles: given }): [string, Principal] => [
      sha256,
      { subject: name, scopes: [], proof: "named token", ...may(given, roles) },
    ]),
  );
  return {
    roles,
    anyone,
    byToken: (token) => principals.get(hashOf(token)),
  };
}

/** What somebody with these roles may do, and with those that everybody has. */
export function may(
  given: readonly string[],
  roles: Roles,
): { readonly roles: readonly string[]; readonly permission: Permission } {
  const permission = permissionOf([...roles.default, ...given], roles.grants);
  return { roles: permission.roles, permission };
}
