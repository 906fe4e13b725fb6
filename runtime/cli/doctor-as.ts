import { readFile } from "node:fs/promises";
import { may, rolesOfFiles } from "../access/access.ts";
import { rolesOf, type Claims, type RolesFound } from "../access/claims.ts";
import { reachOf } from "../access/reach.ts";
import { namespacesNamed } from "../access/refusals.ts";
import { viewFor } from "../access/view.ts";
import { rolesNamed, type Permission } from "../auth/permission.ts";
import { hiddenTools } from "../catalog/hidden.ts";
import { ConfigurationError } from "../errors.ts";
import { isObject } from "../json.ts";
import { parseForeign } from "../json/foreign-json.ts";
import type { Session } from "../mcp/session.ts";
import { joined, own, say, type Said } from "../text/said.ts";
import { isChoice, type ToolDefinition } from "../tool/definition.ts";
import type { Asked } from "../tool/permit.ts";
import type { Printed } from "./call.ts";
import { whose } from "./list.ts";

/** How long the instance is waited for, in milliseconds: a person is there to read why not. */
const patience = 5000;

/**
 * What a user with the claims of a file would see, and why. Kestra is asked for its release alone.
 * @throws ConfigurationError where the file holds no claims, and for what is wrong with the roles
 */
export async function doctorAs(session: Session, path: string): Promise<Printed> {
  const { config, compiled, detector, selection } = session;
  const claims = await readClaims(path);
  const roles = await rolesOfFiles(config.endpoint, compiled);
  if (roles === undefined)
    throw new ConfigurationError(
      "--as needs roles: set KESTRA_MCP_ROLES_FILE or KESTRA_MCP_ROLES_PRESET. Without them every caller may do all.",
    );
  const found = rolesOf(claims, roles);
  if ("overage" in found) return { out: `Roles\n  FAIL  ${found.overage}\n`, exitCode: 1 };
  const { permission } = may(found.roles, roles);
  detector.start();
  await detector.settle(patience);
  const view = viewFor(selection, permission);
  const shown = session.shown(view.tools);
  const all = selection.selected.length + selection.hidden.length;
  const rows = shown.flatMap((tool) => rowsOf(tool, permission));
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  const hidden = hiddenTools(view.selection, detector.known);
  const out = joined(
    [
      say`Roles\n${rolesSaid(found)}Kestra\n  ${whose(session)}\nTools\n`,
      say`  ${shown.length} of ${all} are shown\n`,
      ...rows.map(
        ({ name, effect, why }) => say`  ${own(name.padEnd(width))}  ${own(effect.padEnd(11))}  ${why}\n`,
      ),
      say`Hidden\n`,
      ...actionsHidden(shown),
      ...hidden.map(({ tool, reason }) => say`  ${own(tool)}: ${own(reason)}\n`),
    ],
    "",
  );
  return { out: out.masked(session.mask), exitCode: 0 };
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
function rowsOf({ name, behaviour }: ToolDefinition, { grants }: Permission): readonly Row[] {
  const all = isChoice(behaviour) ? Object.entries(behaviour.actions) : [[undefined, behaviour] as const];
  return all.map(([action, one]) => {
    const asked: Asked = { tool: name, action, behaviour: one };
    const able = [...new Set(grants.map(({ role }) => role))].filter(
      (role) =>
        reachOf(
          grants.filter((grant) => grant.role === role),
          asked,
        ).length > 0,
    );
    const reach = reachOf(grants, asked);
    const where =
      one.where === "nowhere" || reach === "everywhere" ? say`` : say`, in ${namespacesNamed(reach)}`;
    const why = say`${own(rolesNamed(able))}${where}`;
    return { name: action === undefined ? name : `${name}.${action}`, effect: one.effect, why };
  });
}

/** The actions that are taken from tools that are shown, and why. */
function actionsHidden(shown: readonly ToolDefinition[]): readonly Said[] {
  return shown.flatMap(({ name, behaviour }) =>
    isChoice(behaviour)
      ? Object.entries(behaviour.hidden?.reasons ?? {}).map(
          ([action, why]) => say`  ${own(`${name}.${action}`)}: ${own(why)}\n`,
        )
      : [],
  );
}
