import { permittedEffects, type Grant, type PermittedEffect } from "../auth/permission.ts";
import type { Compiled } from "../catalog/select.ts";
import { toolsMeant, type KnownTools } from "../catalog/tool-words.ts";
import { ConfigurationError } from "../errors.ts";
import { didYouMean } from "../near-miss.ts";
import { isChoice } from "../tool/definition.ts";
import { collectFaults, type Faults } from "./faults.ts";
import { readYamlFile, type Path } from "./yaml-file.ts";

/** The keys on the way to a claim: one key may have dots in it. */
export type ClaimPath = readonly string[];

/** What an operator says of roles: who has them, and what they allow. */
export interface Roles {
  /** Where a token says the roles of its user; the values of all together. */
  readonly claims: readonly ClaimPath[];
  /** Value of one of those claims, or of `groups` -> roles. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** The roles that every user has. */
  readonly default: readonly string[];
  readonly names: readonly string[];
  readonly grants: readonly Grant[];
}

/** The keys of the file. */
export const rolesKeys = ["claims", "groups", "default", "roles"] as const;

/** The keys of what a role allows. */
export const grantKeys = ["allow", "tools", "namespaces"] as const;

/** The words of `allow`. */
export const allowWords = [...permittedEffects, "all"] as const;

/** What a name of a role looks like, and a namespace. */
export const rolePattern = "^[A-Za-z0-9][A-Za-z0-9._:/-]*$";
export const namespacePattern = "^[a-z0-9][A-Za-z0-9_-]*(\\.[A-Za-z0-9_-]+)*$";

/** Where roles are read from. */
export interface RolesSource {
  /** A file of the operator's, by the name that errors show. */
  readonly file?: { readonly name: string; readonly text: string } | undefined;
  /** The name of roles that come with the program. */
  readonly preset?: string | undefined;
}

/** What they are checked against. */
export type KnownRoles = KnownTools & Pick<Compiled, "rolePresets">;

/**
 * Reads the roles of a file and of a preset.
 * @throws ConfigurationError with line and column
 */
export async function readRoles({ file, preset }: RolesSource, known: KnownRoles): Promise<Roles> {
  const given = preset === undefined ? none : presetNamed(preset, known);
  if (file === undefined) return given;
  const { value, refuse } = await readYamlFile(file.name, file.text);
  const faults = collectFaults();
  const own = rolesIn(value, known, faults, given.names);
  refuse(faults.found);
  return {
    claims: [...given.claims, ...own.claims],
    groups: { ...given.groups, ...own.groups },
    default: [...new Set([...given.default, ...own.default])],
    names: [...given.names, ...own.names],
    grants: [...given.grants, ...own.grants],
  };
}

/** @throws ConfigurationError where there is none of that name */
function presetNamed(preset: string, known: KnownRoles): Roles {
  const { rolePresets = {} } = known;
  const names = Object.keys(rolePresets);
  if (!Object.hasOwn(rolePresets, preset))
    throw new ConfigurationError(
      `KESTRA_MCP_ROLES_PRESET must be ${names.join(" or ")}, not ${JSON.stringify(preset)}.${didYouMean(preset, names)}`,
    );
  const faults = collectFaults();
  const roles = rolesIn(rolePresets[preset], known, faults);
  const [fault] = faults.found;
  if (fault === undefined) return roles;
  throw new ConfigurationError(
    `The roles of the preset ${preset} are wrong at ${fault.path.join(".")}: ${fault.message}`,
  );
}

const none: Roles = { claims: [], groups: {}, default: [], names: [], grants: [] };

/** @param taken names of roles that there are already */
function rolesIn(value: unknown, known: KnownTools, faults: Faults, taken: readonly string[] = []): Roles {
  const file = faults.map(value, [], "the roles", {
    names: rolesKeys,
    required: taken.length > 0 ? [] : ["roles"],
  });
  const roles = faults.map(file.roles, ["roles"], "`roles`");
  const names = Object.keys(roles);
  const all = [...taken, ...names];
  for (const name of names) {
    const path = ["roles", name];
    if (taken.includes(name))
      faults.found.push({
        path,
        on: "key",
        message: `The preset has a role ${name}.`,
        hint: "Call this one otherwise.",
      });
    if (!new RegExp(rolePattern).test(name))
      faults.found.push({
        path,
        on: "key",
        message: `${JSON.stringify(name)} is no name of a role: it has letters, digits and . _ : / -.`,
      });
  }
  const requireRoles = (given: readonly string[], path: Path) => {
    given.forEach((name, i) => {
      if (all.includes(name)) return;
      const hint = (didYouMean(name, all) || ` There are ${all.join(", ") || "none"}.`).trim();
      faults.found.push({ path: [...path, i], message: `There is no role ${JSON.stringify(name)}.`, hint });
    });
    return given;
  };
  const groups = Object.entries(faults.map(file.groups, ["groups"], "`groups`")).map(([group, given]) => {
    const path = ["groups", group];
    return [group, requireRoles(faults.texts(given, path, "The roles of a group"), path)] as const;
  });
  return {
    claims: claimsIn(file.claims, faults),
    groups: Object.fromEntries(groups),
    default: requireRoles(faults.texts(file.default, ["default"], "`default`"), ["default"]),
    names,
    grants: names.flatMap((role) =>
      faults
        .list(roles[role], ["roles", role], "What a role allows")
        .flatMap((grant, i) => grantIn({ role, grant, path: ["roles", role, i] }, known, faults)),
    ),
  };
}

function claimsIn(value: unknown, faults: Faults): readonly ClaimPath[] {
  return faults.list(value, ["claims"], "`claims`").flatMap((claim, i) => {
    if (typeof claim === "string" && claim !== "") return [claim.split(".")];
    const keys = faults.texts(claim, ["claims", i], "A claim, where it is no text,");
    return keys.length === 0 ? [] : [keys];
  });
}

function grantIn(
  { role, grant, path }: { readonly role: string; readonly grant: unknown; readonly path: Path },
  known: KnownTools,
  faults: Faults,
): readonly Grant[] {
  const written = faults.map(grant, path, "what a role allows", { names: grantKeys, required: ["allow"] });
  const words = faults.texts(written.allow, [...path, "allow"], "`allow`");
  const effects = words.flatMap((word, i): readonly PermittedEffect[] => {
    if (word === "all") return permittedEffects;
    const effect = permittedEffects.find((one) => one === word);
    if (effect !== undefined) return [effect];
    const hint = (didYouMean(word, allowWords) || ` It takes ${allowWords.join(", ")}.`).trim();
    faults.found.push({
      path: [...path, "allow", i],
      message: `${JSON.stringify(word)} is nothing that a role allows.`,
      hint,
    });
    return [];
  });
  const tools = faults.texts(written.tools, [...path, "tools"], "`tools`").flatMap((word, i) => {
    const names = toolsOrAction(word, known);
    if (typeof names !== "string") return names;
    faults.found.push({ path: [...path, "tools", i], message: names });
    return [];
  });
  const namespaces = faults.texts(written.namespaces, [...path, "namespaces"], "`namespaces`");
  namespaces.forEach((name, i) => {
    if (new RegExp(namespacePattern).test(name)) return;
    const hint = "A namespace stands for itself and all below it, without a star.";
    faults.found.push({
      path: [...path, "namespaces", i],
      message: `${JSON.stringify(name)} is no namespace.`,
      hint,
    });
  });
  return [
    {
      role,
      effects: [...new Set(effects)],
      ...(written.tools === undefined ? {} : { tools: [...new Set(tools)] }),
      ...(written.namespaces === undefined ? {} : { namespaces }),
    },
  ];
}

/** The tools that a word means, or `tool.action`. @returns a sentence where it means none */
function toolsOrAction(word: string, known: KnownTools): readonly string[] | string {
  const [, name = "", action = ""] = /^(\w+)\.(\w+)$/.exec(word) ?? [];
  const tool = known.tools.find((one) => one.name === name || one.aliases?.includes(name));
  if (action === "" || tool === undefined) {
    const meant = toolsMeant(word, known);
    const isReading = known.readingPresets?.includes(word) === true;
    return isReading && typeof meant !== "string" ? meant.flatMap((one) => readingOf(one, known)) : meant;
  }
  const actions = isChoice(tool.behaviour) ? Object.keys(tool.behaviour.actions) : [];
  if (actions.includes(action)) return [`${tool.name}.${action}`];
  return `${tool.name} has no action ${JSON.stringify(action)}.${didYouMean(action, actions)}`;
}

/** What reads of a tool: the whole of it, or `tool.action` of each action that does. */
function readingOf(name: string, { tools }: KnownTools): readonly string[] {
  const behaviour = tools.find((one) => one.name === name)?.behaviour;
  if (behaviour === undefined) return [];
  if (!isChoice(behaviour)) return behaviour.effect === "read" ? [name] : [];
  const reading = Object.entries(behaviour.actions).filter(([, { effect }]) => effect === "read");
  return reading.length === Object.keys(behaviour.actions).length
    ? [name]
    : reading.map(([action]) => `${name}.${action}`);
}
