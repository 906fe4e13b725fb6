import { readFile } from "node:fs/promises";
import { rolesOfFiles } from "../access/access.ts";
import { rolesOf, type Claims, type Overage, type RolesFound } from "../access/claims.ts";
import { reachOf } from "../access/reach.ts";
import { namespacesNamed } from "../access/refusals.ts";
import { viewFor } from "../access/view.ts";
import type { Roles } from "../access/roles-file.ts";
import { narrowed, rolesNamed, type Permission } from "../auth/permission.ts";
import { effectsOf, scopes, type OAuthScope } from "../auth/scopes.ts";
import { nobody } from "../auth/principal.ts";
import { noRoles, rolesVariables } from "../config/endpoint.ts";
import type { AuthenticationMode } from "../config/readers/choices.ts";
import { ConfigurationError } from "../errors.ts";
import { isObject } from "../json.ts";
import { parseForeign } from "../json/foreign-json.ts";
import { externalPrincipal } from "../external/external-principal.ts";
import { requireRoles } from "../external/open.ts";
import { seenTools } from "../mcp/seen-tools.ts";
import type { Session } from "../mcp/session.ts";
import { permissionFor } from "../oauth/grants/user.ts";
import { joined, own, say, type Said } from "../text/said.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";
import { rolesName } from "../tool/made/made.ts";
import type { Asked } from "../tool/permit.ts";
import type { Printed } from "./commands/call.ts";
import { whose } from "./commands/list.ts";
import { hiddenFrom } from "./doctor-hidden.ts";

/** How long the instance is waited for, in milliseconds: a person is there to read why not. */
const patience = 5000;

/**
 * What a user with the claims of a file would see, and why. Kestra is asked for its release, and for what tools are made of, alone.
 * @throws ConfigurationError where the file holds no claims, and for what is wrong with the roles
 */
export async function doctorAs(session: Session, path: string): Promise<Printed> {
  const { config, compiled, detector } = session;
  const { endpoint } = config;
  const claims = await readClaims(path);
  const roles = await rolesOfFiles(endpoint, compiled);
  const { found, permission, refused, scopes: scopesSaid } = seers[endpoint.auth]({ session, claims, roles });
  if (found !== undefined && "overage" in found) {
    const why = endpoint.auth === "oauth" && endpoint.entraGroups === "graph" ? asked : found.overage;
    return { out: `Roles\n  FAIL  ${why}\n`, exitCode: 1 };
  }
  detector.start();
  await detector.settle(patience);
  const { selection } = (await seenTools(session, { principal: nobody })).all;
  const view = viewFor(selection, permission);
  const bounds = scopesSaid();
  const shown = session.shown(view.tools);
  const all = selection.selected.length + selection.hidden.length;
  const rows = shown.flatMap((tool) => rowsOf(tool, permission));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const hidden = hiddenFrom({ all: selection, left: view.selection, shown, known: detector.known });
  const out = joined(
    [
      say`Roles\n${found === undefined ? say`  ${own(noRoles)}\n` : rolesSaid(found)}`,
      ...(refused === undefined ? [] : [say`  FAIL  ${refused}\n`]),
      ...(bounds.length === 0 ? [] : [say`Scopes\n${joined(bounds, "")}`]),
      say`Kestra\n  ${whose(session)}\nTools\n`,
      say`  ${shown.length} of ${all} are shown\n`,
      ...rows.map(
        ({ name, effect, why }) => say`  ${own(name.padEnd(width))}  ${own(effect.padEnd(11))}  ${why}\n`,
      ),
      say`Hidden\n`,
      ...hidden.map(({ tool, reason }) => say`  ${own(tool)}: ${own(reason)}\n`),
    ],
    "",
  );
  return { out: out.masked(session.mask), exitCode: refused === undefined ? 0 : 1 };
}

/** Whom a server sees in somebody with some claims. */
interface Seer {
  readonly session: Session;
  readonly claims: Claims;
  readonly roles: Roles | undefined;
}

interface SeenUser {
  /** Absent where there are no roles. */
  readonly found?: RolesFound | Overage;
  readonly permission: Permission;
  /** Why the server answers nothing else. */
  readonly refused?: Said;
  /** Lines of what scopes are for, once Kestra was asked. */
  readonly scopes: () => readonly Said[];
}

const asked =
  "Microsoft Graph would be asked for the groups of this user. Write them into the file in place of what says that there are more, as groups.";

/** By how clients prove who calls. @throws ConfigurationError where roles are needed */
const seers: Readonly<Record<AuthenticationMode, (seer: Seer) => SeenUser>> = {
  token({ claims, roles }) {
    if (roles === undefined)
      throw new ConfigurationError(
        `--as needs roles: set ${rolesVariables}. Without them every caller may do all.`,
      );
    return { ...seenBy(claims, roles), scopes: () => [] };
  },
  oauth({ session, claims, roles }) {
    const seen = seenBy(claims, roles);
    const row = (scope: OAuthScope) => {
      const left = viewFor(session.selection, narrowed(seen.permission, effectsOf([scope])));
      return say`  ${own(scope.padEnd(14))}  ${session.shown(left.tools).length}\n`;
    };
    const given = say`  Users give them to each application, which then has so many tools:\n`;
    return { ...seen, scopes: () => [given, ...scopes.map(row)] };
  },
  external({ session: { config }, claims, roles }) {
    const { oidcIssuer = "", oauthScopes: named } = config.endpoint;
    const { principal, refused } = externalPrincipal(
      { iss: oidcIssuer, sub: "somebody", ...claims },
      requireRoles(roles),
      named,
    );
    const { permission, scopes: given } = principal;
    const needed = say`  The token needs ${named.join(" ")}, and has ${given.join(" ") || own("none")}.\n`;
    return {
      ...seenBy(claims, roles),
      ...(permission !== "all" && { permission }),
      ...(refused !== undefined && { refused: say`Such a token is answered 403. ${own(refused.reason)}` }),
      scopes: () => [named.length === 0 ? say`  None are asked for, and they bound nothing.\n` : needed],
    };
  },
};

function seenBy(claims: Claims, roles: Roles | undefined): Pick<SeenUser, "found" | "permission"> {
  const found = roles && rolesOf(claims, roles);
  const given = found !== undefined && "roles" in found ? found.roles : [];
  const { permission } = permissionFor(given, roles);
  return found === undefined ? { permission } : { found, permission };
}

async function readClaims(path: string): Promise<Claims> {
  const text = await readFile(path, "utf8").catch((error: unknown) => {
    const { code = "unknown" } = error as NodeJS.ErrnoException;
    throw new ConfigurationError(`--as: ${path} cannot be read (${code}).`);
  });
  const claims = parsed(text);
  if (isObject(claims)) return claims;
  throw new ConfigurationError(
    `--as: ${path} must hold claims, as a JSON object such as {"roles": ["reader"]}.`,
  );
}

function parsed(text: string): unknown {
  try {
    return parseForeign(text);
  } catch {
    return undefined;
  }
}

function rolesSaid({ roles, from, unmapped }: RolesFound): Said {
  const given = roles.map((role) => say`  ${role}: by ${(from[role] ?? []).join(" and ")}\n`);
  const none = roles.length === 0 ? [say`  none: such a user may do nothing\n`] : [];
  const others =
    unmapped.length === 0 ? [] : [say`  no role and no group of the file: ${unmapped.join(", ")}\n`];
  return joined([...given, ...none, ...others], "");
}

interface Row {
  readonly name: string;
  readonly effect: string;
  readonly why: Said;
}

/** Each thing that a tool does, with the roles that allow it and where. */
function rowsOf(tool: ToolDefinition, { grants }: Permission): readonly Row[] {
  const { name, behaviour } = tool;
  const all = isChoice(behaviour) ? Object.entries(behaviour.actions) : [[undefined, behaviour] as const];
  return all.map(([action, one]) => {
    const call: Asked = { ...rolesName(tool), action, behaviour: one };
    const able = [...new Set(grants.map(({ role }) => role))].filter(
      (role) =>
        reachOf(
          grants.filter((grant) => grant.role === role),
          call,
        ).length > 0,
    );
    const reach = reachOf(grants, call);
    const where =
      one.where === "nowhere" || reach === "everywhere" ? say`` : say`, in ${namespacesNamed(reach)}`;
    const why = say`${own(rolesNamed(able))}${where}`;
    return { name: action === undefined ? name : `${name}.${action}`, effect: one.effect, why };
  });
}
