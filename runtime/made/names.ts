import { digestOf } from "../digest.ts";
import type { MadeTool } from "../tool/made/made.ts";

type Named = Pick<MadeTool, "namespace" | "id" | "name" | "isNamed">;

/** Characters of a name that every client takes, with what some put before it. */
const most = 52;

/** Characters of what tells apart names that are too long, or the same. */
const told = 8;

/** The names of tools, and the names that several wanted, which are none. */
export interface MadeNames {
  /** In the order of the tools. */
  readonly names: readonly string[];
  /** Name -> the names in its place. */
  readonly ambiguous: ReadonlyMap<string, readonly string[]>;
}

/**
 * The names of tools that are made: as each should be called, of letters, digits, `_` and `-`. Several that should be called
 * the same have the shortest tail of their namespaces in them by which they differ. The same tools have the same names, in
 * whatever order they come and whenever.
 * @param taken names of other tools
 */
export function namesOf(tools: readonly Named[], taken: ReadonlySet<string>): MadeNames {
  const wanted = tools.map((tool) => wish(tool, taken));
  const groups = grouped(wanted);
  const full = tools.map((tool, i) => {
    const group = groups.get(wanted[i] ?? "") ?? [];
    return group.length === 1 ? (wanted[i] ?? "") : inFull(tool, tailOf(tool, group, tools));
  });
  const names = toldApart(full, tools, taken);
  const several = [...groups].filter(
    ([name, group]) => group.length > 1 && !names.includes(name) && !taken.has(name),
  );
  return {
    names,
    ambiguous: new Map(several.map(([name, group]) => [name, group.map((i) => names[i] ?? "").sort()])),
  };
}

/** Names of which no two are the same: what sanitizing made so, what is taken or too long, and what was written as such a one is. */
function toldApart(full: readonly string[], tools: readonly Named[], taken: ReadonlySet<string>) {
  const digested = new Set<number>();
  for (;;) {
    const names = tools.map((tool, i) =>
      digested.has(i) ? withDigest(full[i] ?? "", tool) : (full[i] ?? ""),
    );
    const alike = grouped(names);
    const others = names.flatMap((name, i) => {
      const isOther = taken.has(name) || name.length > most || (alike.get(name)?.length ?? 0) > 1;
      return isOther && !digested.has(i) ? [i] : [];
    });
    if (others.length === 0) return names;
    for (const i of others) digested.add(i);
  }
}

/** As a tool should be called; where another is called so, as it is called to which nobody gave a name. */
function wish({ id, name }: Named, taken: ReadonlySet<string>): string {
  const plain = sanitized(name);
  return plain === "" || taken.has(plain) ? sanitized(`run_${id}`) : plain;
}

/** Text -> where it stands. */
function grouped(texts: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [i, text] of texts.entries()) groups.set(text, [...(groups.get(text) ?? []), i]);
  return groups;
}

/** The shortest tail of a namespace, as long for each of the group, by which all of the group differ. */
function tailOf({ namespace }: Named, group: readonly number[], tools: readonly Named[]): string {
  const all = group.map((i) => (tools[i]?.namespace ?? "").split("."));
  const longest = Math.max(...all.map(({ length }) => length));
  const tail = (parts: readonly string[], length: number) => parts.slice(-length).join(".");
  let length = 1;
  while (length < longest && new Set(all.map((one) => tail(one, length))).size < all.length) length++;
  return tail(namespace.split("."), length);
}

function inFull({ id, name, isNamed }: Named, tail: string): string {
  return sanitized(isNamed ? `${tail}_${name}` : `run_${tail}_${id}`);
}

function withDigest(name: string, { namespace, id }: Named): string {
  const digest = digestOf(JSON.stringify([namespace, id]), 43).replace(/[^a-zA-Z0-9]/g, "");
  return `${name.slice(0, most - told - 1)}_${digest.slice(0, told)}`;
}

/** Of letters, digits, `_` and `-`, and begun by a letter. */
function sanitized(name: string): string {
  const plain = name.replace(/[^a-zA-Z0-9_-]+/g, "_");
  return plain === "" || /^[a-zA-Z]/.test(plain) ? plain : `run_${plain}`;
}
